"""Where the environment is, and the note in it that says what it holds; makes and mends nothing."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
from dataclasses import asdict, dataclass, field
from pathlib import Path

WINDOWS = os.name == "nt"
_FORM = 1  # of the note: another number means another kb made the environment


@dataclass(frozen=True)
class Group:
    """One lock file as installed: its digest, and the `*.dist-info` folders that came of it."""

    lock: str
    distributions: tuple[str, ...]


@dataclass(frozen=True)
class Marker:
    """The note that a finished environment carries. No groups: it was never finished."""

    path: str  # where the environment was made; console scripts hold this address
    base: str  # the Python it stands on
    tag: str  # that Python's kind and version, such as cpython-311
    packages: str  # site-packages, relative to the environment
    groups: dict[str, Group] = field(default_factory=dict)
    form: int = _FORM


@dataclass(frozen=True)
class Environment:
    """The project's own environment: the addresses in it, whether or not it exists yet."""

    root: Path

    @property
    def folder(self) -> Path:
        """The environment itself."""
        return self.root / ".venv"

    @property
    def bin(self) -> Path:
        """Where its programs are."""
        return self.folder / ("Scripts" if WINDOWS else "bin")

    @property
    def python(self) -> Path:
        """Its Python."""
        return self.bin / ("python.exe" if WINDOWS else "python")

    @property
    def note(self) -> Path:
        """The file that holds the marker."""
        return self.folder / "kb-environment.json"

    def lock(self, group: str) -> Path:
        """Return the lock file of a group such as `build`."""
        return self.root / "requirements" / f"{group}.txt"

    def lock_digest(self, group: str) -> str:
        """Return a digest of a group's lock file that line ends do not change."""
        return hashlib.sha256(self.lock(group).read_bytes().replace(b"\r\n", b"\n")).hexdigest()

    def is_current(self) -> bool:
        """Say whether this very process runs in the environment."""
        try:
            return self.folder.samefile(sys.prefix)
        except OSError:
            return False

    def address(self) -> str:
        """Return the environment's own address, links resolved, as the marker keeps it."""
        return os.path.realpath(self.folder)


def base_python() -> str:
    """Return the Python under this process, outside any environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def blank(environment: Environment) -> Marker:
    """Return the marker of an environment that this Python is about to make."""
    here = str(environment.folder)
    packages = sysconfig.get_path("purelib", "venv", {"base": here, "platbase": here})
    relative = os.path.relpath(packages, here)
    tag = sys.implementation.cache_tag or sys.version[:4]
    return Marker(environment.address(), base_python(), tag, relative)


def read(environment: Environment) -> Marker | None:
    """Return the marker, or None where there is none that this kb understands."""
    try:
        record = json.loads(environment.note.read_text(encoding="utf-8"))
        groups = {
            name: Group(group["lock"], tuple(group["distributions"]))
            for name, group in record.pop("groups").items()
        }
        marker = Marker(groups=groups, **record)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return marker if marker.form == _FORM else None


def write(environment: Environment, marker: Marker) -> None:
    """Put the marker down in one step, so that nobody ever reads half of it."""
    beside = environment.note.with_suffix(".new")
    text = json.dumps(asdict(marker), ensure_ascii=False, indent=1)
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(environment.note)
