"""A lock between processes, held on a file. It knows nothing of what it protects."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if os.name == "nt":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            # Some network file systems know no locks: then nobody is kept waiting.
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
                raise
        return True


def _is_still(descriptor: int, path: Path) -> bool:
    """Say whether the open file is the one at `path`: its last holder may have removed it."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), path.stat())
    return False


@contextmanager
def exclusive(path: Path, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock at `path` for the length of a `with` block; it goes when the process dies.

    Waits for another holder, after calling `on_wait` once. Raises OSError if it cannot be made.
    """
    told = False
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if _try(descriptor) and (os.name == "nt" or _is_still(descriptor, path)):
                break
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if on_wait and not told:
            on_wait()
        told = True
        time.sleep(0.1)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows does not remove a file that is open
            path.unlink()
        os.close(descriptor)
