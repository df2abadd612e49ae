"""Checks of the letters: known words, and both languages saying the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kb.checks.nearest import nearest
from kb.letters import BLANK
from kb.model import LANGUAGES, KnowledgeBase, Letter, Problem

GROUPS = ("appeal", "warning", "api", "follow-up", "money", "data", "workspace")
PARTS = ("opening", "why", "context", "message", "closing")
NAMES = {"zh": "Chinese", "en": "English"}
# Blanks in a form that nothing would fill, which people then forget: [Your name], 【姓名】, ____.
HANDMADE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]|｛[^｝\n]*｝+|［[^］\n]*］"
    r"|\[[^\]\n]{2,40}\](?!\()|【[^】\n]+】|_{3,}|\{\{[^{}\n]*\}\}|\{\{|\}\}|\{[a-z_]+\}"
)


def _twins(knowledge: KnowledgeBase) -> Iterator[tuple[Letter, Letter]]:
    """Each letter that exists in both languages, Chinese first."""
    for letter in knowledge.letters:
        other = knowledge.letter(letter.id, "en")
        if letter.language == "zh" and other:
            yield letter, other


def _texts(letter: Letter) -> Iterator[tuple[int, str]]:
    """Every line that is sent, with its line number."""
    yield letter.lines["subject"], letter.subject
    for clause in letter.clauses:
        yield from enumerate(clause.text.splitlines(), clause.text_line)


def letter_untranslated(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A letter exists in one language only."""
    for letter in knowledge.letters:
        for language in LANGUAGES:
            path = f"docs/letters/{language}/{letter.id}.md"
            if knowledge.letter(letter.id, language) or path in knowledge.unread:
                continue
            fact = f"the {NAMES[language]} letter {path} is missing."
            hint = f"copy this file to {path} and write it in {NAMES[language]}"
            yield Problem(letter.path, 1, "letter-untranslated", fact, hint)


