"""The check of Chinese typography, in pages, letters and data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.passages import clauses, passages, statements
from kb.model import KnowledgeBase, Passage, Problem
from kb.typography import corrected

BLOCK = re.compile(r"\s*/{3,}")


def typography_broken(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Han and Latin without a space between, half-width punctuation, brackets as quotes."""
    for passage in chinese(knowledge):
        better = corrected(passage.text, knowledge)
        if better == passage.text:
            continue
        pairs = enumerate(zip(passage.text, better, strict=False))
        at = next((n for n, (one, other) in pairs if one != other), len(better))
        near = slice(max(0, at - 6), at + 8)
        fact = f"“{passage.text[near].strip()}” should be “{better[near].strip()}”."
        hint = "kb check --fix mends it"
        column = passage.column + at
        yield Problem(passage.path, passage.line, "typography-broken", fact, hint, column)


def chinese(knowledge: KnowledgeBase) -> Iterator[Passage]:
    """Every line of Chinese text, as it is written, code and marks of emphasis included."""
    pages = {page.path: page for page in knowledge.pages}
    for passage in (*passages(knowledge), *clauses(knowledge, conditional=True)):
        if passage.language != "zh" or BLOCK.match(passage.text):
            continue
        page = pages.get(passage.path)
        whole = page.lines[passage.line - 1] if page and not passage.field else passage.text
        yield Passage(passage.path, passage.line, passage.column, "zh", whole, passage.field)
    yield from (passage for passage in statements(knowledge) if passage.language == "zh")
