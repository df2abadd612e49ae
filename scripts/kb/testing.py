"""Runs everything that CI runs: lint, types, then the tests, with a browser for those of a page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kb import browser


def run(root: Path, pytest: Sequence[str], say: Callable[[str], None]) -> int:
    """Run all, or only the tests that the pytest arguments choose; return the exit code."""
    try:
        found = browser.provide(say)
    except browser.NoBrowser as fault:
        print(f"kb: {fault}", file=sys.stderr)
        return 1
    say(f"browser: {found}")
    environment = {**os.environ, "KB_BROWSER": str(found)}
    steps = [("tests", ["pytest", *pytest])]
    if not pytest:
        # A file stays on one core: its fixtures build sites and start browsers once.
        parallel = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
        lint = [("lint", ["ruff", "check"]), ("format", ["ruff", "format", "--check"])]
        steps = [*lint, ("types", ["mypy"]), ("tests", ["pytest", *parallel])]
    failed = []
    for name, command in steps:
        say(name)
        if subprocess.run([sys.executable, "-m", *command], cwd=root, env=environment).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0