def letter_unplaced(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """No page of its language shows the letter."""
    shown = {
        (page.language, match[1])
        for page in knowledge.pages
        for _, line in page.prose()
        if (match := re.match(r"\s*/{3,}\s*letter\s*\|\s*(\S+)", line))
    }
    for letter in knowledge.letters:
        if (letter.language, letter.id) not in shown:
            page = f"docs/{letter.language}/letters/{letter.id}.md"
            fact = f"no {NAMES[letter.language]} page shows this letter."
            hint = f"write '/// letter | {letter.id}' and a line '///' in {page}"
            yield Problem(letter.path, 1, "letter-unplaced", fact, hint)


def placeholder_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A blank is not in the vocabulary."""
    known = knowledge.placeholders
    for letter in knowledge.letters:
        for number, line in _texts(letter):
            for match in BLANK.finditer(line):
                if match[1] not in known:
                    fact = f"placeholder {{{{{match[1]}}}}} is not in the vocabulary."
                    hint = nearest(match[1], known, "add it to docs/data/placeholders.toml")
                    yield Problem(letter.path, number, "placeholder-unknown", fact, hint)


def placeholder_malformed(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A blank is written in a form that would be sent as it stands."""
    for letter in knowledge.letters:
        for number, line in _texts(letter):
            for found in HANDMADE.finditer(BLANK.sub("", line)):
                fact = f"{found[0]!r} is not a placeholder and would be sent as it stands."
                hint = "write {{name}} with a name from docs/data/placeholders.toml"
                yield Problem(letter.path, number, "placeholder-malformed", fact, hint)


def _unknown(
    knowledge: KnowledgeBase,
    field: str,
    values: Callable[[Letter], tuple[str, ...]],
    known: tuple[str, ...],
    code: str,
) -> Iterator[Problem]:
    for letter in knowledge.letters:
        for value in values(letter):
            if value not in known:
                line = letter.lines.get(field, 1)
                hint = nearest(value, known, f"known are {', '.join(known)}")
                what = field.removesuffix("s")
                fact = f"{what} {value!r} is not known." if value else f"no {what}."
                yield Problem(letter.path, line, code, fact, hint)


def channel_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A channel is not in channels.toml."""
    known = tuple(knowledge.channels)
    return _unknown(knowledge, "channels", lambda x: x.channels, known, "channel-unknown")


def group_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A group is none of those that the letters page lists."""
    return _unknown(knowledge, "group", lambda x: (x.group,), GROUPS, "group-unknown")


def reason_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A reason is not one of the form's choices in form.toml."""
    known = tuple(knowledge.reasons)

    def values(letter: Letter) -> tuple[str, ...]:
        return (letter.reason,) if letter.reason or "form" in letter.channels else ()

    return _unknown(knowledge, "reason", values, known, "reason-unknown")


def part_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A part is none that the page and the form know."""
    for letter in knowledge.letters:
        for clause in letter.clauses:
            if clause.part not in PARTS:
                hint = nearest(clause.part, PARTS, f"the parts are {', '.join(PARTS)}")
                fact = f"clause {clause.id!r} is in part {clause.part!r}, which is not known."
                yield Problem(letter.path, clause.line, "part-unknown", fact, hint)


def letter_incomplete(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A letter lacks what its way of sending needs, or has its parts in an order nobody reads."""
    for letter in knowledge.letters:
        parts = [clause.part for clause in letter.clauses]
        known = [part for part in parts if part in PARTS]
        lacking = [
            ("channels", not letter.channels, "no channel: name at least one way of sending."),
            ("subject", "email" in letter.channels and not letter.subject, "no subject."),
            ("channels", "form" in letter.channels and "why" not in parts, "no part 'why'."),
            ("title", known != sorted(known, key=PARTS.index), "the parts are not in order."),
        ]
        for field, lacks, fact in lacking:
            if lacks:
                line = letter.lines.get(field, 1)
                hint = f"the order is {', '.join(PARTS)}; the form needs 'why', e-mail a subject"
                yield Problem(letter.path, line, "letter-incomplete", fact, hint)


def fields_differ(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """The two languages differ in what is not language: group, order, channels, reason."""
    for zh, en in _twins(knowledge):
        for field in ("group", "order", "channels", "reason"):
            mine, theirs = getattr(zh, field), getattr(en, field)
            if mine != theirs:
                fact = f"{field} is {_shown(mine)} here and {_shown(theirs)} in English."
                hint = f"give both the same {field}; the other is in {en.path}"
                yield Problem(zh.path, zh.lines[field], "fields-differ", fact, hint)
        for field in ("subject", "attach"):
            if bool(getattr(zh, field)) != bool(getattr(en, field)):
                lacking, having = (zh, en) if getattr(en, field) else (en, zh)
                fact = f"no {field}, though the {NAMES[having.language]} letter has one."
                hint = f"add it as in {having.path}:{having.lines[field]}"
                yield Problem(lacking.path, 1, "fields-differ", fact, hint)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else repr(value)


def clauses_differ(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """The two languages have other clauses, or in other parts, or in another order."""
    for zh, en in _twins(knowledge):
        mine = [(clause.part, clause.id) for clause in zh.clauses]
        theirs = [(clause.part, clause.id) for clause in en.clauses]
        if sorted(mine) == sorted(theirs) and mine != theirs:
            at = next(
                n for n, pair in enumerate(zip(mine, theirs, strict=True)) if len({*pair}) > 1
            )
            fact = f"clause {mine[at][1]!r} stands where English has {theirs[at][1]!r}."
            hint = f"put them in the same order as {en.path}:{en.clauses[at].line}"
            yield Problem(zh.path, zh.clauses[at].line, "clauses-differ", fact, hint)
        for one, other in ((zh, en), (en, zh)):
            places = [(clause.part, clause.id) for clause in other.clauses]
            for clause in one.clauses:
                if (clause.part, clause.id) not in places:
                    name = NAMES[other.language]
                    fact = f"the {name} letter has no clause {clause.id!r} in {clause.part!r}."
                    hint = f"write it in {other.path}, or remove it here"
                    yield Problem(one.path, clause.line, "clauses-differ", fact, hint)


def conditions_differ(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A clause must be confirmed in one language and is unconditional in the other."""
    for zh, en in _twins(knowledge):
        others = {clause.id: clause for clause in en.clauses}
        for clause in zh.clauses:
            other = others.get(clause.id)
            if other is None or bool(other.statement) == bool(clause.statement):
                continue
            lacking, line = (zh, clause.line) if other.statement else (en, other.line)
            having = en if lacking is zh else zh
            fact = f"clause {clause.id!r} has no '?' statement, though {having.path} has one."
            hint = "add the statement in this language as the line under the clause's heading"
            yield Problem(lacking.path, line, "conditions-differ", fact, hint)


def placeholders_differ(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A clause or the subject has other blanks in the other language."""
    for zh, en in _twins(knowledge):
        for one, other in ((zh, en), (en, zh)):
            rows = [("subject", one.lines["subject"], one.subject, other.subject)]
            theirs = {clause.id: clause.text for clause in other.clauses}
            rows += [
                (f"clause {clause.id!r}", clause.line, clause.text, theirs[clause.id])
                for clause in one.clauses
                if clause.id in theirs
            ]
            for what, line, here, there in rows:
                for name in sorted(set(BLANK.findall(there)) - set(BLANK.findall(here))):
                    fact = f"{what} has no {{{{{name}}}}}, though {other.path} has it."
                    hint = f"put {{{{{name}}}}} where it belongs in this language"
                    yield Problem(one.path, line, "placeholders-differ", fact, hint)
