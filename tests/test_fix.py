"""What `kb check --fix` mends by itself, and what it leaves to people."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kb import fix, inspection

STORY = Path(__file__).parent / "checks/typography-broken.toml"


def test_sound_sources_stay_as_they_are(project: Path) -> None:
    assert fix.fix(project) == ()


def test_broken_typography_is_mended(project: Path) -> None:
    for path, (find, replace) in tomllib.loads(STORY.read_text(encoding="utf-8"))["change"].items():
        text = (project / path).read_text(encoding="utf-8")
        (project / path).write_text(text.replace(find, replace), encoding="utf-8")
    changed = fix.fix(project)
    assert changed == (
        "docs/data/channels.toml",
        "docs/letters/zh/unknown-reason.md",
        "docs/zh/index.md",
        "docs/zh/refunds/index.md",
    )
    assert inspection.check(project)[1] == ()
    text = (project / "docs/zh/refunds/index.md").read_text(encoding="utf-8")
    assert (
        "先停掉 ChatGPT 的续费，再问“客服”。`code` 前后也要空格，打开 [[appeal-form]]，"
        "看[[review-time]]。[退款](index.md){ .md-button }" in text
    )
    assert fix.fix(project) == ()


def test_white_space_and_line_ends(project: Path) -> None:
    page = project / "docs/en/refunds/index.md"
    before = page.read_text(encoding="utf-8")
    broken = before.replace("first.\n", "first. \t\n").rstrip("\n").replace("\n", "\r\n")
    page.write_bytes(b"\xef\xbb\xbf" + broken.encode() + b"\n\n\n")
    assert fix.fix(project) == ("docs/en/refunds/index.md",)
    assert page.read_text(encoding="utf-8") == before


def test_code_and_unreadable_files_are_left(project: Path) -> None:
    page = project / "docs/zh/refunds/index.md"
    text = page.read_text(encoding="utf-8") + "\n```\n中文ABC,中文\n```\n"
    page.write_text(text, encoding="utf-8")
    (project / "docs/zh/faq/index.md").write_bytes(b"\xff\xfe")
    assert fix.fix(project) == ()
    assert page.read_text(encoding="utf-8") == text
