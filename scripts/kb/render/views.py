"""The HTML that stands for data on a page: one function per block, templates beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kb.checks.ledger import CITATION, KINDS
from kb.checks.letters import GROUPS
from kb.letter import BLANK, blanks, whole_text
from kb.model import Claim, Letter
from kb.render.place import Place

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _fill(template: str, place: Place, **values: Any) -> str:
    return TEMPLATES.get_template(template).render(
        place=place, word=place.word, cite=lambda text: cited(place, text), **values
    )


def _fault(place: Place, text: str) -> str:
    place.faults.append(text)
    return f'<p class="kb-fault">{escape(text)}</p>'


def citation(place: Place, id: str, *, value: bool) -> str:
    """A claim's value with the mark that tells its kind and date, or the mark alone."""
    claim = place.knowledge.claims.get(id)
    if claim is None:
        return _fault(place, f"claim {id!r} is not in the ledger")
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


def claim(place: Place, id: str) -> str:
    """The whole record of a claim, with who says what where sources differ."""
    found = place.knowledge.claims.get(id)
    if found is None:
        return _fault(place, f"claim {id!r} is not in the ledger")
    return _fill("claim.html", place, claim=found, sources=place.knowledge.sources)


def letter(place: Place, id: str) -> str:
    """A letter: what to confirm, what to fill in, the text to copy, both languages side by side."""
    mine = place.knowledge.letter(id, place.language)
    english, chinese = (place.knowledge.letter(id, code) for code in ("en", "zh"))
    if mine is None or english is None or chinese is None:
        return _fault(place, f"letter {id!r} does not exist in both languages")
    both = {"en": english, "zh": chinese}
    return _fill(
        "letter.html",
        place,
        letter=mine,
        both=both,
        rows=list(zip(mine.clauses, english.clauses, chinese.clauses, strict=False)),
        fields=[place.knowledge.placeholders[name] for name in blanks(mine)],
        reason=place.knowledge.reasons.get(mine.reason),
        channels=[place.knowledge.channels[name] for name in mine.channels],
        marked=lambda text, code: marked(place, text, code),
        text={code: whole_text(one) for code, one in both.items()},
        data=_data(place, both),
    )


def marked(place: Place, text: str, code: str) -> Markup:
    """A letter's text with its blanks shown as [label] in that language, highlighted."""
    html, end = Markup(), 0
    for match in BLANK.finditer(text):
        label = place.knowledge.placeholders[match[1]].label[code]  # type: ignore[index]
        html += escape(text[end : match.start()]) + Markup('<mark class="blank">[{}]</mark>').format(
            label
        )
        end = match.end()
    return html + escape(text[end:])


def _data(place: Place, both: dict[str, Letter]) -> Markup:
    """What the page's script needs to compose the letter, as JSON safe inside a script element."""
    zh, en = both["zh"], both["en"]
    fields = place.knowledge.placeholders
    data = {
        "id": zh.id,
        "channels": zh.channels,
        "subject": {"zh": zh.subject, "en": en.subject},
        "clauses": [
            {
                "id": one.id,
                "part": one.part,
                "statement": {"zh": one.statement, "en": other.statement},
                "text": {"zh": one.text, "en": other.text},
            }
            for one, other in zip(zh.clauses, en.clauses, strict=False)
        ],
        "fields": [
            {
                "id": name,
                "kind": fields[name].kind,
                "label": vars(fields[name].label),
                "help": fields[name].help[place.language],
                "example": fields[name].example[place.language],
                "optional": fields[name].optional,
            }
            for name in blanks(zh)
        ],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))


def letters(place: Place, group: str) -> str:
    """The list of letters by group, or of one group, each with its case and a link."""
    mine = [x for x in place.knowledge.letters if x.language == place.language]
    groups = [
        (name, sorted((x for x in mine if x.group == name), key=lambda x: (x.order, x.id)))
        for name in ([group] if group else GROUPS)
    ]
    return _fill("letters.html", place, groups=[(name, found) for name, found in groups if found])


def sources(place: Place, _: str) -> str:
    """The ledger: every claim with its kind, dates and sources, then every source."""
    claims = sorted(place.knowledge.claims.values(), key=_claim_order)
    found = sorted(place.knowledge.sources.values(), key=lambda x: (x.publisher, x.title))
    return _fill("sources.html", place, claims=claims, sources=found, kinds=KINDS)


def advice(place: Place, _: str) -> str:
    """The index of old advice: what guides say, what was true of it, what to do now."""
    return _fill("advice.html", place, entries=list(place.knowledge.advice.values()))


def _claim_order(claim: Claim) -> tuple[int, str]:
    return (KINDS.index(claim.kind) if claim.kind in KINDS else len(KINDS), claim.at.id)


VIEWS: dict[str, Callable[[Place, str], str]] = {
    "advice": advice,
    "claim": claim,
    "letter": letter,
    "letters": letters,
    "sources": sources,
}
