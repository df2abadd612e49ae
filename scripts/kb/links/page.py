"""One HTML page read once: its addresses and ids. No files, no judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.links.attributes import ADDRESSING, Attributes, addresses_of, lowered
from kb.links.document import Document, Link

_INTERESTING = (
    "[href],[src],[srcset],[imagesrcset],[poster],object[data],[background],[ping],[cite],"
    "[action],[formaction],[id],[style],a[name],[data-script-ids],meta[content],style,use,image"
)
_EXAMPLES = ("code", "pre", "samp", "kbd", "textarea", "[data-letter]", "[data-copy]", ".letter")
_REFERENCE = re.compile(r"(?<![\w\])])\[[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,80}\]")


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
        names.add(node, tag, values)
        if tag == "base":
            base = base or (values.get("href") or "").strip()
        if tag in ("meta", "style") or not ADDRESSING.isdisjoint(values):
            links.extend(_links(node, tag, values, places))
            redirect = redirect or "refresh" in lowered(values, "http-equiv")
    return Document(
        path,
        tuple(links),
        frozenset(names.ids),
        base,
        tuple(names.repeated),
        _literals(tree, html),
        redirect,
    )


class _Names:
    """The ids of one page: those of elements, a[name], and those that a script makes later."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.repeated: list[tuple[str, str]] = []

    def add(self, node: LexborNode, tag: str, values: Attributes) -> None:
        name = values.get("id")
        if name and name in self.ids:
            self.repeated.append((name, (node.text() or "").strip()[:200]))
        if name:
            self.ids.add(name)
        if "data-script-ids" in values:
            self.ids.update((values["data-script-ids"] or "").split())
        if tag == "a" and values.get("name"):
            self.ids.add(values["name"] or "")


class _Places:
    """Which elements of one page are content, examples or language switches (by memory id)."""

    def __init__(self, tree: LexborHTMLParser, html: str) -> None:
        root = next(filter(None, map(tree.css_first, ("article", "[role=main]", "main"))), None)
        self._frameless = root is None
        self._content = _ids(root.css(_INTERESTING)) if root else frozenset()
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
        inside = own in self._content
        return self._frameless or inside, inside, own in self._switches, own in self._examples


def _ids(nodes: list[LexborNode]) -> frozenset[int]:
    return frozenset(node.mem_id for node in nodes)


def _links(node: LexborNode, tag: str, values: Attributes, places: _Places) -> Iterator[Link]:
    for attribute, address, use in addresses_of(node, tag, values):
        content, inside, switch, example = places.of(node)
        rel = lowered(values, "rel")
        hreflang = values.get("hreflang")
        switch = switch or (hreflang is not None and "alternate" in rel.split())
        bare = (
            tag == "a"
            and node.child is None
            and not ({"id", "name", "aria-label", "title", "aria-hidden"} & values.keys())
        )
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
        )


def _literals(tree: LexborHTMLParser, html: str) -> tuple[str, ...]:
    """`[text][reference]` in the text outside code. Changes the tree, so it comes last."""
    if "][" not in html:
        return ()
    tree.strip_tags(["script", "style", "pre", "code", "samp", "kbd", "textarea"], recursive=True)
    # The separator keeps brackets of neighbouring elements apart.
    text = tree.body.text(separator="\1") if tree.body else ""
    return tuple(match.group().replace("\1", "") for match in _REFERENCE.finditer(text))
