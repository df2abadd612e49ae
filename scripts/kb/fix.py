"""Mends in the sources what needs no thought: Chinese typography, white space, line ends.

The only writer of docs/ apart from `kb new`. It changes nothing of which a person might mean
something else, and nothing in fenced code.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from kb.checks.typography import chinese
from kb.load import load
from kb.model import KnowledgeBase, Passage
from kb.typography import corrected


def fix(root: Path) -> tuple[str, ...]:
    """Mend the files under docs/ of the project at `root`; return the paths changed, sorted."""
    knowledge, _ = load(root)
    spoken: dict[str, list[Passage]] = defaultdict(list)
    for passage in chinese(knowledge):
        spoken[passage.path].append(passage)
    changed = []
    for path in sorted((root / "docs").rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix not in (".md", ".toml") or path.is_symlink():
            continue
        try:
            before = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # kb check names it
        after = _mended(before, spoken[name], knowledge)
        if after != before:
            path.write_bytes(after.encode("utf-8"))
            changed.append(name)
    return tuple(changed)


def _mended(text: str, spoken: list[Passage], knowledge: KnowledgeBase) -> str:
    lines = text.removeprefix("\ufeff").splitlines()
    for passage in sorted(spoken, key=lambda one: (one.line, -one.column)):
        start = passage.column - 1
        line, end = lines[passage.line - 1], start + len(passage.text)
        if line[start:end] == passage.text:
            lines[passage.line - 1] = line[:start] + corrected(passage.text, knowledge) + line[end:]
    return "".join(_trimmed(line) + "\n" for line in lines).rstrip("\n") + "\n" if lines else text


def _trimmed(line: str) -> str:
    """Without white space at the end; the two spaces that break a line in Markdown stay."""
    bare = line.rstrip()
    return bare + "  " if bare and line == bare + "  " else bare
