"""Facts with their evidence, and old advice answered by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.model.base import Record, Texts


@dataclass(frozen=True)
class Source:
    """A document that facts rest on, from sources.toml."""

    at: Record
    title: str
    publisher: str
    address: str
    kind: str
    checked: date
    read: Texts | None
    archived: str


@dataclass(frozen=True)
class Report:
    """What one source says where the sources of a claim disagree."""

    value: Texts
    source: str
    seen: date


@dataclass(frozen=True)
class Claim:
    """One fact with its evidence, from claims.toml."""

    at: Record
    value: Texts
    scope: Texts
    sources: tuple[str, ...]
    kind: str
    seen: date
    review: date
    url: str
    reports: tuple[Report, ...]


@dataclass(frozen=True)
class Advice:
    """An old instruction that people still find, what was true of it, and what to do now.

    `rows` are the claims of the guides that it answers, `page` explains it further.
    """

    at: Record
    old: Texts
    verdict: str
    was: Texts
    now: Texts
    rows: tuple[str, ...]
    page: str
