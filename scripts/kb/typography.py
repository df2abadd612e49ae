"""Chinese typography: spaces between Han and Latin, full-width punctuation, Chinese quotes.

The rules are the linter autocorrect's. It sees each line with everything masked that is not
running text, so that ids, addresses and attribute lists stay as they are. Strings in and out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import autocorrect_py

from kb.model import KnowledgeBase

MASK = "\ue000"
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
CITATION = re.compile(r"\[\[(\^?)([^\[\]\n]*)\]\](?!\()")
BLANK = re.compile(r"\{\{([^{}]*)\}\}")
# What is written for a machine: targets of links, attribute lists, tags, marks of emphasis.
MARKUP = re.compile(
    r"\]\([^()\s]*\)|!?\[(?=[^\[\]]*\]\()|\{:?\s*[#.:][^{}]*\}|</?[a-z][^<>]*>|\*+|==+"
)
QUOTES = str.maketrans("「」『』", "“”‘’")
HALF = dict(zip(",;:!?()", "，；：！？（）", strict=True))
FULL = "，。；：！？（）、“”"
# Blanks that are filled with Latin letters or digits, whoever writes.
LATIN = (
    "reference",
    "email",
    "date",
    "date-range",
    "user-id",
    "org-id",
    "case-id",
    "money",
    "card-last4",
    "url",
)


def corrected(text: str, knowledge: KnowledgeBase) -> str:
    """The line of Chinese text as it should be; the same line where nothing is wrong."""
    quoted = text.translate(QUOTES)
    masked = _masked(quoted, knowledge)
    better = autocorrect_py.format(masked)
    parts = []
    for tag, start, end, first, last in SequenceMatcher(
        None, masked, better, autojunk=False
    ).get_opcodes():
        new = better[first:last]
        sound = tag != "equal" and _sound(masked, start, masked[start:end], new)
        parts.append(new if sound else quoted[start:end])
    return "".join(parts)


def _sound(masked: str, start: int, old: str, new: str) -> bool:
    """Whether it is a space put in, punctuation widened, or a space taken from beside it."""
    if MASK in old:
        return False
    if not old:
        return new == " "
    if not new:
        return old == " " and (
            masked[start - 1] in FULL or masked[start + 1 : start + 2] in [*FULL]
        )
    return HALF.get(old.strip()) == new.strip()


def _masked(text: str, knowledge: KnowledgeBase) -> str:
    """The text at the same length, with what is no running text out of sight.

    Code counts as Latin letters; a cited value begins as its claim does.
    """

    def cited(match: re.Match[str]) -> str:
        claim = knowledge.claims.get(match[2])
        first = claim.value.zh[:1] if claim and not match[1] else ""
        return (first if first.isalnum() else MASK) + MASK * (len(match[0]) - 1)

    def blank(match: re.Match[str]) -> str:
        known = knowledge.placeholders.get(match[1])
        return ("A" if known and known.kind in LATIN else MASK) * len(match[0])

    text = CODE.sub(lambda match: "A" * len(match[0]), text)
    text = BLANK.sub(blank, CITATION.sub(cited, text))
    return MARKUP.sub(lambda match: MASK * len(match[0]), text)
