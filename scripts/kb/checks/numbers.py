"""The check that keeps the ledger honest: no figure on a page without a source and a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.checks.ledger import CITATION
from kb.checks.passages import codes, passages, readable, sentences
from kb.figures import Figure, figures
from kb.model import LANGUAGES, Claim, KnowledgeBase, Passage, Problem, Wording

Key = tuple[str, str]

QUOTES = {"“": "”", "「": "」", "‘": "’"}
NAMES = {
    "address": "an address",
    "duration": "a duration",
    "money": "an amount of money",
    "share": "a share or rate",
}
# Fields that quote what others say, or show an example: what is true of it stands beside them.
QUOTING = ("old", "example")


def number_unsourced(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A share, a duration, an amount or an address is typed, and no claim stands for it.

    A figure in a sentence of one's own may be repeated where a `[[^mark]]` in that sentence cites
    a claim that holds it; a saying in quotation marks, where the sentence cites any claim.
    """
    held = {claim.at.id: _keys(claim) for claim in knowledge.claims.values()}
    for passage in (*passages(knowledge), *codes(knowledge)):
        if passage.field in QUOTING:
            continue
        for column, sentence in sentences(passage):
            cited = [match[2] for match in CITATION.finditer(sentence)]
            known = {key for id in cited for key in held.get(id, ())}
            for figure in _figures(passage, sentence, knowledge.wording):
                repeated = figure.vague or _quoted(sentence, figure.start)
                if figure.key not in known and not (cited and repeated):
                    yield _problem(passage, column + figure.start, figure, held)


def _keys(claim: Claim) -> set[Key]:
    """The figures that a claim holds, in either language."""
    both = (claim.value, claim.scope, *(report.value for report in claim.reports))
    return {
        figure.key for texts in both for code in LANGUAGES for figure in figures(texts[code], code)
    }


def _figures(passage: Passage, sentence: str, wording: Wording) -> Iterator[Figure]:
    text = readable(sentence)
    for figure in figures(text, passage.language):
        if figure.kind == "address":
            free = figure.text in wording.sites or figure.text.endswith(wording.examples)
        elif figure.kind == "duration":
            free = passage.field == "code" or _own(figure, text, passage, wording)
        else:
            free = passage.field == "code"
        if not free:
            yield figure


def _own(figure: Figure, text: str, passage: Passage, wording: Wording) -> bool:
    """Whether the duration is no fact: the reader's own time, or a set phrase."""
    around = text[max(0, figure.start - 20) : figure.start + len(figure.text) + 20].lower()
    if any(phrase in around for phrase in wording.phrases[passage.language]):
        return True
    before = text[: figure.start].rstrip().lower()
    return (figure.vague or figure.short) and before.endswith(wording.before[passage.language])


def _quoted(text: str, start: int) -> bool:
    before = text[:start]
    return any(before.rfind(left) > before.rfind(right) for left, right in QUOTES.items())


def _problem(
    passage: Passage, column: int, figure: Figure, held: Mapping[str, set[Key]]
) -> Problem:
    if figure.vague:
        fact = f"{figure.text!r} promises a time, and nothing here says who says so."
        hint = "put [[^claim-id]] of what says so after the sentence, or name no time"
        return Problem(passage.path, passage.line, "number-unsourced", fact, hint, column)
    fitting = [id for id, keys in held.items() if figure.key in keys][:3]
    shown = " or ".join(f"[[{id}]]" for id in fitting)
    hint = "write it in docs/data/claims.toml with its source, and cite it as [[claim-id]]"
    hint = f"if it is this fact, write {shown} in its place; else {hint}" if shown else hint
    fact = f"{figure.text!r} is typed here; {NAMES[figure.kind]} comes from the ledger."
    return Problem(passage.path, passage.line, "number-unsourced", fact, hint, column)
