"""SVG drawings, feeds and other XML: the addresses they hold. Reads text, no files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kb.links.attributes import candidates
from kb.links.document import Document, Link, Use
from kb.links.stylesheet import addresses

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<([A-Za-z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_FEED = re.compile(
    r"<(link|guid|comments|url|docs|logo|icon)((?:\s[^>]*)?)>\s*([^<\s][^<]*?)\s*</\1>"
)
_ROOT = re.compile(r"<(rss|feed|rdf:RDF|OpenSearchDescription|svg)\b", re.IGNORECASE)
_LOADING = ("use", "image", "feImage", "enclosure", "media:content", "Image")
_INNER = re.compile(r"""(?:href|src)\s*=\s*(?:&quot;|["'])(https?://[^"'&\s<>]+)""")


def read_svg(path: str, text: str) -> Document:
    """A drawing: what it links to, what it loads, and its ids."""
    plain = _COMMENT.sub("", text)
    links = list(_attributes(plain))
    for style in _STYLE.finditer(plain):
        links += [Link(one, Use.LOAD, "style") for one in addresses(html.unescape(style[1]))]
    ids = {match[2] or match[3] for match in _ATTRIBUTE.finditer(plain) if match[1] == "id"}
    return Document(path, tuple(links), frozenset(filter(None, ids)), page=False)


def read_feed(path: str, text: str) -> Document:
    """RSS, Atom or OpenSearch: its entries' addresses, and whole ones in their text."""
    plain = _COMMENT.sub("", text)
    if not _ROOT.search(plain[:2000]):
        return Document(path, page=False)
    links = [*_attributes(_CDATA.sub("", plain))]
    for match in _FEED.finditer(_CDATA.sub(lambda one: html.escape(one[1]), plain)):
        name, attributes, address = match[1], match[2], html.unescape(match[3])
        if name != "guid" or ("false" not in attributes and "://" in address):
            links.append(Link(address, Use.STATE, name, rel="feed"))
    links += [Link(one, Use.STATE, "feed", rel="feed") for one in _INNER.findall(plain)]
    return Document(path, tuple(dict.fromkeys(links)), page=False)


def _attributes(text: str) -> Iterator[Link]:
    for tag in _TAG.finditer(text):
        name = tag[1].rpartition(":")[2]
        for match in _ATTRIBUTE.finditer(tag[2]):
            value = html.unescape(match[2] if match[2] is not None else match[3]).strip()
            yield from _attribute(name, match[1], value)


def _attribute(tag: str, attribute: str, value: str) -> Iterator[Link]:
    if attribute in ("href", "xlink:href") or (tag, attribute) in (("enclosure", "url"),):
        if tag == "link" and not value:
            return
        use = Use.LOAD if tag in _LOADING else Use.FOLLOW
        yield Link(value, use, f"{tag}[{attribute}]")
    elif attribute == "src":
        yield Link(value, Use.LOAD, f"{tag}[src]")
    elif attribute == "srcset":
        yield from (Link(one, Use.LOAD, f"{tag}[srcset]") for one in candidates(value))
    elif attribute == "template" and "{" in value:
        yield Link(value.partition("?")[0].partition("{")[0], Use.STATE, "Url[template]")
    elif attribute == "style" or "url(" in value:
        yield from (Link(one, Use.LOAD, f"{tag}[{attribute}]") for one in addresses(value))
