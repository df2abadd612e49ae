"""Masks personal data in a text, and finds it where it must not be.

The patterns are docs/data/secrets.toml; the page does the same with them in
docs/assets/javascripts/redactor-engine.js. Masks nothing that is not a pattern's: names are best
effort, and a person reads the result.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kb.model import Secret

LIMIT = 200_000  # characters that are looked at


@dataclass(frozen=True, order=True)
class Hit:
    """Something personal: characters `start` to before `end`, of a kind of secrets.toml."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Redacted:
    """A text with its personal data masked; `hits` are places in the text as it was."""

    text: str
    hits: tuple[Hit, ...]
    cut: bool

    def counts(self) -> dict[str, int]:
        """How many of each kind were masked."""
        return dict(Counter(hit.kind for hit in self.hits))


def redact(text: str, secrets: Mapping[str, Secret]) -> Redacted:
    """The text with everything masked that a pattern finds; what is beyond LIMIT is left out."""
    read = text[:LIMIT]
    hits = find(read, secrets.values())
    parts, end = [], 0
    for hit in hits:
        parts += [read[end : hit.start], secrets[hit.kind].mask]
        end = hit.end
    return Redacted("".join((*parts, read[end:])), hits, len(text) > LIMIT)


def find(text: str, secrets: Iterable[Secret]) -> tuple[Hit, ...]:
    """What is personal in the text, in order; where two kinds overlap, the first one listed."""
    hits: list[Hit] = []
    taken = bytearray(len(text))
    for secret in secrets:
        for pattern in _compiled(secret.patterns):
            for match in pattern.finditer(text):
                start, end = match.span(1 if pattern.groups else 0)
                if any(taken[start:end]) or not _personal(text[start:end], secret):
                    continue
                taken[start:end] = b"\1" * (end - start)
                hits.append(Hit(start, end, secret.at.id))
    return tuple(sorted(hits))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII) for pattern in patterns)


def _personal(found: str, secret: Secret) -> bool:
    if any(found.startswith(x) or found.endswith(x) for x in secret.allowed):
        return False
    return TESTS[secret.test](found) if secret.test in TESTS else True


def luhn(found: str) -> bool:
    """Whether the digits are a card number by their check digit, and 13 to 19 of them."""
    digits = [int(x) for x in found if "0" <= x <= "9"]
    doubled = (sum(divmod(2 * x, 10)) for x in digits[-2::-2])
    whole = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return 13 <= len(digits) <= 19 and whole and any(digits)


def octets(found: str) -> bool:
    """Whether an address in dots has no part above 255; one in colons is taken as it is."""
    return ":" in found or all(int(part) < 256 for part in found.split("."))


TESTS = {"luhn": luhn, "octets": octets}


def command(text: str, secrets: Mapping[str, Secret], language: str = "en") -> tuple[str, str]:
    """What `kb redact` prints: the masked text, and a line that tells what was masked."""
    done = redact(text, secrets)
    labels = (
        f"{count} {secrets[kind].label['zh' if language == 'zh' else 'en']}"
        for kind, count in done.counts().items()
    )
    return done.text, ", ".join(labels) or "nothing found"
