"""Reads notices.toml, signs.toml, secrets.toml and triage.toml into records."""

from __future__ import annotations

from typing import Any

from kb.load.document import Document, Field
from kb.model import Answer, Question, Record, Signs

NOTICE = (
    Field("name", "texts"),
    Field("en", "strings"),
    Field("zh", "strings"),
    Field("also", "strings", required=False),
    Field("together", "strings", required=False),
    Field("codes", "strings", required=False),
    Field("near", "strings", required=False),
    Field("yields", "strings", required=False),
    Field("status", "strings", required=False),
    Field("first", "text"),
    Field("last", "text"),
    Field("scope", "text"),
    Field("ban", "text"),
    Field("severity", "number"),
    Field("curable", "texts"),
    Field("step", "texts"),
    Field("deadline", "texts", required=False),
    Field("channels", "strings"),
    Field("letters", "strings"),
    Field("page", "text"),
    Field("sources", "strings"),
    Field("unverified", "flag", required=False),
    Field("review", "date"),
)
SECRET = (
    Field("label", "texts"),
    Field("mask", "text"),
    Field("patterns", "strings"),
    Field("test", "text", required=False),
    Field("allowed", "strings", required=False),
)
QUESTION = (
    Field("ask", "texts"),
    Field("hint", "texts", required=False),
    Field("answers", "tables"),
)
ANSWER = (Field("text", "texts"), Field("to", "text"))
LISTS = (
    "apart", "negations", "future", "to", "plural", "telling", "holding", "own",
    "ours", "others", "conditional", "about", "frame", "source", "closing",
)  # fmt: skip
SIGNS = (
    Field("fold", "text"),
    Field("stop-en", "strings"),
    Field("stop-zh", "text"),
    *(Field(name, "strings") for name in LISTS),
)
ASKS = ("wanting", "things", "secret", "money", "contact", "click")
DOMAINS = ("official", "partners", "brands", "endings", "freemail")


def read_signs(document: Document) -> Signs:
    """The signs; empty ones where the file is malformed, which is reported."""
    plain = {k: v for k, v in document.table.items() if k not in ("ask", "domains")}
    values = document.read((), plain, SIGNS) if document.table else None
    parts: dict[str, Any] = {}
    for key, names in (("ask", ASKS), ("domains", DOMAINS)):
        fields = [Field(name, "strings") for name in names]
        part = document.read((key,), document.table.get(key, {}), fields) if values else None
        parts.update(part or {})
    if not values or len(parts) < len(ASKS) + len(DOMAINS):
        return Signs()
    return Signs(
        fold=tuple((pair[0], pair[1]) for pair in values["fold"].split() if len(pair) == 2),
        stop=(*values["stop-en"], *values["stop-zh"]),
        **{name: values[name] for name in LISTS},
        **parts,
    )


def question(document: Document, at: Record, values: Any) -> Question | None:
    """A question with its answers; None where an answer is malformed, which is reported."""
    found = [document.read((at.id, "answers"), entry, ANSWER) for entry in values["answers"]]
    if any(entry is None for entry in found):
        return None
    answers = tuple(Answer(**entry) for entry in found if entry is not None)
    return Question(at, values["ask"], values["hint"], answers)
