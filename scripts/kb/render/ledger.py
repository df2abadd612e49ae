"""The blocks that show the ledger: a claim, all sources, the index of old advice."""

from __future__ import annotations

from kb.checks.ledger import KINDS
from kb.model import Claim
from kb.render.filling import fault, fill
from kb.render.place import Place


def claim(place: Place, id: str) -> str:
    """The whole record of a claim, with who says what where sources differ."""
    found = place.knowledge.claims.get(id)
    if found is None:
        return fault(place, f"claim {id!r} is not in the ledger")
    return fill("claim.html", place, claim=found, sources=place.knowledge.sources)


def sources(place: Place, _: str) -> str:
    """The ledger: every claim with its kind, dates and sources, then every source."""
    claims = sorted(place.knowledge.claims.values(), key=_claim_order)
    found = sorted(place.knowledge.sources.values(), key=lambda x: (x.publisher, x.title))
    return fill("sources.html", place, claims=claims, sources=found, kinds=KINDS)


def _claim_order(claim: Claim) -> tuple[int, str]:
    return (KINDS.index(claim.kind) if claim.kind in KINDS else len(KINDS), claim.at.id)


def advice(place: Place, _: str) -> str:
    """The index of old advice: what guides say, what was true of it, what to do now."""
    return fill("advice.html", place, entries=list(place.knowledge.advice.values()))


def faults(place: Place, _: str) -> str:
    """What each fault code means, each at its own anchor."""
    return fill("faults.html", place, faults=sorted(place.knowledge.faults.items()))


VIEWS = {"advice": advice, "claim": claim, "faults": faults, "sources": sources}
