"""What changed in the letters between two states of the project, to read in a pull request.

Only reads. The Markdown shows old and new text of each clause in both languages, so that a
reviewer sees at a glance whether one language was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.load.letters import read_letters
from kb.model import LANGUAGES, Letter, Problem

NOTHING = "No letter has changed."
ONLY = {"zh": "only the Chinese text changed", "en": "only the English text changed"}
FIELDS = ("title", "summary", "subject", "group", "channels", "reason", "attach", "next")

# One letter by its rows: "title", "clause why / request", … -> the text in each language.
Rows = dict[str, dict[str, str]]


def diff(before_root: Path, after_root: Path) -> str:
    """The Markdown that shows how the letters of `after_root` differ from those of `before_root`.

    A letter that cannot be read is named with its first fault, and not compared.
    """
    before, _ = _letters(before_root)
    after, problems = _letters(after_root)
    sections = [*_faults(problems)]
    unread = {Path(problem.path).stem for problem in problems}
    for id in sorted({*before, *after} - unread):
        sections += _letter(id, before.get(id, {}), after.get(id, {}))
    return "\n\n".join(sections or [NOTHING]) + "\n"


def _letters(root: Path) -> tuple[dict[str, Rows], list[Problem]]:
    problems: list[Problem] = []
    letters: dict[str, Rows] = {}
    for letter in read_letters(root, problems):
        rows = letters.setdefault(letter.id, {})
        for name, text in _rows(letter):
            rows.setdefault(name, {})[letter.language] = text
    return letters, problems


def _rows(letter: Letter) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        value = getattr(letter, name)
        yield name, "\n".join(value) if isinstance(value, tuple) else value
    for clause in letter.clauses:
        condition = f"? {clause.statement}\n" if clause.statement else ""
        yield f"{clause.part} / {clause.id}", condition + clause.text


def _faults(problems: list[Problem]) -> Iterator[str]:
    for problem in problems:
        fact = escaped(f"{problem.path}:{problem.line}: {problem.code}: {problem.fact}")
        yield f"**Cannot be read, not compared:** {fact}"


def _letter(id: str, before: Rows, after: Rows) -> Iterator[str]:
    changes = [
        (name, before.get(name, {}), after.get(name, {}))
        for name in dict.fromkeys([*after, *before])
        if before.get(name, {}) != after.get(name, {})
    ]
    order = [name for name in after if " / " in name and name in before]
    moved = order != [name for name in before if " / " in name and name in after]
    if not changes and not moved:
        return
    state = " — new letter" if not before else " — removed" if not after else ""
    titles = (after or before)["title"]
    names = " · ".join(escaped(titles[code]) for code in LANGUAGES if titles.get(code))
    yield f"## `{id}`{state}\n\n{names}"
    if moved:
        yield "The clauses stand in another order: " + ", ".join(f"`{name}`" for name in order)
    for name, old, new in changes:
        if any(old.values()) or any(new.values()):
            yield _change(name, old, new)


def _change(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    changed = [code for code in LANGUAGES if old.get(code, "") != new.get(code, "")]
    note = f" — ⚠ {ONLY[changed[0]]}" if len(changed) == 1 else ""
    lines = [f"### {escaped(name)}{note}", "", "| | 中文 | English |", "| --- | --- | --- |"]
    for title, texts in (("before", old), ("after", new)):
        cells = " | ".join(escaped(texts.get(code, "")) or "—" for code in LANGUAGES)
        lines.append(f"| {title} | {cells} |")
    return "\n".join(lines)


def escaped(text: str) -> str:
    """The text as it reads, in a cell of a Markdown table; it can form no link, tag or mention."""
    text = re.sub(r"([\\`*_\[\]|~#!])", r"\\\1", text.replace("&", "&amp;"))
    for character, code in (("<", "&lt;"), (">", "&gt;"), ("@", "&#64;"), ("\n", "<br>")):
        text = text.replace(character, code)
    return text
