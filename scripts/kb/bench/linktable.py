"""A table for a terminal. Text only."""

from __future__ import annotations

from collections.abc import Sequence


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their names, in columns."""
    wide = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    lines = [names, ["-" * one for one in wide], *rows]
    return "\n".join(
        "  ".join(cell.ljust(size) for cell, size in zip(line, wide, strict=True)).rstrip()
        for line in lines
    )
