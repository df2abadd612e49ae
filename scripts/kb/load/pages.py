"""Reads the Markdown pages as lines; MkDocs renders them, this only lets checks look at them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kb.model import LANGUAGES, Page, Problem

# What the front matter of a page holds: how it is told, and in the words of a message.
MATTER: dict[str, tuple[Callable[[Any], bool], str]] = {
    "title": (lambda value: isinstance(value, str) and bool(value.strip()), "a text"),
    "description": (lambda value: value is None or isinstance(value, str), "a text"),
    "aliases": (
        lambda value: (
            value is None
            or (isinstance(value, list) and all(isinstance(one, str | int) for one in value))
        ),
        "a list in brackets: [word, word]",
    ),
    "checked": (lambda value: value is None or isinstance(value, date), "a date: 2026-11-20"),
}


def read_text(path: Path, shown: str, problems: list[Problem]) -> str | None:
    """The text of a UTF-8 file with plain line ends; reports one that is not UTF-8 as None."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        before = path.read_bytes()[: error.start]
        fact = f"byte {error.start} is not UTF-8."
        hint = "save the file as UTF-8"
        problems.append(Problem(shown, before.count(b"\n") + 1, "encoding-unknown", fact, hint))
        return None


def read_pages(root: Path, problems: list[Problem]) -> tuple[Page, ...]:
    """Every .md file under docs/zh and docs/en, sorted by language and name."""
    pages = []
    for language in LANGUAGES:
        tree = root / "docs" / language
        for path in sorted(tree.rglob("*.md")):
            shown = path.relative_to(root).as_posix()
            text = read_text(path, shown, problems)
            if text is not None:
                name = path.relative_to(tree).as_posix()
                page = Page(name, language, shown, tuple(text.splitlines()))
                pages.append(page)
                _check_front_matter(page, problems)
    return tuple(pages)


def _check_front_matter(page: Page, problems: list[Problem]) -> None:
    """Report front matter that MkDocs would print as text, title and all."""
    code, hint = "front-matter-malformed", "begin with ---, title: …, description: …, and ---"
    end = next((n for n, line in enumerate(page.lines[1:], 1) if line.rstrip() == "---"), None)
    if page.lines[:1] != ("---",) or end is None:
        fact = "the page has no front matter between two --- lines."
        problems.append(Problem(page.path, 1, code, fact, hint))
        return
    try:
        fields = yaml.safe_load("\n".join(page.lines[1:end]))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        hint = "put a value that holds a colon in quotes; write a date as 2026-11-20"
        line = mark.line + 2 if mark else 1
        problems.append(Problem(page.path, line, code, f"not valid YAML: {reason}.", hint))
        return
    for name, (fits, form) in MATTER.items():
        if not isinstance(fields, dict) or not fits(fields.get(name)):
            line = next((n for n, x in enumerate(page.lines, 1) if x.startswith(f"{name}:")), 1)
            fact = f"{name!r} is not {form}."
            problems.append(Problem(page.path, line, code, fact, f"write {name}: {form}"))
