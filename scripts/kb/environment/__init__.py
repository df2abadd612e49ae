"""The project's own environment, `.venv`: looked at before each command, made or mended at need.

Uses the standard library alone, as nothing else is there yet. Prints only through `say`.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kb.environment.marker import Environment
from kb.environment.survey import Survey, survey

ROOT = Path(__file__).resolve().parents[3]
ALL = "*"  # as a suspect: everything, make the environment anew

__all__ = ["ALL", "ROOT", "Environment", "ensure"]


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def ensure(
    groups: Sequence[str],
    root: Path = ROOT,
    say: Callable[[str], None] = _to_stderr,
    suspect: str | None = None,
) -> Path:
    """Return the Python of an environment that holds the groups of packages, whole and as locked.

    Makes, moves, mends or updates it first where that is needed. `suspect` is a module that would
    not load, or ALL. Raises Trouble when a person has to do something.
    """
    environment = Environment(root)
    try:
        if suspect or not survey(environment, groups).is_ready:
            _bring_up(environment, groups, say, suspect)
    except OSError as error:
        from kb.environment.diagnosis import diagnose_os
        from kb.environment.running import Trouble

        raise Trouble(diagnose_os(error, root)) from error
    return environment.python


def _bring_up(
    environment: Environment, groups: Sequence[str], say: Callable[[str], None], suspect: str | None
) -> None:
    from kb.filelock import exclusive

    def waiting() -> None:
        say("Another kb is setting up the environment; waiting …")

    started = time.monotonic()
    with exclusive(environment.root / ".venv.lock", waiting), _orderly_end():
        seen = survey(environment, groups)
        if seen.is_ready and not suspect:
            return  # the other kb has done it
        _mend(environment, groups, seen, say, suspect)
    say(f"Ready after {time.monotonic() - started:.0f} s.")


def _mend(
    environment: Environment,
    groups: Sequence[str],
    seen: Survey,
    say: Callable[[str], None],
    suspect: str | None,
) -> None:
    from kb.environment import making, marker, packages, running

    if seen.is_foreign:
        raise running.Trouble(
            ".venv was not made by kb and is left alone; move it away (mv .venv .venv.old) "
            "and run the same command again"
        )
    say(_announcement(seen, suspect))
    if seen.marker is None or seen.reason or suspect == ALL:
        note = making.make_new(environment)
        packages.bring_in(environment, note, groups, say)
    elif seen.outdated or seen.damaged or suspect:
        note = making.settle(environment, seen.marker) if seen.loose else seen.marker
        packages.bring_in(environment, note, groups, say, seen.damaged, suspect)
    else:
        marker.write(environment, making.settle(environment, seen.marker))


def _announcement(seen: Survey, suspect: str | None) -> str:
    if seen.reason == "new":
        return "Setting up the environment in .venv (once, about a minute) …"
    if seen.reason or suspect == ALL:
        return f"Setting up the environment in .venv anew: {seen.reason or 'it does not work'} …"
    if suspect:
        return f"Repairing the environment in .venv: {suspect} does not load …"
    if seen.damaged:
        names = ", ".join(info.removesuffix(".dist-info") for info in seen.damaged[:3])
        more = f" and {len(seen.damaged) - 3} more" if len(seen.damaged) > 3 else ""
        return f"Repairing the environment in .venv: files are missing from {names}{more} …"
    if seen.outdated and seen.marker:
        new = [name for name in seen.outdated if name not in seen.marker.groups]
        if new:
            return f"Adding what kb {new[0]} needs to the environment in .venv (once) …"
        return f"Updating the environment in .venv: requirements/{seen.outdated[0]}.txt is new …"
    return "Fitting the environment in .venv to the place of the project …"


@contextmanager
def _orderly_end() -> Iterator[None]:
    """Let a polite request to stop end the installer too, instead of leaving it at work alone."""

    def stop(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread: the caller minds its signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
