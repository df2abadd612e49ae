"""Judges a pasted text: which notices it is, how sure that is, whether it is a ban, or a fraud."""

from __future__ import annotations

from collections.abc import Iterable

from kb.notices.book import Match, Text
from kb.notices.catalogue import Catalogue
from kb.notices.fraud import warnings
from kb.notices.glyphs import LIMIT
from kb.notices.reading import RANK, Certainty, Finding, Kind, Mark, Reading, Warning
from kb.notices.spelling import nearest_code

CODES = 500  # different codes of one text that are compared
LOOK_BACK = 14  # words before a phrase in which a condition counts
DENIAL = 5  # words before a phrase in which a denial counts
SHORT = 25  # words; a text this short is not an article


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
        self.matches = catalogue.book.matches(self.text)
        self.conditions = {place for m in self._group("conditional") for place in (m.first, m.last)}

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
        return bool(self._group("others")) and not self._group("ours") and not self._codes()

    def _ban(self, kind: Kind, findings: tuple[Finding, ...]) -> str:
        if kind != "notice":
            return "unknown"
        bans = {self.catalogue.by_id[one.id].ban for one in findings if one.certainty != "possible"}
        return next((ban for ban in ("yes", "maybe", "no") if ban in bans), "unknown")

    def _group(self, group: str) -> list[Match]:
        return [match for match in self.matches if match.phrase.group == group]

    def _mark(self, match: Match) -> Mark:
        words = self.text.words
        return Mark(words.start[match.first], words.end[match.last], match.phrase.written)

    def _conditional(self, match: Match) -> bool:
        """Whether its sentence makes it a possibility: before the phrase, or in its gaps."""
        sentence = self.text.words.sentence[match.first]
        for place in range(match.first, match.last + 1):
            if place in self.conditions and self.text.ids[place] not in match.phrase.ids:
                return True
        for place in range(match.first - 1, max(-1, match.first - LOOK_BACK - 1), -1):
            if self.text.words.sentence[place] != sentence:
                return False
            denied = self.text.ids[place] in self.catalogue.book.negations
            if place in self.conditions or (denied and match.first - place <= DENIAL):
                return True
        return False

    def _findings(self) -> tuple[Finding, ...]:
        strong = self._uncovered(self._group("strong"))
        found: dict[str, list[tuple[Certainty, Mark]]] = {}
        for match in strong:
            sure: Certainty = "possible" if self._conditional(match) else "likely"
            if sure == "likely" and not match.missing:
                sure = "sure"
            found.setdefault(match.phrase.owner, []).append((sure, self._mark(match)))
        for id, certainty, mark in self._coded(set(found)):
            found.setdefault(id, []).append((certainty, mark))
        for id, marks in self._together(set(found)).items():
            found[id] = [("likely", mark) for mark in marks]
        by_id = self.catalogue.by_id
        firm = {id for id, all in found.items() if any(one[0] != "possible" for one in all)}
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

    def _codes(self) -> list[tuple[str, bool, Mark]]:
        known = self.catalogue.owners
        found: list[tuple[str, bool, Mark]] = []
        seen: dict[str, str] = {}
        for code, start, end in self.text.words.codes:
            if code not in seen:
                if len(seen) >= CODES:
                    break
                seen[code] = nearest_code(code, known)
            if seen[code]:
                found.append((seen[code], seen[code] == code, Mark(start, end, seen[code])))
        return found

    def _coded(self, phrased: set[str]) -> Iterable[tuple[str, Certainty, Mark]]:
        near = {match.phrase.owner for match in self._group("near")}
        for code, exact, mark in self._codes():
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
        about = len({match.phrase.written for match in self._group("about")})
        frame = len({match.phrase.written for match in self._group("frame")})
        if len(self.text.ids) < SHORT or self._codes():
            return False
        doubtful = all(one.certainty == "possible" for one in findings)
        return about >= 3 or (about == 2 and about > frame) or (about >= 1 and doubtful)

    def _warnings(self) -> tuple[Warning, ...]:
        asked = [
            Warning(name, self._mark(match))
            for name in ("secret", "money", "contact")
            for match in self._group(name)
            if not self._conditional(match)
        ]
        clicks, technical = bool(self._group("click")), bool(self._codes())
        return warnings(self.written, asked, clicks, technical, self.catalogue.domains)
