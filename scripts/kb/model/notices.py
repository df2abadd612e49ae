"""Notices, the signs they are known by, the guided questions, and what is private in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.model.base import Record, Texts


@dataclass(frozen=True)
class Notice:
    """A message that people meet and how to recognise it, from notices.toml.

    `ban` is yes, no, maybe or unknown; `severity` counts from 1, the most serious. `page` is the
    path of a page with an optional fragment.
    """

    at: Record
    name: Texts
    en: tuple[str, ...]
    zh: tuple[str, ...]
    also: tuple[str, ...]
    together: tuple[str, ...]
    codes: tuple[str, ...]
    near: tuple[str, ...]
    yields: tuple[str, ...]
    status: tuple[str, ...]
    first: str
    last: str
    scope: str
    ban: str
    severity: int
    curable: Texts
    step: Texts
    deadline: Texts | None
    channels: tuple[str, ...]
    letters: tuple[str, ...]
    page: str
    sources: tuple[str, ...]
    unverified: bool
    review: date


@dataclass(frozen=True)
class Signs:
    """What the decoder goes by besides the notices, from signs.toml."""

    fold: tuple[tuple[str, str], ...] = ()
    stop: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    frame: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    wanting: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    click: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    freemail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Secret:
    """A kind of personal data and the patterns that find it, from secrets.toml."""

    at: Record
    label: Texts
    mask: str
    patterns: tuple[str, ...]
    test: str
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One answer of a triage question: what it says and the node or page it leads to."""

    text: Texts
    to: str


@dataclass(frozen=True)
class Question:
    """One question of the guided triage, from triage.toml. The first one is the start."""

    at: Record
    ask: Texts
    hint: Texts | None
    answers: tuple[Answer, ...]
