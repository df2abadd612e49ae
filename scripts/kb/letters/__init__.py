"""Letters as text: filled, written to files, compared. HTML is for kb.render, form for kb.load."""

from __future__ import annotations

from kb.letters.difference import diff
from kb.letters.engine import (
    BLANK,
    Answers,
    blanks,
    clean,
    fill,
    part_text,
    subject,
    unfilled,
    used,
    whole_text,
)
from kb.letters.plain import file_name, labels, write

__all__ = [
    "BLANK",
    "Answers",
    "blanks",
    "clean",
    "diff",
    "file_name",
    "fill",
    "labels",
    "part_text",
    "subject",
    "unfilled",
    "used",
    "whole_text",
    "write",
]
