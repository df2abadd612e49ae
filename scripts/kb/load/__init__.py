"""Reads docs/ into a KnowledgeBase; the only place that opens sources. Judges form, not meaning."""

from __future__ import annotations

from pathlib import Path

from kb.load.data import read_data
from kb.load.letters import read_letters
from kb.load.money import read_money
from kb.load.neutrality import read_neutrality
from kb.load.pages import read_pages
from kb.load.texts import read_texts
from kb.load.tree import check_tree
from kb.load.wording import read_wording
from kb.model import KnowledgeBase, Problem

# The codes of the faults of form that loading itself finds.
FAULTS = frozenset(
    {
        "clause-malformed",
        "encoding-unknown",
        "field-malformed",
        "field-missing",
        "field-unknown",
        "file-missing",
        "folder-misnamed",
        "front-matter-malformed",
        "symlink-found",
        "synonyms-malformed",
        "toml-malformed",
    }
)


def load(root: Path) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """Read the project at `root`; return what could be read and every fault of form, sorted."""
    problems: list[Problem] = []
    pages = read_pages(root, problems)
    letters = read_letters(root, problems)
    data = read_data(root, problems)
    data |= {"texts": read_texts(root), "wording": read_wording(root, problems)}
    data["neutrality"] = read_neutrality(root, problems)
    data["money"] = read_money(root, problems)
    unread = frozenset(problem.path for problem in problems)
    knowledge = KnowledgeBase(pages=pages, letters=letters, unread=unread, **data)
    check_tree(root, problems)
    return knowledge, tuple(sorted(problems))
