"""Takes a misspelt word for the known word that it must be, by at most two letters."""

from __future__ import annotations

from collections.abc import Iterable

from kb.notices.fold import Words

SCANNED = str.maketrans("l10", "iio")  # what scanners make of letters, in words too short to guess
LONGEST = 24  # letters; a longer word is nobody's slip
LIMIT = 3000  # different unknown words of one text that are looked at


class Spelling:
    """The vocabulary: each word has an id, in the order in which it was learnt."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.words: list[str] = []
        self._shelf: dict[tuple[int, str], list[int]] = {}
        self._seen: dict[str, int] = {}

    def learn(self, word: str) -> int:
        """The id of a word, new or known."""
        if word not in self.ids:
            self.ids[word] = len(self.words)
            self.words.append(word)
            if 4 <= len(word) <= LONGEST and _latin(word):
                for key in {(len(word), word[0]), (len(word), "-" + word[-1])}:
                    self._shelf.setdefault(key, []).append(self.ids[word])
        return self.ids[word]

    def near(self, word: str) -> int:
        """The id of the known word that `word` is or must be; -1 if it is none."""
        exact = self.ids.get(word)
        if exact is not None:
            return exact
        if len(word) > LONGEST or not _latin(word) or word.isdigit():
            return -1
        if len(word) < 4:
            return self.ids.get(word.translate(SCANNED), -1)
        if word not in self._seen:
            if len(self._seen) >= LIMIT:
                return -1
            self._seen[word] = self._nearest(word)
        return self._seen[word]

    def _nearest(self, word: str) -> int:
        best, found = 3, -1
        for length in range(len(word) - 2, len(word) + 3):
            allowed = 1 if min(length, len(word)) < 7 else 2
            if abs(length - len(word)) > allowed:
                continue
            for key in ((length, word[0]), (length, "-" + word[-1])):
                for id in self._shelf.get(key, ()):
                    apart = distance(word, self.words[id], allowed)
                    if apart <= allowed and (apart, id) < (best, found if found >= 0 else id + 1):
                        best, found = apart, id
        return found

    def forget(self) -> None:
        """Drop what was worked out for one text, so that the next starts from nothing."""
        self._seen.clear()

    def correct(self, words: Words) -> Words:
        """The words: those joined that a break tore apart, those split that ran together."""
        out = Words(codes=words.codes)
        at, count = 0, len(words.text)
        while at < count:
            word = words.text[at]
            following = words.text[at + 1] if at + 1 < count else ""
            known = word in self.ids
            joined = word + following
            torn = following and not (known and following in self.ids) and _latin(joined)
            if torn and len(joined) >= 6 and joined in self.ids:
                out.add(joined, words.start[at], words.end[at + 1], words.sentence[at])
                at += 2
                continue
            cut = 0 if known else self._cut(word)
            if cut:
                start = words.start[at]
                out.add(word[:cut], start, start + cut, words.sentence[at])
                out.add(word[cut:], start + cut, words.end[at], words.sentence[at])
            else:
                out.add(word, words.start[at], words.end[at], words.sentence[at])
            at += 1
        return out

    def _cut(self, word: str) -> int:
        if not 5 <= len(word) <= LONGEST or not _latin(word):
            return 0
        cuts = range(2, len(word) - 1)
        return next((k for k in cuts if word[:k] in self.ids and word[k:] in self.ids), 0)


def _latin(word: str) -> bool:
    return word.isascii()


def distance(one: str, other: str, most: int) -> int:
    """How many letters to change, drop, add or swap; more than `most` is told as `most` + 1."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        fresh = [i]
        for j, against in enumerate(other, 1):
            least = min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, before[j - 2] + 1)
            fresh.append(least)
        if min(fresh) > most:
            return most + 1
        before, row = row, fresh
    return row[-1]


def nearest_code(code: str, known: Iterable[str]) -> str:
    """The known error code that one is or must be, by at most two letters; empty if none."""
    best, found = 3, ""
    for one in known:
        if one == code:
            return one
        allowed = 2 if len(one) > 12 else 1
        if abs(len(one) - len(code)) <= allowed and len(code) < 60:
            apart = distance(code, one, allowed)
            if apart <= allowed and apart < best:
                best, found = apart, one
    return found
