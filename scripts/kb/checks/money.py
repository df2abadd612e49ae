"""Checks of the refund planner: no empty cell, no unknown letter or claim, no limit of its own."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.ledger import CITATION
from kb.checks.nearest import nearest
from kb.figures import figures
from kb.model import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    Cell,
    Claim,
    KnowledgeBase,
    Problem,
    Record,
    Term,
    Texts,
)

ACCESSES = ("signed-in", "locked-out")
UNITS = {
    "hours": "hour",
    "days": "day",
    "business-days": "workday",
    "months": "month",
    "years": "year",
}


def money_claim_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A step or a time limit of the planner names no claim of the ledger."""
    known = knowledge.claims
    for at, texts in _texts(knowledge):
        for language in LANGUAGES:
            for match in CITATION.finditer(texts[language]):
                if match[2] not in known:
                    yield _unknown(at, "claim", match[2], tuple(known), "money-claim-unknown")
    for term in knowledge.money.terms.values():
        if term.claim not in known:
            yield _unknown(term.at, "claim", term.claim, tuple(known), "money-claim-unknown")


def money_letter_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A cell of the planner recommends a letter that does not exist."""
    known = tuple(letter.id for letter in knowledge.letters)
    for cell in knowledge.money.cells.values():
        for letter in cell.letters:
            unread = f"docs/letters/{DEFAULT_LANGUAGE}/{letter}.md" in knowledge.unread
            if letter not in known and not unread:
                yield _unknown(cell.at, "letter", letter, known, "money-letter-unknown")


def money_cell_missing(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A route lacks a cell, a cell says nothing or rests on nothing, or belongs to no route."""
    routes, cells = knowledge.money.routes, knowledge.money.cells
    wanted = {f"{route}-{access}": route for route in routes for access in ACCESSES}
    for name, route in wanted.items():
        if name not in cells:
            at = routes[route].at
            hint = f"add [cell.{name}] with steps, not_first and letters"
            fact = f"route {route!r} has no cell {name!r}."
            yield Problem(at.path, at.line, "money-cell-missing", fact, hint)
    for cell in cells.values():
        if cell.at.id not in wanted:
            yield _unknown(cell.at, "cell", cell.at.id, tuple(wanted), "money-cell-missing")
        elif not any(CITATION.search(texts.en) for texts in _said(cell)):
            fact = f"cell {cell.at.id!r} cites no claim."
            hint = "cite what it rests on as [[claim-id]] or [[^claim-id]] in a step"
            yield Problem(cell.at.path, cell.at.line, "money-cell-missing", fact, hint)


def money_route_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A time limit is meant for a route that does not exist."""
    known = tuple(knowledge.money.routes)
    for term in knowledge.money.terms.values():
        for route in term.routes:
            if route not in known:
                yield _unknown(term.at, "route", route, known, "money-route-unknown")


def money_term_differs(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A time limit is counted with another number than its claim says."""
    for term in knowledge.money.terms.values():
        claim = knowledge.claims.get(term.claim)
        if claim is not None and (str(term.amount), UNITS[term.unit]) not in _lengths(claim):
            fact = f"term {term.at.id!r} counts {term.amount} {term.unit}; {_says(term, claim)}."
            hint = (
                f"give amount and unit of the longest time in [{term.claim}], or correct the claim"
            )
            yield Problem(term.at.path, term.at.line, "money-term-differs", fact, hint)


def _says(term: Term, claim: Claim) -> str:
    return f"claim {term.claim!r} says {claim.value.en!r}"


def _lengths(claim: Claim) -> set[tuple[str, str]]:
    """The longest of each time that the claim's value names: 5–7 business days is 7."""
    found = (figure for code in LANGUAGES for figure in figures(claim.value[code], code))
    return {(figure.key[0].split("-")[-1], figure.key[1]) for figure in found}


def _said(cell: Cell) -> tuple[Texts, ...]:
    return (*cell.steps, cell.not_first)


def _texts(knowledge: KnowledgeBase) -> Iterator[tuple[Record, Texts]]:
    for route in knowledge.money.routes.values():
        yield route.at, route.who
    for cell in knowledge.money.cells.values():
        yield from ((cell.at, texts) for texts in _said(cell))
    for term in knowledge.money.terms.values():
        yield term.at, term.what


def _unknown(at: Record, what: str, name: str, known: tuple[str, ...], code: str) -> Problem:
    fact = f"{what} {name!r}, named by {at.id!r}, is not known."
    return Problem(at.path, at.line, code, fact, nearest(name, known, f"name a {what} that exists"))
