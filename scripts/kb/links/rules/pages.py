"""Rules about one built file as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from kb.links.document import Document
from kb.links.finding import Fault
from kb.links.site import Site


def duplicate_id(site: Site, document: Document) -> Iterator[Fault]:
    """Two elements of one page have the same id: links reach only the first."""
    for name, _ in dict(document.repeated).items():
        yield Fault(
            f"the id '{name}' stands more than once on '{document.path}'",
            "give every heading an id of its own: {#another-id}",
            token=name,
        )


def undefined_reference(site: Site, document: Document) -> Iterator[Fault]:
    """`[text][name]` stayed in the text, because the page does not define [name]."""
    for literal in dict.fromkeys(document.literals):
        name = literal[literal.rindex("[") + 1 : -1] or literal[1 : literal.index("]")]
        yield Fault(
            f"'{literal}' stayed in the text: the page does not define [{name}]",
            f"add a line '[{name}]: address', or write [text](address)",
            token=literal,
        )


def sitemap_malformed(site: Site, document: Document) -> Iterator[Fault]:
    """The sitemap is no XML."""
    if document.broken:
        yield Fault(f"{document.path}: {document.broken}", "correct the template of the sitemap")


PAGE_RULES = (duplicate_id, undefined_reference, sitemap_malformed)
