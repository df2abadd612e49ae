"""The blocks that show letters: one letter to fill and copy, the list to choose from, the log."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from kb.checks.ledger import CITATION
from kb.checks.letters import GROUPS
from kb.letters import BLANK, blanks, file_name, labels, whole_text
from kb.model import LANGUAGES, Channel, Code, Letter
from kb.render.filling import fault, fill
from kb.render.place import Place

# Of the form's requests, the one that these letters make; the others have no choice of their own.
REQUEST = "appeal"
LOG = "letters/log.md"


def letter(place: Place, id: str) -> str:
    """A letter: what to confirm, what to fill in, the text to copy, both languages side by side."""
    knowledge = place.knowledge
    mine = knowledge.letter(id, place.language)
    english, chinese = (knowledge.letter(id, code) for code in ("en", "zh"))
    if mine is None or english is None or chinese is None:
        return fault(place, f"letter {id!r} does not exist in both languages")
    both: dict[Code, Letter] = {"en": english, "zh": chinese}
    channels = [knowledge.channels[name] for name in mine.channels]
    return fill(
        "letter.html",
        place,
        letter=mine,
        both=both,
        rows=list(zip(mine.clauses, english.clauses, chinese.clauses, strict=False)),
        fields=[knowledge.placeholders[name] for name in blanks(mine)],
        reason=knowledge.reasons.get(mine.reason),
        request=knowledge.requests.get(REQUEST),
        form=[one for one in knowledge.fields.values() if one.at.id != "submit"],
        channels=channels,
        addresses=_addresses(place, channels),
        marked=lambda text, code: marked(place, text, code),
        text={code: whole_text(one) for code, one in both.items()},
        download={code: _relative(place, file_name(id, code)) for code in LANGUAGES},
        log=any(page.name == LOG and page.language == place.language for page in knowledge.pages),
        data=_json(_data(place, both)),
        comma=_comma(place),
    )


def marked(place: Place, text: str, code: Code) -> Markup:
    """A letter's text with its blanks shown as [label] in that language, highlighted."""
    names = labels(place.knowledge, code)
    html, end = Markup(), 0
    for match in BLANK.finditer(text):
        mark = Markup('<mark class="blank">[{}]</mark>').format(names[match[1]])
        html += escape(text[end : match.start()]) + mark
        end = match.end()
    return html + escape(text[end:])


def _comma(place: Place) -> str:
    """What stands between the items of a list; the loader has trimmed the word."""
    return place.word("comma") + ("" if place.language == "zh" else " ")


def _relative(place: Place, name: str) -> str:
    """The relative address of a file of the site."""
    return posixpath.relpath("/" + name, "/" + place.url)


def _addresses(place: Place, channels: list[Channel]) -> list[str]:
    """The mail addresses that the hint of the channel e-mail cites."""
    hints = [one.hint[place.language] for one in channels if one.at.id == "email"]
    cited = [match[2] for hint in hints for match in CITATION.finditer(hint)]
    claims = [place.knowledge.claims[id] for id in cited if id in place.knowledge.claims]
    found = (
        claim.url.removeprefix("mailto:") for claim in claims if claim.url.startswith("mailto:")
    )
    return list(dict.fromkeys(found))


def _words(place: Place, prefix: str) -> dict[str, str]:
    """The words that a script says, without their prefix; the script fills {name} in."""
    words = place.knowledge.words
    return {
        id.removeprefix(prefix): texts[place.language]
        for id, texts in words.items()
        if id.startswith(prefix)
    }


def _json(data: Mapping[str, Any]) -> Markup:
    """JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _data(place: Place, both: Mapping[Code, Letter]) -> dict[str, Any]:
    """What the page's scripts need to compose the letter."""
    zh, en = both["zh"], both["en"]
    known = place.knowledge
    return {
        "id": zh.id,
        "title": {"zh": zh.title, "en": en.title},
        "subject": {"zh": zh.subject, "en": en.subject},
        "clauses": [
            {
                "id": one.id,
                "part": one.part,
                "conditional": bool(one.statement),
                "text": {"zh": one.text, "en": other.text},
            }
            for one, other in zip(zh.clauses, en.clauses, strict=False)
        ],
        "fields": [_field(place, name) for name in blanks(zh)],
        "range": vars(known.words["composer-range"]),
        "recipient": vars(known.words["letter-recipient"]),
        "words": {**_words(place, "composer-"), "comma": _comma(place)},
    }


def _field(place: Place, name: str) -> dict[str, Any]:
    field = place.knowledge.placeholders[name]
    return {
        "id": name,
        "kind": field.kind,
        "label": vars(field.label),
        "example": field.example[place.language],
        "optional": field.optional,
        "choices": [vars(choice) for choice in field.choices],
    }


def letters(place: Place, group: str) -> str:
    """The list of letters by group, or of one group, each with its case and a link."""
    mine = [x for x in place.knowledge.letters if x.language == place.language]
    groups = [
        (name, sorted((x for x in mine if x.group == name), key=lambda x: (x.order, x.id)))
        for name in ([group] if group else GROUPS)
    ]
    return fill("letters.html", place, groups=[(name, found) for name, found in groups if found])


def case_log(place: Place, _: str) -> str:
    """The log of what was sent and what came back, kept by the reader's browser alone."""
    knowledge = place.knowledge
    titles = {
        one.id: {code: twin.title for code in LANGUAGES if (twin := knowledge.letter(one.id, code))}
        for one in knowledge.letters
        if one.language == place.language
    }
    channels = {id: vars(one.label) for id, one in knowledge.channels.items()}
    words = {**_words(place, "composer-"), **_words(place, "log-")}
    data = {"titles": titles, "channels": channels, "words": words}
    return fill("case-log.html", place, data=_json(data), titles=titles, channels=channels)


VIEWS = {"letter": letter, "letters": letters, "case-log": case_log}
