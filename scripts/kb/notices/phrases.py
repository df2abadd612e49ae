"""Finds known phrases in a text that has slips, gaps and other words in between.

A phrase is a row of words, each light or heavy. Candidates come from the rarest heavy words that
the text has; around each the words are aligned by dynamic programming over a short window. No
regular expression, a fixed number of windows: the time is bounded by the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from kb.notices.fold import Words, words
from kb.notices.spelling import Spelling

LATIN, HAN, LIGHT = 4, 2, 1  # what a word weighs
WINDOWS = 60  # windows looked at for one phrase
BUDGET = 6000  # and for one text


@dataclass(frozen=True)
class Phrase:
    """A row of words (ids of the vocabulary) that belongs to an owner, such as a notice."""

    owner: str
    group: str
    written: str
    ids: tuple[int, ...]
    weights: tuple[int, ...]

    @property
    def heavy(self) -> int:
        """What its heavy words weigh together."""
        return sum(weight for weight in self.weights if weight > LIGHT)


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
        self.stop = frozenset(self.fold.get(word, word) for word in stop)
        self.spelling = Spelling()
        self.phrases: list[Phrase] = []
        for owner, group, written in listed:
            for variant in expand(written):
                self._add(owner, group, written, words(variant, fold).text)
        for word in apart:
            self.spelling.learn(word)
        self.negations = frozenset(self.spelling.learn(fold.get(x, x)) for x in negations)

    def _add(self, owner: str, group: str, written: str, row: Sequence[str]) -> None:
        weights = tuple(self._weight(word) for word in row)
        ids = tuple(self.spelling.learn(word) for word in row)
        if ids and len(ids) <= 40:
            self.phrases.append(Phrase(owner, group, written, ids, weights))

    def _weight(self, word: str) -> int:
        if word in self.stop:
            return LIGHT
        return HAN if "\u3400" <= word[0] <= "\u9fff" else LATIN

    def read(self, text: str) -> Text:
        """The text as ids; a word that is none of the vocabulary has the id -1."""
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
            anchors = _anchors(phrase, text.places)
            if anchors and left > 0:
                anchors = anchors[: min(WINDOWS, left)]
                left -= len(anchors)
                found += self._around(phrase, text, anchors)
        return found

    def _around(self, phrase: Phrase, text: Text, anchors: list[int]) -> list[Match]:
        found: list[Match] = []
        after = -1
        size = len(phrase.ids)
        for anchor in anchors:
            if anchor <= after:
                continue
            low = max(after + 1, anchor - size - size // 4 - 2)
            high = min(len(text.ids), anchor + size + size // 4 + 3)
            match = self._align(phrase, text.ids, low, high)
            if match:
                found.append(match)
                after = match.last
        return found

    def _align(self, phrase: Phrase, ids: list[int], low: int, high: int) -> Match | None:
        """The best place of the phrase between words `low` and `high`, if it is good enough.

        A state is (score, first word, weight missing, words between, denied).
        """
        size = len(phrase.ids)
        row: list[State] = [NOWHERE] * (size + 1)
        best, last = NOWHERE, -1
        for place in range(low, high):
            fresh: list[State] = [START] + [NOWHERE] * size
            id = ids[place]
            for at in range(1, size + 1):
                weight = phrase.weights[at - 1]
                heavy = weight if weight > LIGHT else 0
                state = _skipped(fresh[at - 1], weight, heavy)
                state = max(state, _stepped(row[at], id in self.negations))
                if id == phrase.ids[at - 1]:
                    state = max(state, _taken(row[at - 1] if at > 1 else START, weight, place))
                    if at > 1:
                        first = _skipped_all(phrase.weights[: at - 1])
                        state = max(state, _taken(first, weight, place))
                fresh[at] = state
            if fresh[size] > best and id in phrase.ids:
                best, last = fresh[size], place
            row = fresh
        good = _good(best, phrase)
        return Match(phrase, best[1], last, -best[2]) if good else None


# score, first word (negative: none yet), weight missing (negative), words between (negative), denied
State = tuple[int, int, int, int, int]
NOWHERE: State = (-10_000, -1, 0, 0, 0)
START: State = (0, -1, 0, 0, 0)


def _skipped(state: State, weight: int, heavy: int) -> State:
    return (state[0] - weight, state[1], state[2] - heavy, state[3], state[4])


def _skipped_all(weights: tuple[int, ...]) -> State:
    state = START
    for weight in weights:
        state = _skipped(state, weight, weight if weight > LIGHT else 0)
    return state


def _stepped(state: State, denies: bool) -> State:
    if state[1] < 0:
        return NOWHERE
    return (state[0] - 1, state[1], state[2], state[3] - 1, state[4] - denies)


def _taken(state: State, weight: int, place: int) -> State:
    if state is NOWHERE or state[0] <= NOWHERE[0] // 2:
        return NOWHERE
    first = state[1] if state[1] >= 0 else place
    return (state[0] + 2 * weight, first, state[2], state[3], state[4])


def _good(state: State, phrase: Phrase) -> bool:
    if state[1] < 0 or state[4] < 0:
        return False
    whole = 2 * sum(phrase.weights)
    return (
        -state[2] <= phrase.heavy // 6
        and -state[3] <= 2 + len(phrase.ids) // 4
        and state[0] * 10 >= whole * 5
    )


def _anchors(phrase: Phrase, places: Mapping[int, list[int]]) -> list[int]:
    """Where the rarest heavy words stand of which a match must have one, in order of place."""
    allowed = phrase.heavy // 6
    heavy = [
        (len(places.get(id, ())), at, id, weight)
        for at, (id, weight) in enumerate(zip(phrase.ids, phrase.weights, strict=True))
        if weight > LIGHT
    ]
    if sum(weight for count, _, _, weight in heavy if not count) > allowed:
        return []
    chosen: set[int] = set()
    weighed = 0
    for _, _, id, weight in sorted(heavy):
        if weighed > allowed:
            break
        weighed += weight
        chosen.update(places.get(id, ())[:WINDOWS])
    return sorted(chosen)


def expand(written: str) -> list[str]:
    """`a {b|c} {|d}` as the plain phrases that it stands for."""
    parts: list[list[str]] = []
    rest = written
    while "{" in rest:
        before, _, rest = rest.partition("{")
        inside, _, rest = rest.partition("}")
        parts += [[before], inside.split("|")]
    return list(dict.fromkeys("".join(choice) for choice in product(*parts, [rest])))
