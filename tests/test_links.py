"""The link checker: every rule by stories, look-alikes in silence, faults tied to their source."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from kb.links import RULES, Language, Sources, check, code_of
from kb.model import Problem

HERE = Path(__file__).parent / "links"
LANGUAGES = (Language("zh", ""), Language("en", "en/"))
ADDRESS = "https://handbook.net/kb/"


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def _write(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def _snippets() -> list[tuple[str, str, str]]:
    return [
        (mode, code, snippet)
        for mode, codes in _data("snippets.toml").items()
        for code, snippets in codes.items()
        for snippet in snippets
    ]


@pytest.mark.parametrize(("mode", "code", "snippet"), _snippets())
def test_a_snippet(mode: str, code: str, snippet: str, tmp_path: Path) -> None:
    files = _data("kit.toml")["site"]
    files["a/index.html"] = files["a/index.html"].replace("{snippet}", snippet)
    if mode == "offline":
        files = {
            path: text.replace('href="../"', 'href="../index.html"') for path, text in files.items()
        }
    found = check(
        _write(tmp_path, files), site_url=ADDRESS, offline=mode == "offline", languages=LANGUAGES
    )
    assert [problem.code for problem in found] == ([] if code == "fine" else [code]), found
    assert all(problem.path == "a/index.html" and problem.line == 1 for problem in found)


def _told(problem: Problem, expected: str) -> str:
    """The problem in the form of `expected`, with or without its column."""
    column = f":{problem.column}" if expected.count(":") > 2 else ""
    return f"{problem.path}:{problem.line}{column}: {problem.code}"


@pytest.mark.parametrize("story", _data("stories.toml")["story"], ids=lambda story: story["name"])
def test_a_story(story: dict[str, Any], tmp_path: Path) -> None:
    sources = Sources(_write(tmp_path, story["sources"])) if "sources" in story else None
    found = check(
        _write(tmp_path / "site", story["site"]),
        sources=sources,
        site_url=story.get("site_url", ""),
        offline=story.get("offline", False),
        languages=LANGUAGES if story.get("languages", True) else (),
    )
    expected = [*story["expect"], *[""] * (len(found) - len(story["expect"]))]
    assert [_told(*pair) for pair in zip(found, expected, strict=False)] == story["expect"], found
    for name in ("facts", "hints"):
        if name in story:
            assert [getattr(problem, name[:-1]) for problem in found] == story[name]


def test_every_rule_has_a_story() -> None:
    codes = {code_of(rule) for rule in RULES}
    told = {code for _, code, _ in _snippets()} - {"fine"}
    for story in _data("stories.toml")["story"]:
        told |= {line.rpartition(" ")[2] for line in story["expect"]}
    assert told == codes
    assert all(rule.__doc__ for rule in RULES)


def test_a_site_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        check(tmp_path / "nowhere")


MARK = re.compile(r"«((?:\w+:)?)([\w-]+)»")


def _planted(mode: str) -> list[str]:
    """Where the handbook's defects stand, as "path:line:column: code"."""
    data, expected = _data("handbook.toml"), []
    for path, text in data["files"].items():
        for number, line in enumerate(text.splitlines(), 1):
            for mark in MARK.finditer(line):
                if mark[1] in ("", f"{mode}:"):
                    column = len(MARK.sub("", line[: mark.start()])) + 1
                    expected.append(f"{path}:{number}:{column}: {mark[2]}")
    return sorted([*expected, *data["elsewhere"].get(mode, [])])


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook's project, built for the web (web/) and for reading from a disk (disk/)."""
    project = tmp_path_factory.mktemp("handbook")
    _write(
        project,
        {path: MARK.sub("", text) for path, text in _data("handbook.toml")["files"].items()},
    )
    for mode, offline in (("web", "false"), ("disk", "true")):
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", mode],
            cwd=project,
            env=os.environ | {"OFFLINE": offline, "NO_MKDOCS_2_WARNING": "1"},
            check=True,
            capture_output=True,
        )
    return project


@pytest.mark.parametrize("mode", ["web", "disk"])
def test_a_real_site_is_traced_to_its_sources(mode: str, handbook: Path) -> None:
    found = check(
        handbook / mode,
        sources=Sources(handbook),
        site_url=ADDRESS,
        offline=mode == "disk",
        languages=LANGUAGES,
    )
    told = [f"{one.path}:{one.line}:{one.column}: {one.code}" for one in found]
    assert sorted(told) == _planted(mode)
