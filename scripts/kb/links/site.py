"""A built site as a value: its files by name, its documents, and where an address leads in it.

Reads one folder, once. No network, no judgement, no sources.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from kb.links.document import Document, Link, Use
from kb.links.language import Language, language_of
from kb.links.page import read_page
from kb.links.sitemap import read_sitemap
from kb.links.stylesheet import addresses

ERROR_PAGE = "404.html"


@dataclass(frozen=True)
class Site:
    """One built site. Paths are posix and relative to its folder.

    `guesses` remembers what hints found: one dead link in a navigation is on every page.
    """

    documents: dict[str, Document]
    files: frozenset[str]
    folders: frozenset[str]  # without a closing slash; "" is the site itself
    languages: tuple[Language, ...] = ()
    address: str = ""  # site_url, with a closing slash; "" when unknown
    offline: bool = False
    secure_hosts: frozenset[str] = frozenset()  # hosts that are known to answer https
    guesses: dict[tuple[str, str, bool], str] = field(default_factory=dict, repr=False)
    _loose: dict[str, str] = field(default_factory=dict, repr=False)
    _spoken: dict[str, Language | None] = field(default_factory=dict, repr=False)

    @cached_property
    def root(self) -> str:
        """The path under which the site is served, with both slashes."""
        return (urlsplit(self.address).path or "/") if self.address else "/"

    def file_at(self, path: str) -> str | None:
        """The file that a server sends for `path`; None when there is none."""
        if path in self.files:
            return path
        folder = path.rstrip("/")
        if path != folder or folder in self.folders:
            index = f"{folder}/index.html" if folder else "index.html"
            return index if index in self.files else None
        return None

    def language_at(self, path: str) -> Language | None:
        """The language of a page; the error page and everything that is no page have none."""
        if path not in self._spoken:
            page = path != ERROR_PAGE and path.endswith((".html", ".htm"))
            spoken = language_of(path, self.languages) if len(self.languages) > 1 else None
            self._spoken[path] = spoken if page else None
        return self._spoken[path]

    def alike(self, path: str) -> str | None:
        """A file or folder whose name differs only in case or Unicode form."""
        found = self._loose.get(loosely(path.rstrip("/")))
        if found is None or (found in self.folders and self.file_at(found + "/") is None):
            return None
        return found

    def pages(self) -> Iterator[Document]:
        """Every HTML page."""
        return (document for document in self.documents.values() if document.page)


def loosely(path: str) -> str:
    """`path` without differences of case and Unicode form."""
    return unicodedata.normalize("NFC", path).casefold()


def read_site(
    folder: Path, *, languages: tuple[Language, ...], address: str, offline: bool
) -> Site:
    """Read every page, style sheet and sitemap under `folder`."""
    files = frozenset(_files(folder))
    folders = {""}
    for path in files:
        while "/" in path:
            path = path.rpartition("/")[0]
            folders.add(path)
    documents = {path: _read(folder, path) for path in sorted(files) if _readable(path)}
    address = address if not address or address.endswith("/") else address + "/"
    return Site(
        documents,
        files,
        frozenset(folders),
        languages,
        address,
        offline,
        frozenset(_secure_hosts(documents, address)),
        {},
        {loosely(path): path for path in sorted(folders | files, reverse=True)},
    )


def _files(folder: Path) -> Iterator[str]:
    for top, _, names in os.walk(folder):
        here = Path(top).relative_to(folder).as_posix()
        prefix = "" if here == "." else here + "/"
        yield from (prefix + name for name in names)


def _readable(path: str) -> bool:
    return path.endswith((".html", ".htm", ".css")) or path == "sitemap.xml"


def _read(folder: Path, path: str) -> Document:
    text = (folder / path).read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff")
    if path.endswith(".css"):
        links = (Link(one, Use.LOAD, "url()") for one in addresses(text))
        return Document(path, tuple(links), page=False)
    if path.endswith(".xml"):
        return read_sitemap(path, text)
    return read_page(path, text)


def _secure_hosts(documents: dict[str, Document], address: str) -> Iterator[str]:
    for text in (address, *(link.address for doc in documents.values() for link in doc.links)):
        if text[:8].lower() == "https://":
            yield text[8:].partition("/")[0].partition("?")[0].partition("#")[0].lower()
