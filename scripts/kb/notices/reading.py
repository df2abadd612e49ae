"""What the decoder says about a text: the notices found in it and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["empty", "unknown", "notice", "about", "phishing"]
Certainty = Literal["sure", "likely", "possible"]
RANK: dict[str, int] = {"sure": 0, "likely": 1, "possible": 2}


@dataclass(frozen=True)
class Mark:
    """A stretch of the pasted text, from `start` to before `end`, and why it counts."""

    start: int
    end: int
    why: str


@dataclass(frozen=True)
class Finding:
    """A notice found in the text."""

    id: str
    certainty: Certainty
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Warning:
    """A sign of fraud: `look-alike`, `sender`, `secret`, `money` or `contact`."""

    id: str
    mark: Mark


@dataclass(frozen=True)
class Reading:
    """The judgement. `ban` is yes, maybe, no or unknown; `cut` says that only a part was read."""

    kind: Kind
    ban: str
    findings: tuple[Finding, ...]
    warnings: tuple[Warning, ...]
    cut: bool
