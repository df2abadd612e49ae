"""The corpus of planted defects: where they stand, and the site built from it. Reads and builds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from kb.links import Language, Sources, check
from kb.model import Problem

LANGUAGES = (Language("zh", ""), Language("en", "en/"))
MODES = {"web": "false", "disk": "true"}
_MARK = re.compile(r"«((?:\w+:)?)([\w-]+)»")
_MARKED = (".md", ".yml", ".html", ".toml", ".css", ".svg", ".txt", ".json", ".xml", ".webmanifest")


def planted(corpus: Path, mode: str) -> tuple[Problem, ...]:
    """Every defect of the corpus that the copy `mode` has, with its place; no fact, no hint."""
    found = []
    for path in _files(corpus):
        if not path.endswith(_MARKED) and not path.endswith("_redirects"):
            continue
        lines = (corpus / path).read_text("utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            for mark in _MARK.finditer(line):
                if mark[1] in ("", f"{mode}:"):
                    column = len(_MARK.sub("", line[: mark.start()])) + 1
                    found.append(Problem(path, number, mark[2], "", "", column))
    elsewhere = tomllib.loads((corpus / "elsewhere.toml").read_text("utf-8"))
    for text in elsewhere.get(mode, []):
        path, line, code = text.split(":")
        found.append(Problem(path, int(line), code.strip(), ""))
    return tuple(sorted(found))


def build(corpus: Path, target: Path) -> Path:
    """Copy the corpus to `target` without its marks and build it there: web/ and disk/."""
    for path in _files(corpus):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(_MARKED) or path.endswith("_redirects"):
            text = _MARK.sub("", (corpus / path).read_text("utf-8"))
            (target / path).write_text(text, "utf-8")
        else:
            shutil.copyfile(corpus / path, target / path)
    for mode, offline in MODES.items():
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", mode],
            cwd=target,
            env=os.environ | {"OFFLINE": offline, "NO_MKDOCS_2_WARNING": "1"},
            check=True,
            capture_output=True,
        )
    return target


FINE = re.compile(r"(?:^|/)fine(?:\.html|\.md|/)")
_AFTER = re.compile(r"«(?:\w+:)?[\w-]+»((?:[^\s\"'<>()）]|\([^()]*\))*)")


def addresses(corpus: Path, mode: str) -> list[str]:
    """What a report must name to have found each defect: the end of its address, decoded.

    A defect without an address (a missing twin, an id twice) is named by its code, so that only a
    checker that knows such defects can have found it.
    """
    found = []
    for problem in planted(corpus, mode):
        if not (corpus / problem.path).is_file() or not problem.column:
            found.append(problem.code)
            continue
        line = (corpus / problem.path).read_text("utf-8").splitlines()[problem.line - 1]
        ends = [
            re.sub(r"^(?:\.{1,2}/)+", "", unquote(_MARK.sub("", mark[1])))
            for mark in _AFTER.finditer(line)
            if len(_MARK.sub("", line[: mark.start()])) + 1 == problem.column
        ]
        found.append(next((one.removesuffix(".md") for one in ends if one), problem.code))
    return found


def ours(corpus: Path, built: Path) -> list[str]:
    """Found, false alarms, in the right file, at the right line: of this checker."""
    wanted = [(one.path, one.code, one.line) for one in planted(corpus, "web")]
    problems = check(
        built / "web",
        sources=Sources(built),
        site_url="https://handbook.net/kb/",
        languages=LANGUAGES,
    )
    exact = {(one.path, one.code, one.line) for one in problems}
    files = {(one.path, one.code) for one in problems}
    found = sum(one[:2] in files for one in wanted)
    lines = sum(one in exact for one in wanted)
    false = sum((one.path, one.code, one.line) not in set(wanted) for one in problems)
    return [f"{found}/{len(wanted)}", str(false), str(found), str(lines)]


def strict(built: Path) -> list[str]:
    """What `mkdocs build --strict` says, with everything that it can warn of."""
    config = (built / "mkdocs.yml").read_text("utf-8")
    levels = "{not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}"
    text = f"{config}\nvalidation: {{links: {levels}}}\n"
    (built / "strict.yml").write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "strict.yml", "-d", "strict"],
        cwd=built,
        env=os.environ | {"OFFLINE": "false", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    return [unquote(line) for line in done.stderr.splitlines() if line.startswith("WARNING")]


def _files(corpus: Path) -> Iterator[str]:
    for path in sorted(corpus.rglob("*")):
        name = path.relative_to(corpus).as_posix()
        if path.is_file() and name not in ("README.md", "elsewhere.toml"):
            yield name
