"""Finds a Chromium or Chrome for the browser tests, or gets one. It opens no page itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.environment import ROOT
from kb.environment.running import Failed, Trouble, own_variables, run
from kb.filelock import exclusive

VARIABLE = "KB_BROWSER"
_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("msedge", "microsoft-edge", "microsoft-edge-stable"),
)
_MAC = ("Chromium", "Google Chrome", "Microsoft Edge")
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_WINGET = "winget install --exact --id Google.Chrome --silent --accept-package-agreements"
# The system's own ways, by the program that must be there; `sudo` where only root may.
_SYSTEM = (
    ("apt-get", "sudo apt-get update", "sudo apt-get install -y --no-install-recommends chromium"),
    ("dnf", "sudo dnf install -y chromium"),
    ("pacman", "sudo pacman -S --needed --noconfirm chromium"),
    ("zypper", "sudo zypper --non-interactive install chromium"),
    ("apk", "sudo apk add chromium"),
    ("brew", "brew install --cask chromium"),
    ("winget", f"{_WINGET} --accept-source-agreements"),
)


@dataclass(frozen=True)
class Browser:
    """A browser that runs here, and what it calls itself."""

    path: Path
    version: str


class NoBrowser(Trouble):
    """No browser is here and none could be had: the text says what was tried and what to do."""


def _reply(path: Path) -> str | None:
    """Return what a browser answers to --version, or None if it does not run (a snap's stub)."""
    if os.name == "nt":  # there it would open a window instead
        return path.stem if path.is_file() else None
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = re.search(r"[A-Z][\w ]*\d+(\.\d+)+", done.stdout)
    return said.group(0) if said and not done.returncode else None


def _installed() -> Iterator[Path]:
    yield from (Path(found) for found in map(shutil.which, _NAMES) if found)
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (folder / f"{name}.app/Contents/MacOS/{name}" for name in _MAC)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder_name := os.environ.get(variable):
            yield from (Path(folder_name, name) for name in _WINDOWS)
    if downloaded := _downloaded():
        yield downloaded


def _downloaded() -> Path | None:
    """Return where Playwright keeps, or would keep, its own Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def find() -> Browser | None:
    """Return a browser that is installed and runs: KB_BROWSER's first, the system's, Playwright's.

    Raises NoBrowser if KB_BROWSER names one that does not run.
    """
    named = os.environ.get(VARIABLE)
    if named:
        path = Path(shutil.which(named) or named)
        version = _reply(path)
        if version is None:
            raise NoBrowser(f"{VARIABLE} is {named}, which does not run; correct or unset it")
        return Browser(path, version)
    for path in _installed():
        if path.is_file() and (version := _reply(path)):
            return Browser(path, version)
    return None


def provide(say: Callable[[str], None]) -> Path:
    """Return the browser to test with, after telling which; get one first if none is here.

    Raises NoBrowser.
    """
    found = find()
    if found is None:
        with exclusive(ROOT / ".venv.lock", lambda: say("Another kb is at work; waiting …")):
            found = find() or _get(say)
    say(f"Browser: {found.version} ({found.path})")
    return found.path


def _get(say: Callable[[str], None]) -> Browser:
    tried = []
    for commands in _ways():
        shown = " ".join(commands[-1]).replace(sys.executable, "python")
        say(f"No Chromium or Chrome yet; trying: {shown} …")
        try:
            for command in commands:
                run(command, {**own_variables(), "DEBIAN_FRONTEND": "noninteractive"}, str(ROOT))
            reason = "what it installed does not run"
        except Failed as failure:
            reason = _first_error(failure.output)
        if found := find():
            return found
        tried.append(f"{shown}: {reason}")
    what = f"no Chromium or Chrome runs here ({'; '.join(tried)})"
    raise NoBrowser(f"{what}; {_cure()}, or name one in {VARIABLE}")


def _ways() -> Iterator[Sequence[list[str]]]:
    yield [[sys.executable, "-m", "playwright", "install", "chromium"]]
    for program, *commands in _SYSTEM:
        if shutil.which(program):
            sudo = _root()
            if sudo is not None or "sudo" not in commands[0]:
                yield [_with(sudo or [], command) for command in commands]


def _with(sudo: list[str], command: str) -> list[str]:
    words = command.split()
    return [*sudo, *words[1:]] if words[0] == "sudo" else words


def _root() -> list[str] | None:
    """Return the words that make a command run as root without a question, None if none do."""
    if getattr(os, "geteuid", lambda: 1)() == 0:
        return []
    try:
        run(["sudo", "-n", "true"], own_variables(), str(ROOT))
    except Failed:
        return None
    return ["sudo", "-n"]


def _first_error(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(?i)(E:|error|failed|.*\berror\b)", line)]
    return (errors or lines or ["no reason given"])[0][:140]


def _cure() -> str:
    for program, *commands in _SYSTEM:
        if shutil.which(program):
            typed = " && ".join(commands)
            return f"run: {typed.replace('sudo ', '') if _root() == [] else typed}"
    return "install Chromium or Chrome"
