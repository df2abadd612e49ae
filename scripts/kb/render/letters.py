"""The blocks that show letters: one letter to copy, the list to choose from."""

from __future__ import annotations

import json

from markupsafe import Markup, escape

from kb.checks.letters import GROUPS
from kb.letters import BLANK, blanks, whole_text
from kb.model import Letter
from kb.render.filling import fault, fill
from kb.render.place import Place


def letter(place: Place, id: str) -> str:
    """A letter: what to confirm, what to fill in, the text to copy, both languages side by side."""
    mine = place.knowledge.letter(id, place.language)
    english, chinese = (place.knowledge.letter(id, code) for code in ("en", "zh"))
    if mine is None or english is None or chinese is None:
        return fault(place, f"letter {id!r} does not exist in both languages")
    both = {"en": english, "zh": chinese}
    return fill(
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
        html += escape(text[end : match.start()]) + Markup(
            '<mark class="blank">[{}]</mark>'
        ).format(label)
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
    return fill("letters.html", place, groups=[(name, found) for name, found in groups if found])


VIEWS = {"letter": letter, "letters": letters}
