"""Pages, and every passage of prose with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.model.base import Code


@dataclass(frozen=True)
class Page:
    """One Markdown page; `name` is its path inside its language's tree."""

    name: str
    language: Code
    path: str
    lines: tuple[str, ...]

    def prose(self) -> tuple[tuple[int, str], ...]:
        """Its lines with their numbers, without front matter, fenced code and inline code.

        What is left out is blanked, so that columns stay true.
        """
        return self._prose

    def open_fence(self) -> int:
        """The line of a fence of code that nothing closes, or 0."""
        fence, at = "", 0
        for number, line in enumerate(self.lines, 1):
            mark = re.match(r"\s*(`{3,}|~{3,})", line)
            if mark and not fence:
                fence, at = mark[1], number
            elif fence and line.strip() == fence:
                fence, at = "", 0
        return at

    @cached_property
    def _prose(self) -> tuple[tuple[int, str], ...]:
        return tuple(self._read_prose())

    def _read_prose(self) -> Iterator[tuple[int, str]]:
        fence = ""
        matter = self.lines[:1] == ("---",)
        for number, line in enumerate(self.lines, 1):
            if matter:
                matter = number == 1 or line.rstrip() != "---"
                continue
            mark = re.match(r"\s*(`{3,}|~{3,})", line)
            if mark and not fence:
                fence = mark[1]
            elif fence:
                fence = "" if line.strip() == fence else fence
            else:
                yield number, re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", _blank, line)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@dataclass(frozen=True)
class Passage:
    """One line of text as it is written; `column` is where it begins in its line, from 1."""

    path: str
    line: int
    column: int
    language: Code
    text: str
    field: str = ""
