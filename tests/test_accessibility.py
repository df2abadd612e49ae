"""axe finds no fault on the pages of the handbook: both languages, both schemes, phone width."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

PAGES = (
    "",
    "situation/",
    "situation/decode/",
    "situation/account-deactivated/",
    "appeal/form/",
    "letters/",
    "letters/unknown-reason/",
    "refunds/planner/",
    "prevention/ask-safely/",
    "faq/old-advice/",
    "about/checks/",
)


@pytest.fixture(scope="session")
def served(handbook: Path, serve: Callable[[Path], str]) -> str:
    """The address of the built handbook."""
    return serve(handbook / "site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_axe_finds_nothing(chromium: Browser, served: str, language: str, scheme: str) -> None:
    """No violation of the WCAG rules that a machine can judge."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    found = []
    for name in PAGES:
        page.goto(served + language + name)
        for violation in Axe().run(page).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append(f"{language}{name}: {violation['id']}: {nodes}")
    context.close()
    assert found == []
