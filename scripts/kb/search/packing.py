"""Spells text so that it compresses: frequent pairs of characters become one (byte-pair encoding).

A Chinese character takes three bytes of UTF-8, and gzip, which looks for repeats of three bytes and
more, finds little in them; English repeats itself further back than gzip remembers. With the
commonest pairs, pairs of pairs and so on spelled as one character of one or two bytes, the index is
a tenth smaller after gzip. browser/text.js undoes it with the tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from operator import add
from typing import Any

FIRST = 0xA1
ONE_BYTE = [code for code in range(0x20, 0x80) if code not in (0x22, 0x5C)]  # not " and \
PRIVATE = 0xF0000
BREAK = "\U0010fffd"
PAIRS, ROUND, SELDOM, SAMPLE = 500, 60, 8, 120_000
HAN = re.compile("[\u3400-\u9fff]")
STEP, WIDE = 0x23, 0x50


def pack(texts: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The tables `alphabet`, `common` and `pairs`, and every text spelled with them.

    The commonest get one byte, so ASCII does not stay what it is. Line ends do, and characters
    beyond U+FFFF, which the browser counts as two.
    """
    whole = BREAK.join(texts.values())
    pairs = _learn(whole[:SAMPLE])
    for place, pair in enumerate(pairs):
        whole = whole.replace(pair, chr(PRIVATE + place))
    own = sorted(c for c in set("".join(texts.values())) if c != "\n" and ord(c) < 0x10000)
    named = [chr(PRIVATE + place) for place in range(len(pairs))] + own
    count = Counter(whole)
    common = sorted(range(len(named)), key=lambda place: (-count[named[place]], place))
    common = common[: len(ONE_BYTE)]
    code = {ord(named[place]): ONE_BYTE[rank] for rank, place in enumerate(common)}
    rest = (c for c in named if ord(c) not in code)
    code |= {ord(c): FIRST + place for place, c in enumerate(rest)}
    tables = {
        "alphabet": _steps(own),
        "common": common,
        "pairs": "".join(pairs).translate(code),
    }
    return tables, dict(zip(texts, whole.translate(code).split(BREAK), strict=True))


def _learn(text: str) -> list[str]:
    """The pairs worth a character of their own, each spelled with those before it."""
    pairs: list[str] = []
    ends: dict[str, str] = {}
    while len(pairs) < PAIRS:
        every = Counter(map(add, text, text[1:]))
        count = [(times, pair) for pair, times in every.items() if times >= SELDOM]
        taken: set[str] = set()
        for _, pair in sorted(count, reverse=True):
            if len(taken) >= 2 * ROUND or len(pairs) >= PAIRS:
                break
            first, second = (ends.get(c, c) for c in pair)
            if taken & set(pair) or not _joins(first[-1], second[0]):
                continue
            taken |= set(pair)
            ends[chr(PRIVATE + len(pairs))] = first[0] + second[-1]
            text = text.replace(pair, chr(PRIVATE + len(pairs)))
            pairs.append(pair)
        if not taken:
            break
    return pairs


def _joins(last: str, first: str) -> bool:
    """Pairs stay inside a word and the space before it, or inside a run of Chinese."""
    if HAN.match(first):
        return bool(HAN.match(last))
    return (
        first.isascii() and first.isalnum() and last.isascii() and (last.isalnum() or last in " _")
    )


def _steps(characters: list[str]) -> str:
    """Code points in order, each as the step from the one before: a character, or ` hex `."""
    places = [0, *map(ord, characters)]
    steps = (after - before for before, after in pairwise(places))
    return "".join(chr(STEP + step) if step < WIDE else f" {step:x} " for step in steps)
