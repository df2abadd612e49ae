"""Fills the templates that stand for data on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kb.checks.ledger import CITATION
from kb.render.place import Place

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def fill(template: str, place: Place, **values: Any) -> str:
    """The HTML of a template; it may use place, word(id, …), cite(text), coded(text)."""
    return TEMPLATES.get_template(template).render(
        place=place, word=place.word, cite=lambda text: cited(place, text), coded=coded, **values
    )


def coded(text: str) -> Markup:
    """Plain text with what stands between backticks as code, everything else escaped."""
    parts = [escape(part) for part in text.split("`")]
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(parts)
    )


def fault(place: Place, text: str) -> str:
    """What stands on the page in place of what cannot be rendered; the build fails on it."""
    place.faults.append(text)
    return f'<p class="kb-fault">{escape(text)}</p>'


def citation(place: Place, id: str, *, value: bool) -> str:
    """A claim's value with the mark that tells its kind and date, or the mark alone."""
    claim = place.knowledge.claims.get(id)
    if claim is None:
        return fault(place, f"claim {id!r} is not in the ledger")
    template = TEMPLATES.get_template("citation.html")
    return template.render(place=place, word=place.word, claim=claim, value=value).strip()


def cited(place: Place, text: str) -> Markup:
    """Plain text with its `[[claim-id]]` marks rendered, everything else escaped."""
    html, end = Markup(), 0
    for match in CITATION.finditer(text):
        html += escape(text[end : match.start()])
        html += Markup(citation(place, match[2], value=not match[1]))
        end = match.end()
    return html + escape(text[end:])
