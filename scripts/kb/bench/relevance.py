"""How well a search answers labelled queries: reads them and counts. Runs no search."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

QUERIES = "tests/search/queries.toml"
SECTION_ONLY = "faq/index"  # a page of many questions answers one only with the right section
KEPT = 10


@dataclass(frozen=True)
class Query:
    """What somebody types; `pages` are the right answers, `page` or `page#section`."""

    language: str
    kind: str
    text: str
    pages: tuple[str, ...]
    held: bool


@dataclass(frozen=True)
class Measures:
    """Shares from 0 to 1 over `count` queries."""

    count: int
    first: float
    three: float
    reciprocal: float

    def __str__(self) -> str:
        return f"{self.count:4} {self.first:.3f} {self.three:.3f} {self.reciprocal:.3f}"


def read(path: Path) -> tuple[Query, ...]:
    """The queries of the file; raises KeyError or tomllib.TOMLDecodeError if it is malformed."""
    table = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        Query(language, row["kind"], row["q"], tuple(row["pages"]), row.get("held", False))
        for language, rows in table.items()
        for row in rows
    )


def place(addresses: Iterable[str], root: str, pages: Iterable[str]) -> int:
    """The place of the first right page among the pages found, from 1; 0 if it is not there.

    `addresses` are the results in order, under the address `root` of the language.
    """
    sections: dict[str, set[str]] = {}
    for address in addresses:
        path, _, section = address.removeprefix(root).partition("#")
        name = path.removesuffix("index.html").rstrip("/")
        sections.setdefault(name, set()).add(section)
    for number, (name, found) in enumerate(sections.items(), 1):
        if any(_is_answer(name, found, page) for page in pages):
            return number
    return 0


def _is_answer(name: str, found: set[str], page: str) -> bool:
    path, _, section = page.partition("#")
    if path.endswith("/"):
        return name.startswith(path)
    if path == SECTION_ONLY and section:
        return name == "faq" and section in found
    return name == path.removesuffix("index").rstrip("/")


def measure(places: Iterable[int]) -> Measures:
    """Success at 1 and at 3 and the mean reciprocal rank within ten."""
    every = list(places)
    size = max(1, len(every))
    return Measures(
        len(every),
        sum(place == 1 for place in every) / size,
        sum(1 <= place <= 3 for place in every) / size,
        sum(1 / place for place in every if 1 <= place <= KEPT) / size,
    )
