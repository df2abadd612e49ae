"""Which facts are past their review date, and how fresh the content is. Reads no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kb.checks.ledger import CITATION
from kb.model import KnowledgeBase


@dataclass(frozen=True, order=True)
class Overdue:
    """A claim whose review date has passed: since when, and which sources cite it.

    `days` counts from the review date; `cited` holds paths of pages and letters, sorted.
    """

    review: date
    id: str
    days: int
    path: str
    line: int
    cited: tuple[str, ...]


def past(knowledge: KnowledgeBase, today: date) -> tuple[Overdue, ...]:
    """The claims whose review date is before `today`, the longest overdue first."""
    places = _places(knowledge)
    return tuple(
        sorted(
            Overdue(
                review=claim.review,
                id=claim.at.id,
                days=(today - claim.review).days,
                path=claim.at.path,
                line=claim.at.line,
                cited=tuple(sorted(places.get(claim.at.id, ()))),
            )
            for claim in knowledge.claims.values()
            if claim.review < today
        )
    )


def newest(knowledge: KnowledgeBase) -> date | None:
    """The last day on which a source was read or checked; None where nothing carries a date."""
    seen = [claim.seen for claim in knowledge.claims.values()]
    return max(seen + [source.checked for source in knowledge.sources.values()], default=None)


def _places(knowledge: KnowledgeBase) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    texts = [(page.path, line) for page in knowledge.pages for _, line in page.prose()]
    texts += [(passage.path, passage.text) for passage in knowledge.texts]
    for path, text in texts:
        for match in CITATION.finditer(text):
            found.setdefault(match[2], set()).add(path)
    return found
