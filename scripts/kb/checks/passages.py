"""Every text that a reader sees, in one form: where it stands, its language and its words.

Pages, letters and the tables of docs/data hold prose in different ways; a check of wording should
not care which. Reads no file: the loader brought everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.ledger import CITATION
from kb.model import KnowledgeBase, Page, Passage

LINK = re.compile(r"\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
ATTRIBUTES = re.compile(r"\{:?\s*[#.][^{}\n]*\}")
CODE = re.compile(r"`([^`]+)`")
MATTER = re.compile(r"(title|description)(:\s+[\"']?)(.*?)[\"']?\s*$")
# A sentence ends with its mark of evidence, which stands before or after the full stop; a cell of
# a table is a sentence of its own.
SENTENCE = re.compile(
    r"(?:[^。！？!?.|]|[.!?](?=[^\s”’\"')\]]))*"
    r"(?:[。！？!?.][”’\"』」）)*_]*(?:\s*\[\[\^[^\[\]\n]*\]\])*|\||$)"
)


def sentences(passage: Passage) -> Iterator[tuple[int, str]]:
    """The sentences of a passage, each with the column where it begins."""
    for match in SENTENCE.finditer(passage.text):
        if match[0].strip():
            yield passage.column + match.start(), match[0]


def passages(knowledge: KnowledgeBase) -> Iterator[Passage]:
    """The lines of the pages, the texts of letters' front matter and of docs/data."""
    for page in knowledge.pages:
        yield from _matter(page)
        for number, line in page.prose():
            yield Passage(page.path, number, 1, page.language, line)
    yield from knowledge.texts


def clauses(knowledge: KnowledgeBase, *, conditional: bool = False) -> Iterator[Passage]:
    """What letters say when they are sent, line by line; with those that are confirmed first."""
    for letter in knowledge.letters:
        for clause in letter.clauses:
            if clause.statement and not conditional:
                continue
            first = clause.line + (2 if clause.statement else 1)
            for number, line in enumerate(clause.text.splitlines(), first):
                yield Passage(letter.path, number, 1, letter.language, line, clause.part)


def statements(knowledge: KnowledgeBase) -> Iterator[Passage]:
    """What senders of letters confirm, each at its line."""
    for letter in knowledge.letters:
        for clause in letter.clauses:
            if clause.statement:
                place = (letter.path, clause.line + 1, 3)
                yield Passage(*place, letter.language, clause.statement, "statement")


def copied(knowledge: KnowledgeBase) -> Iterator[Passage]:
    """What pages show to be copied: fenced text and quotations."""
    for page in knowledge.pages:
        prose = dict(page.prose())
        end = _end(page)
        for number, line in enumerate(page.lines[end:], end + 1):
            if number not in prose or line.lstrip().startswith(">"):
                yield Passage(page.path, number, 1, page.language, line, "copied")


def codes(knowledge: KnowledgeBase) -> Iterator[Passage]:
    """What stands in backticks on pages: codes and commands, but an address is one there too."""
    for page in knowledge.pages:
        for number, _ in page.prose():
            for match in CODE.finditer(page.lines[number - 1]):
                place = (page.path, number, match.start(1) + 1)
                yield Passage(*place, page.language, match[1], "code")


def _end(page: Page) -> int:
    """How many lines the front matter takes."""
    closing = (n for n, line in enumerate(page.lines) if n and line.rstrip() == "---")
    return next(closing, -1) + 1 if page.lines[:1] == ("---",) else 0


def _matter(page: Page) -> Iterator[Passage]:
    if page.lines[:1] != ("---",):
        return
    for number, line in enumerate(page.lines[1:], 2):
        if line.rstrip() == "---":
            return
        match = MATTER.match(line)
        if match:
            yield Passage(page.path, number, match.start(3) + 1, page.language, match[3], match[1])


EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")


def readable(text: str) -> str:
    """The text with citations, addresses of links and attribute lists blanked, columns kept."""
    for pattern in (CITATION, LINK, ATTRIBUTES, EMPHASIS):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text
