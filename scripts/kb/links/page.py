"""One HTML page read once: its addresses and ids. No files, no judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kb.links.document import Document, Link, Use
from kb.links.stylesheet import addresses

# attribute → what a browser does with it; an element that does otherwise is named with it
_USES = {
    "href": Use.FOLLOW,
    "src": Use.LOAD,
    "srcset": Use.LOAD,
    "imagesrcset": Use.LOAD,
    "poster": Use.LOAD,
    "data": Use.LOAD,
    "background": Use.LOAD,
    "ping": Use.LOAD,
    "xlink:href": Use.LOAD,
    "cite": Use.FOLLOW,
    "action": Use.SEND,
    "formaction": Use.SEND,
}
_LOADING_HREF = ("use", "image")
_NOT_AN_ADDRESS = {("script", "data"), ("link", "cite"), ("base", "href")}
_FETCHED = frozenset(
    (
        *("stylesheet", "icon", "mask-icon", "apple-touch-icon", "apple-touch-startup-image"),
        *("preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch"),
        "manifest",
    )
)
_STATED = frozenset(("canonical", "alternate", "shortlink", "amphtml"))
_META = frozenset(("og:image", "og:url", "og:image:url", "twitter:image", "twitter:url"))
_INTERESTING = (
    "[href],[src],[srcset],[imagesrcset],[poster],object[data],[background],[ping],[cite],"
    "[action],[formaction],[id],[style],a[name],[data-script-ids],meta[content],style,use,image"
)
_ADDRESSED = "[href],[src],[srcset],[poster],object[data],[cite],[action],[id],[style],use,image"
_EXAMPLES = ("code", "pre", "samp", "kbd", "textarea", "[data-letter]", "[data-copy]", ".letter")
_REFERENCE = re.compile(r"(?<![\w\])])\[[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,80}\]")
_REFRESH = re.compile(r"""^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?\s*([^"']+?)\s*["']?\s*$""", re.I)


def read_page(path: str, html: str) -> Document:
    """Reduce one HTML page to its links and ids."""
    tree = LexborHTMLParser(html)
    places = _Places(tree, html)
    links: list[Link] = []
    ids: set[str] = set()
    repeated: list[tuple[str, str]] = []
    base, redirect, nodes = "", False, tree.css(_INTERESTING)
    last = 0
    for node in nodes:
        if node.mem_id == last:  # the parser names an element once for each selector it fits
            continue
        last = node.mem_id
        tag, values = node.tag or "", node.attributes
        name = values.get("id")
        if name:
            if name in ids:
                repeated.append((name, (node.text() or "").strip()[:200]))
            ids.add(name)
        if "data-script-ids" in values:
            ids.update((values["data-script-ids"] or "").split())
        if tag == "a" and values.get("name"):
            ids.add(values["name"] or "")
        if tag == "base" and not base:
            base = (values.get("href") or "").strip()
        redirect = redirect or (tag == "meta" and "refresh" in _lower(values, "http-equiv"))
        links.extend(_links(node, tag, values, places))
    return Document(
        path, tuple(links), frozenset(ids), base, tuple(repeated), _literals(tree, html), redirect
    )


class _Places:
    """Which elements of one page are content, examples or language switches (by memory id)."""

    def __init__(self, tree: LexborHTMLParser, html: str) -> None:
        root = next(filter(None, map(tree.css_first, ("article", "[role=main]", "main"))), None)
        self._frameless = root is None
        self._content = _ids(root.css(_ADDRESSED)) if root else frozenset()
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


def _lower(values: dict[str, str | None], name: str) -> str:
    return (values.get(name) or "").strip().lower()


def _links(
    node: LexborNode, tag: str, values: dict[str, str | None], places: _Places
) -> Iterator[Link]:
    for attribute, address, use in _addresses(node, tag, values):
        content, inside, switch, example = places.of(node)
        rel = _lower(values, "rel")
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


def _addresses(
    node: LexborNode, tag: str, values: dict[str, str | None]
) -> Iterator[tuple[str, str, Use]]:
    if tag == "meta":
        yield from _meta(values)
        return
    for attribute, value in values.items():
        if attribute in _USES and (tag, attribute) not in _NOT_AN_ADDRESS:
            use = _use(tag, attribute, values)
            yield from ((attribute, one, use) for one in _listed(attribute, (value or "").strip()))
    if values.get("style"):
        yield from (("style", one, Use.LOAD) for one in addresses(values["style"] or ""))
    if tag == "style":
        yield from (("style", one, Use.LOAD) for one in addresses(node.text() or ""))


def _listed(attribute: str, text: str) -> list[str]:
    """The addresses in one attribute; an empty action means this page."""
    if attribute in ("srcset", "imagesrcset"):
        return candidates(text)
    if attribute == "ping":
        return text.split()
    return [] if attribute in ("action", "formaction") and not text else [text]


def _use(tag: str, attribute: str, values: dict[str, str | None]) -> Use:
    use = _USES[attribute]
    if attribute != "href" or tag in ("a", "area"):
        return use
    if tag in _LOADING_HREF:
        return Use.LOAD
    rels = set(_lower(values, "rel").split()) if tag == "link" else set()
    if rels & _FETCHED:
        return Use.LOAD
    return Use.STATE if rels & _STATED else use


def _meta(values: dict[str, str | None]) -> Iterator[tuple[str, str, Use]]:
    content = (values.get("content") or "").strip()
    if "refresh" in _lower(values, "http-equiv"):
        found = _REFRESH.match(content)
        if found:
            yield "content", found[1], Use.FOLLOW
    elif content and (_lower(values, "property") or _lower(values, "name")) in _META:
        yield "content", content, Use.STATE


def candidates(srcset: str) -> list[str]:
    """The addresses of a srcset; a data: address keeps its comma."""
    return [one.strip(",") for one in re.findall(r"(\S*[^\s,])(?:\s+[^,]+)?\s*(?:,|$)", srcset)]


def _literals(tree: LexborHTMLParser, html: str) -> tuple[str, ...]:
    """`[text][reference]` in the text outside code. Changes the tree, so it comes last."""
    if "][" not in html:
        return ()
    tree.strip_tags(["script", "style", "pre", "code", "samp", "kbd", "textarea"], recursive=True)
    # The separator keeps brackets of neighbouring elements apart.
    text = tree.body.text(separator="\1") if tree.body else ""
    return tuple(match.group().replace("\1", "") for match in _REFERENCE.finditer(text))
