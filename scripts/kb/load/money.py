"""Reads docs/data/money.toml: where one paid, what to do there, the time limits."""

from __future__ import annotations

from pathlib import Path

from kb.load.data import open_document, records
from kb.load.document import Document, Field, Table
from kb.model import Cell, Money, Problem, Record, Route, Term, Texts

ROUTE = (
    Field("order", "number"),
    Field("label", "texts"),
    Field("who", "texts"),
    Field("page", "text"),
)
CELL = (Field("steps", "tables"), Field("not_first", "texts"), Field("letters", "strings"))
STEP = (Field("zh", "text"), Field("en", "text"))
TERM = (
    Field("what", "texts"),
    Field("claim", "text"),
    Field("after", "text"),
    Field("amount", "number"),
    Field("unit", "text"),
    Field("kind", "text"),
    Field("routes", "strings"),
)
# The words that a field may hold.
WORDS = {
    "after": ("charge", "ban", "request", "approval"),
    "unit": ("hours", "days", "business-days", "months", "years"),
    "kind": ("act", "wait", "expiry"),
}


def read_money(root: Path, problems: list[Problem]) -> Money:
    """The planner's data, what is malformed left out."""
    document = open_document(root, "money", problems)
    cells = ((at, _cell(document, at, values)) for at, values in records(document, CELL, ("cell",)))
    return Money(
        routes={at.id: Route(at=at, **v) for at, v in records(document, ROUTE, ("route",))},
        cells={at.id: cell for at, cell in cells if cell is not None},
        terms={
            at.id: Term(at=at, **values)
            for at, values in records(document, TERM, ("term",))
            if _known(document, at, values)
        },
    )


def _cell(document: Document, at: Record, values: Table) -> Cell | None:
    steps = [document.read(("cell", at.id), entry, STEP) for entry in values["steps"]]
    if any(step is None for step in steps):
        return None
    texts = tuple(Texts(step["zh"], step["en"]) for step in steps if step is not None)
    return Cell(at=at, **{**values, "steps": texts})


def _known(document: Document, at: Record, values: Table) -> bool:
    unknown = [name for name, known in WORDS.items() if values[name] not in known]
    for name in unknown:
        fact = f"[term.{at.id}] {name} {values[name]!r} is not known."
        hint = f"write one of {', '.join(WORDS[name])}"
        document.report(("term", at.id, name), fact, hint, "field-malformed")
    return not unknown
