"""Runs the programs that set the environment up, shows their progress, keeps what they wrote."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

# The caller's own Python affairs, and settings that would send packages somewhere else.
_DROPPED = re.compile(
    "VIRTUAL_ENV|__PYVENV_LAUNCHER__|PYTHON(PATH|HOME|STARTUP|SAFEPATH|PLATLIBDIR|EXECUTABLE)"
    "|UV_(PYTHON|SYSTEM_PYTHON|(NO_)?MANAGED_PYTHON|PROJECT|WORKING_DIR|CONSTRAINT|OVERRIDE"
    "|EXCLUDE_NEWER|NO_VERIFY_HASHES|TORCH_BACKEND)"
    "|PIP_(TARGET|PREFIX|ROOT|USER|PYTHON|REQUIREMENT|CONSTRAINT|DRY_RUN|IGNORE_INSTALLED)"
)


class Trouble(Exception):
    """Something is missing that a person has to put right: the text says what, and how."""


class Failed(Exception):
    """A program ended badly; `output` is all that it wrote."""

    def __init__(self, output: str) -> None:
        """Keep the output."""
        super().__init__(output)
        self.output = output


def own_variables(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment variables without those that would disturb ours."""
    kept = {name: value for name, value in variables.items() if not _DROPPED.fullmatch(name)}
    return {**kept, "PYTHONUTF8": "1"}  # a Chinese path, also where LANG=C


def run(command: Sequence[str], variables: Mapping[str, str], folder: str) -> str:
    """Run a program and return what it wrote; its newest line shows on a terminal meanwhile.

    Raises Failed if it cannot be started or ends with anything but 0.
    """
    try:
        process = subprocess.Popen(
            command,
            env=dict(variables),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror or error}") from error
    try:
        output = _follow(process)
        code = process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    if code:
        raise Failed(output or f"{command[0]} ended with {code}")
    return output


def _follow(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    lines = []
    shown = sys.stderr.isatty()
    with process.stdout:
        for line in process.stdout:
            lines.append(line)
            if shown and line.strip():
                room = shutil.get_terminal_size().columns - 4
                sys.stderr.write(f"\r\x1b[K  {line.strip()[:room]}")
                sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
    return "".join(lines)
