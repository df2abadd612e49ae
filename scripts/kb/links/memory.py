"""What is known of a site's files from the last check, by their content. Never changes a result.

Kept is only that a file was free of faults, with everything that this depended on; a file with a
fault is judged anew each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kb.links.document import Document


class Known(NamedTuple):
    """One file as it was: its content's digest, what others need of it, why it was in order."""

    content: str
    ids: tuple[str, ...]
    page: bool
    hosts: tuple[str, ...]  # that it names with https
    demands: tuple[str, ...]  # the files whose ids it relies on
    sound: str  # what its being free of faults depended on; "" when it was not free

    def document(self, path: str) -> Document:
        """The file without its links."""
        return Document(path, ids=frozenset(self.ids), page=self.page)


def digest(data: bytes) -> str:
    """A short name of a content."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def digest_of(parts: Iterable[str]) -> str:
    """A short name of several texts in their order."""
    return digest("\0".join(parts).encode("utf-8", "surrogatepass"))


@cache
def checker() -> str:
    """A name of this checker's own code: another version judges otherwise."""
    from importlib.metadata import version  # slow to load, and only needed with a memory

    files = sorted(Path(__file__).parent.rglob("*.py"))
    return digest_of([version("selectolax"), *(digest(one.read_bytes()) for one in files)])


def recalled(file: Path) -> dict[str, Known]:
    """What `file` keeps; nothing when it is missing, broken or another checker's."""
    try:
        data = json.loads(file.read_text("utf-8"))
        if data["checker"] != checker():
            return {}
        return {path: _known(value) for path, value in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}


def _known(value: list[object]) -> Known:
    content, ids, page, hosts, demands, sound = value
    assert isinstance(ids, list)
    assert isinstance(hosts, list)
    assert isinstance(demands, list)
    return Known(str(content), tuple(ids), bool(page), tuple(hosts), tuple(demands), str(sound))


def keep(file: Path, known: Mapping[str, Known]) -> None:
    """Write what is known, at once: a reader sees the old or the new. Best effort: it may fail."""
    data = json.dumps({"checker": checker(), "files": known}, ensure_ascii=False)
    beside = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(data, "utf-8")
        beside.replace(file)
    except OSError:
        return
