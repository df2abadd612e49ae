"""Finds phrases in a text that has slips, gaps and other words in between.

Candidates come from the rarest words that a match must have; around each the words are aligned by
dynamic programming over a short window. No regular expression and a bounded number of windows: the
time depends on the length of the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.notices.fold import Words, words
from kb.notices.phrases import HAN, LATIN, LIGHT, Phrase, parse
from kb.notices.spelling import Spelling

WINDOWS = 60  # windows looked at for one phrase
BUDGET = 6000  # and for one text
APART = 2  # words that the end of a sentence counts for


@dataclass(frozen=True)
class Match:
    """A phrase found at words `first` to `last`; `missing` is what its absent words weigh."""

    phrase: Phrase
    first: int
    last: int
    missing: int


@dataclass
class Text:
    """A text as ids of the vocabulary, and where each id stands."""

    words: Words
    ids: list[int] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=dict)


class Book:
    """All phrases, with the vocabulary that they make up."""

    def __init__(
        self,
        listed: Iterable[tuple[str, str, str]],
        fold: Mapping[str, str],
        stop: Iterable[str],
        apart: Iterable[str],
        negations: Iterable[str],
    ) -> None:
        """`listed` holds (owner, group, phrase as written) in the order in which they count."""
        self.fold = fold
        self.stop = frozenset(fold.get(word, word) for word in stop)
        self.spelling = Spelling()
        self.phrases = [
            parse(owner, group, written, self._split, self._learn)
            for owner, group, written in listed
        ]
        for word in apart:
            self.spelling.learn(word)
        self.negations = frozenset(self.spelling.learn(fold.get(x, x)) for x in negations)

    def _split(self, text: str) -> Sequence[str]:
        return words(text, self.fold).text

    def _learn(self, word: str) -> tuple[int, int]:
        han = "\u3400" <= word[0] <= "\u9fff"
        weight = LIGHT if word in self.stop else HAN if han else LATIN
        return self.spelling.learn(word), weight

    def read(self, text: str) -> Text:
        """The text as ids; a word that is none of the vocabulary has the id -1."""
        self.spelling.forget()
        found = self.spelling.correct(words(text, self.fold))
        result = Text(found, [self.spelling.near(word) for word in found.text])
        for place, id in enumerate(result.ids):
            if id >= 0:
                result.places.setdefault(id, []).append(place)
        return result

    def matches(self, text: Text) -> list[Match]:
        """Every phrase that the text holds, in the order of the phrases."""
        found: list[Match] = []
        left = BUDGET
        for phrase in self.phrases:
            anchors = _anchors(phrase, text.places)[: min(WINDOWS, left)]
            left -= len(anchors)
            after = -1
            slack = phrase.length // 4 + 2
            for anchor in anchors:
                if anchor <= after:
                    continue
                low = max(after + 1, anchor - phrase.length - slack)
                match = self._align(phrase, text, low, anchor + phrase.length + slack + 1)
                if match:
                    found.append(match)
                    after = match.last
        return found

    def _align(self, phrase: Phrase, text: Text, low: int, high: int) -> Match | None:
        """The best place of the phrase from word `low` to before `high`, if it is good enough."""
        window = text.ids[low:high]
        present = set(window)
        lacking = sum(w for ids, w in phrase.units if present.isdisjoint(ids))
        if lacking > phrase.heavy // 6:
            return None
        row = _row(phrase, -1, 0, None, 0, 0)
        best, last = NOWHERE, -1
        sentence = text.words.sentence
        for place, id in enumerate(window, low):
            leap = APART if place > low and sentence[place] != sentence[place - 1] else 0
            row = _row(phrase, id, place, row, leap, int(id in self.negations))
            for end in phrase.ends:
                if row[end][0] > best[0]:
                    best, last = row[end], place
        return Match(phrase, best[1], last, best[2]) if _good(best, phrase) else None


# Score, first word (-1: none yet), weight missing, heavy weight found, words between, denials.
State = tuple[int, int, int, int, int, int]
NOWHERE: State = (-10_000, -1, 0, 0, 0, 0)
START: State = (0, -1, 0, 0, 0, 0)


def _row(
    phrase: Phrase, id: int, place: int, row: list[State] | None, leap: int, denies: int
) -> list[State]:
    """The best state at each word of the phrase, now that the text's word `id` is read."""
    fresh = [START]
    for at in range(1, len(phrase.ids)):
        weight = phrase.weights[at]
        heavy = weight if weight > LIGHT else 0
        best = NOWHERE
        if row is not None:
            old = row[at]
            if old[1] >= 0:
                best = (old[0] - 1, *old[1:4], old[4] + 1 + leap, old[5] + denies)
            if id == phrase.ids[at]:
                for before in phrase.before[at]:
                    score, first, missing, found, between, denied = row[before]
                    if score + 2 * weight > best[0]:
                        between += leap if first >= 0 else 0
                        first = first if first >= 0 else place
                        score += 2 * weight
                        best = (score, first, missing, found + heavy, between, denied)
        for before in phrase.before[at]:
            left = fresh[before]
            if left[0] - weight > best[0]:
                best = (left[0] - weight, left[1], left[2] + heavy, *left[3:])
        fresh.append(best)
    return fresh


def _good(state: State, phrase: Phrase) -> bool:
    score, first, missing, found, between, denied = state
    return (
        first >= 0
        and not denied
        and missing * 5 <= found
        and between <= found // 6
        and score >= found
    )


def _anchors(phrase: Phrase, places: Mapping[int, list[int]]) -> list[int]:
    """Where the rarest words stand of which a match must have one, in order of place."""
    allowed = phrase.heavy // 6
    counted = [
        (sum(len(places.get(id, ())) for id in ids), at)
        for at, (ids, _) in enumerate(phrase.units)
    ]
    if sum(phrase.units[at][1] for count, at in counted if not count) > allowed:
        return []
    chosen: set[int] = set()
    weighed = 0
    for _, at in sorted(counted):
        if weighed > allowed:
            break
        weighed += phrase.units[at][1]
        for id in phrase.units[at][0]:
            chosen.update(places.get(id, ())[:WINDOWS])
    return sorted(chosen)
