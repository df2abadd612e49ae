"""Looks at the names and kinds of the files under docs/, for what no parser would notice."""

from __future__ import annotations

import re
from pathlib import Path

from kb.model import LANGUAGES, Problem


def check_tree(root: Path, problems: list[Problem]) -> None:
    """Report links in the file system and top-level folders that static-i18n would drop.

    It takes any folder of docs/ with a two-letter name for a language that is not built.
    """
    docs = root / "docs"
    for path in sorted(docs.glob("*/")):
        if re.fullmatch(r"[a-z]{2}", path.name) and path.name not in LANGUAGES:
            shown = path.relative_to(root).as_posix()
            fact = "a folder with a two-letter name is taken for a language and left out."
            hint = f"give it a longer name: git mv {shown} {shown}-files"
            problems.append(Problem(shown, 0, "folder-misnamed", fact, hint))
    for path in sorted(docs.rglob("*")):
        if path.is_symlink():
            shown = path.relative_to(root).as_posix()
            fact = "a symbolic link; it could publish a file from outside the project."
            hint = "put the file itself there"
            problems.append(Problem(shown, 0, "symlink-found", fact, hint))
