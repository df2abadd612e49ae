"""TOML text whose records and fields can be found again by line; knows no field of ours."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from kb.model import Problem, Texts

Table = Mapping[str, Any]

HEADING = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
ASSIGNMENT = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]")

# What tomllib says, in the words of somebody who has not read its grammar.
PLAIN = {
    "Illegal character '\\n'": "a quote is left open in this line",
    "Unclosed array": "a bracket [ is left open above this line",
}

# What a field may hold: in the words of a message, and as one types it.
KINDS = {
    "text": ("a text in quotes", '"…"'),
    "texts": ("two texts", '{ zh = "…", en = "…" }'),
    "date": ("a date without quotes", "2026-11-20"),
    "flag": ("true or false", "true"),
    "number": ("a whole number", "1"),
    "strings": ("a list of texts", '["…", "…"]'),
    "tables": ("a list of tables", "[{ … }, { … }]"),
}


@dataclass(frozen=True)
class Field:
    """One field that a table may have."""

    name: str
    kind: str
    required: bool = True


@dataclass
class Document:
    """A parsed TOML text; `offset` is the number of lines of the file that stand before it."""

    path: str
    text: str
    offset: int = 0
    problems: list[Problem] = field(default_factory=list)
    table: Table = field(default_factory=dict)

    def parse(self) -> bool:
        """Fill `table`; report a malformed text and return False."""
        try:
            self.table = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(self._malformed(str(error)))
            return False
        return True

    def _malformed(self, error: str) -> Problem:
        place = re.search(r" \(at line (\d+), column (\d+)\)$", error)
        line = int(place[1]) if place else self.text.count("\n") + 1
        reason = error[: place.start()] if place else error
        fact = f"not valid TOML: {PLAIN.get(reason, reason)}."
        shown = (self.text.splitlines() or [""])[min(line, self.text.count("\n") + 1) - 1 :]
        hint = (
            f"look at this line: {shown[0].strip()}"
            if shown and shown[0].strip()
            else ("look for a quote or bracket left open above this line")
        )
        column = int(place[2]) if place else 0
        return Problem(self.path, line + self.offset, "toml-malformed", fact, hint, column)

    @cached_property
    def _places(self) -> dict[tuple[str, ...], int]:
        """The line of each `[a.b]` heading and of each `field =` under it, the first of a name."""
        places: dict[tuple[str, ...], int] = {}
        heading: tuple[str, ...] = ()
        for number, line in enumerate(self.text.splitlines(), 1):
            if found := HEADING.match(line):
                heading = tuple(key.strip(" \t\"'") for key in found[1].split("."))
                places.setdefault(heading, number)
            elif found := ASSIGNMENT.match(line):
                places.setdefault((*heading, found[1]), number)
        return places

    def line(self, *keys: str) -> int:
        """The line of `[a.b]`, or of field `c` under it; the heading's line where c is unseen."""
        for depth in range(len(keys), 0, -1):
            if keys[:depth] in self._places:
                return self._places[keys[:depth]] + self.offset
        return 1 + self.offset

    def report(self, keys: tuple[str, ...], fact: str, hint: str, code: str) -> None:
        """Record a fault at the line of `keys`."""
        self.problems.append(Problem(self.path, self.line(*keys), code, fact, hint))

    def read(self, keys: tuple[str, ...], table: Table, fields: Sequence[Field]) -> Table | None:
        """The fields of `table`, each of its kind, absent optional ones empty; None on a fault."""
        before = len(self.problems)
        if not isinstance(table, Mapping):
            hint = f"write it as a table: [{'.'.join(keys)}]"
            self.report(keys, f"{keys[-1]!r} is not a table.", hint, "field-malformed")
            return None
        names = [item.name for item in fields]
        for name in table:
            if name not in names:
                near = get_close_matches(name, names, 1)
                hint = f"write {near[0]!r}" if near else f"the fields are {', '.join(names)}"
                fact = f"{_of(keys)}field {name!r} is not known."
                self.report((*keys, name), fact, hint, "field-unknown")
        values = {item.name: self._value(keys, table, item) for item in fields}
        return None if len(self.problems) > before else values

    def _value(self, keys: tuple[str, ...], table: Table, item: Field) -> Any:
        value = table.get(item.name)
        if value is None:
            if item.required:
                hint = f"add a line: {item.name} = {KINDS[item.kind][1]}"
                self.report(keys, f"{_of(keys)}no {item.name!r}.", hint, "field-missing")
            return EMPTY[item.kind]
        if not _fits(value, item.kind):
            fact = f"{_of(keys)}{item.name!r} is not {KINDS[item.kind][0]}."
            hint = f"write {item.name} = {KINDS[item.kind][1]}"
            self.report((*keys, item.name), fact, hint, "field-malformed")
            return EMPTY[item.kind]
        if item.kind == "texts":
            return Texts(value["zh"].strip(), value["en"].strip())
        return tuple(value) if isinstance(value, list) else value


EMPTY: dict[str, Any] = {
    "text": "",
    "texts": None,
    "date": None,
    "flag": False,
    "number": 0,
    "strings": (),
    "tables": (),
}


def _of(keys: tuple[str, ...]) -> str:
    return f"[{'.'.join(keys)}] " if keys else ""


def _fits(value: object, kind: str) -> bool:
    if kind == "text":
        return isinstance(value, str) and bool(value.strip())
    if kind == "texts":
        return (
            isinstance(value, dict)
            and set(value) == {"zh", "en"}
            and all(isinstance(text, str) and text.strip() for text in value.values())
        )
    if kind == "date":
        return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    item = str if kind == "strings" else dict
    return isinstance(value, list) and all(isinstance(entry, item) for entry in value)
