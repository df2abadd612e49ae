"""Problems as text for people, annotations for GitHub, or JSON. Returns strings, prints nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from kb.model import Problem

FORMATS = ("text", "github", "json")


def line(problem: Problem) -> str:
    """`path:line:column: code: fact`, and the way out on a line of its own."""
    place = problem.path
    if problem.line:
        place += f":{problem.line}"
        place += f":{problem.column}" if problem.column else ""
    hint = f"\n    {problem.hint}" if problem.hint else ""
    return f"{place}: {problem.code}: {problem.fact}{hint}"


def annotation(problem: Problem) -> str:
    """A workflow command; GitHub shows it at the line of the pull request."""
    text = f"{problem.fact} {problem.hint}".strip()
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, code)
    place = f"file={problem.path},line={problem.line or 1}"
    place += f",col={problem.column}" if problem.column else ""
    return f"::error {place},title={problem.code}::{text}"


def render(problems: Iterable[Problem], form: str = "text") -> str:
    """All problems in one of FORMATS, without a line end after the last."""
    if form == "json":
        return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)
    one = annotation if form == "github" else line
    return "\n".join(one(problem) for problem in problems)
