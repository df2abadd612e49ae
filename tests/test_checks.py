"""Each story in tests/checks/ breaks the small site in one way and tells what `kb check` says.

A story holds `find`/`replace` pairs by file, files to `write` or `remove`, and the whole report.
Set KB_REWRITE=1 to write what is found into the stories, then read the difference.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from kb import checks, inspection, report
from kb.checks.blocks import BLOCKS
from kb.links import RULES, code_of
from kb.load import FAULTS, load
from kb.render.views import VIEWS

STORIES = sorted((Path(__file__).parent / "checks").glob("*.toml"))


def tell(project: Path, story: dict[str, Any]) -> None:
    """Change the project as the story says."""
    for path, (find, replace) in story.get("change", {}).items():
        text = (project / path).read_text(encoding="utf-8")
        assert find in text, f"{path} has no {find!r}"
        (project / path).write_text(text.replace(find, replace), encoding="utf-8")
    for path, text in story.get("write", {}).items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    for path in story.get("remove", []):
        (project / path).unlink()
    for path, target in story.get("link", {}).items():
        (project / path).symlink_to(target)
    for path, data in story.get("bytes", {}).items():
        (project / path).write_bytes(bytes.fromhex(data))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(project: Path, path: Path) -> None:
    """The report is what the story says, to the letter; its first code is the story's name."""
    text = path.read_text(encoding="utf-8")
    story = tomllib.loads(text)
    tell(project, story)
    _, problems = inspection.check(project)
    found = report.render(problems)
    if os.environ.get("KB_REWRITE"):
        before = text.split('report = """')[0].rstrip()
        path.write_text(f'{before}\n\nreport = """\n{_escaped(found)}\n"""\n', encoding="utf-8")
        return
    assert found == story["report"].strip("\n")
    assert path.stem in {problem.code for problem in problems}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"""')


def test_every_check_has_a_story() -> None:
    """A check without a story could stop working unseen; a story without a check is dead."""
    assert {path.stem for path in STORIES} == {checks.code(one) for one in checks.CHECKS} | FAULTS


def test_every_code_is_explained() -> None:
    """The page of checks explains each code of checks, loading and links, and no other."""
    knowledge, _ = load(Path(__file__).resolve().parents[1])
    codes = {checks.code(one) for one in checks.CHECKS} | FAULTS
    codes |= {code_of(rule) for rule in RULES}
    codes |= {"external-dead", "external-moved", "mkdocs-warning"}
    assert set(knowledge.faults) == codes


def test_blocks_are_those_that_exist() -> None:
    """The check of block names knows exactly the blocks that pages can have."""
    assert set(BLOCKS) == set(VIEWS)


def test_small_site_is_sound(project: Path) -> None:
    """What the stories break is sound before."""
    assert inspection.check(project)[1] == ()


def test_all_faults_at_once(project: Path) -> None:
    """Faults of several files and kinds come in one report, each once."""
    chosen = {"placeholder-unknown", "review-misdated", "page-untranslated", "headings-differ"}
    for path in STORIES:
        if path.stem in chosen:
            tell(project, tomllib.loads(path.read_text(encoding="utf-8")))
    _, problems = inspection.check(project)
    assert {problem.code for problem in problems} == chosen
    assert len(set(problems)) == len(problems)
