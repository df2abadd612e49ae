"""Rules about one built file as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from kb.links.address import parse
from kb.links.document import Document
from kb.links.finding import Fault
from kb.links.site import Site
from kb.links.target import is_own, resolve


def duplicate_id(site: Site, document: Document) -> Iterator[Fault]:
    """Two elements of one page have the same id: links reach only the first."""
    theirs = () if site.frame.ours else document.framed  # the theme's own: no link names them
    for name in filter(None, dict(document.repeated)):
        if name in theirs:
            continue
        yield Fault(
            f"the id '{name}' stands more than once on '{document.path}'",
            "give every heading an id of its own: {#another-id}",
            token=name,
        )


def id_empty(site: Site, document: Document) -> Iterator[Fault]:
    """A heading has an id without a letter: no link can reach it."""
    for name, text in document.repeated:
        if not name:
            yield Fault(
                f"the heading '{text.rstrip('¶# ')}' has an empty id: no link can reach it",
                "write an id after it: {#an-id}",
                token=name,
            )


def undefined_reference(site: Site, document: Document) -> Iterator[Fault]:
    """`[text][name]` or `[^name]` stayed in the text, because the page does not define it."""
    for literal in document.literals:
        if literal.startswith("[^"):
            yield Fault(
                f"'{literal}' stayed in the text: the page has no footnote of that name",
                f"add a line '{literal}: …', or take it away",
                token=literal,
            )
        elif "][" in literal:
            name = literal[literal.rindex("[") + 1 : -1] or literal[1 : literal.index("]")]
            yield Fault(
                f"'{literal}' stayed in the text: the page does not define [{name}]",
                f"add a line '[{name}]: address', or write [text](address)",
                token=literal,
            )


def link_unrendered(site: Site, document: Document) -> Iterator[Fault]:
    """`[text](address` stayed in the text: a space, full-width brackets, a line break in it."""
    for literal in document.literals:
        if "][" not in literal and not literal.startswith("[^"):
            yield Fault(
                f"'{literal}' stayed in the text: it is no link as it is written",
                "write [text](address) with ASCII brackets and nothing between them",
                token=literal,
            )


def redirect_loop(site: Site, document: Document) -> Iterator[Fault]:
    """A page that only leads elsewhere leads back to itself."""
    seen, here = {document.path}, document
    while here.redirect:
        link = next((one for one in here.links if one.element.startswith("meta")), None)
        target = resolve(site, here, link).file if link else ""
        if target in seen:
            if target == document.path:
                yield Fault(f"'{document.path}' redirects to itself", "name the page that is meant")
            return
        seen.add(target)
        if target not in site.documents:
            return
        here = site.documents[target]


def base_wrong(site: Site, document: Document) -> Iterator[Fault]:
    """<base> moves every relative address of the page out of the site."""
    if not document.base:
        return
    base = parse(document.base)
    foreign = base.host is not None and (site.offline or not is_own(site, base))
    if foreign or (site.offline and base.path.startswith("/")):
        yield Fault(
            f"<base href='{document.base}'> moves every relative address out of the site",
            "take it away, or write a path from this page",
            token=document.base,
        )


def sitemap_malformed(site: Site, document: Document) -> Iterator[Fault]:
    """The sitemap is no XML."""
    if document.broken and document.path.endswith(".xml"):
        yield Fault(f"{document.path}: {document.broken}", "correct the template of the sitemap")


def data_malformed(site: Site, document: Document) -> Iterator[Fault]:
    """A JSON file or search index cannot be read."""
    if document.broken and not document.path.endswith(".xml"):
        yield Fault(f"{document.path}: {document.broken}", "correct what writes it")


PAGE_RULES = (
    duplicate_id,
    id_empty,
    undefined_reference,
    link_unrendered,
    redirect_loop,
    base_wrong,
    sitemap_malformed,
    data_malformed,
)
