"""Judges a pasted text: which notices it is, how sure that is, whether it is a ban, or a fraud."""

from __future__ import annotations

from collections.abc import Iterable

from kb.notices.book import Match, Text
from kb.notices.catalogue import Catalogue
from kb.notices.fraud import warnings
from kb.notices.glyphs import LIMIT
from kb.notices.reading import RANK, Certainty, Finding, Kind, Mark, Reading, Warning
from kb.notices.spelling import nearest_code
from kb.notices.standing import Standing, spoken_of, standing

CODES = 500  # different codes of one text that are compared
LOOK_BACK = 14  # words before a phrase in which a condition counts
DENIAL = 5  # words before a phrase in which a denial counts
SHORT = 25  # words; a text this short is not an article
PAUSES = frozenset('),），:：“”"「『（(。；！？')  # what a denial does not reach over
STOPS = frozenset("，。；：“”！？")  # what a sign of several Chinese words does not reach over


def decode(text: str, catalogue: Catalogue) -> Reading:
    """Read a text of any length; beyond LIMIT characters it is cut."""
    cut = len(text) > LIMIT
    text = text[:LIMIT]
    if not text.strip():
        return Reading("empty", "unknown", (), (), False)
    return _Judge(text, catalogue).judge(cut)


class _Judge:
    """What is known about one text."""

    def __init__(self, text: str, catalogue: Catalogue) -> None:
        self.written = text
        self.catalogue = catalogue
        self.text: Text = catalogue.book.read(text)
        self.kinds = catalogue.book.kinds
        self.matches = catalogue.book.matches(self.text)
        self.conditions = self._conditions()
        self.codes = self._codes()
        self.ours = bool(self._group("ours"))
        known = catalogue.book.spelling.ids
        self.others = [  # as they are spelt: to switch is not Twitch
            one
            for one in self._group("others")
            if all(word in known for word in self.text.words.text[one.first : one.last + 1])
        ]

    def judge(self, cut: bool) -> Reading:
        findings = () if self._elsewhere() else self._findings()
        found = self._warnings()
        about = self._is_about(findings)
        kind: Kind = "notice" if findings else "unknown"
        if about and (findings or found):
            kind = "about"
        elif found:
            kind = "phishing"
        return Reading(kind, self._ban(kind, findings), findings, found, cut)

    def _elsewhere(self) -> bool:
        """Whether it names another service and none of OpenAI's."""
        return bool(self.others) and not self.ours and not self.codes

    def _ban(self, kind: Kind, findings: tuple[Finding, ...]) -> str:
        if kind != "notice":
            return "unknown"
        bans = {self.catalogue.by_id[one.id].ban for one in findings if one.certainty != "possible"}
        return next((ban for ban in ("yes", "maybe", "no") if ban in bans), "unknown")

    def _group(self, group: str) -> list[Match]:
        """The matches of a group; a sign must be there whole, a notice's phrase need not be."""
        return [
            match
            for match in self.matches
            if match.phrase.group == group and (match.phrase.owner or self._whole(match))
        ]

    def _whole(self, match: Match) -> bool:
        words = self.text.words
        inside = self.written[words.start[match.first] : words.end[match.last]]
        return not match.missing and STOPS.isdisjoint(inside)

    def _mark(self, match: Match) -> Mark:
        words = self.text.words
        return Mark(words.start[match.first], words.end[match.last], match.phrase.written)

    def _conditions(self) -> set[int]:
        """Where words stand that make what follows a possibility; “when I …” tells what was."""
        own = self.kinds["own"]
        ids = (*self.text.ids, -1)
        return {
            place
            for match in self._group("conditional")
            if ids[match.last + 1] not in own
            for place in (match.first, match.last)
        }

    def _foreign(self, match: Match) -> bool:
        """Whether it speaks of an account elsewhere: “your Discord account has been …”."""
        if any(match.first - 1 <= other.first <= match.last for other in self.others):
            return True
        if self._signed():
            return True
        return not self.ours and any(map(self._unknown, range(match.first + 1, match.last)))

    def _unknown(self, place: int) -> bool:
        """Whether a word is a Latin one that neither the handbook nor a slip of it explains."""
        return self.text.ids[place] < 0 and "a" <= self.text.words.text[place][0] <= "z"

    def _signed(self) -> bool:
        """Whether somebody signs who is not OpenAI: “the Depop team”."""
        if self.ours or self.codes:
            return False
        return any(one.first and self._unknown(one.first - 1) for one in self._group("closing"))

    def _worded(self) -> bool:
        """Whether it has a notice's own words, not only codes."""
        codes = [code for code, *_ in self.codes]
        return any(
            one.phrase.written.replace(" ", "_") not in codes for one in self._group("strong")
        )

    def _paused(self, place: int) -> bool:
        """Whether there is a pause between a word and the next one."""
        words = self.text.words
        return not PAUSES.isdisjoint(self.written[words.end[place] : words.start[place + 1]])

    def _conditional(self, match: Match) -> bool:
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

    def _addressed(self, match: Match) -> bool:
        """Whether a ban is told to its reader: “your account”, not “I deactivated my account”."""
        if self.catalogue.by_id[match.phrase.owner].ban != "yes":
            return True
        ids, own = self.text.ids, self.kinds["own"]
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

    def _speaks(self, place: int) -> bool:
        """Whether a word is “you”, “your key”, or “us” who write it."""
        ids, kinds = self.text.ids, self.kinds
        us = place > 0 and ids[place] in kinds["plural"] and ids[place - 1] in kinds["own"]
        return us or ids[place] in kinds["to"]

    def _findings(self) -> tuple[Finding, ...]:
        strong = [one for one in self._uncovered(self._group("strong")) if not self._foreign(one)]
        found: dict[str, list[tuple[Certainty, Mark]]] = {}
        for match in strong:
            doubtful = self._conditional(match) or not self._addressed(match)
            sure: Certainty = "possible" if doubtful else "likely"
            if sure == "likely" and not match.missing:
                sure = "sure"
            found.setdefault(match.phrase.owner, []).append((sure, self._mark(match)))
        for id, certainty, mark in self._coded(set(found)):
            found.setdefault(id, []).append((certainty, mark))
        by_id = self.catalogue.by_id
        firm = {id for id, all in found.items() if any(one[0] != "possible" for one in all)}
        worst = min((by_id[id].severity for id in firm), default=99)
        for id, marks in self._together(set(found)).items():
            if by_id[id].severity <= worst:
                found[id] = [("likely", mark) for mark in marks]
                firm.add(id)
        kept = [id for id in found if not firm.intersection(by_id[id].yields)]
        findings = (self._finding(id, found[id]) for id in kept)
        order = {id: at for at, id in enumerate(by_id)}
        return tuple(
            sorted(
                findings,
                key=lambda one: (
                    one.certainty == "possible",
                    by_id[one.id].severity,
                    RANK[one.certainty],
                    order[one.id],
                ),
            )
        )

    def _finding(self, id: str, marks: list[tuple[Certainty, Mark]]) -> Finding:
        certainty = min((one[0] for one in marks), key=lambda name: RANK[name])
        unique = sorted({one[1] for one in marks}, key=lambda x: (x.start, x.end, x.why))
        return Finding(id, certainty, tuple(unique))

    def _uncovered(self, matches: list[Match]) -> list[Match]:
        """Without those that stand inside a longer match of another notice."""
        return [
            one
            for one in matches
            if not any(
                other.phrase.owner != one.phrase.owner
                and other.first <= one.first
                and one.last <= other.last
                and other.last - other.first > one.last - one.first
                for other in matches
            )
        ]

    def _codes(self) -> list[tuple[str, bool, Mark, Standing]]:
        known = self.catalogue.owners
        found: list[tuple[str, bool, Mark, Standing]] = []
        seen: dict[str, str] = {}
        for code, start, end in self.text.words.codes:
            if code not in seen:
                if len(seen) >= CODES:
                    break
                seen[code] = nearest_code(code, known)
            if seen[code]:
                name = seen[code]
                how = standing(self.written, start)
                found.append((name, name == code, Mark(start, end, name), how))
        return found

    def _coded(self, phrased: set[str]) -> Iterable[tuple[str, Certainty, Mark]]:
        near = {match.phrase.owner for match in self._group("near")}
        for code, exact, mark, _ in self.codes:
            owners = self.catalogue.owners[code]
            if len(owners) > 1:
                said = [id for id in owners if id in phrased]
                owners = said or [id for id in owners if id in near] or owners
            for id in owners:
                yield id, "sure" if exact else "likely", mark

    def _together(self, found: set[str]) -> dict[str, list[Mark]]:
        """The notices of which two weaker phrases are there."""
        weak: dict[str, dict[str, Mark]] = {}
        for match in self._group("together"):
            if match.phrase.owner not in found and not self._conditional(match):
                same = weak.setdefault(match.phrase.owner, {})
                same.setdefault(match.phrase.written, self._mark(match))
        return {id: list(marks.values()) for id, marks in weak.items() if len(marks) > 1}

    def _is_about(self, findings: tuple[Finding, ...]) -> bool:
        owners = self.catalogue.owners
        codes = [(owners[code], how) for code, _, _, how in self.codes]
        if spoken_of(codes, bool(self._group("source")), self._worded()):
            return True
        if len(self.text.ids) < SHORT:
            return False
        about = len({match.phrase.written for match in self._group("about")})
        frame = len({match.phrase.written for match in self._group("frame")})
        if self.codes:
            return about >= 4 and about > frame
        doubtful = all(one.certainty == "possible" for one in findings)
        return (about >= 2 and about > frame) or (about >= 1 and doubtful)

    def _warnings(self) -> tuple[Warning, ...]:
        asked = [
            Warning(name, self._mark(match))
            for name in ("secret", "money", "contact")
            for match in self._group(name)
            if not self._conditional(match)
        ]
        clicks, technical = bool(self._group("click")), bool(self.codes)
        return warnings(self.written, asked, clicks, technical, self.catalogue.domains)
