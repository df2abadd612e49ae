"""The browser for the tests is found where there is one, and otherwise had from somewhere."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from kb import browser
from kb.environment.running import Failed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are POSIX programs")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser; the folder is its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "_downloaded", lambda: None)
    monkeypatch.setattr(browser, "ROOT", tmp_path)
    monkeypatch.setattr(browser, "_MAC", ())
    return tmp_path


def put(folder: Path, name: str, body: str = "echo Chromium 150.0.1.2 built on Debian") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_an_installed_browser_comes_first_and_is_named(machine: Path) -> None:
    path = put(machine, "google-chrome", "echo 'Google Chrome 150.0.1.2 '")
    said: list[str] = []
    assert browser.provide(said.append) == path
    assert said == [f"Browser: Google Chrome 150.0.1.2 ({path})"]


def test_the_stub_of_a_snap_is_no_browser(machine: Path) -> None:
    put(
        machine, "chromium-browser", "echo 'requires the chromium snap 1.0 to be installed'; exit 1"
    )
    assert browser.find() is None
    path = put(machine, "chrome")
    assert browser.find() == browser.Browser(path, "Chromium 150.0.1.2")


def test_the_one_that_is_named_is_used_or_complained_of(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine, "chromium")
    path = put(machine, "my-own", "echo Chromium 151.0")
    monkeypatch.setenv(browser.VARIABLE, "my-own")
    assert browser.find() == browser.Browser(path, "Chromium 151.0")
    monkeypatch.setenv(browser.VARIABLE, "/nowhere/chrome")
    with pytest.raises(
        browser.NoBrowser, match="KB_BROWSER is /nowhere/chrome, which does not run"
    ):
        browser.find()


def test_playwright_is_asked_before_the_system(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloaded = machine / "cache" / "chrome"
    monkeypatch.setattr(browser, "_downloaded", lambda: downloaded)

    def run(command: list[str], *_: object) -> str:
        assert command[1:] == ["-m", "playwright", "install", "chromium"]
        downloaded.parent.mkdir()
        put(downloaded.parent, "chrome")
        return ""

    monkeypatch.setattr(browser, "run", run)
    said: list[str] = []
    assert browser.provide(said.append) == downloaded
    assert said[0] == ("No Chromium or Chrome yet; trying: python -m playwright install chromium …")


@pytest.mark.parametrize("sudo", [[], ["sudo", "-n"]])
def test_the_system_is_asked_when_playwright_cannot(
    machine: Path, monkeypatch: pytest.MonkeyPatch, sudo: list[str]
) -> None:
    put(machine, "apt-get")
    ran = []

    def run(command: list[str], *_: object) -> str:
        if "playwright" in command:
            raise Failed("Error: getaddrinfo ENOTFOUND cdn.example\nFailed to install browsers")
        ran.append(command)
        if "install" in command:
            put(machine, "chromium")
        return ""

    monkeypatch.setattr(browser, "run", run)
    monkeypatch.setattr(browser, "_root", lambda: sudo)
    assert browser.provide(lambda _: None) == machine / "chromium"
    install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    assert ran == [[*sudo, "apt-get", "update"], [*sudo, *install]]


def test_where_none_can_be_had_the_error_says_what_was_tried_and_what_to_do(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine, "dnf")

    def run(*_: object) -> str:
        raise Failed("Error: getaddrinfo ENOTFOUND cdn.example\nFailed to install browsers")

    monkeypatch.setattr(browser, "run", run)
    monkeypatch.setattr(browser, "_root", lambda: None)
    with pytest.raises(browser.NoBrowser) as error:
        browser.provide(lambda _: None)
    assert str(error.value) == (
        "no Chromium or Chrome runs here (python -m playwright install chromium: "
        "Error: getaddrinfo ENOTFOUND cdn.example); "
        "run: sudo dnf install -y chromium, or name one in KB_BROWSER"
    )


def test_the_browser_of_this_machine_says_what_it_is() -> None:
    """Where one is on the PATH it is found; whichever is found tells its version."""
    names = [name for name in ("chromium", "google-chrome") if shutil.which(name)]
    found = browser.find()
    assert found or not names
    assert not found or re.search(r"\d+\.\d+", found.version)
