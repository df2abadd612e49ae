"""Names the release and packs a folder into a zip that depends on the folder's content alone."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

# The earliest time that a zip can hold: file times would make every build another archive.
EPOCH = (1980, 1, 1, 0, 0, 0)


def version(root: Path) -> str:
    """The project's version, from pyproject.toml."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project.get("project", {}).get("version", "0"))


def pack(folder: Path, target: Path) -> None:
    """Write every file below `folder` to the zip `target`, by sorted name."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3  # Unix, whatever the machine, so that the modes hold
                entry.external_attr = 0o100644 << 16
                archive.writestr(entry, path.read_bytes())
