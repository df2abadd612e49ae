"""Reads docs/data/neutrality.toml: what the handbook never says, as patterns."""

from __future__ import annotations

import re
from pathlib import Path

from kb.load.data import open_document, records
from kb.load.document import Document, Field, Table
from kb.model import LANGUAGES, Code, Neutrality, Problem, Refusal

CODES = ("affiliate-link", "seller-domain", "evasion-advised", "assertion-unconditional")
LISTS = ("zh", "en", "acts_zh", "acts_en", "domains", "parameters")
REFUSAL = (
    Field("code", "text"),
    Field("reason", "text"),
    *(Field(name, "strings", required=False) for name in LISTS),
)
WARNING = tuple(
    Field(name, "strings") for name in ("before_zh", "before_en", "beside_zh", "beside_en")
)


def read_neutrality(root: Path, problems: list[Problem]) -> Neutrality:
    """The refusals and the words of warning; none where the file is absent or malformed."""
    document = open_document(root, "neutrality", problems)
    if not document.text:
        return Neutrality()
    warning = document.table.get("warning", {})
    document.table = {key: value for key, value in document.table.items() if key != "warning"}
    refusals = []
    for at, values in records(document, REFUSAL):
        if values["code"] in CODES:
            words, acts = (_both(document, at.id, values, name) for name in ("", "acts_"))
            rest = {name: values[name] for name in ("code", "reason", "domains", "parameters")}
            refusals.append(Refusal(at=at, words=words, acts=acts, **rest))
        else:
            fact = f"[{at.id}] code {values['code']!r} is not known."
            hint = f"the codes are {', '.join(CODES)}"
            document.report((at.id, "code"), fact, hint, "field-malformed")
    found = document.read(("warning",), warning, WARNING) or {}
    before, beside = (_both(document, "warning", found, name) for name in ("before_", "beside_"))
    return Neutrality(tuple(refusals), before, beside)


def _both(
    document: Document, id: str, values: Table, name: str
) -> dict[Code, tuple[re.Pattern[str], ...]]:
    """The patterns of the fields `<name>zh` and `<name>en`; reports one that is malformed."""
    found: dict[Code, tuple[re.Pattern[str], ...]] = {}
    for code in LANGUAGES:
        patterns = []
        for text in values.get(name + code, ()):
            try:
                patterns.append(re.compile(text, re.IGNORECASE))
            except re.error as error:
                fact = f"[{id}] {text!r} is not a regular expression: {error}."
                hint = "put a backslash before ( ) [ ] ? * + . that stand for themselves"
                document.report((id, name + code), fact, hint, "field-malformed")
        found[code] = tuple(patterns)
    return found
