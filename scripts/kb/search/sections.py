"""Cuts the HTML of an article into the sections that search can point at.

A section starts at each h1, h2 or h3 that has an id and ends at the next one. Headings without an
id belong to the text around them. What only decorates or repeats (`data-search="off"`, scripts,
buttons, permalinks, the marks and the ledger of claims) is left out; so is what is much the same
in all letters (a letter is found by its title and its case), and what another page says in full:
tables at a glance, rows of signposts, the planner, the decoder and the triage, what to do instead
of old advice. Never changes or writes HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.search.text import tidy

LEFT_OUT = (
    '[data-search="off"], script, style, template, noscript, svg, button, select, textarea, '
    ".headerlink, .md-content__button, .md-source-file, .claim__mark, .ledger, "
    ".letter > :not(.letter__summary), .letters small, "
    ".notices, .triage__question, .decoder, .claim-record__scope, .claim-record__reports, "
    ".kb-planner > .planner, thead, .kb-advice p + p"
)
CELLS = frozenset({"td", "th"})
CELL = " · "
OPENS_SECTION = frozenset({"h1", "h2", "h3"})
INLINE_TAGS = (
    "a abbr b bdi bdo cite code data del dfn em i ins kbd label mark q s samp small span strong "
    "sub sup time u var wbr"
)
INLINE = frozenset(INLINE_TAGS.split())


@dataclass(frozen=True)
class Section:
    """A stretch of a page: `id` is its fragment ("" for the top), both texts are plain text."""

    id: str
    heading: str
    text: str


def cut(html: str) -> tuple[Section, ...]:
    """The sections of an article in reading order; the first is always the top of the page."""
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return (Section("", "", ""),)
    for node in [*filter(_says_elsewhere, tree.css("table, tr")), *tree.css(LEFT_OUT)]:
        node.decompose()
    found: list[tuple[str, str, list[str]]] = [("", "", [])]
    for piece in _pieces(tree.body):
        if isinstance(piece, str):
            found[-1][2].append(piece)
        elif piece.tag == "h1" and not found[0][1]:
            found[0] = ("", tidy(piece.text()), found[0][2])
        else:
            found.append((piece.attributes.get("id") or "", tidy(piece.text()), []))
    return tuple(Section(id, heading, tidy("".join(text))) for id, heading, text in found)


def _says_elsewhere(node: LexborNode) -> bool:
    """A table at a glance (a column of it has no name), or a row that ends in a mere link."""
    if node.tag == "table":
        return any(not tidy(cell.text()) for cell in node.css("thead th"))
    cells = node.css("td")
    links = cells[-1].css("a:not(.claim__mark)") if len(cells) > 1 else []
    return len(links) == 1 and tidy(links[0].text()) == tidy(cells[-1].text())


def _pieces(node: LexborNode) -> Iterator[str | LexborNode]:
    """Runs of text in order, with the headings that open a section between them."""
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield child.text(deep=False)
        elif tag in OPENS_SECTION and (tag == "h1" or child.attributes.get("id")):
            yield child
        else:
            yield from _spaced(child, tag)


def _spaced(node: LexborNode, tag: str) -> Iterator[str | LexborNode]:
    around = "" if tag in INLINE else " "
    yield around
    yield from _pieces(node)
    yield CELL if tag in CELLS and node.next and node.next.tag in CELLS else around
