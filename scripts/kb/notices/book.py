"""Finds phrases in a text that has slips, gaps and other words in between.

Candidates come from the rarest words that a match must have; around each the words are aligned by
dynamic programming over a short window. No regular expression and a bounded number of windows: the
time depends on the length of the text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.notices.fold import Words, words
from kb.notices.phrases import HAN, LATIN, LIGHT, Link, Phrase, parse
from kb.notices.spelling import Spelling

WINDOWS = 30  # windows looked at for one phrase
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
    """A text as ids of the vocabulary, and where each id stands.

    `denials[n]` counts the words before word n that deny something.
    """

    words: Words
    ids: list[int] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=dict)
    denials: list[int] = field(default_factory=lambda: [0])


class Book:
    """All phrases, with the vocabulary that they make up."""

    def __init__(
        self,
        listed: Iterable[tuple[str, str, str]],
        fold: Mapping[str, str],
        stop: Iterable[str],
        apart: Iterable[str],
        kinds: Mapping[str, Iterable[str]],
    ) -> None:
        """`listed` holds (owner, group, phrase as written) in the order in which they count.

        `kinds` are words that are no phrases: negations, future, to, plural, telling, holding, own.
        """
        self.fold = fold
        self.stop = frozenset(fold.get(word, word) for word in stop)
        self.spelling = Spelling()
        self.phrases = [
            parse(owner, group, written, self._split, self._learn)
            for owner, group, written in listed
        ]
        for word in apart:
            self.spelling.learn(word)
        self.kinds = {
            kind: frozenset(self.spelling.learn(fold.get(word, word)) for word in some)
            for kind, some in kinds.items()
        }

    def _split(self, text: str) -> Sequence[str]:
        return words(text, self.fold).text

    def _learn(self, word: str) -> tuple[int, int]:
        han = "\u3400" <= word[0] <= "\u9fff"
        weight = LIGHT if word in self.stop else HAN if han else LATIN
        return self.spelling.learn(word), weight

    def read(self, text: str) -> Text:
        """The text as ids; a word that is none of the vocabulary has the id -1."""
        self.spelling.forget()
        negations = self.kinds["negations"]
        found = self.spelling.correct(words(text, self.fold))
        result = Text(found, [self.spelling.near(word) for word in found.text])
        for place, id in enumerate(result.ids):
            result.denials.append(result.denials[-1] + (id in negations))
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
        states: dict[int, State] = {}
        best, match = -1, None
        for place, id in enumerate(window, low):
            if id < 0 or id not in phrase.ids:
                continue
            for at in range(len(phrase.ids) - 1, 0, -1):
                if phrase.ids[at] != id:
                    continue
                state = _take(phrase, at, place, states, text)
                score, missing = _ended(state, phrase.tails[at])
                if score > best:
                    best, match = score, Match(phrase, state[2], place, missing)
                old = states.get(at)
                if old is None or old[0] - (place - old[1]) < state[0]:
                    states[at] = state
        return match


# Score, last word, first word, weight missing, heavy weight found, words between, denials.
State = tuple[int, int, int, int, int, int, int]
NOWHERE: State = (-10_000, -1, -1, 0, 0, 0, 1)


def _take(phrase: Phrase, at: int, place: int, states: Mapping[int, State], text: Text) -> State:
    """The best state in which word `at` of the phrase is the text's word at `place`."""
    best = NOWHERE
    weight = phrase.weights[at]
    found = weight if weight > LIGHT else 0
    for before, cost, heavy in phrase.links[at]:
        if before == 0:
            if 2 * weight - cost > best[0]:
                best = (2 * weight - cost, place, place, heavy, found, 0, 0)
            continue
        old = states.get(before)
        if old is None or old[1] >= place:
            continue
        gap = place - old[1] - 1
        if text.words.sentence[place] != text.words.sentence[old[1]]:
            gap += APART
        score = old[0] - gap - cost + 2 * weight
        if score > best[0]:
            denied = old[6] + text.denials[place] - text.denials[old[1] + 1]
            best = (score, place, old[2], old[3] + heavy, old[4] + found, old[5] + gap, denied)
    return best


def _ended(state: State, tail: Link | None) -> tuple[int, int]:
    """Score and weight missing if the phrase ends here; a score below 0 if that is no match."""
    if tail is None:
        return -1, 0
    score, missing, found = state[0] - tail[1], state[3] + tail[2], state[4]
    good = not state[6] and missing * 5 <= found and state[5] <= found // 6 and score >= found
    return (score if good else -1), missing


def _anchors(phrase: Phrase, places: Mapping[int, list[int]]) -> list[int]:
    """Where the rarest words stand of which a match must have one, in order of place."""
    allowed = phrase.heavy // 6
    counted = [
        (sum(len(places.get(id, ())) for id in ids), at) for at, (ids, _) in enumerate(phrase.units)
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
