"""Reads and checks the sources in one step; knows nothing of the site that is made from them."""

from __future__ import annotations

from pathlib import Path

from kb import checks
from kb.load import load
from kb.model import KnowledgeBase, Problem
from kb.search.synonyms import SYNONYMS, read_synonyms


def check(root: Path) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """What the sources under `root` hold, and every fault in them."""
    knowledge, problems = load(root)
    _, misspelt = read_synonyms(root / SYNONYMS, SYNONYMS)
    return knowledge, tuple(sorted({*problems, *misspelt, *checks.run(knowledge)}))
