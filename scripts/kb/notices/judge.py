"""Judges a pasted text: which notices it is, how sure that is, whether it is a ban, or a fraud."""

from __future__ import annotations

from collections.abc import Iterable

from kb.notices.book import Match
from kb.notices.catalogue import Catalogue
from kb.notices.evidence import Evidence
from kb.notices.fraud import warnings
from kb.notices.glyphs import LIMIT
from kb.notices.reading import RANK, Certainty, Finding, Kind, Mark, Reading, Warning


def decode(text: str, catalogue: Catalogue) -> Reading:
    """Read a text of any length; beyond LIMIT characters it is cut."""
    cut = len(text) > LIMIT
    text = text[:LIMIT]
    if not text.strip():
        return Reading("empty", "unknown", (), (), False)
    return _Judge(text, catalogue).judge(cut)


class _Judge:
    """Makes findings of what is known about one text."""

    def __init__(self, text: str, catalogue: Catalogue) -> None:
        self.written = text
        self.catalogue = catalogue
        self.seen = Evidence(text, catalogue)

    def judge(self, cut: bool) -> Reading:
        findings = () if self.seen.elsewhere() else self._findings()
        found = self._warnings()
        about = self.seen.is_about(findings)
        kind: Kind = "notice" if findings else "unknown"
        if about and (findings or found):
            kind = "about"
        elif found:
            kind = "phishing"
        return Reading(kind, self._ban(kind, findings), findings, found, cut)

    def _ban(self, kind: Kind, findings: tuple[Finding, ...]) -> str:
        if kind != "notice":
            return "unknown"
        bans = {self.catalogue.by_id[one.id].ban for one in findings if one.certainty != "possible"}
        return next((ban for ban in ("yes", "maybe", "no") if ban in bans), "unknown")

    def _findings(self) -> tuple[Finding, ...]:
        strong = [
            one for one in self._uncovered(self.seen.group("strong")) if not self.seen.foreign(one)
        ]
        found: dict[str, list[tuple[Certainty, Mark]]] = {}
        for match in strong:
            doubtful = self.seen.conditional(match) or not self.seen.addressed(match)
            sure: Certainty = "possible" if doubtful else "likely"
            if sure == "likely" and not match.missing:
                sure = "sure"
            found.setdefault(match.phrase.owner, []).append((sure, self.seen.mark(match)))
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

    def _coded(self, phrased: set[str]) -> Iterable[tuple[str, Certainty, Mark]]:
        near = {match.phrase.owner for match in self.seen.group("near")}
        for code, exact, mark, _ in self.seen.codes:
            owners = self.catalogue.owners[code]
            if len(owners) > 1:
                said = [id for id in owners if id in phrased]
                owners = said or [id for id in owners if id in near] or owners
            for id in owners:
                yield id, "sure" if exact else "likely", mark

    def _together(self, found: set[str]) -> dict[str, list[Mark]]:
        """The notices of which two weaker phrases are there."""
        weak: dict[str, dict[str, Mark]] = {}
        for match in self.seen.group("together"):
            if match.phrase.owner not in found and not self.seen.conditional(match):
                same = weak.setdefault(match.phrase.owner, {})
                same.setdefault(match.phrase.written, self.seen.mark(match))
        return {id: list(marks.values()) for id, marks in weak.items() if len(marks) > 1}

    def _warnings(self) -> tuple[Warning, ...]:
        groups = {name: self.seen.group(name) for name in ("secret", "money", "contact")}
        groups["secret"] = groups["secret"] + self.seen.demands()
        asked = [
            Warning(name, self.seen.mark(match))
            for name, matches in groups.items()
            for match in matches
            if not self.seen.conditional(match)
        ]
        clicks = bool(self.seen.group("click") or self.seen.group("strong"))
        technical = bool(self.seen.codes)
        return warnings(self.written, asked, clicks, technical, self.catalogue.domains)
