"""The word lists that the checks of wording and neutrality go by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model.base import Code, Record


@dataclass(frozen=True)
class Wording:
    """Words by which checks tell a fact, which needs a source, from what is none."""

    before: Mapping[Code, tuple[str, ...]]
    phrases: Mapping[Code, tuple[str, ...]]
    sites: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """Something that the handbook never says or links to, and why; from neutrality.toml.

    `words` and `acts` are regular expressions by language; with acts, a word alone is no fault.
    """

    at: Record
    code: str
    reason: str
    words: Mapping[Code, tuple[re.Pattern[str], ...]]
    acts: Mapping[Code, tuple[re.Pattern[str], ...]]
    domains: tuple[str, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Neutrality:
    """What is refused, and the words that make a sentence a warning instead."""

    refusals: tuple[Refusal, ...] = ()
    before: Mapping[Code, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    beside: Mapping[Code, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
