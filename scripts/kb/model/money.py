"""Ways to pay, what to do for each, and the terms that run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model.base import Record, Texts


@dataclass(frozen=True)
class Route:
    """A place where one paid, from money.toml."""

    at: Record
    order: int
    label: Texts
    who: Texts
    page: str


@dataclass(frozen=True)
class Cell:
    """What one does who paid there and can, or cannot, sign in."""

    at: Record
    steps: tuple[Texts, ...]
    not_first: Texts
    letters: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A time limit that counts from a date of the reader's; its claim says how long it is.

    `unit` is hours, days, business-days, months or years.
    """

    at: Record
    what: Texts
    claim: str
    after: str
    amount: int
    unit: str
    kind: str
    routes: tuple[str, ...]


@dataclass(frozen=True)
class Money:
    """The refund planner: cells by `<route>-<access>`."""

    routes: Mapping[str, Route]
    cells: Mapping[str, Cell]
    terms: Mapping[str, Term]
