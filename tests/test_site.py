"""The built site in a real Chromium: over http, and as an unzipped folder with the network cut."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

COPIES = ("http", "file")


@pytest.fixture(scope="session")
def copies(
    small: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The addresses of the served site and of the unzipped offline copy."""
    folder = tmp_path_factory.mktemp("离线 copy")
    with zipfile.ZipFile(next((small / "dist").glob("*.zip"))) as archive:
        archive.extractall(folder)
    return {"http": serve(small / "site"), "file": folder.as_uri() + "/"}


def address(copies: dict[str, str], copy: str, page: str) -> str:
    """Where a page stands in a copy; `page` is a folder such as `en/appeal/` or empty."""
    return copies[copy] + page + ("index.html" if copy == "file" else "")


class Watch:
    """Everything that a page asks for from elsewhere or complains about."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.complaints: list[str] = []
        self.home = home
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda message: self._said(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(f"{kind}: {text}")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh context whose network is cut but for loopback and files."""
    opened = chromium.new_context(viewport={"width": 390, "height": 844})
    opened.route(
        re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort("internetdisconnected")
    )
    opened.grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


def pages_of(small: Path) -> list[str]:
    """Every page of the small site as a folder address."""
    return sorted(
        path.parent.relative_to(small / "site").as_posix().removeprefix(".") + "/"
        for path in (small / "site").rglob("index.html")
    )


@pytest.mark.parametrize("copy", COPIES)
def test_every_page_is_silent_and_stays_home(
    context: BrowserContext, small: Path, copies: dict[str, str], copy: str
) -> None:
    """No page asks another host for anything, and none writes an error to the console."""
    watch = Watch(context, copies[copy])
    page = context.new_page()
    for name in pages_of(small):
        page.goto(address(copies, copy, name.lstrip("/")))
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    assert watch.complaints == []


@pytest.mark.parametrize("copy", COPIES)
def test_language_switch_leads_to_the_same_page_and_back(
    context: BrowserContext, small: Path, copies: dict[str, str], copy: str
) -> None:
    """From every page to its twin, which speaks the other language, and back."""
    page = context.new_page()
    for name in pages_of(small):
        start = address(copies, copy, name.lstrip("/"))
        page.goto(start)
        before = page.evaluate("document.documentElement.lang")
        page.locator("header a[hreflang]").click()
        page.wait_for_load_state()
        assert page.evaluate("document.documentElement.lang")[:2] != before[:2]
        assert page.url.replace("/en/", "/") == start.replace("/en/", "/")
        page.locator("header a[hreflang]").click()
        page.wait_for_load_state()
        assert page.url == start


def test_missing_page_speaks_both_languages(
    context: BrowserContext, small: Path, copies: dict[str, str]
) -> None:
    """The 404 page helps in both languages and shows the default one's menu."""
    html = (small / "site/404.html").read_text(encoding="utf-8")
    assert "这一页不存在" in html
    assert 'lang="en">The address may be mistyped' in html
    assert re.search(r'<html lang="zh', html)
    assert "https://handbook.test/sub/" not in html


def test_without_javascript_the_letter_can_be_read(
    chromium: Browser, copies: dict[str, str]
) -> None:
    """The text, its blanks and its statements are on the page without any script."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(copies, "http", "en/letters/unknown-reason/"))
    text = page.locator("pre[lang=en]").first
    assert "Please review the deactivation of [Account e-mail]" in text.inner_text()
    assert "I have not shared my account" not in text.inner_text()
    assert page.get_by_label("I have not shared my account.").is_visible()
    context.close()


SEARCHES = {
    "zh": {
        "封号": "situation",
        "申诉信": "letters",
        "退款": "refunds",
        "API被封": "situation",
    },
    "en": {"appeal": "appeal", "refund": "refunds"},
}


@pytest.fixture(scope="session")
def offline_handbook(handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The handbook's own offline copy, unzipped."""
    folder = tmp_path_factory.mktemp("手册 offline")
    with zipfile.ZipFile(next((handbook / "dist").glob("*.zip"))) as archive:
        archive.extractall(folder)
    return folder.as_uri() + "/"


@pytest.mark.parametrize("language", SEARCHES)
def test_offline_search_answers_in_the_readers_language(
    context: BrowserContext, offline_handbook: str, language: str
) -> None:
    """Typed into the box of the unzipped handbook, each query finds pages of its language only."""
    watch = Watch(context, offline_handbook)
    page: Page = context.new_page()
    page.goto(offline_handbook + ("" if language == "zh" else "en/") + "index.html")
    page.keyboard.press("/")
    for query, folder in SEARCHES[language].items():
        box = page.locator("dialog input")
        box.fill(query)
        page.locator("dialog a[href*='index.html']").first.wait_for()
        page.wait_for_timeout(150)
        found = page.locator("dialog [data-search-results] a, dialog ol a").evaluate_all(
            "links => links.map(link => link.href)"
        )
        assert found, query
        assert all(("/en/" in one) == (language == "en") for one in found), query
        assert any(f"/{folder}/" in one for one in found[:3]), (query, found[:3])
    assert watch.complaints == []


def test_drawer_by_keyboard(context: BrowserContext, copies: dict[str, str]) -> None:
    """On a phone the menu opens and closes by keyboard; closed, its links are out of reach."""
    page = context.new_page()
    page.goto(address(copies, "http", ""))
    menu = page.get_by_role("button", name="目录")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.locator(".md-sidebar--primary").evaluate("node => node.inert")
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.classList.contains('menu')")


def test_languages_are_declared(small: Path) -> None:
    """Every page tells search engines its address and both languages', absolute and mutual."""
    for path in (small / "site").rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        name = path.parent.relative_to(small / "site").as_posix()
        tail = "" if name in {".", "en"} else name.removeprefix("en/") + "/"
        links = dict(re.findall(r'rel="alternate\s*" hreflang="([\w-]+)" href="([^"]+)"', html))
        home = "https://handbook.test/sub/"
        assert links == {
            "zh-Hans": home + tail,
            "x-default": home + tail,
            "en": home + "en/" + tail,
        }
        own = links["en" if name.split("/")[0] == "en" else "zh-Hans"]
        assert f'<link rel="canonical" href="{own}">' in html
