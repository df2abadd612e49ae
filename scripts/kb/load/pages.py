"""Reads the Markdown pages as lines; MkDocs renders them, this only lets checks look at them."""

from __future__ import annotations

from pathlib import Path

from kb.model import LANGUAGES, Page, Problem


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
                pages.append(Page(name, language, shown, tuple(text.splitlines())))
    return tuple(pages)
