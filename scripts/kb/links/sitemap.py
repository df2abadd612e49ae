"""sitemap.xml: the addresses it states. Reads text, no files."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from kb.links.document import Document, Link, Use

_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


def read_sitemap(path: str, text: str) -> Document:
    """The pages and translations that the sitemap names."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        return Document(path, page=False, broken=f"not well-formed XML ({error})")
    links: list[Link] = []
    for entry in root.iter():
        if entry.tag not in (_SPACE + "url", _SPACE + "sitemap"):
            continue
        location = (entry.findtext(_SPACE + "loc") or "").strip()
        links.append(Link(location, Use.STATE, "loc", content=False))
        for other in entry.iter(_ALTERNATE):
            links.append(
                Link(
                    other.get("href", "").strip(),
                    Use.STATE,
                    "xhtml:link[href]",
                    hreflang=other.get("hreflang"),
                    content=False,
                    switch=True,
                    about=location,
                )
            )
    return Document(path, tuple(links), page=False)
