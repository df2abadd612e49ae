"""Looks at the environment as it stands and says what it lacks; changes nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.environment import integrity
from kb.environment.marker import WINDOWS, Environment, Marker, read


@dataclass(frozen=True)
class Survey:
    """What is there and what is wrong with it; `reason` is why it must be made from nothing."""

    marker: Marker | None = None
    reason: str | None = None
    loose: bool = False  # moved, or without our own few files
    outdated: tuple[str, ...] = ()  # groups whose lock file is not the one installed
    damaged: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Say whether a command can run in it at once."""
        return not (self.reason or self.loose or self.outdated or self.damaged)

    @property
    def is_foreign(self) -> bool:
        """Say whether something is there that is not ours to touch."""
        return self.reason == "foreign"


def survey(environment: Environment, groups: Sequence[str]) -> Survey:
    """Look at the environment: about 0.03 s."""
    marker = read(environment)
    if marker is None:
        return Survey(reason="foreign" if _holds_something(environment) else "new")
    if not marker.groups:
        return Survey(marker, "it was never finished")
    if not (environment.python.exists() and Path(marker.base).exists()):
        return Survey(marker, "its Python is gone")
    packages = environment.folder / marker.packages
    if not packages.is_dir():
        return Survey(marker, "its packages are gone")
    moved = marker.path != environment.address()
    if moved and WINDOWS:
        return Survey(marker, "the project was moved")
    loose = moved or not all(path.exists() for path in own_files(environment, marker))
    held = {name: marker.groups[name] for name in groups if name in marker.groups}
    outdated = [n for n in groups if n not in held or held[n].lock != environment.lock_digest(n)]
    listed = dict.fromkeys(info for group in held.values() for info in group.distributions)
    return Survey(marker, None, loose, tuple(outdated), tuple(integrity.damaged(packages, listed)))


def _holds_something(environment: Environment) -> bool:
    if not os.path.lexists(environment.folder):
        return False
    if not environment.folder.is_dir():
        return True
    # A note that was being put down when the machine stopped is ours.
    names = {entry.name for entry in environment.folder.iterdir()}
    return not names <= {environment.note.with_suffix(".new").name}


def own_files(environment: Environment, marker: Marker) -> tuple[Path, Path]:
    """Return what kb itself puts in: the path line that makes `import kb` work, the launcher."""
    launcher = environment.bin / ("kb.cmd" if WINDOWS else "kb")
    return environment.folder / marker.packages / "kb.pth", launcher
