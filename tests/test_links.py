"""The link checker: every rule by stories, look-alikes in silence, faults tied to their source."""

from __future__ import annotations

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
        files = {path: text.replace('href="../"', 'href="../index.html"') for path, text in files.items()}
    found = check(
        _write(tmp_path, files), site_url=ADDRESS, offline=mode == "offline", languages=LANGUAGES
    )
    assert [problem.code for problem in found] == ([] if code == "fine" else [code]), found
    assert all(problem.path == "a/index.html" and problem.line == 1 for problem in found)
