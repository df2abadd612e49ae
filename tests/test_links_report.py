"""The forms of a report that machines read."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree

from kb import report
from kb.model import Problem

PROBLEMS = (
    Problem("docs/zh/a b.md", 3, "anchor-missing", "'b/#x' & <y>", "write 'b/#z'", 7),
    Problem("docs/zh/a b.md", 5, "link-empty", "a[href] is empty"),
    Problem("mkdocs.yml", 0, "twin-missing", "“中文”"),
)


def test_sarif_names_rule_file_line_and_column() -> None:
    run = json.loads(report.render(PROBLEMS, "sarif"))["runs"][0]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert [one["artifactLocation"]["uri"] for one in places] == [
        "docs/zh/a%20b.md",
        "docs/zh/a%20b.md",
        "mkdocs.yml",
    ]
    assert [one["region"] for one in places] == [
        {"startLine": 3, "startColumn": 7},
        {"startLine": 5},
        {"startLine": 1},
    ]
    named = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert named == {one["ruleId"] for one in run["results"]}
    assert run["results"][0]["message"]["text"] == "'b/#x' & <y>. write 'b/#z'"


def test_junit_has_a_suite_for_each_file() -> None:
    suites = ElementTree.fromstring(report.render(PROBLEMS, "junit").encode())
    assert [(one.get("name"), one.get("failures")) for one in suites] == [
        ("docs/zh/a b.md", "2"),
        ("mkdocs.yml", "1"),
    ]
    assert suites[0][0][0].get("message") == "'b/#x' & <y>"


def test_no_problems_are_a_valid_report() -> None:
    assert json.loads(report.render((), "sarif"))["runs"][0]["results"] == []
    assert len(ElementTree.fromstring(report.render((), "junit").encode())) == 0
