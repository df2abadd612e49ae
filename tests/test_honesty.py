"""The counts on the about page are counted: a planted link shows."""

from __future__ import annotations

import re
from pathlib import Path

from kb.load import load
from kb.render import Place
from kb.render.honesty import honesty


def test_counts_come_from_the_sources(project: Path) -> None:
    knowledge, _ = load(project)
    html = honesty(Place(knowledge, "en"), "")
    # affiliate, shops, addresses, official of them; claims, sources, official, second-hand;
    # letters, statements
    assert re.findall(r"\d+", html) == [*"0011", *"4210", *"11"]


def test_planted_links_are_counted(project: Path) -> None:
    page = project / "docs/en/refunds/index.md"
    text = (
        page.read_text(encoding="utf-8")
        + "\n[here](https://bit.ly/1) and [here](https://5sim.net/)\n"
    )
    page.write_text(text, encoding="utf-8")
    html = honesty(Place(load(project)[0], "en"), "")
    assert re.findall(r"\d+", html)[:2] == ["1", "2"]
