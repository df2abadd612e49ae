"""Installs locked packages into the environment: with uv where it is, else with pip."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kb.environment.diagnosis import AGAIN, diagnose
from kb.environment.index_settings import for_uv
from kb.environment.marker import Environment, base_python
from kb.environment.running import Failed, Trouble, own_variables, run

Say = Callable[[str], None]
_NO_INSTALLER = re.compile(r"No module named '?(pip|ensurepip|venv)|ensurepip is (disabled|not)")


def install(environment: Environment, locks: Sequence[Path], say: Say) -> None:
    """Install all that the lock files pin and that is not there yet. Raises Trouble."""
    wanted = [word for lock in locks for word in ("-r", str(lock))]
    uv = shutil.which("uv")
    if uv:
        try:
            return _with_uv(uv, environment, wanted)
        except Failed as failure:
            reason = diagnose(failure.output).partition(";")[0]
            say(f"uv did not get through: {reason}; trying pip …")
    try:
        _with_pip(environment, wanted)
    except Failed as failure:
        raise Trouble(diagnose(failure.output)) from None


def _with_uv(uv: str, environment: Environment, wanted: Sequence[str]) -> None:
    variables = own_variables()
    added, options = for_uv(variables)
    variables |= {**added, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    command = [uv, "pip", "install", "--python", str(environment.python), "--require-hashes"]
    command += ["--no-deps", "--compile-bytecode", *options, *wanted]
    run(command, variables, str(environment.root))


def _with_pip(environment: Environment, wanted: Sequence[str]) -> None:
    command = [*_pip(environment), "install", "--require-hashes", "--no-deps", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location", "--progress-bar=off"]
    run([*command, *wanted], own_variables(), str(environment.root))


def _pip(environment: Environment) -> list[str]:
    """Return the words that start a pip for the environment: its own, a new one, or the base's."""
    variables, folder = own_variables(), str(environment.root)
    python = str(environment.python)
    inside = [python, "-I", "-m", "pip"]
    outside = [base_python(), "-m", "pip", "--python", python]
    attempts = (
        ([*inside, "--version"], inside),
        ([python, "-I", "-m", "ensurepip", "--default-pip"], inside),
        ([*outside, "--version"], outside),
    )
    for trial, command in attempts:
        try:
            run(trial, variables, folder)
        except Failed as failure:
            if not _NO_INSTALLER.search(failure.output) and trial[-1] != "--version":
                raise
        else:
            return command
    raise Trouble(no_installer())


def no_installer() -> str:
    """Return the line for a Python that came without what makes environments."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if Path("/etc/debian_version").exists():
        sudo = "" if getattr(os, "geteuid", lambda: 1)() == 0 else "sudo "
        cure = f"run: {sudo}apt-get install python{version}-venv, then {AGAIN}"
    else:
        cure = f"install your system's pip for Python {version}, or uv, then {AGAIN}"
    return f"this Python has neither venv with ensurepip nor pip to set up its packages; {cure}"


def make_bare(environment: Environment, base: str) -> None:
    """Make, or bring up to its present address, the environment without any package.

    Raises Trouble.
    """
    variables, folder = own_variables(), str(environment.root)
    target = environment.address()  # venv refuses a link
    try:
        run([base, "-I", "-m", "venv", "--without-pip", target], variables, folder)
    except Failed as failure:
        uv = shutil.which("uv")
        if not _NO_INSTALLER.search(failure.output):
            raise Trouble(diagnose(failure.output)) from None
        if not uv:
            raise Trouble(no_installer()) from None
        try:
            command = [uv, "venv", "--allow-existing", "--no-python-downloads", "--python", base]
            run([*command, target], variables, folder)
        except Failed as second:
            raise Trouble(diagnose(second.output)) from None
