"""One HTML page read once: its addresses and ids. No files, no judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.links.attributes import ADDRESSING, Attributes, addresses_of, gone_to, lowered
from kb.links.datafile import linked_data
from kb.links.document import Document, Link, Use
from kb.links.leftover import literals

_INTERESTING = (
    "[href],[src],[srcset],[imagesrcset],[poster],object[data],[background],[ping],[cite],"
    "[longdesc],[usemap],[action],[formaction],[id],[style],a[name],map[name],[data-script-ids],"
    "meta[content],style,use,image,[srcdoc],[onclick],script"
)
_EXAMPLES = ("code", "pre", "samp", "kbd", "textarea", "[data-letter]", "[data-copy]", ".letter")
_SEEN = ("id", "name", "aria-label", "title", "aria-hidden")
_PLAIN_LINK = frozenset(("href", "title", "rel", "target"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TOP = re.compile(r"\btop\b|\bup\b|\bstart\b|\bbegin|顶|页首|开头|↑|⬆|▲", re.IGNORECASE)
_STUB = 8000  # characters of a page that does nothing but lead elsewhere, at most


def read_page(path: str, html: str) -> Document:
    """Reduce one HTML page to its links and ids."""
    tree = LexborHTMLParser(html)
    places, names = _Places(tree, html), _Names()
    links: list[Link] = []
    base, redirect, last = "", False, 0
    for node in tree.css(_INTERESTING):
        if node.mem_id == last:  # the parser names an element once for each selector it fits
            continue
        last = node.mem_id
        tag, values = node.tag or "", node.attributes
        names.add(node, tag, values, node.mem_id in places.content)
        if tag == "base":
            base = base or (values.get("href") or "").strip()
        if tag == "meta":
            redirect = redirect or "refresh" in lowered(values, "http-equiv")
        if tag in ("meta", "style") or not ADDRESSING.isdisjoint(values):
            links.extend(_links(node, tag, values, places))
        elif tag == "script" or "srcdoc" in values or "onclick" in values:
            links.extend(_hidden(path, node, tag, values, len(html) < _STUB))
    found = literals(tree, html)  # changes the tree, so it comes last
    return Document(
        path,
        tuple(links),
        frozenset(names.ids),
        base,
        tuple(names.repeated),
        found,
        redirect,
        framed=tuple(names.framed),
    )


def _hidden(
    path: str, node: LexborNode, tag: str, values: Attributes, stub: bool
) -> Iterator[Link]:
    """Addresses in scripts, data blocks and documents inside an attribute."""
    if tag == "script":
        text = node.text() or ""
        if "ld+json" in lowered(values, "type"):
            yield from linked_data(text)
        elif stub and "location" in text:
            yield from (Link(one, Use.FOLLOW, "script", content=False) for one in gone_to(text))
    elif values.get("srcdoc"):
        yield from read_page(path, values["srcdoc"] or "").links
    else:
        found = addresses_of(node, tag, values)
        yield from (Link(one, use, f"{tag}[{attribute}]") for attribute, one, use in found)


class _Names:
    """The ids of one page: those of elements, a[name], and those that a script makes later."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.repeated: list[tuple[str, str]] = []
        self.framed: list[str] = []

    def add(self, node: LexborNode, tag: str, values: Attributes, inside: bool) -> None:
        """Take in one element; `inside` when it is in the page's own content."""
        name = values.get("id")
        if name == "" and tag in _HEADINGS:
            self.repeated.append(("", (node.text() or "").strip()[:200]))
        if name and name in self.ids:
            shown = (node.text() or "").strip()[:200]
            self.repeated.append((name, shown))
            self.framed += [] if inside else [name]
        if name:
            self.ids.add(name)
        if "data-script-ids" in values:
            self.ids.update((values["data-script-ids"] or "").split())
        if tag in ("a", "map") and values.get("name"):
            self.ids.add(values["name"] or "")


class _Places:
    """Which elements of one page are content, examples or language switches (by memory id)."""

    def __init__(self, tree: LexborHTMLParser, html: str) -> None:
        root = next(filter(None, map(tree.css_first, ("article", "[role=main]", "main"))), None)
        self._frameless = root is None
        self.content = _ids(root.css(_INTERESTING)) if root else frozenset()
        examples = [
            f"{one} {each}"
            for one in _EXAMPLES
            for each in ("[href]", "[src]")
            if one.strip("[].") in html
        ]
        self._examples = _ids(tree.css(",".join(examples))) if examples else frozenset()
        switch = "[data-language-switch] [href],[data-language-switch][href]"
        self._switches = _ids(tree.css(switch)) if "data-language-switch" in html else frozenset()

    def of(self, node: LexborNode) -> tuple[bool, bool, bool, bool]:
        """(content, in an article, switch, example) for one element."""
        own = node.mem_id
        inside = own in self.content
        return self._frameless or inside, inside, own in self._switches, own in self._examples


def _ids(nodes: list[LexborNode]) -> frozenset[int]:
    return frozenset(node.mem_id for node in nodes)


def _links(node: LexborNode, tag: str, values: Attributes, places: _Places) -> Iterator[Link]:
    content, inside, switch, example = places.of(node)
    if tag == "a" and len(values) == 1 and node.child is not None and "href" in values:
        address = (values["href"] or "").strip()
        if address and address[-1] != "#":  # what most links are, made without detours
            yield Link(address, Use.FOLLOW, "a[href]", None, "", content, inside, switch, example)
            return
    rel = lowered(values, "rel")
    hreflang = values.get("hreflang")
    switch = switch or (hreflang is not None and "alternate" in rel.split())
    bare = tag == "a" and node.child is None and values.keys().isdisjoint(_SEEN)
    for attribute, address, use in addresses_of(node, tag, values):
        yield Link(
            address,
            use,
            f"{tag}[{attribute}]",
            hreflang,
            rel,
            content,
            inside,
            switch,
            example,
            bare,
            needs=_needs(tag, attribute, address, values),
            hollow=tag == "a" and address[-1:] == "#" and inside and _hollow(node, values),
        )


def _needs(tag: str, attribute: str, address: str, values: Attributes) -> str:
    """What of this element works on a server only; "" when nothing does."""
    if tag == "script" and attribute == "src" and lowered(values, "type") == "module":
        return "a script of type=module"
    if tag == "link" and attribute == "href" and "modulepreload" in lowered(values, "rel"):
        return "a preloaded module"
    if tag == "form" and attribute == "action" and lowered(values, "method") == "post":
        return "a form sent with method=post"
    if tag == "use" and "href" in attribute and address[:1] not in ("", "#"):
        return "a drawing taken out of another file"
    if tag in ("script", "link") and "integrity" in values:
        return "an integrity attribute"
    return ""


def _hollow(node: LexborNode, values: Attributes) -> bool:
    """Whether an address of "#" stands for one that is still to be written."""
    return values.keys() <= _PLAIN_LINK and not _TOP.search(
        "".join(chain(node.text() or "", values.get("title") or ""))
    )
