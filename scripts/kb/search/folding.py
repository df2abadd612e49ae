"""The tables for Chinese that the browser needs, cut down to what the pages can match.

Traditional to simplified characters come from OpenCC's data, readings from pypinyin; both are used
at build time only. Both tables depend on nothing but the words passed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

HAN = re.compile("[\u3400-\u9fff]+")


@cache
def _simplified_of() -> Mapping[str, str]:
    table = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8")
    pairs = (line.split() for line in table.splitlines() if line)
    return {pair[0]: pair[1] for pair in pairs if max(pair[0] + pair[1]) < "\U00010000"}


def simplified(text: str, variants: Mapping[str, str]) -> dict[str, str]:
    """Traditional and variant forms of the characters in `text`, each with its simplified form.

    `variants` (帐 → 账) are applied on top of OpenCC's table, also to what that table gives.
    """
    table = {old: variants.get(new, new) for old, new in _simplified_of().items()} | dict(variants)
    wanted = {table.get(character, character) for character in set(text)}
    return {old: new for old, new in sorted(table.items()) if new in wanted and old != new}


def readings(words: Iterable[str]) -> dict[str, str]:
    """Each pinyin syllable (no tones) with the characters that are read so somewhere in `words`."""
    from pypinyin import lazy_pinyin  # its tables load for 0.3 s, which only a build should pay

    found: dict[str, set[str]] = {}
    for run in sorted({run for word in words for run in HAN.findall(word)}):
        for character, syllable in zip(run, lazy_pinyin(run, v_to_u=False), strict=True):
            found.setdefault(syllable, set()).add(character)
    return {syllable: "".join(sorted(found[syllable])) for syllable in sorted(found)}
