"""Where data leads: a page of the handbook, with or without a place in it."""

from __future__ import annotations

import re

from kb.checks.nearest import nearest
from kb.model import LANGUAGES, Code, KnowledgeBase, Page


def target_fault(knowledge: KnowledgeBase, target: str) -> tuple[str, str] | None:
    """What is wrong with `situation/region.md#n20`: fact and hint; None if nothing is.

    A page that one language lacks is the fault of that page, and told there.
    """
    name, _, fragment = target.partition("#")
    pages = [page for language in LANGUAGES if (page := _page(knowledge, name, language))]
    unread = any(f"docs/{language}/{name}" in knowledge.unread for language in LANGUAGES)
    if not pages and not unread:
        names = {one.name for one in knowledge.pages}
        return f"{name}, which does not exist.", nearest(name, names, "write that page first")
    for page in pages if fragment else []:
        if fragment not in _anchors(page):
            hint = nearest(fragment, _anchors(page), f"give a heading there {{#{fragment}}}")
            return f"#{fragment}, which {page.path} does not have.", hint
    return None


def _page(knowledge: KnowledgeBase, name: str, language: Code) -> Page | None:
    found = (x for x in knowledge.pages if x.name == name and x.language == language)
    return next(found, None)


def _anchors(page: Page) -> set[str]:
    """The ids that its source gives: `{#id}` and `{: #id }`."""
    return {id for _, line in page.prose() for id in re.findall(r"\{:?\s*#([\w-]+)", line)}
