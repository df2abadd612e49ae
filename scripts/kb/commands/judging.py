"""The commands that judge: check, links, test, status, diff, bench."""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tarfile
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from kb.commands.output import show, step, verdict


def check(options: argparse.Namespace) -> int:
    """Check the sources, after repairing what is mechanical if asked to."""
    from kb.inspection import check as inspect

    root: Path = options.root
    if options.fix:
        from kb.fix import fix

        for name in fix(root):
            print(f"repaired {name}", file=sys.stderr)
    missing = [path for path in options.paths if not Path(path).exists()]
    if missing:
        print(f"kb: {missing[0]} is not there.", file=sys.stderr)
        return 2
    wanted = [_relative(path, root) for path in options.paths]
    _, found = inspect(root)
    return verdict(
        [one for one in found if not wanted or any(_below(one.path, path) for path in wanted)],
        options.format,
    )


def links(options: argparse.Namespace) -> int:
    """Check the links of a built site, ours or another's."""
    from kb import links as checker
    from kb.build import LANGUAGES
    from kb.links.project import recognise

    root: Path = options.root
    folder = Path(options.folder or root / "site").resolve()
    if not folder.is_dir():
        print(f"kb: {folder} is not a folder; build it first: kb build", file=sys.stderr)
        return 2
    if next(folder.rglob("*.html"), None) is None:
        print(f"kb: {folder} holds no HTML page; name the folder of a built site", file=sys.stderr)
        return 2
    ours = folder == root / "site"
    project = recognise(folder)
    sources = checker.Sources(root) if ours else project.sources
    languages = LANGUAGES if ours else project.languages
    url = options.site_url or project.site_url
    if options.external:
        return _external(options, folder, (sources, url, languages))
    problems = checker.check(
        folder,
        sources=sources,
        site_url=url,
        offline=options.offline,
        languages=languages,
        ours=ours,
    )
    return verdict(problems, options.format)


def _external(options: argparse.Namespace, folder: Path, site: tuple[Any, str, Any]) -> int:
    """Ask other hosts; only what failed on several days counts as a problem."""
    from kb.links import external
    from kb.links.external.outcome import Judgement
    from kb.links.external.state import FILE

    sources, url, languages = site
    places = external.addresses(folder, sources=sources, site_url=url, languages=languages)

    def told(address: str, judgement: Judgement, done: int, count: int) -> None:
        print(f"{done}/{count} {judgement.verdict.value}: {address}", file=sys.stderr)

    manners = external.Manners(allow_private=options.allow_private)
    today = date.today()
    records = external.ask(places, options.root / FILE, today, manners=manners, told=told)
    problems = external.problems(places, records, today)
    verdict(problems, options.format)
    return 1 if any(problem.code == "external-dead" for problem in problems) else 0


def test(options: argparse.Namespace) -> int:
    """Run everything that CI runs."""
    from kb.testing import run

    return run(options.root, options.pytest, step)


def bench(options: argparse.Namespace) -> int:
    """Print a benchmark's table, ours beside the peers."""
    from importlib import import_module

    print(import_module(f"kb.bench.{options.name}").run(options.root, step))
    return 0


def status(options: argparse.Namespace) -> int:
    """Tell what the handbook holds and what is due for review."""
    from kb.load import load
    from kb.model import LANGUAGES
    from kb.review import past

    knowledge, problems = load(options.root)
    for language in LANGUAGES:
        pages = sum(1 for page in knowledge.pages if page.language == language)
        letters = sum(1 for letter in knowledge.letters if letter.language == language)
        print(f"{language}: {pages} pages, {letters} letters")
    print(f"facts: {len(knowledge.claims)}, sources: {len(knowledge.sources)}")
    due = past(knowledge, date.today())
    print(f"past review: {len(due)}")
    for one in due:
        print(f"{one.path}:{one.line}: {one.id}: due {one.review}, {one.days} days ago")
    return show(problems, "text", "what is malformed was not counted") if problems else 0


def diff(options: argparse.Namespace) -> int:
    """Print how the letters differ from those of a commit."""
    from kb.letters.difference import diff as compare

    command = ["git", "archive", options.base, "docs"]
    archive = subprocess.run(command, cwd=options.root, capture_output=True)
    if archive.returncode:
        print(f"kb: {archive.stderr.decode().strip()}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as before:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(before, filter="data")
        print(compare(Path(before), options.root), end="")
    return 0


def _relative(path: str, root: Path) -> str:
    full = Path(path).resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path


def _below(path: str, folder: str) -> bool:
    return folder == "." or path == folder or path.startswith(folder.rstrip("/") + "/")
