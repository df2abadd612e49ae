"""Keeps personal data out of what is merged."""

from __future__ import annotations

from collections.abc import Iterator

from kb.model import KnowledgeBase, Problem
from kb.redaction import find

# Best effort for readers; in our own prose they would find examples and steps.
LENIENT = ("name", "url", "case", "phone")


def personal_data_found(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A page, a letter or a text of the data holds an address, an id, a key or a number."""
    kinds = [secret for id, secret in knowledge.secrets.items() if id not in LENIENT]
    for path, number, column, line in _lines(knowledge):
        for hit in find(line, kinds):
            label = knowledge.secrets[hit.kind].label.en
            fact = f"{line[hit.start : hit.start + 4]}… looks like personal data ({label})."
            hint = "take it out, or use a made-up one at example.com"
            yield Problem(path, number, "personal-data-found", fact, hint, column + hit.start)


def _lines(knowledge: KnowledgeBase) -> Iterator[tuple[str, int, int, str]]:
    for page in knowledge.pages:
        for number, line in enumerate(page.lines, 1):
            yield page.path, number, 1, line
    for letter in knowledge.letters:
        for clause in letter.clauses:
            for offset, line in enumerate(clause.text.split("\n"), 1):
                yield letter.path, clause.line + offset, 1, line
    for passage in knowledge.texts:
        yield passage.path, passage.line, passage.column, passage.text
