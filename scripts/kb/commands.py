"""What each command does: calls the modules that work, prints, returns an exit code.

Every command imports what it needs itself, so that none waits for another's libraries.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kb import report
from kb.model import Problem


def version(options: argparse.Namespace) -> int:
    """Print the version, or without --version how to call kb."""
    from kb.package import version as released

    if not options.version:
        options.parser.print_help()
        return 2
    print(f"kb {released(options.root)}")
    return 0


def build(options: argparse.Namespace) -> int:
    """Build everything and tell where it is."""
    from kb.build import PARTS
    from kb.build import build as make

    start = time.monotonic()
    root: Path = options.root
    problems = make(root, _step, ("site",) if options.only else PARTS)
    if problems:
        return _show(problems, options.format, "nothing was changed in site/ and dist/")
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    print(f"site/: {pages} pages. Look at them: kb serve")
    for path in sorted((root / "dist").glob("*")) if not options.only else ():
        print(f"dist/{path.name}: {path.stat().st_size / 1000:.0f} kB, opens without a network")
    print(f"done in {time.monotonic() - start:.1f} s")
    return 0


def serve(options: argparse.Namespace) -> int:
    """Preview the site until it is interrupted."""
    from kb.site import serve as preview

    preview(options.root, options.address)
    return 0


def new(options: argparse.Namespace) -> int:
    """Write the files of a new letter or page and name them."""
    from kb import new as scaffold

    write = scaffold.letter if options.kind == "letter" else scaffold.page
    for path in write(options.root, options.name):
        print(path.relative_to(options.root).as_posix())
    print("write what is marked; `kb check` lists it", file=sys.stderr)
    return 0


def check(options: argparse.Namespace) -> int:
    """Check the sources, after repairing what is mechanical if asked to."""
    from kb.inspection import check as inspect

    root: Path = options.root
    if options.fix:
        from kb.fix import fix

        for name in fix(root):
            print(f"repaired {name}", file=sys.stderr)
    wanted = [_relative(path, root) for path in options.paths]
    _, found = inspect(root)
    return _verdict(
        [one for one in found if not wanted or any(_below(one.path, path) for path in wanted)],
        options.format,
    )


def links(options: argparse.Namespace) -> int:
    """Check the links of a built site, ours or another's."""
    from kb import links as checker
    from kb.build import LANGUAGES

    root: Path = options.root
    folder = Path(options.folder or root / "site").resolve()
    if not folder.is_dir():
        print(f"kb: {folder} is not a folder; build it first: kb build", file=sys.stderr)
        return 2
    ours = folder == root / "site"
    problems = checker.check(
        folder,
        sources=checker.Sources(root) if ours else None,
        site_url=options.site_url,
        offline=options.offline,
        languages=LANGUAGES if ours else (),
        ours=ours,
    )
    return _verdict(problems, options.format)


def test(options: argparse.Namespace) -> int:
    """Run everything that CI runs."""
    from kb.testing import run

    return run(options.root, options.pytest, _step)


def status(options: argparse.Namespace) -> int:
    """Tell what the handbook holds and what is due for review."""
    from kb.load import load
    from kb.model import LANGUAGES
    from kb.review import past

    knowledge, _ = load(options.root)
    for language in LANGUAGES:
        pages = sum(1 for page in knowledge.pages if page.language == language)
        letters = sum(1 for letter in knowledge.letters if letter.language == language)
        print(f"{language}: {pages} pages, {letters} letters")
    print(f"facts: {len(knowledge.claims)}, sources: {len(knowledge.sources)}")
    due = past(knowledge, date.today())
    print(f"past review: {len(due)}")
    for one in due:
        print(f"{one.path}:{one.line}: {one.id}: due {one.review}, {one.days} days ago")
    return 0


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


def decode(options: argparse.Namespace) -> int:
    """Print which notice a text is."""
    from kb.notices.command import command

    print(command(options.root, _text(options.file), options.format))
    return 0


def redact(options: argparse.Namespace) -> int:
    """Print a text with what is private masked, and on stderr what that was."""
    from kb.load import load
    from kb.redaction import command

    text, summary = command(_text(options.file), load(options.root)[0].secrets)
    sys.stdout.write(text)
    print(summary, file=sys.stderr)
    return 0


def _text(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return data.decode("utf-8", errors="replace")


def _relative(path: str, root: Path) -> str:
    full = Path(path).resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path


def _below(path: str, folder: str) -> bool:
    return folder == "." or path == folder or path.startswith(folder.rstrip("/") + "/")


def _step(text: str) -> None:
    print(f"· {text}", flush=True)


def _verdict(problems: Sequence[Problem], form: str) -> int:
    if problems or form != "text":
        return _show(problems, form)
    print("no problems")
    return 0


def _show(problems: Sequence[Problem], form: str, note: str = "") -> int:
    print(report.render(problems, form))
    if form == "text":
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        print(f"{count}; {note}" if note else count, file=sys.stderr)
    return 1 if problems else 0
