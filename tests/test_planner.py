"""The refund planner: days counted alike in Python and in every time zone, and its page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kb import deadlines
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "docs/assets/javascripts/planner-engine.js"
CASES = tomllib.loads((ROOT / "tests/planner/vectors.toml").read_text(encoding="utf-8"))
VECTORS: list[tuple[str, int, str, str]] = CASES["vectors"]
ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Apia")


@pytest.mark.parametrize(("start", "amount", "unit", "expected"), VECTORS)
def test_python_counts(start: str, amount: int, unit: str, expected: str) -> None:
    assert deadlines.due(date.fromisoformat(start), amount, unit).isoformat() == expected


def test_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="'weeks'"):
        deadlines.due(date(2026, 11, 20), 1, "weeks")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
def test_business_days_are_weekdays_in_order(start: date, amount: int) -> None:
    day = deadlines.due(start, amount, "business-days")
    assert not amount or day.weekday() < 5
    assert (day - start).days >= amount + 2 * (amount // 5) - 2
    assert deadlines.due(start, amount + 1, "business-days") > day


@pytest.mark.parametrize("zone", ZONES)
def test_browser_counts_alike(chromium: Browser, zone: str) -> None:
    context = chromium.new_context(timezone_id=zone)
    page = context.new_page()
    page.add_script_tag(path=str(ENGINE))
    count = "cases => cases.map(one => ReinstatePlanner.due(one[0], one[1], one[2]))"
    assert page.evaluate(count, VECTORS) == [expected for *_, expected in VECTORS]
    assert page.evaluate(count, [[text, 1, "days"] for text in CASES["invalid"]]) == [""] * len(
        CASES["invalid"]
    )
    assert page.evaluate("ReinstatePlanner.between('2026-03-07', '2026-03-09')") == 2
    context.close()


def test_calendar_file(chromium: Browser) -> None:
    """RFC 5545: CRLF, lines of at most 75 bytes, escaped text, whole days, an alarm if asked."""
    page = chromium.new_page()
    page.add_script_tag(path=str(ROOT / "docs/assets/javascripts/calendar.js"))
    text = page.evaluate(
        "ReinstateCalendar([{id: 'a', day: '2026-12-31', title: '最迟，'.repeat(15) + ';',"
        " text: 'one, two\\nthree\\\\'}, {id: 'b', day: '2028-02-28', title: 'b', text: 'c',"
        " alarm: true}], new Date(Date.UTC(2026, 10, 20, 1, 2, 3)))"
    )
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert unfolded == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Reinstate//Handbook//EN",
        "BEGIN:VEVENT",
        "UID:a-2026-12-31@reinstate.invalid",
        "DTSTAMP:20261120T010203Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:" + "最迟，" * 15 + "\\;",
        "DESCRIPTION:one\\, two\\nthree\\\\",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:b-2028-02-28@reinstate.invalid",
        "DTSTAMP:20261120T010203Z",
        "DTSTART;VALUE=DATE:20280228",
        "DTEND;VALUE=DATE:20280229",
        "SUMMARY:b",
        "DESCRIPTION:c",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:b",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    page.close()


@pytest.fixture
def visit(
    chromium: Browser, small: Path, serve: Callable[[Path], str]
) -> Iterator[Callable[..., Page]]:
    """Open the planner of the small site, in the evening of 20 November 2026 in California."""
    home = serve(small / "site")
    opened = []

    def open_page(name: str = "en/refunds/", *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            timezone_id="America/Los_Angeles",
            java_script_enabled=scripts,
            viewport={"width": 390, "height": 844},
        )
        opened.append(context)
        page = context.new_page()
        if scripts:
            page.clock.set_fixed_time("2026-11-20T22:00:00-08:00")
        page.goto(home + name)
        return page

    yield open_page
    for context in opened:
        context.close()


def test_without_scripts_all_cases_stand(visit: Callable[..., Page]) -> None:
    page = visit(scripts=False)
    assert not page.locator(".planner__form").is_visible()
    assert page.locator(".planner__cell").count() == 2
    table = page.locator(".planner__terms")
    assert table.locator("tbody tr").first.is_visible()
    assert "charge + 14 days" in table.inner_text()
    assert "Business days without public holidays" in page.locator(".planner").inner_text()
    assert not page.locator(".planner__save").is_visible()


def test_choice_shows_one_case(visit: Callable[..., Page]) -> None:
    page = visit()
    assert "Choose where you paid" in page.locator(".planner__status").inner_text()
    page.get_by_role("radio", name="On the web").check()
    page.get_by_role("radio", name="I cannot sign in").check()
    assert page.get_by_role("heading", name="I cannot sign in").is_visible()
    assert not page.get_by_role("heading", name="I can sign in").is_visible()
    assert page.locator(".planner__status").inner_text() == ""


def test_dates_fill_the_table_nearest_first(visit: Callable[..., Page]) -> None:
    page = visit()
    page.get_by_label("Charged or invoiced on").fill("2026-11-19")
    page.get_by_label("Asked for the refund on").fill("2026-11-11")
    rows = page.locator(".planner__terms tbody tr")
    assert re.split(r"\s*\n\s*|\t", rows.nth(0).inner_text())[-1] == "2026-11-20 today"
    assert "2026-12-03 in 13 days" in rows.nth(1).inner_text()
    assert rows.nth(1).locator(".claim__mark--official").count() == 1
    page.get_by_label("Asked for the refund on").fill("2026-11-10")
    assert "2026-11-19 yesterday" in rows.nth(0).inner_text()


def test_calendar_holds_what_lies_ahead(visit: Callable[..., Page]) -> None:
    page = visit("refunds/")
    page.get_by_label("扣款或发票的日期").fill("2026-11-19")
    page.get_by_label("提出退款的日期").fill("2026-10-01")
    with page.expect_download() as download:
        page.get_by_role("button", name="存为日历文件").click()
    assert download.value.suggested_filename == "reinstate-web.ics"
    text = Path(download.value.path()).read_text(encoding="utf-8").replace("\n ", "")
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20261203" in text
    assert "SUMMARY:最迟撤回；注意，仅限欧洲" in text
    assert "DESCRIPTION:扣款日 + 14 天\\n14 天\\n官方原文\\, 2026-11-20" in text
    assert "1 个日期" in page.locator(".planner__status").inner_text()


def test_nothing_ahead_is_said(visit: Callable[..., Page]) -> None:
    page = visit()
    page.get_by_label("Charged or invoiced on").fill("2020-01-01")
    page.get_by_role("button", name="Save to a calendar").click()
    assert "no date to save" in page.locator(".planner__status").inner_text()


def test_nothing_is_kept_or_sent(visit: Callable[..., Page]) -> None:
    page = visit()
    kept = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    before = page.evaluate(kept)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("radio", name="On the web").check()
    page.get_by_label("Charged or invoiced on").fill("2026-11-19")
    assert page.evaluate(kept) == before
    assert asked == []
    page.reload()
    assert page.get_by_label("Charged or invoiced on").input_value() == ""
