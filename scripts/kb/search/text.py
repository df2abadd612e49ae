"""Text as the index stores it, and folded as the query compares it. Knows no HTML.

`tidy` keeps what a reader sees; `fold` is the reference of what browser/engine.js does to a query.
The browser folds stored text character by character, so that a place in the folded text is the
same place in the shown text: `tidy` therefore leaves no character whose lower case is longer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
SPACES = re.compile(r"\s+")
LOOSE = re.compile(r" (?=[，。；：！？、）」』》”]|[.,;:!?)](?: |$))")
ACCENTS = re.compile("[\u0300-\u036f]")


def tidy(text: str) -> str:
    """One line in composed form: no invisible characters, single spaces, none before a comma."""
    composed = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    if not composed.isascii():
        composed = "".join(c if len(c.lower()) == 1 else _plain(c) for c in composed)
    return LOOSE.sub("", SPACES.sub(" ", composed)).strip()


def _plain(character: str) -> str:
    return ACCENTS.sub("", unicodedata.normalize("NFKD", character))


def fold(text: str, simplified: Mapping[str, str]) -> str:
    """`text` as a query is compared: full-width forms, case, accents and variants evened out."""
    even = unicodedata.normalize("NFKD", INVISIBLE.sub("", text)).lower()
    plain = unicodedata.normalize("NFC", ACCENTS.sub("", even))
    return SPACES.sub(" ", "".join(simplified.get(c, c) for c in plain)).strip()
