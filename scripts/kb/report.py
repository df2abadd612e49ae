"""Problems as text, for GitHub, as JSON, SARIF or JUnit. Returns strings, prints nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from kb.model import Problem

FORMATS = ("text", "github", "json", "sarif", "junit")
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


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


def sarif(problems: Iterable[Problem]) -> str:
    """SARIF 2.1.0, which code hosts and editors show at the line."""
    found = list(problems)
    driver = {"name": "kb", "rules": [{"id": code} for code in sorted({x.code for x in found})]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem) for problem in found],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _result(problem: Problem) -> dict[str, object]:
    region = {"startLine": problem.line or 1}
    if problem.column:
        region["startColumn"] = problem.column
    place = {"artifactLocation": {"uri": quote(problem.path)}, "region": region}
    return {
        "ruleId": problem.code,
        "level": "error",
        "message": {"text": f"{problem.fact}. {problem.hint}".removesuffix(". ")},
        "locations": [{"physicalLocation": place}],
    }


def junit(problems: Iterable[Problem]) -> str:
    """JUnit XML: a suite for each file, a failed case for each problem in it."""
    suites = []
    for path, group in groupby(problems, lambda problem: problem.path):
        cases = [_case(problem) for problem in group]
        head = (
            f"  <testsuite name={quoteattr(path)} tests={_count(cases)} failures={_count(cases)}>"
        )
        suites.append("\n".join([head, *cases, "  </testsuite>"]))
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}\n</testsuites>'


def _case(problem: Problem) -> str:
    name = f"{problem.code} {problem.line}:{problem.column}"
    failure = f"<failure message={quoteattr(problem.fact)}>{escape(line(problem))}</failure>"
    named = f"classname={quoteattr(problem.path)} name={quoteattr(name)}"
    return f"    <testcase {named}>{failure}</testcase>"


def _count(cases: list[str]) -> str:
    return quoteattr(str(len(cases)))


def render(problems: Iterable[Problem], form: str = "text") -> str:
    """All problems in one of FORMATS, without a line end after the last."""
    if form == "json":
        return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)
    if form in ("sarif", "junit"):
        return sarif(problems) if form == "sarif" else junit(problems)
    one = annotation if form == "github" else line
    return "\n".join(one(problem) for problem in problems)
