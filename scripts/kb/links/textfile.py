"""Addresses in plain texts that a site publishes: llms.txt, Markdown copies, robots, _redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.links.document import Document, Link, Use
from kb.links.occurrence import Occurrence, in_markdown

_BARE = re.compile(r"https?://[^\s<>\"'`，。；、）」』”\]|]+", re.IGNORECASE)
_TRAILING = re.compile(r"[.,;:!?)*_]+$")
_SITEMAP = re.compile(r"^\s*Sitemap:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_REDIRECT = re.compile(r"^(/\S*)[ \t]+(\S+)(?:[ \t]+(\d{3})!?)?[ \t]*$", re.MULTILINE)


def read_text(path: str, text: str) -> Document:
    """One text file; in Markdown every link counts, in other texts whole addresses only."""
    name = path.rpartition("/")[2]
    if name == "robots.txt":
        links = [Link(match[1], Use.STATE, "Sitemap") for match in _SITEMAP.finditer(text)]
    elif name == "_redirects":
        links = list(_redirects(text))
    else:
        links = [
            Link(one.address, Use.STATE, "text", rel="text", example=True)
            for one in in_text(path, text)
            if one.address
        ]
    return Document(path, tuple(links), page=False)


def in_text(path: str, text: str) -> list[Occurrence]:
    """The addresses of a text, with their offsets."""
    found = {one.offset: one for one in _bare(text)}
    if path.endswith(".md") or path.rpartition("/")[2].startswith("llms"):
        found |= {one.offset: one for one in in_markdown(text)}
    return [found[offset] for offset in sorted(found)]


def _bare(text: str) -> Iterator[Occurrence]:
    for match in _BARE.finditer(text):
        address = match[0]
        end = _TRAILING.search(address)
        if end and not ("(" in address and end[0] == ")"):
            address = address[: end.start()]
        yield Occurrence(address, match.start(), True)


def _redirects(text: str) -> Iterator[Link]:
    for match in _REDIRECT.finditer(text):
        if not re.search(r"[*:]", match[2].partition("://")[2] or match[2]):
            yield Link(match[2], Use.STATE, "redirect")
