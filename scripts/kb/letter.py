"""A letter as text: its blanks, its parts, the whole. Plain strings in, plain strings out."""

from __future__ import annotations

import re
from collections.abc import Collection

from kb.model import Letter

BLANK = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")


def blanks(letter: Letter) -> tuple[str, ...]:
    """The ids of the placeholders of subject and clauses, in the order of their first use."""
    texts = [letter.subject, *(clause.text for clause in letter.clauses)]
    return tuple(dict.fromkeys(match[1] for text in texts for match in BLANK.finditer(text)))


def part_text(letter: Letter, part: str, confirmed: Collection[str]) -> str:
    """The text of one part: its unconditional clauses and those whose ids are in `confirmed`."""
    return "\n\n".join(
        clause.text
        for clause in letter.clauses
        if clause.part == part and (not clause.statement or clause.id in confirmed)
    )


def whole_text(letter: Letter, confirmed: Collection[str] = ()) -> str:
    """The letter as one text, parts in order; what is sent by chat or e-mail."""
    texts = (part_text(letter, part, confirmed) for part in letter.parts)
    return "\n\n".join(text for text in texts if text)
