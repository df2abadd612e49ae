"""Files that a Markdown source takes in: `--8<--`, `{% include %}`, `{! !}`. Pure text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(
    r"""^[ \t]*-{1,}8<-{1,}[ \t]+["']([^"'\n]+)["']"""
    r"""|\{%-?\s*(?:include|include-markdown)\s+["']([^"'\n]+)["']|\{!\s*([^!\n]+?)\s*!\}""",
    re.MULTILINE,
)
_BLOCK = re.compile(r"^[ \t]*-{1,}8<-{1,}[ \t]*\n(.*?)^[ \t]*-{1,}8<-{1,}[ \t]*$", re.M | re.S)
_SECTION = re.compile(r":[\w-]*(?::[\w-]*)*$")


def inclusions(text: str) -> Iterator[tuple[int, str]]:
    """(offset, path) of every file that the text takes in; the path as written."""
    for match in _LINE.finditer(text):
        yield match.start(), _path(match[1] or match[2] or match[3])
    for block in _BLOCK.finditer(text):
        offset = block.start(1)
        for line in block[1].splitlines(keepends=True):
            if line.strip() and not line.lstrip().startswith(";"):
                yield offset, _path(line.strip())
            offset += len(line)


def _path(written: str) -> str:
    """Without the section or lines that may follow: file.md:section, file.md:3:10."""
    head = _SECTION.sub("", written)
    return head if "." in head.rpartition("/")[2] else written
