"""The way in: `python3 scripts/kb COMMAND` finds or makes the environment, then runs in it.

Uses the standard library alone until it is inside. It does no command itself: `kb.cli` does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kb import environment
from kb.environment import ALL, ROOT, Environment
from kb.environment.marker import WINDOWS, base_python, read
from kb.environment.running import Trouble, own_variables
from kb.environment.survey import survey

_NEED_TEST = {"test", "bench"}
# Handed over from one process to the next: how many there were, and what turned out to be broken.
_TICKET = "KB_DOOR"
_MOST = 4  # outside, inside, outside to repair, inside again


def groups_for(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the groups of packages that a command line needs."""
    command = next((word for word in arguments if not word.startswith("-")), "")
    return ("build", "test") if command in _NEED_TEST else ("build",)


def main(arguments: Sequence[str]) -> int:
    """Run a command in the project's environment; return its exit code, 2 if it cannot run."""
    hops, _, suspect = os.environ.pop(_TICKET, "0:").partition(":")
    passed = int(hops) if hops.isdigit() else 0
    here = Environment(ROOT)
    try:
        if not here.is_current():
            python = environment.ensure(groups_for(arguments), suspect=suspect or None)
            _go(str(python), arguments, passed)
        return _inside(here, arguments, passed)
    except Trouble as trouble:
        print(f"kb: {trouble}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nkb: stopped", file=sys.stderr)
        return 130


def _inside(here: Environment, arguments: Sequence[str], passed: int) -> int:
    note = read(here)
    if note is None or note.tag != sys.implementation.cache_tag:
        _go(base_python(), arguments, passed, ALL)
    if not passed and not survey(here, groups_for(arguments)).is_ready:
        _go(base_python(), arguments, passed)
    try:
        from kb.cli import main as run

        return run(list(arguments))
    except ImportError as error:
        module = error.name or ""
        if passed > 1 or not _is_installed(here, module):
            raise
        _go(base_python(), arguments, passed, module)


def _is_installed(here: Environment, module: str) -> bool:
    """Say whether a module that did not load is one of those that the lock files brought."""
    from kb.environment import integrity

    note = read(here)
    if note is None or not module:
        return False
    listed = [info for group in note.groups.values() for info in group.distributions]
    return integrity.provider(here.folder / note.packages, listed, module) is not None


def _go(python: str, arguments: Sequence[str], passed: int, suspect: str = "") -> NoReturn:
    """Go on in another Python; returns only as an exception. Raises Trouble if it leads nowhere."""
    if passed >= _MOST:
        raise Trouble("the environment in .venv does not work; delete it and run this again")
    command = [python, str(ROOT / "scripts" / "kb"), *arguments]
    variables = {**own_variables(), _TICKET: f"{passed + 1}:{suspect}"}
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        if not WINDOWS:
            os.execve(python, command, variables)
        import subprocess

        sys.exit(subprocess.call(command, env=variables))
    except OSError as error:
        if suspect == ALL:
            raise Trouble(f"{python} does not start ({error.strerror})") from error
        # Not a program for this machine: the folder came from another one.
        _go(base_python(), arguments, passed + 1, ALL)
