"""Reads the word lists of docs/data/wording.toml."""

from __future__ import annotations

from pathlib import Path

from kb.load.data import open_document
from kb.load.document import Field
from kb.model import Code, Problem, Wording

WORDS = (Field("zh", "strings"), Field("en", "strings"))
NAMES = (Field("sites", "strings"), Field("examples", "strings"))


def read_wording(root: Path, problems: list[Problem]) -> Wording:
    """The word lists; empty where the file is absent or malformed."""
    document = open_document(root, "wording", problems)

    def read(name: str, fields: tuple[Field, ...]) -> dict[str, tuple[str, ...]]:
        table = document.table.get(name)
        if not isinstance(table, dict):
            hint = f"add [{name}] with {' and '.join(field.name for field in fields)}"
            if document.text:
                document.report((name,), f"no table [{name}].", hint, "field-missing")
            return {field.name: () for field in fields}
        found = document.read((name,), table, fields) or {}
        return {field.name: found.get(field.name, ()) for field in fields}

    def both(name: str) -> dict[Code, tuple[str, ...]]:
        found = read(name, WORDS)
        return {"zh": found["zh"], "en": found["en"]}

    return Wording(before=both("before"), phrases=both("phrases"), **read("names", NAMES))
