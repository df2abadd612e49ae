"""How commands speak: steps, problems and verdicts, on the terminal or for a program."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kb import report
from kb.model import Problem


def step(text: str) -> None:
    """Say what is being done."""
    print(f"· {text}", flush=True)


def verdict(problems: Sequence[Problem], form: str) -> int:
    """Print the problems, or that there are none; return the exit code."""
    if problems or form != "text":
        return show(problems, form)
    print("no problems")
    return 0


def show(problems: Sequence[Problem], form: str, note: str = "") -> int:
    """Print the problems and their number; return the exit code."""
    print(report.render(problems, form))
    if form == "text":
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        print(f"{count}; {note}" if note else count, file=sys.stderr)
    return 1 if problems else 0
