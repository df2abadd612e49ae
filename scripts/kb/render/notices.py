"""The blocks of the notice catalogue, the decoder, the guided triage and the redactor."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from kb.model import KnowledgeBase, Notice, Secret
from kb.render.filling import cited, fault, fill
from kb.render.place import Place

# The words of words.toml that the page's scripts say.
DECODER_WORDS = "decoder-say-"
REDACTOR_WORDS = "redactor-say-"
TRIAGE_WORDS = "triage-say-"


def _said(place: Place, prefix: str) -> dict[str, str]:
    names = (name for name in place.knowledge.words if name.startswith(prefix))
    return {
        name.removeprefix(prefix): place.knowledge.words[name][place.language] for name in names
    }


def _json(value: Any) -> Markup:
    """JSON that is safe inside a script element."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _target(place: Place, target: str) -> str:
    name, _, fragment = target.partition("#")
    return place.link(name.removesuffix(".md"), fragment)


def _letters(place: Place, notice: Notice) -> list[tuple[str, str]]:
    found = ((id, place.knowledge.letter(id, place.language)) for id in notice.letters)
    return [(place.link(f"letters/{id}"), letter.title) for id, letter in found if letter]


def answer(place: Place, notice: Notice) -> str:
    """What is to be done about a notice, as HTML whose links start at the page of `place`."""
    return fill(
        "answer.html",
        place,
        notice=notice,
        letters=_letters(place, notice),
        target=_target(place, notice.page),
    )


def decoder(place: Place, form: str) -> str:
    """The box to paste a notice into; `compact` leaves out what the page around it says."""
    said = _json(_said(place, DECODER_WORDS))
    return fill("decoder.html", place, compact=form == "compact", said=said)


def notices(place: Place, _: str) -> str:
    """Every notice by name, each with a permanent address."""
    entries = sorted(place.knowledge.notices.values(), key=lambda x: _order(place, x))
    rows = [(one, _target(place, one.page), shown(one)) for one in entries]
    return fill("notices.html", place, rows=rows, knowledge=place.knowledge)


def _order(place: Place, notice: Notice) -> str:
    """Where a name stands: by the reading of Chinese, by the letters of the rest."""
    from pypinyin import lazy_pinyin

    name = notice.name[place.language].lstrip('“"(（')
    return "".join(lazy_pinyin(name) if place.language == "zh" else [name]).casefold()


def shown(notice: Notice) -> list[tuple[str, str]]:
    """The phrases as readers see them, each with its language: without the marks of matching."""
    plain = [("en", text) for text in notice.en] + [("zh", text) for text in notice.zh]
    return [
        (code, text.replace("{", "").replace("}", "")) for code, text in plain if "|" not in text
    ]


def notice(place: Place, id: str) -> str:
    """One notice in a box: how it reads, whether it is a ban, what to do."""
    found = place.knowledge.notices.get(id)
    if found is None:
        return fault(place, f"notice {id!r} is not in the catalogue")
    return fill(
        "notice.html",
        place,
        notice=found,
        phrases=shown(found),
        answer=Markup(answer(place, found)),
    )


def triage(place: Place, _: str) -> str:
    """The guided triage: every question with its answers as links; a script shows one at a time."""
    asked = place.knowledge.triage
    questions = [
        (
            question,
            cited(place, question.hint[place.language]) if question.hint else "",
            [
                (
                    answer.text[place.language],
                    f"#q-{answer.to}" if answer.to in asked else _target(place, answer.to),
                    answer.to in asked,
                )
                for answer in question.answers
            ],
        )
        for question in asked.values()
    ]
    said = _json(_said(place, TRIAGE_WORDS))
    return fill("triage.html", place, questions=questions, said=said)


def redactor(place: Place, _: str) -> str:
    """The box that masks personal data."""
    data = {"secrets": secrets_data(place.knowledge), "words": _said(place, REDACTOR_WORDS)}
    return fill("redactor.html", place, data=_json(data))


def secrets_data(knowledge: KnowledgeBase) -> list[dict[str, Any]]:
    """The patterns as the page's script takes them."""
    return [_secret(secret) for secret in knowledge.secrets.values()]


def _secret(secret: Secret) -> dict[str, Any]:
    return {
        "id": secret.at.id,
        "label": vars(secret.label),
        "mask": secret.mask,
        "patterns": secret.patterns,
        "test": secret.test,
        "allowed": secret.allowed,
    }


VIEWS = {
    "decoder": decoder,
    "notice": notice,
    "notices": notices,
    "redactor": redactor,
    "triage": triage,
}
