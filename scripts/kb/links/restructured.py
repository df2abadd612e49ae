"""Addresses as they stand in reStructuredText. Pure text; only to find a line."""

from __future__ import annotations

import re

from kb.links.occurrence import Occurrence

_ADDRESS = re.compile(
    r"<([^<>\n]+)>`_{1,2}|^[ \t]*\.\.[ \t]+_[^:\n]+:[ \t]+(\S+)"
    r"|^[ \t]*(?:\.\.[ \t]+)?(?:\|[^|\n]+\|[ \t]+)?(?:image|figure|include)::[ \t]+(\S+)"
    r"|:target:[ \t]+(\S+)|(https?://[^\s<>`\"]+)",
    re.MULTILINE,
)


def in_restructured(text: str) -> list[Occurrence]:
    """Hyperlinks, images and bare addresses, with their offsets."""
    found = []
    for match in _ADDRESS.finditer(text):
        group = match.lastindex or 1
        found.append(Occurrence(match[group].rstrip(".,;)"), match.start(group), True))
    return found
