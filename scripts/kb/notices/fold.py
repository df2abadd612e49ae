"""Splits a pasted text into plain words that know where they stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.notices.glyphs import Glyph, glyphs

APOSTROPHES = frozenset("'’‘`´ʼ")
SENTENCE = frozenset("!?;。！？；")


@dataclass
class Words:
    """The words of a text, in order: each with its place in the text and its sentence."""

    text: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    codes: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, text: str, start: int, end: int, sentence: int) -> None:
        """One more word, from `start` to before `end`."""
        self.text.append(text)
        self.start.append(start)
        self.end.append(end)
        self.sentence.append(sentence)


def words(text: str, fold: Mapping[str, str]) -> Words:
    """The words of a text: Latin words whole, Han one by one (`fold`ed), codes besides."""
    return _Splitter(glyphs(text), fold).split()


class _Splitter:
    """Groups glyphs into words, sentences and codes."""

    def __init__(self, seen: list[Glyph], fold: Mapping[str, str]) -> None:
        self.seen, self.fold = seen, fold
        self.words = Words()
        self.sentence = 0
        self.word: list[Glyph] = []
        self.run: list[Glyph] = []  # a run that may be a code: letters joined by _ - .
        self.lines = 0

    def split(self) -> Words:
        for at, glyph in enumerate(self.seen):
            self._take(glyph, self.seen[at + 1][0] if at + 1 < len(self.seen) else "\n")
        self._end_run()
        return self.words

    def _take(self, glyph: Glyph, following: str) -> None:
        character = glyph[0]
        if "a" <= character <= "z" or "0" <= character <= "9":
            self.word.append(glyph)
            self.run.append(glyph)
            self.lines = 0
        elif character in APOSTROPHES and self.word:
            return
        elif (
            character in "_-."
            and self.word
            and ("a" <= following <= "z" or "0" <= following <= "9")
        ):
            self._end_word()
            self.run.append(glyph)
        else:
            self._end_run()
            self._separate(glyph, character, following)

    def _separate(self, glyph: Glyph, character: str, following: str) -> None:
        if "\u3400" <= character <= "\u9fff":
            han = self.fold.get(character, character)
            self.words.add(han, glyph[1], glyph[2], self.sentence)
            self.lines = 0
        elif character == "\n":
            self.lines += 1
            self.sentence += self.lines == 2
        elif character in SENTENCE or (character == "." and following in (" ", "\n")):
            self.sentence += 1

    def _end_word(self) -> None:
        if self.word:
            text = "".join(glyph[0] for glyph in self.word)
            self.words.add(text, self.word[0][1], self.word[-1][2], self.sentence)
            self.word = []

    def _end_run(self) -> None:
        self._end_word()
        if self.run:
            text = "".join(glyph[0] for glyph in self.run)
            if "_" in text or "-" in text or "." in text:
                self.words.codes.append((code(text), self.run[0][1], self.run[-1][2]))
            self.run = []


def code(text: str) -> str:
    """An error code in the one way that it is compared."""
    return text.replace("-", "_")
