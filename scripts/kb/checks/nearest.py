"""The hint that offers the nearest known name."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches


def nearest(name: str, known: Collection[str], otherwise: str) -> str:
    """`did you mean 'x'?` where a known name is near, else `otherwise`."""
    found = get_close_matches(name, list(known), 1, 0.6)
    return f"did you mean {found[0]!r}?" if found else otherwise
