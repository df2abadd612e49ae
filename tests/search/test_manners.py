"""Manners of the search box: keys, paste, focus, announcements, addresses, the other language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

RESULTS = ".reinstate-search__link"
STATUS = "[data-search-status]"


def go(tab: Page, base: str, path: str = "", query: str = "") -> None:
    """Open a page of the site, by file name where there is no server."""
    name = f"{path}index.html" if base.startswith("file:") else path
    tab.goto(base + name + (f"?q={query}" if query else ""))


def ask(tab: Page, query: str) -> None:
    """Open the box and put a query in."""
    if not tab.locator("dialog[open]").count():
        tab.locator("[data-search-open]").click()
    tab.locator("[data-search-input]").fill(query)


def test_panel_is_never_empty(tab: Page, base: str) -> None:
    go(tab, base, "en/")
    ask(tab, "")
    expect(tab.locator("[data-search-start] a").first).to_be_visible()
    ask(tab, "qqqqqqzzzz")
    expect(tab.locator("[data-search-status]")).to_contain_text("Nothing found for “qqqqqqzzzz”")
    links = tab.locator("[data-search-start] a").evaluate_all("all => all.map(a => a.href)")
    file = "index.html" if base.startswith("file:") else ""
    offered = ("situation/decode", "situation/triage", "situation", "faq")
    assert {f"{base}en/{name}/{file}" for name in offered} <= set(links)


def test_keyboard(tab: Page, base: str) -> None:
    go(tab, base)
    tab.keyboard.press("/")
    field = tab.locator("[data-search-input]")
    expect(field).to_be_focused()
    tab.keyboard.insert_text("申诉")
    expect(tab.locator(RESULTS).first).to_be_visible()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(RESULTS).first).to_be_focused()
    tab.keyboard.press("n")  # the theme's key for the next page
    tab.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog")).to_be_hidden()
    expect(tab.locator("[data-search-open]")).to_be_focused()
    tab.keyboard.press("Control+k")
    expect(field).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_contain_text("怎么申诉")
    tab.go_back()
    expect(tab.locator(RESULTS).first).to_be_visible()


def test_slash_types_in_a_field(tab: Page, served: str) -> None:
    tab.goto(served)
    tab.evaluate("document.querySelector('article').innerHTML = '<input id=here>'")
    tab.locator("#here").press("/")
    expect(tab.locator("#here")).to_have_value("/")
    expect(tab.locator("dialog")).to_be_hidden()


def test_deep_link_opens_with_results(tab: Page, base: str) -> None:
    go(tab, base, "faq/", "%E9%80%80%E6%AC%BE")
    expect(tab.locator(RESULTS).first).to_have_text("退款")
    expect(tab.locator("[data-search-status]")).to_contain_text("找到")
    tab.locator("[data-search-close]").click()
    expect(tab.locator("[data-search-open]")).to_be_focused()


def test_named_for_assistive_technology(tab: Page, served: str) -> None:
    tab.goto(served)
    tab.get_by_role("button", name="搜索").click()
    dialog = tab.get_by_role("dialog", name="搜索本手册")
    expect(dialog.get_by_role("searchbox", name="粘贴提示原文，或输入问题")).to_be_focused()
    expect(dialog.get_by_role("status")).to_have_attribute("id", "search-status")


def test_fills_a_phone_screen(tab: Page, served: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 780})
    tab.goto(served)
    ask(tab, "申诉")
    expect(tab.locator(RESULTS).first).to_be_visible()
    box = tab.locator("dialog").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 780)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_paste_with_the_mouse(tab: Page, base: str) -> None:
    """What a menu's Paste does: text arrives, and no key is pressed or released."""
    go(tab, base)
    tab.locator("[data-search-open]").click()
    tab.evaluate("document.execCommand('insertText', false, '退款多久到账')")
    expect(tab.locator(RESULTS).first).to_contain_text("退款")


def test_arrows_walk_through_all_and_stop_at_the_ends(tab: Page, base: str) -> None:
    go(tab, base)
    ask(tab, "申诉")
    expect(tab.locator(RESULTS).nth(1)).to_be_visible()
    tab.keyboard.press("ArrowUp")
    expect(tab.locator("[data-search-input]")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(RESULTS).nth(1)).to_be_focused()
    for _ in range(20):
        tab.keyboard.press("ArrowDown")
    expect(tab.locator("[data-search-other]")).to_be_focused()


def test_every_answer_is_announced(tab: Page, base: str) -> None:
    go(tab, base, "en/")
    ask(tab, "refund")
    expect(tab.locator(STATUS)).to_have_text("1 page found.")
    ask(tab, "refnud")
    expect(tab.locator(STATUS)).to_have_text("Searched for “refund”. 1 page found.")
    ask(tab, "qqqqqqzzzz")
    expect(tab.locator(STATUS)).to_contain_text("Nothing found")
    ask(tab, "")
    expect(tab.locator(STATUS)).to_have_text("")


@pytest.mark.parametrize("way", ["Escape", "button", "outside"])
def test_focus_goes_back_where_it_was(tab: Page, base: str, way: str) -> None:
    go(tab, base)
    link = tab.locator("header a").first
    link.focus()
    tab.keyboard.press("Control+k")
    expect(tab.locator("[data-search-input]")).to_be_focused()
    if way == "Escape":
        tab.keyboard.press("Escape")
    elif way == "button":
        tab.locator("[data-search-close]").click()
    else:
        tab.mouse.click(5, 790)
    expect(tab.locator("dialog")).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize(
    ("path", "query", "line"),
    [
        ("en/", "退款", "中文页面里可能有更合适的回答"),
        ("", "zzzqqq wwwkkk", "The English pages may answer this better"),
        ("", "退款", "Search in English"),
        ("en/", "refund", "用中文搜索"),
    ],
)
def test_the_other_language_is_named_where_it_answers_better(
    tab: Page, base: str, path: str, query: str, line: str
) -> None:
    go(tab, base, path)
    ask(tab, query)
    expect(tab.locator("[data-search-other]")).to_have_text(line)


def test_only_our_parts_are_loaded(tab: Page, served: str) -> None:
    """Ours stands in for the theme's search: none of its worker, index or box is there."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    tab.goto(served)
    ask(tab, "退款")
    expect(tab.locator(RESULTS).first).to_be_visible()
    ours = {path for path in asked if "search" in path and not path.endswith(".css")}
    assert ours == {"assets/javascripts/search.js", "search/engine.js", "search/zh.js"}
    assert tab.locator("[data-md-component=search]").count() == 0
    assert not [path for path in asked if "worker" in path or "lunr" in path]
