"""Which attributes of an element hold addresses, and what a browser does with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from kb.links.document import Use
from kb.links.stylesheet import addresses

Attributes = dict[str, str | None]

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
    "longdesc": Use.FOLLOW,
    "usemap": Use.FOLLOW,
    "action": Use.SEND,
    "formaction": Use.SEND,
}
ADDRESSING = frozenset((*_USES, "style"))
_LOADING_HREF = ("use", "image", "feimage")
_NOT_AN_ADDRESS = {("script", "data"), ("link", "cite"), ("base", "href")}
_FETCHED = frozenset(
    (
        *("stylesheet", "icon", "mask-icon", "apple-touch-icon", "apple-touch-startup-image"),
        *("preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch"),
        "manifest",
    )
)
_STATED = frozenset(("canonical", "alternate", "shortlink", "amphtml"))
_META = re.compile(
    r"og:(?:image|url|video|audio|see_also)(?::(?:url|secure_url))?"
    r"|twitter:(?:image|image:src|url|player)|msapplication-\w*(?:logo|image)|thumbnail"
)
_REFRESH = re.compile(r"""^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?\s*([^"']+?)\s*["']?\s*$""", re.I)
# A literal address that a script goes to; one that is put together from parts is not known.
SCRIPTED = re.compile(
    r"""\blocation(?:\.href)?\s*=\s*(["'])([^"'\\\s]+)\1(?=\s*(?:[;}]|$))"""
    r"""|\blocation\.(?:replace|assign)\(\s*(["'])([^"'\\\s]+)\3\s*\)"""
)


def addresses_of(node: LexborNode, tag: str, values: Attributes) -> Iterator[tuple[str, str, Use]]:
    """(attribute, address, use) for every address that one element holds."""
    if tag == "meta":
        yield from _meta(values)
        return
    for attribute, value in values.items():
        if attribute in _USES and (tag, attribute) not in _NOT_AN_ADDRESS:
            use = _use(tag, attribute, values)
            yield from ((attribute, one, use) for one in _listed(attribute, (value or "").strip()))
        elif attribute == "onclick" and value and "location" in value:
            yield from ((attribute, one, Use.FOLLOW) for one in gone_to(value))
    if values.get("style"):
        yield from (("style", one, Use.LOAD) for one in addresses(values["style"] or ""))
    if tag == "style":
        yield from (("style", one, Use.LOAD) for one in addresses(node.text() or ""))


def gone_to(script: str) -> Iterator[str]:
    """The literal addresses that a script makes the browser go to."""
    yield from (match[2] or match[4] for match in SCRIPTED.finditer(script))


def _listed(attribute: str, text: str) -> list[str]:
    """The addresses in one attribute; an empty action means this page."""
    if attribute in ("srcset", "imagesrcset"):
        return candidates(text)
    if attribute == "ping":
        return text.split()
    return [] if attribute in ("action", "formaction") and not text else [text]


def _use(tag: str, attribute: str, values: Attributes) -> Use:
    use = _USES[attribute]
    if attribute == "xlink:href" and tag not in _LOADING_HREF:
        return Use.FOLLOW
    if attribute != "href" or tag in ("a", "area"):
        return use
    if tag in _LOADING_HREF:
        return Use.LOAD
    rels = set(lowered(values, "rel").split()) if tag == "link" else set()
    if rels & _FETCHED:
        return Use.LOAD
    return Use.STATE if rels & _STATED else use


def _meta(values: Attributes) -> Iterator[tuple[str, str, Use]]:
    content = (values.get("content") or "").strip()
    if "refresh" in lowered(values, "http-equiv"):
        found = _REFRESH.match(content)
        if found:
            yield "content", found[1], Use.FOLLOW
        return
    name = lowered(values, "property") or lowered(values, "name") or lowered(values, "itemprop")
    if content and (_META.fullmatch(name) or (name in ("image", "url") and "itemprop" in values)):
        yield "content", content, Use.STATE


def candidates(srcset: str) -> list[str]:
    """The addresses of a srcset; a data: address keeps its comma."""
    return [one.strip(",") for one in re.findall(r"(\S*[^\s,])(?:\s+[^,]+)?\s*(?:,|$)", srcset)]


def lowered(values: Attributes, name: str) -> str:
    """One attribute in lower case; "" where it is absent."""
    return (values.get(name) or "").strip().lower()
