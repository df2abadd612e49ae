"""Letters: their clauses, and the vocabularies that they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model.base import Code, Record, Texts


@dataclass(frozen=True)
class Placeholder:
    """One blank that letters may leave open, from placeholders.toml.

    `choices` are what one usually picks from, where its kind is `choice`.
    """

    at: Record
    kind: str
    label: Texts
    help: Texts
    example: Texts
    optional: bool
    choices: tuple[Texts, ...] = ()


@dataclass(frozen=True)
class Channel:
    """A way a letter can be sent, from channels.toml."""

    at: Record
    label: Texts
    hint: Texts


@dataclass(frozen=True)
class Choice:
    """A field or fixed choice of the appeal form, from form.toml: its official label, its meaning.

    A field's `box` names the letter part that it takes, its `blank` the placeholder.
    """

    at: Record
    label: str
    gloss: Texts
    hint: Texts | None
    box: str = ""
    blank: str = ""


@dataclass(frozen=True)
class Clause:
    """One clause of a letter; with a `statement`, it may be used only by who confirms that.

    `line` is where its heading stands, `text_line` where its text begins.
    """

    id: str
    part: str
    statement: str
    text: str
    line: int
    text_line: int


@dataclass(frozen=True)
class Letter:
    """One letter in one language. `lines` tells where each front matter field stands."""

    id: str
    language: Code
    path: str
    title: str
    summary: str
    group: str
    order: int
    channels: tuple[str, ...]
    subject: str
    reason: str
    attach: tuple[str, ...]
    next: str
    clauses: tuple[Clause, ...]
    lines: Mapping[str, int]

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its parts, in order."""
        return tuple(dict.fromkeys(clause.part for clause in self.clauses))
