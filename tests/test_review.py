"""Facts past review: told by the sources, and marked on any copy by the reader's clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from kb import review
from kb.load import load
from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).resolve().parents[1] / "docs/assets/javascripts/review.js"
# The claims of the small site: seen 2026-11-20, review 2027-02-20.


def test_past_names_what_to_look_at_again(project: Path) -> None:
    knowledge, _ = load(project)
    assert review.past(knowledge, date(2027, 2, 20)) == ()
    form, time = review.past(knowledge, date(2027, 2, 23))
    assert (form.id, form.days, form.line) == ("appeal-form", 3, 1)
    assert time.cited == (
        "docs/en/faq/index.md",
        "docs/letters/en/unknown-reason.md",
        "docs/letters/zh/unknown-reason.md",
        "docs/zh/faq/index.md",
    )
    assert review.newest(knowledge) == date(2026, 11, 20)


def test_script_is_small() -> None:
    assert SCRIPT.stat().st_size < 1000


@pytest.fixture
def visit(
    chromium: Browser, small: Path, serve: Callable[[Path], str]
) -> Callable[[str, str], Page]:
    """Open a page of the small site on a given day."""
    home = serve(small / "site")

    def open_page(name: str, day: str) -> Page:
        page = chromium.new_context(timezone_id="Pacific/Kiritimati").new_page()
        page.clock.set_fixed_time(day)
        page.goto(home + name)
        return page

    return open_page


def test_fresh_copy_is_left_alone(visit: Callable[[str, str], Page]) -> None:
    page = visit("faq/", "2026-11-21T12:00:00+14:00")
    assert page.locator(".claim--past, .review-line").count() == 0
    assert page.locator(".as-of").inner_text() == "内容截至 2026-11-20。"


@pytest.mark.parametrize(
    ("name", "due", "line", "age"),
    [
        ("faq/", "待复查", "这一页有 1 条事实已过复查日期", "93 天前"),
        ("en/faq/", "past review", "Facts past their review date on this page: 1.", "93 days old"),
    ],
)
def test_day_after_review_marks_it(
    visit: Callable[[str, str], Page], name: str, due: str, line: str, age: str
) -> None:
    page = visit(name, "2027-02-21T00:30:00+14:00")
    assert due in page.locator(".claim--past .claim__mark").inner_text()
    assert line in page.locator(".md-content .review-line").inner_text()
    assert age in page.locator(".as-of .review-line").inner_text()


def test_day_of_review_is_still_good(visit: Callable[[str, str], Page]) -> None:
    assert visit("faq/", "2027-02-20T23:30:00+14:00").locator(".claim--past").count() == 0


def test_ledger_is_marked_too(visit: Callable[[str, str], Page]) -> None:
    page = visit("en/about/sources/", "2027-03-01T12:00:00+14:00")
    assert page.locator("li.claim--past").count() == 2
    assert "past review" in page.locator("#claim-review-time").inner_text()
    assert page.locator(".md-content .review-line").count() == 1
