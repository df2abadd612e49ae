"""Reads docs/data/*.toml into records; the fields of each file are listed here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kb.load.document import Document, Field, Table
from kb.load.notices import NOTICE, QUESTION, SECRET, question, read_signs
from kb.load.pages import read_text
from kb.model import (
    Advice,
    Channel,
    Choice,
    Claim,
    Notice,
    Placeholder,
    Problem,
    Record,
    Report,
    Secret,
    Source,
    Texts,
)

PLACEHOLDER = (
    Field("kind", "text"),
    Field("label", "texts"),
    Field("help", "texts"),
    Field("example", "texts"),
    Field("optional", "flag", required=False),
    Field("choices", "tables", required=False),
)
TEXTS = (Field("zh", "text"), Field("en", "text"))
CHANNEL = (Field("label", "texts"), Field("hint", "texts"))
CHOICE = (Field("label", "text", False), Field("gloss", "texts"), Field("hint", "texts", False))
FORM_FIELD = (*CHOICE, Field("box", "text", False), Field("blank", "text", False))
SOURCE = (
    Field("title", "text"),
    Field("publisher", "text"),
    Field("address", "text"),
    Field("kind", "text"),
    Field("checked", "date"),
    Field("read", "texts", required=False),
    Field("archived", "text", required=False),
)
CLAIM = (
    Field("value", "texts"),
    Field("scope", "texts"),
    Field("sources", "strings"),
    Field("kind", "text"),
    Field("seen", "date"),
    Field("review", "date"),
    Field("url", "text", required=False),
    Field("reports", "tables", required=False),
)
ADVICE = (
    Field("old", "texts"),
    Field("verdict", "text"),
    Field("was", "texts"),
    Field("now", "texts"),
    Field("rows", "strings"),
    Field("page", "text"),
)
REPORT = (Field("value", "texts"), Field("source", "text"), Field("seen", "date"))
LABEL = (Field("label", "texts"),)


def open_document(root: Path, name: str, problems: list[Problem]) -> Document:
    """docs/data/<name>.toml, parsed; an absent or malformed one is reported and reads as empty."""
    shown = f"docs/data/{name}.toml"
    if not (root / shown).is_file():
        hint = "restore it: git checkout -- " + shown
        problems.append(Problem(shown, 0, "file-missing", "the file is not there.", hint))
        return Document(shown, "", problems=problems)
    document = Document(shown, read_text(root / shown, shown, problems) or "", problems=problems)
    if document.parse() and not document.table:
        hint = "restore it: git checkout -- " + shown
        problems.append(Problem(shown, 0, "file-missing", "the file holds nothing.", hint))
    return document


def records(
    document: Document, fields: tuple[Field, ...], under: tuple[str, ...] = ()
) -> Iterator[tuple[Record, Table]]:
    """Each sound table of the document, or of its table `under`, with the place where it stands."""
    table = document.table
    for key in under:
        table = table.get(key, {})
        if not isinstance(table, dict):
            document.report(under, f"{key!r} is not a table.", f"write [{key}]", "field-malformed")
            return
    for id, entry in table.items():
        keys = (*under, id)
        if not isinstance(entry, dict):
            hint = f"write it as a table: [{'.'.join(keys)}]"
            document.report(keys, f"{id!r} is not a table.", hint, "field-malformed")
            continue
        values = document.read(keys, entry, fields)
        if values is not None:
            yield Record(id, document.path, document.line(*keys)), values


def words(document: Document) -> dict[str, Texts]:
    """Top-level `key = { zh = "…", en = "…" }` lines, by key."""
    fields = [Field(key, "texts") for key in document.table]
    return dict(document.read((), document.table, fields) or {})


def _secrets(document: Document) -> dict[str, Secret]:
    """The kinds of personal data; a pattern that is no regular expression is reported."""
    found = {}
    for at, values in records(document, SECRET):
        try:
            for pattern in values["patterns"]:
                re.compile(pattern)
        except re.error as error:
            hint = f"the pattern that fails: {error.pattern!r}"
            fact = f"[{at.id}] a pattern is no regular expression: {error.msg}."
            document.report((at.id, "patterns"), fact, hint, "field-malformed")
            continue
        found[at.id] = Secret(at=at, **values)
    return found


def _claim(document: Document, at: Record, values: Table) -> Claim | None:
    found = [document.read((at.id,), entry, REPORT) for entry in values["reports"]]
    if any(entry is None for entry in found):
        return None
    reports = tuple(Report(**entry) for entry in found if entry is not None)
    return Claim(at=at, **{**values, "reports": reports})


def _placeholder(document: Document, at: Record, values: Table) -> Placeholder:
    found = (document.read((at.id,), entry, TEXTS) for entry in values["choices"])
    choices = tuple(Texts(**entry) for entry in found if entry is not None)
    return Placeholder(at=at, **{**values, "choices": choices})


def read_data(root: Path, problems: list[Problem]) -> dict[str, Any]:
    """The data fields of KnowledgeBase, by name."""

    def read(name: str, fields: tuple[Field, ...], make: Callable[..., Any]) -> dict[str, Any]:
        document = open_document(root, name, problems)
        return {at.id: make(at=at, **values) for at, values in records(document, fields)}

    form = open_document(root, "form", problems)

    def choices(fields: tuple[Field, ...], under: str) -> dict[str, Choice]:
        return {at.id: Choice(at=at, **values) for at, values in records(form, fields, (under,))}

    placeholders = open_document(root, "placeholders", problems)
    never = {at.id: v["label"] for at, v in records(placeholders, LABEL, ("never",))}
    placeholders.table = {k: v for k, v in placeholders.table.items() if k != "never"}
    ledger = open_document(root, "claims", problems)
    claims = ((at.id, _claim(ledger, at, values)) for at, values in records(ledger, CLAIM))
    triage = open_document(root, "triage", problems)
    asked = ((at.id, question(triage, at, values)) for at, values in records(triage, QUESTION))
    return {
        "notices": read("notices", NOTICE, Notice),
        "signs": read_signs(open_document(root, "signs", problems)),
        "secrets": _secrets(open_document(root, "secrets", problems)),
        "triage": {id: one for id, one in asked if one is not None},
        "placeholders": {
            at.id: _placeholder(placeholders, at, values)
            for at, values in records(placeholders, PLACEHOLDER)
        },
        "never": never,
        "channels": read("channels", CHANNEL, Channel),
        "reasons": choices(CHOICE, "reason"),
        "fields": choices(FORM_FIELD, "field"),
        "requests": choices(CHOICE, "request"),
        "sources": read("sources", SOURCE, Source),
        "claims": {id: claim for id, claim in claims if claim is not None},
        "advice": read("advice", ADVICE, Advice),
        "words": words(open_document(root, "words", problems)),
        "faults": words(open_document(root, "faults", problems)),
    }
