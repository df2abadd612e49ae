"""The refund planner as sections and tables; the page's script only chooses and counts days."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from kb.checks.money import ACCESSES
from kb.model import Route, Term
from kb.render.filling import fill
from kb.render.place import Place

AFTER = ("charge", "ban", "request", "approval")
# What the script says: filled in on the device, so the braces stay.
SPOKEN = (
    "left",
    "tomorrow",
    "today",
    "yesterday",
    "gone",
    "choose",
    "none",
    "saved",
    "counted-business",
)


def planner(place: Place, _: str) -> str:
    """Every route with its cells and its time limits, and the form that picks among them."""
    money = place.knowledge.money
    routes = sorted(money.routes.values(), key=lambda route: (route.order, route.at.id))
    return fill(
        "planner.html",
        place,
        routes=routes,
        accesses=ACCESSES,
        afters=AFTER,
        cells=money.cells,
        terms={route.at.id: _terms(place, route) for route in routes},
        claims=place.knowledge.claims,
        title=lambda id: _title(place, id),
        counted=lambda term: counted(place, term),
        spoken=_spoken(place),
    )


def counted(place: Place, term: Term) -> str:
    """How a limit is counted, in words: `date of the ban + 180 days`."""
    unit = place.word(f"planner-{term.unit}", n=term.amount)
    return place.word("planner-counted", start=place.word(f"planner-after-{term.after}"), term=unit)


def _terms(place: Place, route: Route) -> list[Term]:
    """Those of the route in the order of their dates: what counts from the charge first."""
    mine = (term for term in place.knowledge.money.terms.values() if route.at.id in term.routes)
    return sorted(mine, key=lambda term: AFTER.index(term.after))


def _title(place: Place, id: str) -> str:
    letter = place.knowledge.letter(id, place.language)
    return letter.title if letter else id


def _spoken(place: Place) -> Markup:
    words: dict[str, Any] = {
        name: place.knowledge.words[f"planner-{name}"][place.language] for name in SPOKEN
    }
    text = json.dumps(words, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))


VIEWS = {"planner": planner}
