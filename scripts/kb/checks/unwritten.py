"""The check that nothing is published which `kb new` left to be written."""

from __future__ import annotations

from collections.abc import Iterator

from kb.model import KnowledgeBase, Letter, Problem

# What stands before each thing to write in a new file; no text of the handbook uses it.
SIGN = "✎"


def text_unwritten(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A letter or page still holds a line that `kb new` left to be written."""
    rows = [
        (letter.path, number, line)
        for letter in knowledge.letters
        for number, line in _lines(letter)
    ]
    rows += [
        (page.path, number, line)
        for page in knowledge.pages
        for number, line in enumerate(page.lines, 1)
    ]
    for path, number, line in rows:
        if SIGN in line:
            wanted = line.partition(SIGN)[2].strip(' "],')
            fact = f"still to be written: {wanted}."
            yield Problem(path, number, "text-unwritten", fact, f"replace {SIGN} and what follows")


def _lines(letter: Letter) -> Iterator[tuple[int, str]]:
    for name in ("title", "summary", "subject", "next"):
        yield letter.lines[name], getattr(letter, name)
    for item in letter.attach:
        yield letter.lines["attach"], item
    for clause in letter.clauses:
        yield clause.line + 1, clause.statement
        yield from enumerate(clause.text.splitlines(), clause.text_line)
