"""Checks of the pages: both trees alike, blocks that name what exists, Chinese unbroken."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import zip_longest

from kb.checks.nearest import nearest
from kb.model import LANGUAGES, KnowledgeBase, Page, Problem

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*(?:\{:?\s*#([^\s}]+)[^}]*\})?\s*$")
# Line, level and id of a heading.
Heading = tuple[int, int, str]
# A line of running text: not a heading, list, quote, table, block, attribute list or raw HTML.
PLAIN = re.compile(r"(?! {4}|\s*(?:[#>|<!?:/{\[*+-]|\d+[.)]\s|={3,}|$)).")


def _pages(knowledge: KnowledgeBase) -> dict[tuple[str, str], Page]:
    return {(page.language, page.name): page for page in knowledge.pages}


def page_untranslated(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A page exists in one language only."""
    pages = _pages(knowledge)
    for page in knowledge.pages:
        for language in LANGUAGES:
            path = f"docs/{language}/{page.name}"
            if (language, page.name) not in pages and path not in knowledge.unread:
                fact = f"the same page in the other language, {path}, is missing."
                hint = f"write {path}; a link and the language switch lead there"
                yield Problem(page.path, 1, "page-untranslated", fact, hint)


def letter_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A page asks for a letter that does not exist."""
    known = {letter.id for letter in knowledge.letters}
    for page in knowledge.pages:
        for number, line in page.prose():
            match = re.match(r"\s*/{3,}\s*letter\s*(?:\|\s*(\S*)\s*)?$", line)
            path = f"docs/letters/{page.language}/{match and match[1]}.md"
            if match and match[1] not in known and path not in knowledge.unread:
                fact = f"letter {match[1] or ''!r} does not exist."
                hint = nearest(match[1] or "", known, "the ids are the names in docs/letters/zh")
                yield Problem(page.path, number, "letter-unknown", fact, hint)


def _headings(page: Page) -> list[Heading]:
    found = []
    for number, line in page.prose():
        match = HEADING.match(line)
        if match:
            found.append((number, len(match[1]), match[3] or ""))
    return found


def headings_differ(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """The two languages of a page have other headings: levels or `{#ids}` in another order."""
    pages = _pages(knowledge)
    for page in knowledge.pages:
        twin = pages.get(("en", page.name))
        if page.language != "zh" or twin is None:
            continue
        mine, theirs = _headings(page), _headings(twin)
        pairs = list(zip_longest(mine, theirs))
        at = next((n for n, (x, y) in enumerate(pairs) if (x or y)[1:] != (y or x)[1:]), None)
        if len(mine) != len(theirs) and at is None:
            at = min(len(mine), len(theirs))
        if at is None:
            continue
        here, there = pairs[at]
        fact = f"{_shown(here)} stands where {twin.path} has {_shown(there)}."
        hint = "give both the same headings with the same {#ids} in the same order"
        yield Problem(page.path, here[0] if here else 1, "headings-differ", fact, hint)


def _shown(heading: Heading | None) -> str:
    if heading is None:
        return "no further heading"
    line, level, id = heading
    return (
        f"heading {'#' * level} {{#{id}}} (line {line})"
        if id
        else (f"heading {'#' * level} without an id (line {line})")
    )


def language_crossed(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A link names a page of the other tree; static-i18n may bend it back without a word."""
    for page in knowledge.pages:
        folder = posixpath.dirname(page.path)
        for number, line in page.prose():
            for match in re.finditer(r"\]\(<?([^)\s>]+\.md)", line):
                target = posixpath.normpath(posixpath.join(folder, match[1]))
                language = next((x for x in LANGUAGES if target.startswith(f"docs/{x}/")), None)
                if language and language != page.language:
                    fact = f"{match[1]!r} is a page of the other language."
                    hint = "link to the page of the same name in this tree"
                    at = match.start(1) + 1
                    yield Problem(page.path, number, "language-crossed", fact, hint, at)


def paragraph_broken(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A Chinese paragraph goes on in the next line, which shows as a space between Han."""
    for page in knowledge.pages:
        before, number_before = "", 0
        for number, line in page.prose() if page.language == "zh" else ():
            goes_on = PLAIN.match(line) and PLAIN.match(before) and number == number_before + 1
            if goes_on and not before.endswith(("  ", "\\")):
                fact = "the paragraph above goes on in this line; the break shows as a space."
                hint = "join the two lines: in Chinese one paragraph is one line"
                yield Problem(page.path, number, "paragraph-broken", fact, hint)
            before, number_before = line, number
