"""Every claim of the guides that people find is answered somewhere, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kb.load import load

ROOT = Path(__file__).resolve().parents[1]
# Rows of three guides, claim by claim, and the topics that none of them covers.
ROWS = (
    [f"A{n:02}" for n in range(1, 44)]
    + [f"B{n:02}" for n in range(1, 45)]
    + [f"C{n:02}" for n in range(1, 39)]
    + [f"T{n:02}" for n in range(1, 16)]
)
# What the guides advise and nobody should do: lies, evasion, advertising.
HARMFUL = ("A26", "A27", "A28", "A33", "A41", "A43", "B23", "B42", "C28", "C29")


def answers() -> dict[str, str]:
    """Where each row is answered: `page.md#id`."""
    text = (ROOT / "tests/coverage.toml").read_text(encoding="utf-8")
    return {row: str(place) for row, place in tomllib.loads(text).items()}


def test_every_row_has_an_answer() -> None:
    """No row is forgotten, none is made up."""
    assert sorted(answers()) == sorted(ROWS)


def test_every_answer_exists_in_both_languages(handbook: Path) -> None:
    """The page is built and has the anchor, in Chinese and in English."""
    missing = []
    for row, place in answers().items():
        page, _, anchor = place.partition("#")
        folder = page.removesuffix(".md").removesuffix("index")
        for tree in ("", "en/"):
            path = handbook / "site" / tree / folder / "index.html"
            html = path.read_text(encoding="utf-8") if path.is_file() else ""
            if not re.search(rf'\sid="{re.escape(anchor)}"', html):
                missing.append(f"{row}: {tree}{place}")
    assert missing == []


def test_harmful_advice_is_answered_as_such() -> None:
    """Rows that ask for a lie or an evasion are entries of old advice, and warned against."""
    knowledge, _ = load(ROOT)
    verdicts = {row: x.verdict for x in knowledge.advice.values() for row in x.rows}
    assert {row: verdicts.get(row) for row in HARMFUL} == dict.fromkeys(HARMFUL, "do-not-repeat")
    for row in HARMFUL:
        assert answers()[row].startswith("faq/old-advice.md#")
