"""The search box in a real browser: over http and from file://, with no way to the network."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Browser, Page, expect

INDEX = {"zh": "", "en": "en/"}
RESULTS = ".reinstate-search__link"


def go(tab: Page, base: str, path: str = "", query: str = "") -> None:
    """Open a page of the site, by file name where there is no server."""
    name = f"{path}index.html" if base.startswith("file:") else path
    tab.goto(base + name + (f"?q={query}" if query else ""))


def ask(tab: Page, query: str) -> None:
    """Open the box and type a query as a paste would put it in."""
    if not tab.locator("dialog[open]").count():
        tab.locator("[data-search-open]").click()
    tab.locator("[data-search-input]").fill(query)


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("zh", "号被封了，请问可以申诉吗", "appeal/"),
        ("zh", "帳號被封怎麼申訴", "appeal/"),
        ("zh", "退钱", "refunds/"),
        ("zh", "tuikuan", "refunds/"),
        ("zh", "tk", "refunds/"),
        ("zh", "ＣｈａｔＧＰＴ Plus 退款多久到账", "refunds/#when"),
        ("zh", "unsupported_country_region_territory", "situation/region/"),
        ("zh", "退", "refunds/"),
        ("zh", "refnud", "refunds/"),
        ("en", "get my money back", "en/refunds/"),
        ("en", "apeal form", "en/appeal/form/"),
        ("en", "suspended account", "en/situation/"),
        ("en", "account_deactivated", "en/situation/"),
    ],
)
def test_best_answer_comes_first(
    tab: Page, base: str, language: str, query: str, first: str
) -> None:
    go(tab, base, INDEX[language])
    ask(tab, query)
    link = tab.locator(RESULTS).first
    expect(link).to_be_visible()
    address = str(link.evaluate("link => link.href")).removeprefix(base)
    page, _, section = address.partition("#")
    assert page == first.partition("#")[0] + ("index.html" if base.startswith("file:") else "")
    assert "#" not in first or section == first.partition("#")[2]
    others = tab.locator(RESULTS).evaluate_all("all => all.map(a => a.href)")
    assert all(("/en/" in other) == (language == "en") for other in others)


def test_nothing_is_loaded_before_the_box_is_touched(tab: Page, served: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(served + "appeal/form/")
    tab.wait_for_timeout(200)
    assert not [url for url in asked if "/search/" in url]
    ask(tab, "退款")
    expect(tab.locator(RESULTS).first).to_be_visible()
    assert served + "search/zh.js" in asked
    assert served + "search/en.js" not in asked


def test_other_language_keeps_the_query(tab: Page, base: str) -> None:
    go(tab, base)
    ask(tab, "appeal form")
    other = tab.locator("[data-search-other]")
    expect(other).to_have_text("Search in English")
    other.click()
    expect(tab.locator(RESULTS).first).to_have_text("The appeal form")
    expect(tab.locator("[data-search-input]")).to_have_value("appeal form")
    expect(tab.locator("[data-search-results]")).to_have_attribute("lang", "en")
    other.click()
    expect(tab.locator(RESULTS).first).to_have_text("申诉表单")


@pytest.mark.parametrize(
    "query",
    [
        '<img src=x onerror="window.pwned=1">',
        "<script>window.pwned=1</script>",
        "<svg/onload=window.pwned=1>",
        "javascript:window.pwned=1",
        "\"><iframe srcdoc='<script>parent.pwned=1</script>'>",
        "&amp; 符号",
        "尖括号",
    ],
)
def test_markup_stays_text(tab: Page, base: str, query: str) -> None:
    go(tab, base)
    ask(tab, query)
    expect(tab.locator("[data-search-status]")).not_to_have_text("")
    expect(tab.locator("[data-search-status]")).not_to_have_text("正在载入…")
    assert tab.evaluate("window.pwned") is None
    assert tab.locator("dialog :is(img, script, iframe, [onload])").count() == 0


def test_markup_from_the_address_stays_text(tab: Page, base: str) -> None:
    go(tab, base, "en/", "%3Cimg%20src%3Dx%20onerror%3D%22window.pwned%3D1%22%3E zzzz")
    expect(tab.locator("[data-search-status]")).to_contain_text("<img")
    assert tab.evaluate("window.pwned") is None


def test_marks_cover_the_matched_words(tab: Page, base: str) -> None:
    go(tab, base)
    ask(tab, "到账时间")
    row = tab.locator(".reinstate-search__result").first
    expect(row.locator(RESULTS)).to_have_text("退款 › 到账时间")
    assert "到账" in "".join(row.locator("mark").all_inner_texts())
    go(tab, base, "en/")
    ask(tab, "appeals")
    expect(tab.locator("mark").first).to_have_text(re.compile("^appeal(ing)?$", re.IGNORECASE))


def test_index_that_does_not_load_is_said(tab: Page, served: str) -> None:
    tab.route("**/search/zh.js", lambda route: route.abort())
    tab.goto(served)
    ask(tab, "退款")
    expect(tab.locator("[data-search-status]")).to_contain_text("没有载入")
    expect(tab.locator("[data-search-start] a").first).to_be_visible()
    tab.unroute("**/search/zh.js")
    ask(tab, "退款 ")
    expect(tab.locator(RESULTS).first).to_have_text("退款")


def test_without_javascript_the_button_is_a_link(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "appeal/form/")
    page.locator("[data-search-open]").click()
    assert page.url == served + "situation/"
    context.close()


def test_first_results_on_a_slow_phone(tab: Page, served: str) -> None:
    """From the key to the results, script time, with the processor slowed down six times."""
    tab.goto(served)
    tab.locator("[data-search-open]").click()
    tab.wait_for_function("() => Boolean(window.ReinstateEngine)")
    tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    start = time.perf_counter()
    ask(tab, "号被封了，请问可以申诉吗")
    expect(tab.locator(RESULTS).first).to_be_visible()
    assert time.perf_counter() - start < 2
