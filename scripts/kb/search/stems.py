"""Where the browser's short rule for English endings and the Snowball stemmer part ways.

The browser has to stem what somebody types, without tables: `light` is its rule, the same as `stem`
in browser/text.js (a test compares them). What belongs together is decided here, at build time, by
Snowball's English stemmer: `corrections` lists the words of the site that the rule would put into
another family. "verification" and "verify", which Snowball keeps apart, are a matter of synonyms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import snowballstemmer

WORD = re.compile("[a-z]{3,}")
LONG = (
    "ications ication ations ation ators ating ator ated ates ments ment ions ings able ying ion "
    "ies ied ing ate ers er ly ed es e s y"
)
ENDINGS = tuple(LONG.split())
SHORT = frozenset({"ed", "es", "s"})
DOUBLING = frozenset({"er", "ers", "ing", "ed", "able"})


def light(word: str) -> str:
    """What `word` shares with its relatives by the rule of browser/text.js."""
    if len(word) < 4:
        return word
    for ending in ENDINGS:
        left = len(word) - len(ending)
        least = 3 if len(ending) > 2 or ending in SHORT else 4
        if left < least or not word.endswith(ending):
            continue
        if ending == "s" and word[left - 1] in "su":
            continue
        double = left > 3 and word[left - 1] == word[left - 2] not in "aeiouls"
        return word[: left - 1] if double and ending in DOUBLING else word[:left]
    return word


def corrections(texts: Iterable[str]) -> dict[str, str]:
    """Words of `texts` with the root of their family, where `light` gives another."""
    stemmer = snowballstemmer.stemmer("english")
    words = sorted({word for text in texts for word in WORD.findall(text.lower())})
    families: dict[str, list[str]] = defaultdict(list)
    for word in words:
        families[stemmer.stemWord(word)].append(word)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for stem, family in sorted(families.items(), key=lambda item: (-len(item[1]), item[0])):
        roots = Counter(root for word in family if (root := light(word)) not in taken)
        root = max(sorted(roots), key=lambda one: roots[one], default=stem + "'")
        taken.update(light(word) for word in family)
        found |= {word: root for word in family if light(word) != root}
    return dict(sorted(found.items()))
