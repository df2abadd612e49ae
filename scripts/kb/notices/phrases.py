"""Phrases as they are written in the data, `{a|b} c {|d} {e}`, made ready to be looked for.

`{a|b}` is one of both, `{|d}` may be absent, `{e}` counts though it is a small word. In phrases
that belong to no notice, small words of a choice count too, and all where there is no choice. A
phrase becomes a graph of words, so that one with many variants costs no more than one. Knows no
notice and no text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LATIN, HAN, LIGHT = 4, 2, 1  # what a word weighs
SKIPS = 12  # what the words that are passed over on one link may weigh together

# From word, what the words passed over weigh, what the heavy ones among them weigh.
Link = tuple[int, int, int]


@dataclass(frozen=True)
class Phrase:
    """A graph of words that belongs to an owner, such as a notice.

    Word 0 is the start. `links[n]` tell from which words one comes to word n, `tails[n]` how one
    gets from n to the end. `units` are sets of words of which each match has one, with what they
    weigh; a match may lack units of a sixth of the whole weight.
    """

    owner: str
    group: str
    written: str
    ids: tuple[int, ...]
    weights: tuple[int, ...]
    links: tuple[tuple[Link, ...], ...]
    tails: tuple[Link | None, ...]
    units: tuple[tuple[tuple[int, ...], int], ...]
    heavy: int
    length: int


Split = Callable[[str], Sequence[str]]
Learn = Callable[[str], tuple[int, int]]


def _with(
    words: Sequence[str], learnt: Sequence[tuple[int, int]]
) -> list[tuple[str, tuple[int, int]]]:
    return list(zip(words, learnt, strict=True))


def parse(owner: str, group: str, written: str, split: Split, learn: Learn) -> Phrase:
    """The phrase; `split` gives the words of a plain text, `learn` a word's id and weight."""
    return _Parser(split, learn, not owner).parse(owner, group, written)


class _Parser:
    """Adds one part of a phrase after the other."""

    def __init__(self, split: Split, learn: Learn, strict: bool) -> None:
        self.split, self.learn, self.strict = split, learn, strict
        self.ids, self.weights = [-1], [0]
        self.before: list[tuple[int, ...]] = [()]
        self.front: tuple[int, ...] = (0,)  # the words that the next one may follow
        self.units: list[tuple[tuple[int, ...], int]] = []
        self.heavy = self.length = 0

    def parse(self, owner: str, group: str, written: str) -> Phrase:
        rest = written
        while rest:
            plain, _, rest = rest.partition("{")
            for word in self.split(plain):
                self._choice([[word]], self.strict and "{" not in written)
            inside, _, rest = rest.partition("}")
            if inside:
                parts = [self.split(part) for part in inside.split("|")]
                self._choice(parts, len(parts) == 1 or (self.strict and all(parts)))
        links = tuple(tuple(self._links(before)) for before in self.before)
        ends = {link[0]: link for link in self._links(self.front)}
        tails = tuple(ends.get(at) for at in range(len(self.ids)))
        return Phrase(
            owner, group, written, tuple(self.ids), tuple(self.weights), links, tails,
            tuple(self.units), self.heavy, self.length,
        )  # fmt: skip

    def _choice(self, parts: Sequence[Sequence[str]], needed: bool = False) -> None:
        """Words to choose from; where `needed`, even light ones weigh as others do."""
        ends: list[int] = []
        heads: list[tuple[int, int]] = []
        heaviest = longest = 0
        for part in parts:
            front, heavy = self.front, 0
            learnt = [self.learn(word) for word in part]
            if needed and all(weight == LIGHT for _, weight in learnt):
                learnt = [
                    (id, LATIN if word.isascii() else HAN) for word, (id, _) in _with(part, learnt)
                ]
            for id, weight in learnt:
                self.ids.append(id)
                self.weights.append(weight)
                self.before.append(front)
                front = (len(self.ids) - 1,)
                heavy += weight if weight > LIGHT else 0
            ends += [end for end in front if end not in ends]
            heads.append(next(((id, w) for id, w in learnt if w > LIGHT), (-1, 0)))
            heaviest, longest = max(heaviest, heavy), max(longest, len(part))
        self.front = tuple(ends)
        self.heavy += heaviest
        self.length += longest
        if all(weight for _, weight in heads):
            self.units.append((tuple(id for id, _ in heads), min(w for _, w in heads)))

    def _links(self, before: Sequence[int]) -> list[Link]:
        """From where one comes, also past words that the text may lack, the cheapest way each."""
        best: dict[int, tuple[int, int]] = {}
        queue = [(at, 0, 0) for at in before]
        for at, cost, heavy in queue:
            if at in best and best[at] <= (cost, heavy):
                continue
            best[at] = (cost, heavy)
            weight = self.weights[at]
            heavier = heavy + (weight if weight > LIGHT else 0)
            if at and cost + weight <= SKIPS and heavier <= self.heavy // 6:
                queue += [(way, cost + weight, heavier) for way in self.before[at]]
        return [(at, *best[at]) for at in sorted(best)]
