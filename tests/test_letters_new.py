"""New letters and pages from `kb new`, and what changed in letters for a pull request."""

from __future__ import annotations

from pathlib import Path

import pytest
from kb import inspection, new, site
from kb.letters import diff
from kb.letters.difference import NOTHING


def write(root: Path, name: str, *changes: tuple[str, str]) -> None:
    text = (root / name).read_text(encoding="utf-8")
    for find, replace in changes:
        assert find in text
        text = text.replace(find, replace)
    (root / name).write_text(text, encoding="utf-8")


@pytest.fixture
def vocabulary(project: Path) -> Path:
    """The small site with the blanks that a new letter begins with."""
    path = project / "docs/data/placeholders.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write(
            '\n[sender_name]\nkind = "text"\nlabel = { zh = "署名", en = "Your name" }\n'
            'help = { zh = "你的名字。", en = "Your name." }\nexample = { zh = "林", en = "Lin" }\n'
        )
    return project


def test_a_new_letter_lists_what_is_to_be_written_and_nothing_else(vocabulary: Path) -> None:
    """Four files; each fault is a line to write; once written, the letter is sound and builds."""
    written = new.letter(vocabulary, "late-answer")
    names = [path.relative_to(vocabulary).as_posix() for path in written]
    assert sorted(names) == [
        "docs/en/letters/late-answer.md",
        "docs/letters/en/late-answer.md",
        "docs/letters/zh/late-answer.md",
        "docs/zh/letters/late-answer.md",
    ]
    _, problems = inspection.check(vocabulary)
    assert {problem.code for problem in problems} == {"text-unwritten"}
    assert {problem.path for problem in problems} == set(names)
    for problem in problems:
        line = (vocabulary / problem.path).read_text(encoding="utf-8").splitlines()
        assert "✎" in line[problem.line - 1]
    for number, path in enumerate(written):
        text = path.read_text(encoding="utf-8")
        assert text.count("✎") == sum(x.path == names[number] for x in problems)
        path.write_text(text.replace("✎ ", ""), encoding="utf-8")
    assert inspection.check(vocabulary)[1] == ()
    _, problems = site.build(vocabulary, vocabulary / "out")
    assert problems == ()
    assert (vocabulary / "out/letters/late-answer.en.txt").is_file()


def test_a_new_page_lists_what_is_to_be_written(project: Path) -> None:
    written = new.page(project, "faq/refund-times")
    assert [path.relative_to(project).as_posix() for path in written] == [
        "docs/zh/faq/refund-times.md",
        "docs/en/faq/refund-times.md",
    ]
    _, problems = inspection.check(project)
    assert {problem.code for problem in problems} == {"text-unwritten"}


@pytest.mark.parametrize(
    "id",
    ["", "Late", "late answer", "1st", "-late", "late-", "late--answer", "late_answer", "信", "a/b",
     "../x", "late.md", "index", "log", "unknown-reason", "x" * 61, "a\nb"],
)  # fmt: skip
def test_a_letter_is_refused_in_one_line(project: Path, id: str) -> None:
    """A bad or taken id writes nothing."""
    before = sorted(project.rglob("*"))
    with pytest.raises(new.Refused) as refused:
        new.letter(project, id)
    assert str(refused.value)
    assert "\n" not in str(refused.value)
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["", "faq", "faq/", "faq/index", "nowhere/x", "x", "../faq/x", "faq/A", "faq/a b"]
)
def test_a_page_is_refused_in_one_line(project: Path, name: str) -> None:
    before = sorted(project.rglob("*"))
    with pytest.raises(new.Refused) as refused:
        new.page(project, name)
    assert "\n" not in str(refused.value)
    assert sorted(project.rglob("*")) == before


def test_a_name_taken_in_one_language_is_refused_whole(project: Path) -> None:
    """Half a letter would be worse than none."""
    (project / "docs/en/letters/late-answer.md").write_text("mine", encoding="utf-8")
    with pytest.raises(new.Refused, match=r"docs/en/letters/late-answer\.md is there already"):
        new.letter(project, "late-answer")
    assert not (project / "docs/letters/zh/late-answer.md").exists()
    assert (project / "docs/en/letters/late-answer.md").read_text(encoding="utf-8") == "mine"


def test_difference_shows_both_languages_of_what_changed(small: Path, project: Path) -> None:
    """Each changed clause with its old and new text; a language left behind is named."""
    assert diff(small, project) == NOTHING + "\n"
    write(
        project,
        "docs/letters/en/unknown-reason.md",
        ("I have not shared my account.\nI have", "I have not shared my login | key.\nI have"),
        ("Thank you.", "Thank you @all <b>"),
    )
    write(project, "docs/letters/zh/unknown-reason.md", ("group = ", "group = "))
    found = diff(small, project)
    assert "## `unknown-reason`" in found
    assert "### why / no-sharing — ⚠ only the English text changed" in found
    assert "| before |" in found
    assert "? I have not shared my login \\| key.<br>I have not shared my account." in found
    assert "Thank you &#64;all &lt;b&gt;" in found
    assert "why / request" not in found


def test_difference_names_new_removed_moved_and_unreadable(small: Path, project: Path) -> None:
    new.letter(project, "late-answer")
    assert "## `late-answer` — new letter" in diff(small, project)
    assert "## `late-answer` — removed" in diff(project, small)
    for language in ("zh", "en"):
        path = project / f"docs/letters/{language}/unknown-reason.md"
        head, opening, why, closing = _parts(path.read_text(encoding="utf-8"))
        path.write_text(head + why + opening + closing, encoding="utf-8")
    assert "another order" in diff(small, project)
    (project / "docs/letters/en/unknown-reason.md").write_text("broken", encoding="utf-8")
    found = diff(small, project)
    assert "Cannot be read, not compared" in found
    assert "## `unknown-reason`" not in found


def _parts(text: str) -> list[str]:
    head, *parts = text.split("\n# ")
    return [head, *("\n# " + part for part in parts)]
