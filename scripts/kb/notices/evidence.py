"""What speaks for and against a phrase of a pasted text being a notice to its reader.

Whose account it is, who tells it to whom, and whether it happened at all. Names no notice.
"""

from __future__ import annotations

from kb.notices.book import Match, Text
from kb.notices.catalogue import Catalogue
from kb.notices.quoting import inside_sentence
from kb.notices.reading import Finding, Mark
from kb.notices.standing import codes_of, spoken_of

LOOK_BACK = 14  # words before a phrase in which a condition counts
DENIAL = 5  # words before a phrase in which a denial counts
SHORT = 25  # words; a text this short is not an article
PAUSES = frozenset('),）,，:：“”"「『（(。；！？')  # what a denial does not reach over
STOPS = frozenset("，。；“”！？")  # what a sign of several Chinese words does not reach over


class Evidence:
    """What is known about one text."""

    def __init__(self, written: str, catalogue: Catalogue) -> None:
        self.written = written
        self.catalogue = catalogue
        self.kinds = catalogue.book.kinds
        self.text: Text = catalogue.book.read(written)
        self.groups: dict[str, list[Match]] = {}
        for match in catalogue.book.matches(self.text):
            if match.phrase.owner or self._whole(match):
                self.groups.setdefault(match.phrase.group, []).append(match)
        self.conditions = self._conditions()
        self.codes = codes_of(self.text.words.codes, written, catalogue.owners)
        self.ours = bool(self.group("ours"))
        self.others = [one for one in self.group("others") if self._exact(one)]
        self.signed = self._signed()
        self.first_person = not self.kinds["own"].isdisjoint(self.text.ids)

    def group(self, group: str) -> list[Match]:
        """The matches of a group; a sign must be there whole, a notice's phrase need not be."""
        return self.groups.get(group, [])

    def mark(self, match: Match) -> Mark:
        """Where a match stands, and the phrase it is."""
        words = self.text.words
        return Mark(words.start[match.first], words.end[match.last], match.phrase.written)

    def elsewhere(self) -> bool:
        """Whether it names another service and none of OpenAI's."""
        return bool(self.others) and not self.ours and not self.codes

    def conditional(self, match: Match) -> bool:
        """Whether its sentence makes it a possibility: before the phrase, or in its gaps."""
        sentence = self.text.words.sentence[match.first]
        for place in range(match.first, match.last + 1):
            doubtful = place in self.conditions or self.text.ids[place] in self.kinds["future"]
            if doubtful and self.text.ids[place] not in match.phrase.ids:
                return True
        reach = match.first - DENIAL
        for place in range(match.first - 1, max(-1, match.first - LOOK_BACK - 1), -1):
            if self.text.words.sentence[place] != sentence:
                return False
            if place >= reach and self._paused(place):
                reach = place + 1
            denied = self.text.ids[place] in self.kinds["negations"]
            if place in self.conditions or (denied and place >= reach):
                return True
        return False

    def foreign(self, match: Match) -> bool:
        """Whether it speaks of an account elsewhere: “your Discord account has been …”."""
        if any(match.first - 1 <= other.first <= match.last for other in self.others):
            return True
        if self.signed:
            return True
        ids, holding = self.text.ids, self.kinds["holding"]
        return not self.ours and any(
            self._unknown(place) and ids[place + 1] in holding
            for place in range(max(0, match.first - 1), match.last)
        )

    def addressed(self, match: Match) -> bool:
        """Whether a ban is told to its reader: “your account”, not “I deactivated my account”."""
        ids, own = self.text.ids, self.kinds["own"]
        if self._mentioned(match):
            return False
        if self.catalogue.by_id[match.phrase.owner].ban != "yes":
            return True
        near = range(max(0, match.first - 2), match.last + 1)
        ours = any(map(self._speaks, near))
        if not ours and any(ids[place] in own for place in near):
            before = ids[max(0, match.first - LOOK_BACK) : match.first]
            return not self.kinds["telling"].isdisjoint(before)
        if ours or len(ids) < SHORT:
            return True
        sentence = self.text.words.sentence
        wide = range(max(0, match.first - LOOK_BACK), min(len(ids), match.last + LOOK_BACK))
        return any(
            sentence[match.first] <= sentence[place] <= sentence[match.last] and self._speaks(place)
            for place in wide
        )

    def is_about(self, findings: tuple[Finding, ...]) -> bool:
        """Whether the text only talks about such notices."""
        owners = self.catalogue.owners
        codes = [(owners[code], how) for code, _, _, how in self.codes]
        if spoken_of(codes, bool(self.group("source")), self._worded()):
            return True
        if len(self.text.ids) < SHORT:
            return False
        about = len({match.phrase.written for match in self.group("about")})
        frame = len({match.phrase.written for match in self.group("frame")})
        if self.codes:
            return about >= 4 and about > frame
        doubtful = all(one.certainty == "possible" for one in findings)
        return (about >= 2 and about > frame) or (about >= 1 and doubtful)

    def demands(self) -> list[Match]:
        """Secrets that are asked for earlier in their sentence."""
        sentence = self.text.words.sentence
        asked = {place for one in self.group("wanting") for place in (one.first, one.last)}
        return [
            one
            for one in self.group("things")
            if any(
                place in asked and sentence[place] == sentence[one.first]
                for place in range(max(0, one.first - LOOK_BACK), one.first)
            )
        ]

    def _mentioned(self, match: Match) -> bool:
        """Whether somebody quotes it in passing who tells nothing of himself."""
        words, ban = self.text.words, self.catalogue.by_id[match.phrase.owner].ban
        if ban not in ("yes", "maybe") or self.first_person:
            return False
        before = self.text.ids[max(0, match.first - LOOK_BACK) : match.first]
        return self.kinds["telling"].isdisjoint(before) and inside_sentence(
            self.written, words.start[match.first], words.end[match.last]
        )

    def _exact(self, match: Match) -> bool:
        """Whether it is spelt as in the data: to switch is not Twitch."""
        known = self.catalogue.book.spelling.ids
        return all(word in known for word in self.text.words.text[match.first : match.last + 1])

    def _whole(self, match: Match) -> bool:
        words = self.text.words
        inside = self.written[words.start[match.first] : words.end[match.last]]
        return not match.missing and STOPS.isdisjoint(inside)

    def _conditions(self) -> set[int]:
        """Where words stand that make what follows a possibility; “when I …” tells what was."""
        own = self.kinds["own"]
        ids = (*self.text.ids, -1)
        return {
            place
            for match in self.group("conditional")
            if ids[match.last + 1] not in own
            for place in (match.first, match.last)
        }

    def _unknown(self, place: int) -> bool:
        """Whether a word is a Latin one that neither the handbook nor a slip of it explains."""
        return self.text.ids[place] < 0 and "a" <= self.text.words.text[place][0] <= "z"

    def _signed(self) -> bool:
        """Whether somebody signs who is not OpenAI: “the Depop team”."""
        if self.ours or self.codes:
            return False
        return any(one.first and self._unknown(one.first - 1) for one in self.group("closing"))

    def _worded(self) -> bool:
        """Whether it has a notice's own words, not only codes."""
        codes = [code for code, *_ in self.codes]
        return any(
            one.phrase.written.replace(" ", "_") not in codes for one in self.group("strong")
        )

    def _paused(self, place: int) -> bool:
        """Whether there is a pause between a word and the next one: a mark, or a new headline."""
        words = self.text.words
        end, start = words.end[place], words.start[place + 1]
        between = self.written[end:start]
        headline = "\n" in between and "A" <= self.written[start] <= "Z"
        return headline or not PAUSES.isdisjoint(between)

    def _speaks(self, place: int) -> bool:
        """Whether a word is “you”, “your key”, or “us” who write it."""
        ids, kinds = self.text.ids, self.kinds
        us = place > 0 and ids[place] in kinds["plural"] and ids[place - 1] in kinds["own"]
        return us or ids[place] in kinds["to"]
