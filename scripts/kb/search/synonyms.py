"""Reads docs/data/synonyms.toml: which words mean the same to somebody who searches.

Only reads and judges form; a malformed entry is returned as a problem and left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.model import Problem

SYNONYMS = "docs/data/synonyms.toml"
LISTS = ("zh", "en", "typed")
SETTINGS = ("stop", "light", "variants", "rank", "headings_only", "skipped")
WORDS = ("headings_only", "skipped")
FACTORS = ("light", "rank")


@dataclass(frozen=True)
class Group:
    """Words for one thing: `zh` and `en` are looked for in pages, `typed` only understood."""

    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """The groups, words that say nothing, variants of characters.

    `light` is the factor that the words of a group count by, `rank` the factor that the pages of
    a folder count by, 1 where they say nothing; of the
    folders in `headings_only` the index leaves the text out.
    """

    groups: tuple[Group, ...]
    stop: Mapping[str, tuple[str, ...]]
    light: Mapping[str, float]
    variants: Mapping[str, str]
    rank: Mapping[str, float]
    headings_only: tuple[str, ...]
    skipped: tuple[str, ...]


NO_SYNONYMS = Synonyms((), {}, {}, {}, {}, (), ())


def read_synonyms(path: Path, shown: str = "") -> tuple[Synonyms, tuple[Problem, ...]]:
    """The synonyms in the file at `path`, named `shown` in problems, with every fault of form."""
    name = shown or str(path)
    source = path.read_text("utf-8")
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        hint = "correct the TOML; compare with the entries around it."
        return NO_SYNONYMS, (Problem(name, 0, "synonyms-malformed", f"{error}.", hint),)
    problems: list[Problem] = []
    sound: dict[str, Any] = {}
    for id, entry in table.items():
        fault = _fault(id, entry)
        if fault:
            hint = f'write [{id}] with lines like zh = ["…"], en = ["…"], typed = ["…"].'
            problems.append(Problem(name, _line(source, id), "synonyms-malformed", fault, hint))
        else:
            sound[id] = entry
    return _synonyms(sound), tuple(sorted(problems))


def _synonyms(table: Mapping[str, Any]) -> Synonyms:
    groups = tuple(
        Group(id, *(tuple(entry.get(key, ())) for key in LISTS))
        for id, entry in table.items()
        if id not in SETTINGS
    )
    stop = {language: tuple(words) for language, words in table.get("stop", {}).items()}
    return Synonyms(
        groups,
        stop,
        light=table.get("light", {}),
        variants=table.get("variants", {}),
        rank=table.get("rank", {}),
        headings_only=tuple(table.get("headings_only", ())),
        skipped=tuple(table.get("skipped", ())),
    )


def _fault(id: str, entry: object) -> str:
    """What is wrong with one entry, or "" if nothing is."""
    if id in WORDS:
        return "" if _is_words(entry) else f"{id!r} is not a list of words."
    if not isinstance(entry, dict):
        return f"{id!r} is not a table."
    if id == "variants":
        sound = all(isinstance(new, str) and len(old + new) == 2 for old, new in entry.items())
        return "" if sound else "'variants' maps something other than one character to one."
    if id in FACTORS:
        sound = all(isinstance(factor, float) and 0 < factor <= 1 for factor in entry.values())
        return "" if sound else f"{id!r} has a factor that is not between 0.0 and 1.0."
    allowed = ("zh", "en") if id == "stop" else LISTS
    if unknown := sorted(set(entry) - set(allowed)):
        return f"{id!r} has the unknown key {unknown[0]!r}."
    wrong = [key for key, words in entry.items() if not _is_words(words)]
    return f"{id}.{wrong[0]} is not a list of words." if wrong else ""


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(word, str) and word.strip() and not set(word) & set("|\t\n") for word in value
    )


def _line(source: str, id: str) -> int:
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith((f"[{id}]", f"{id} =", f"{id}=")):
            return number
    return 0
