"""Finds the texts that readers see in docs/data/*.toml and in letters' front matter, by place.

A parsed record no longer knows its lines; checks of wording need line and column. Values are read
from the lines themselves, so a text must stand on one line, as all of ours do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kb.model import LANGUAGES, Code, Passage

# Not prose of ours: the ledger itself, and lists of words.
LISTS = ("claims", "sources", "synonyms", "wording", "neutrality")
BOTH = re.compile(r"(?<![\w-])(zh|en)\s*=\s*\"((?:[^\"\\]|\\.)*)\"")
KEY = re.compile(r"\s*([a-z][\w-]*)\s*=")
STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")
PROSE = ("title", "summary", "subject", "attach", "next")


def read_texts(root: Path) -> tuple[Passage, ...]:
    """Every text of docs/data and of the front matter of letters, in the order of the files."""
    found: list[Passage] = []
    for path in sorted((root / "docs/data").glob("*.toml")):
        if path.stem not in LISTS:
            found += _data(path.relative_to(root).as_posix(), _lines(path))
    for language in LANGUAGES:
        for path in sorted((root / "docs/letters" / language).glob("*.md")):
            found += _letter(path.relative_to(root).as_posix(), language, _lines(path))
    return tuple(found)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()


def _data(path: str, lines: list[str]) -> Iterator[Passage]:
    field = ""
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#"):
            continue
        key = KEY.match(line)
        field = key[1] if key and key[1] not in LANGUAGES else field
        for match in BOTH.finditer(line):
            language: Code = "zh" if match[1] == "zh" else "en"
            yield Passage(path, number, match.start(2) + 1, language, match[2], field)


def _letter(path: str, language: Code, lines: list[str]) -> Iterator[Passage]:
    if not lines or lines[0].strip() != "+++":
        return
    field = ""
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "+++":
            return
        key = KEY.match(line)
        field = key[1] if key else field
        if field in PROSE:
            for match in STRING.finditer(line, key.end() if key else 0):
                yield Passage(path, number, match.start(1) + 1, language, match[1], field)
