"""Builds beside and moves on success: a failed or interrupted build changes nothing."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kb.filelock import exclusive

DAY = 24 * 60 * 60


@contextmanager
def staging(root: Path) -> Iterator[Path]:
    """An empty folder on the project's own file system, removed at the end, however it ends."""
    parent = root / ".cache" / "kb"
    parent.mkdir(parents=True, exist_ok=True)
    for left in parent.glob("build-*"):
        if time.time() - left.stat().st_mtime > DAY:  # a build that was killed
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="build-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(root: Path, made: Mapping[str, Path], aside: Path) -> None:
    """Move each folder of `made` to its name under `root`, all of them or none.

    The folders that stood there go to `aside`. One process at a time: a second waits.
    """
    lock = root / ".cache" / "kb" / "publish.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with exclusive(lock):
        moves: list[tuple[Path, Path]] = []
        try:
            for name, folder in made.items():
                if (root / name).exists():
                    _move(root / name, aside / f"old-{name}", moves)
                _move(folder, root / name, moves)
        except BaseException:
            for source, target in reversed(moves):
                target.replace(source)
            raise


def _move(source: Path, target: Path, moves: list[tuple[Path, Path]]) -> None:
    source.replace(target)
    moves.append((source, target))
