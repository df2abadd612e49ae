"""The guided triage on the page: one question at a time, the back button, links to a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kb.load import load
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = load(ROOT)[0].triage


def test_nobody_is_asked_more_than_six_questions() -> None:
    def longest(id: str) -> int:
        onward = [x.to for x in QUESTIONS[id].answers if x.to in QUESTIONS]
        return 1 + max((longest(to) for to in onward), default=0)

    assert longest(next(iter(QUESTIONS))) <= 6


def test_one_question_at_a_time(
    chromium: Browser, small: Path, serve: Callable[[Path], str]
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(serve(small / "site") + "en/situation/")
    shown = ".triage__question:not([hidden])"
    assert page.locator(shown).count() == 1
    page.click("#q-mail a[data-next]")
    page.wait_for_selector("#q-screen:not([hidden])")
    assert page.url.endswith("#q-screen")
    assert page.locator(shown).count() == 1
    page.go_back()
    page.wait_for_selector("#q-mail:not([hidden])")
    page.goto(page.url.split("#")[0] + "#q-screen")
    page.wait_for_selector("#q-screen:not([hidden])")
    page.click("#q-screen .triage__answers a >> nth=0")
    page.wait_for_url("**/appeal/")
    page.close()


def test_without_a_script_all_questions_are_there(
    chromium: Browser, small: Path, serve: Callable[[Path], str]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(small / "site") + "situation/")
    assert page.locator(".triage__question").count() == 2
    assert page.get_attribute("#q-mail a >> nth=1", "href") == "#q-screen"
    context.close()
