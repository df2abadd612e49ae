"""The notices and signs as the matcher uses them; what the page's script is given, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from kb.model import Notice, Signs
from kb.notices.book import Book
from kb.notices.senders import Domains
from kb.search.folding import simplified

GROUPS = (
    "ours", "others", "about", "frame", "source", "closing",
    "conditional", "wanting", "things", "secret", "money", "contact", "click",
)  # fmt: skip
KINDS = ("negations", "future", "to", "plural", "telling", "holding", "own")


@dataclass(frozen=True)
class Entry:
    """What judging needs of a notice."""

    id: str
    ban: str
    severity: int
    codes: tuple[str, ...]
    yields: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Everything that one reading depends on; the same in Python and on the page."""

    entries: tuple[Entry, ...]
    phrases: tuple[tuple[str, str, str], ...]
    fold: Mapping[str, str]
    stop: tuple[str, ...]
    apart: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    domains: Domains

    @cached_property
    def book(self) -> Book:
        """Its phrases, ready to be looked for."""
        return Book(self.phrases, self.fold, self.stop, self.apart, self.kinds)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Its entries by their ids."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def owners(self) -> dict[str, list[str]]:
        """The notices that an error code may belong to."""
        owners: dict[str, list[str]] = {}
        for entry in self.entries:
            for code in entry.codes:
                owners.setdefault(code, []).append(entry.id)
        return owners

    def data(self) -> dict[str, Any]:
        """All of it as plain values for JSON."""
        return {
            "entries": [asdict(entry) for entry in self.entries],
            "phrases": [list(phrase) for phrase in self.phrases],
            "fold": dict(self.fold),
            "stop": list(self.stop),
            "apart": list(self.apart),
            "kinds": {kind: list(words) for kind, words in self.kinds.items()},
            "domains": asdict(self.domains),
        }


def catalogue(notices: Mapping[str, Notice], signs: Signs) -> Catalogue:
    """What the sources of the handbook say, ready for matching."""
    phrases = [phrase for notice in notices.values() for phrase in _phrases(notice)]
    groups = {name: getattr(signs, name) for name in GROUPS}
    phrases += [("", group, text) for group in GROUPS for text in groups[group]]
    variants = dict(signs.fold)
    text = "".join(written for _, _, written in phrases) + "".join(
        signs.stop + tuple(word for kind in KINDS for word in getattr(signs, kind))
    )
    return Catalogue(
        entries=tuple(
            Entry(
                notice.at.id,
                notice.ban,
                notice.severity,
                tuple(code.replace("-", "_") for code in notice.codes),
                notice.yields,
            )
            for notice in notices.values()
        ),
        phrases=tuple(phrases),
        fold=simplified(text, variants),
        stop=signs.stop,
        apart=signs.apart,
        kinds={kind: getattr(signs, kind) for kind in KINDS},
        domains=Domains(
            signs.official, signs.partners, signs.brands, signs.endings, signs.freemail
        ),
    )


def _phrases(notice: Notice) -> list[tuple[str, str, str]]:
    id = notice.at.id
    strong: Sequence[str] = (*notice.en, *notice.zh, *notice.also)
    named = [code.replace("_", " ") for code in notice.codes if code.count("_") > 1]
    return (
        [(id, "strong", text) for text in dict.fromkeys((*strong, *named))]
        + [(id, "together", text) for text in notice.together]
        + [(id, "near", text) for text in notice.near]
    )
