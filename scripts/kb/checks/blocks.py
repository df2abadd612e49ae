"""Checks of what opens and has to close: generated blocks and fences of code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.letters import GROUPS
from kb.checks.nearest import nearest
from kb.model import KnowledgeBase, Page, Problem

# The blocks that pages can ask for; kb.render.views makes them, and a test says that it is these.
BLOCKS = (
    "advice",
    "case-log",
    "claim",
    "decoder",
    "faults",
    "honesty",
    "letter",
    "letters",
    "notice",
    "notices",
    "planner",
    "redactor",
    "sources",
    "triage",
)
OPENING = re.compile(r"\s*/{3,}\s*([\w-]+)\s*(?:\|\s*(.*?))?\s*$")
CLOSING = re.compile(r"\s*/{3,}\s*$")


def block_malformed(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A block or a fence of code that is not closed, or a block that does not exist."""
    for page in knowledge.pages:
        for line, fact, hint in (*_unclosed(page), *_unknown(page, knowledge)):
            yield Problem(page.path, line, "block-malformed", fact, hint)


def _unclosed(page: Page) -> Iterator[tuple[int, str, str]]:
    opened = 0
    for number, line in (*page.prose(), (0, "/// end")):
        if OPENING.match(line) and opened:
            yield opened, "the block is not closed.", "put a line /// below it"
        if OPENING.match(line):
            opened = number
        elif CLOSING.match(line):
            opened = 0
    if fence := page.open_fence():
        yield fence, "the fence of code is not closed.", "end it with the marks that begin it"


def _unknown(page: Page, knowledge: KnowledgeBase) -> Iterator[tuple[int, str, str]]:
    arguments = {"letters": ("", *GROUPS), "notice": tuple(knowledge.notices)}
    for number, line in page.prose():
        found = OPENING.match(line)
        if not found:
            continue
        name, argument = found[1], found[2] or ""
        if name not in BLOCKS:
            hint = nearest(name, BLOCKS, f"the blocks are {', '.join(BLOCKS)}")
            yield number, f"block {name!r} does not exist.", hint
        elif argument not in arguments.get(name, (argument,)):
            hint = nearest(argument, arguments[name], "write one that exists")
            yield number, f"{name} {argument!r} does not exist.", hint
