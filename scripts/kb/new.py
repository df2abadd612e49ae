"""Writes the files of a new letter or page in both languages, ready to fill in.

Refuses what cannot become one. What is to be written carries the sign of kb.checks.unwritten, so
that `kb check` lists it until it is done, and nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

from kb.drafts import LETTER, LETTER_PAGE, PAGE
from kb.load import load
from kb.model import LANGUAGES

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 60
# Pages of docs/<language>/letters that show no single letter; "log" is the case log.
RESERVED = ("index", "log")


class Refused(Exception):
    """Nothing was written; the message says why, on one line, and what to type instead."""


def letter(root: Path, id: str) -> tuple[Path, ...]:
    """Write the letter `id` and its page in both languages; return the four new files.

    Raises Refused for an id that is malformed or taken.
    """
    _check_id(id)
    if id in RESERVED:
        raise Refused(f"{id!r} is the name of another page in letters/; choose another id")
    knowledge, _ = load(root)
    order = 1 + max((one.order for one in knowledge.letters), default=0)
    texts = {}
    for language in LANGUAGES:
        texts[f"docs/letters/{language}/{id}.md"] = LETTER[language].replace("ORDER", str(order))
        texts[f"docs/{language}/letters/{id}.md"] = LETTER_PAGE[language].replace("ID", id)
    return _write(root, texts)


def page(root: Path, name: str) -> tuple[Path, ...]:
    """Write the page `name`, such as `faq/refund-times`, in both languages; return the new files.

    Raises Refused for a name that is malformed or taken, or whose folder is no section.
    """
    name = name.removesuffix(".md")
    folder, _, last = name.rpartition("/")
    _check_id(last)
    sections = sorted(path.parent.name for path in (root / "docs/zh").glob("*/index.md"))
    if folder not in sections:
        example = f"{sections[0] if sections else 'faq'}/{last}"
        raise Refused(
            f"{folder!r} is no section; write SECTION/NAME, as in {example} "
            f"(the sections are {', '.join(sections)})"
        )
    return _write(root, {f"docs/{language}/{name}.md": PAGE[language] for language in LANGUAGES})


def _check_id(id: str) -> None:
    if not ID.fullmatch(id) or len(id) > LONGEST:
        near = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-0123456789")[:LONGEST].strip("-")
        hint = f", as in {near!r}" if ID.fullmatch(near) else ", as in 'late-answer'"
        raise Refused(f"{id!r} is no id: use small letters, digits and single hyphens{hint}")


def _write(root: Path, texts: dict[str, str]) -> tuple[Path, ...]:
    """Write all the files or, if one is there already, none."""
    for name in texts:
        if (root / name).exists() or (root / name).is_symlink():
            raise Refused(f"{name} is there already; edit it, or choose another name")
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(root / name for name in texts)
