"""A small bilingual site with the real search box, built once, for the browser tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of tests/search/site, with the handbook's box, scripts and synonyms."""
    source = tmp_path_factory.mktemp("search") / "source"
    shutil.copytree(Path(__file__).parent / "site", source)
    shutil.copy(ROOT / "overrides/partials/search.html", source / "overrides/partials")
    shutil.copy(ROOT / "docs/data/synonyms.toml", source)
    for name in ("javascripts/search.js", "stylesheets/search.css"):
        target = source / "docs/assets" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "docs/assets" / name, target)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "scripts"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=source, env=environment, check=True)
    return source / "site"


@pytest.fixture(scope="session")
def served(small_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the small site over http."""
    return serve(small_site)


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, small_site: Path, served: str) -> str:
    """The root of the small site, over http and from disk."""
    return served if request.param == "http" else small_site.as_uri() + "/"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A page that may reach nothing but the site, and fails the test on any script error."""
    context = chromium.new_context(viewport={"width": 1100, "height": 800})
    outside: list[str] = []
    errors: list[str] = []

    def watch(url: str) -> bool:
        inside = url.startswith(("http://127.0.0.1:", "file:", "data:"))
        if not inside:
            outside.append(url)
        return not inside

    context.route(watch, lambda route: route.abort())
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not outside, f"requests that leave the site: {outside}"
    assert not errors, errors
