"""The small bilingual site that tests build for real, and the browser that they drive."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kb import build
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SITE_URL = "https://handbook.test/sub/"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAV = {
    "zh": (
        ("首页", "index"),
        ("我遇到的是什么", "situation"),
        ("申诉", "appeal"),
        ("信件模板", "letters"),
        ("退款", "refunds"),
        ("常见问题", "faq"),
        ("关于", "about/sources"),
    ),
    "en": (
        ("Home", "index"),
        ("What am I looking at", "situation"),
        ("Appeal", "appeal"),
        ("Letters", "letters"),
        ("Refunds", "refunds"),
        ("FAQ", "faq"),
        ("About", "about/sources"),
    ),
}


def write_site(root: Path) -> Path:
    """A project at `root`: the pages of tests/site under the real configuration and theme."""
    shutil.copytree(ROOT / "tests/site", root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name in ("words", "faults", "synonyms", "wording", "neutrality", "signs", "secrets"):
        shutil.copy(ROOT / f"docs/data/{name}.toml", root / "docs/data")
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "mkdocs.yml").write_text(_configuration(), encoding="utf-8")
    return root


def _configuration() -> str:
    """The real mkdocs.yml, with the nav of the small site and an address with a sub-path."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for language in NAV:
        entries = "".join(_entry(title, name) for title, name in NAV[language])
        before, after = re.split(rf"(?<=locale: {language}\n)", text, maxsplit=1)
        after = re.sub(
            r"          nav:\n(?:           .*\n)+", f"          nav:\n{entries}", after, count=1
        )
        text = before + after
    text = re.sub(r"(?m)^site_url:.*$", f"site_url: {SITE_URL}", text)
    return text.replace("scripts/hooks.py", str(ROOT / "scripts/hooks.py")).replace(
        "watch: [overrides, scripts,", "watch: [overrides,"
    )


def _entry(title: str, name: str) -> str:
    if name in {"index", "about/sources"}:
        return f"            - {title}: {name}.md\n"
    return f"            - {title}:\n                - {name}/index.md\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the small site, to be changed at will."""
    return write_site(tmp_path / "项目 one")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built once; its root holds site/ and dist/."""
    root = write_site(tmp_path_factory.mktemp("small") / "小 site")
    problems = build.build(root, lambda text: None)
    assert problems == ()
    return root


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook itself, built once from a copy of its sources."""
    root = tmp_path_factory.mktemp("handbook")
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    problems = build.build(root, lambda text: None)
    assert problems == ()
    return root


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; the one that `kb test` found, or that is installed."""
    from kb import browser

    with sync_playwright() as playwright:
        path = browser.provide(lambda text: None)
        running = playwright.chromium.launch(executable_path=str(path), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder over http on loopback; returns its address, ending in a slash."""
    import functools
    import threading
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    running: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()
