"""A letter as text: its blanks, its parts, the whole. Plain strings in, plain strings out.

docs/assets/javascripts/letter-engine.js does the same on the page; tests/letters/vectors.toml is
run on both. Whoever changes one changes the other and adds a vector. Neither knows HTML, reads a
file or a clock, or keeps anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from kb.model import Clause, Letter

BLANK = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")


@dataclass(frozen=True)
class Answers:
    """What one reader confirmed and typed.

    `values` are the texts typed, by placeholder, in the letter's language; they are cleaned here.
    `labels` name the blanks: one without a value shows as [label], or as {{name}} where it has no
    label. `optional` are the placeholders that may stay empty.
    """

    confirmed: Collection[str] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    optional: Collection[str] = ()

    def value(self, name: str) -> str:
        """The cleaned value, or "" for none and for one of white space alone."""
        text = clean(self.values.get(name, ""))
        return text if text.strip() else ""


NOTHING = Answers()


def blanks(letter: Letter) -> tuple[str, ...]:
    """The ids of the placeholders of subject and clauses, in the order of their first use."""
    return names(letter.subject, *(clause.text for clause in letter.clauses))


def names(*texts: str) -> tuple[str, ...]:
    """The ids of the placeholders of some texts, in the order of their first use."""
    return tuple(dict.fromkeys(match[1] for text in texts for match in BLANK.finditer(text)))


def fill(template: str, answers: Answers) -> str:
    """The template with each blank replaced, in one pass: a value is never looked at again."""

    def value(match: re.Match[str]) -> str:
        label = answers.labels.get(match[1])
        return answers.value(match[1]) or (match[0] if label is None else f"[{label}]")

    return BLANK.sub(value, template)


def used(letter: Letter, answers: Answers = NOTHING) -> tuple[Clause, ...]:
    """The clauses that stand in the letter: the unconditional ones and the confirmed ones.

    An unconditional clause whose blanks are all optional and all empty says nothing: left out.
    """
    return tuple(clause for clause in letter.clauses if _stands(clause, answers))


def _stands(clause: Clause, answers: Answers) -> bool:
    if clause.statement:
        return clause.id in answers.confirmed
    return not _says_nothing(clause, answers)


def _says_nothing(clause: Clause, answers: Answers) -> bool:
    found = names(clause.text)
    return bool(found) and all(
        name in answers.optional and not answers.value(name) for name in found
    )


def part_text(letter: Letter, part: str, answers: Answers = NOTHING) -> str:
    """The text of one part."""
    return _joined(letter, answers, lambda clause: clause.part == part)


def whole_text(letter: Letter, answers: Answers = NOTHING) -> str:
    """The letter as one text, parts in order; what is sent by chat or e-mail."""
    return _joined(letter, answers, lambda clause: True)


def _joined(letter: Letter, answers: Answers, wanted: Callable[[Clause], bool]) -> str:
    texts = (fill(clause.text, answers) for clause in used(letter, answers) if wanted(clause))
    return "\n\n".join(texts)


def subject(letter: Letter, answers: Answers = NOTHING) -> str:
    """The subject on one line, whatever was typed into it."""
    return fill(letter.subject, answers).replace("\n", " ")


def unfilled(letter: Letter, answers: Answers = NOTHING) -> tuple[str, ...]:
    """The blanks that still show in subject and text, in the order of their first use."""
    texts = [letter.subject, *(clause.text for clause in used(letter, answers))]
    return tuple(name for name in names(*texts) if not answers.value(name))


def clean(value: str) -> str:
    """The value as typed, with plain line ends and without what nobody can see.

    Removed are controls (but not tab and line feed), zero-width and bidirectional marks. A joiner
    stays where it carries meaning: inside an emoji, and in Arabic and Indic writing.
    """
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", value)
    kept = []
    for number, char in enumerate(text):
        if not INVISIBLE.match(char):
            kept.append("\ufffd" if "\ud800" <= char <= "\udfff" else char)
        elif char in "\u200c\u200d" and _joins(kept, text[number + 1 : number + 2]):
            kept.append(char)
    return "".join(kept)


INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
PICTURE = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")
MODIFIER = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
JOINED_SCRIPT = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]")


def _joins(before: list[str], after: str) -> bool:
    """Whether a joiner between these is part of an emoji or of a word."""
    if not before or not after:
        return False
    if JOINED_SCRIPT.match(before[-1]) and JOINED_SCRIPT.match(after):
        return True
    base = before[-2:-1] if MODIFIER.match(before[-1]) else before[-1:]
    return bool(base and PICTURE.match(base[0]) and PICTURE.match(after))
