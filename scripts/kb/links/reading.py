"""Which files of a built site hold addresses, and how each kind is read. Text in, document out."""

from __future__ import annotations

import re
from collections.abc import Callable

from kb.links.datafile import read_index_script, read_json
from kb.links.document import Document, Link, Use
from kb.links.markupfile import read_feed, read_svg
from kb.links.page import read_page
from kb.links.sitemap import read_sitemap
from kb.links.stylesheet import addresses
from kb.links.textfile import read_text

Reader = Callable[[str, str], Document]

_INDEX = re.compile(r"(?:^|/)search/[\w-]+\.js$")
_SITEMAP = re.compile(r"(?:^|/)sitemap[\w.-]*\.xml$")
_TEXTS = ("robots.txt", "_redirects")
# Copies of the sources that Sphinx keeps: their addresses are the source's, not the site's.
_SOURCES = re.compile(r"(?:^|/)_sources/")


def readable(path: str) -> bool:
    """Whether the file `path` of a site may hold addresses that somebody follows."""
    return reader_of(path) is not None


def read(path: str, data: bytes) -> Document:
    """The document in the bytes of a readable file."""
    reader = reader_of(path)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return reader(path, text) if reader else Document(path, page=False)


def reader_of(path: str) -> Reader | None:
    """What reads the file `path`; None when nothing does."""
    name = path.rpartition("/")[2]
    if _SOURCES.search(path):
        return None
    if name in _TEXTS:
        return read_text
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending == "js":
        return read_index_script if _INDEX.search(path) else None
    if ending == "xml" and _SITEMAP.search(path):
        return read_sitemap
    return _READERS.get(ending)


def _read_stylesheet(path: str, text: str) -> Document:
    links = (Link(one, Use.LOAD, "url()") for one in addresses(text))
    return Document(path, tuple(links), page=False)


_READERS: dict[str, Reader] = {
    "html": read_page,
    "htm": read_page,
    "xhtml": read_page,
    "css": _read_stylesheet,
    "svg": read_svg,
    "json": read_json,
    "webmanifest": read_json,
    "xml": read_feed,
    "rss": read_feed,
    "atom": read_feed,
    "txt": read_text,
    "md": read_text,
}
