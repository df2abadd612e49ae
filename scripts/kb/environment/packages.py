"""Brings the packages of the environment to what the lock files say, and notes it down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kb.environment import integrity
from kb.environment.installing import install
from kb.environment.making import settle
from kb.environment.marker import Environment, Group, Marker, write
from kb.environment.running import Trouble

Say = Callable[[str], None]


def bring_in(
    environment: Environment,
    note: Marker,
    groups: Sequence[str],
    say: Say,
    damaged: Iterable[str] = (),
    suspect: str | None = None,
) -> None:
    """Install the groups; what is damaged, or gave `suspect`, is installed over itself.

    Whole packages stay untouched, so that most repairs need little of the network or nothing.
    The note is written last: if this breaks off, the next survey finds the rest. Raises Trouble.
    """
    folder = environment.folder / note.packages
    locks = [environment.lock(name) for name in groups]
    digests = [environment.lock_digest(name) for name in groups]
    for info in {*damaged, *_behind(environment, note, suspect)}:
        integrity.forget(folder, info)
    install(environment, locks, say)
    broken = integrity.damaged(folder, _installed(environment, note, groups))
    if broken:  # an installer that was stopped halfway had left them looking complete
        for info in broken:
            integrity.forget(folder, info)
        install(environment, locks, say)
    fresh = {
        name: Group(digest, _installed(environment, note, [name]))
        for name, digest in zip(groups, digests, strict=True)
    }
    _verify(environment, note, fresh)
    finished = replace(note, groups={**note.groups, **fresh})
    _tidy(environment, note, finished)
    write(environment, settle(environment, finished))


def _installed(environment: Environment, note: Marker, groups: Sequence[str]) -> tuple[str, ...]:
    names = [integrity.locked_names(environment.lock(group)) for group in groups]
    return integrity.installed(environment.folder / note.packages, set().union(*names))


def _behind(environment: Environment, note: Marker, suspect: str | None) -> list[str]:
    """Return the distributions to blame for a module that does not load."""
    if suspect is None:
        return []
    folder = environment.folder / note.packages
    listed = [info for group in note.groups.values() for info in group.distributions]
    owner = integrity.provider(folder, listed, suspect)
    return [*integrity.altered(folder, listed), *([owner] if owner else [])]


def _verify(environment: Environment, note: Marker, fresh: dict[str, Group]) -> None:
    for name, group in fresh.items():
        broken = integrity.damaged(environment.folder / note.packages, group.distributions)
        if broken or not group.distributions:
            what = ", ".join(broken) or f"requirements/{name}.txt"
            raise Trouble(
                f"the environment in .venv stays incomplete ({what}); "
                "delete .venv and run the same command again"
            )


def _tidy(environment: Environment, before: Marker, after: Marker) -> None:
    """Delete what an earlier lock file had pinned and no present one does."""
    kept = set().union(*(integrity.locked_names(environment.lock(name)) for name in after.groups))
    folder = environment.folder / before.packages
    for group in before.groups.values():
        for info in group.distributions:
            if info not in integrity.installed(folder, kept) and (folder / info).is_dir():
                integrity.remove(folder, info)
