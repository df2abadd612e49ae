"""Makes and mends the environment itself; installing packages into it is done elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from kb.environment import marker as notes
from kb.environment.installing import make_bare
from kb.environment.marker import WINDOWS, Environment, Marker
from kb.environment.survey import own_files

# Finds the project from its own place, so it survives a move; also tells the door when the
# environment's Python is gone.
_LAUNCHER = """#!/bin/sh
self=$0
[ -L "$self" ] && self=$(realpath -- "$self")
here=$(CDPATH= cd -- "$(dirname -- "$self")" && pwd)
if [ -x "$here/python" ]; then
    exec "$here/python" "${here%/*/*}/scripts/kb" "$@"
fi
exec python3 "${here%/*/*}/scripts/kb" "$@"
"""
_LAUNCHER_WINDOWS = '@"%~dp0python.exe" "%~dp0..\\..\\scripts\\kb" %*\r\n'

# The head that installers write into programs, and ours, which holds no address.
_HEAD = re.compile(rb"\A(#![^\n]*/python[^\n/]*\n|#!/bin/sh\n'''exec' [^\n]*\n' '''\n)")
_FREE_HEAD = b"""#!/bin/sh
'''exec' "$(dirname -- "$(realpath -- "$0")")/python" "$0" "$@"
' '''
"""


def make_new(environment: Environment) -> Marker:
    """Make the environment from nothing, over whatever is left of an older one. Raises Trouble."""
    marker = notes.blank(environment)
    environment.folder.mkdir(exist_ok=True)
    notes.write(environment, marker)  # first: what breaks off from here on is known as ours
    clear(environment.folder, but=environment.note)
    for name in ("pip.conf", "pip.ini"):  # settings of the Python or environment in use
        if Path(sys.prefix, name).is_file():
            shutil.copyfile(Path(sys.prefix, name), environment.folder / name)
    make_bare(environment, marker.base)
    return marker


def clear(folder: Path, but: Path) -> None:
    """Empty a folder, which may itself be a link or a mount, but for one file. Raises OSError."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != but:
            entry.unlink()


def settle(environment: Environment, marker: Marker) -> Marker:
    """Fit the environment to its present address; return the marker for it. Raises Trouble."""
    if marker.path != environment.address():
        make_bare(environment, marker.base)
    path_line, launcher = own_files(environment, marker)
    scripts = os.path.relpath(environment.root / "scripts", path_line.parent)
    path_line.write_text(scripts.replace(os.sep, "/") + "\n", encoding="ascii")
    if WINDOWS:
        launcher.write_bytes(_LAUNCHER_WINDOWS.encode("ascii"))
    else:
        launcher.write_text(_LAUNCHER, encoding="ascii")
        launcher.chmod(0o755)
        free_programs(environment.bin)
    return replace(marker, path=environment.address())


def free_programs(folder: Path) -> None:
    """Give the Python programs in `bin/` a head that still works when the project has moved."""
    for path in folder.iterdir():
        if path.is_symlink() or not path.is_file() or path.stat().st_size > 100_000:
            continue
        text = path.read_bytes()
        head = _HEAD.match(text)
        if head and head.group(0) != _FREE_HEAD:
            path.write_bytes(_FREE_HEAD + text[head.end() :])
