"""A built site as a value: its files by name, its documents, and where an address leads in it.

Reads one folder, once. No network, no judgement, no sources.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kb.links.document import Document
from kb.links.language import Language, language_of

ERROR_PAGE = "404.html"


@dataclass(frozen=True)
class Frame:
    """What is said of a site from outside: its languages, its address, how it is read."""

    languages: tuple[Language, ...] = ()
    address: str = ""  # site_url, with a closing slash; "" when unknown
    offline: bool = False
    ours: bool = True  # whether the handbook's own rules hold: nothing loaded from other hosts …


@dataclass(frozen=True)
class Site:
    """One built site. Paths are posix and relative to its folder.

    `guesses` remembers what hints found: one dead link in a navigation is on every page.
    """

    documents: dict[str, Document]
    files: frozenset[str]
    folders: frozenset[str]  # without a closing slash; "" is the site itself
    frame: Frame = Frame()
    secure_hosts: frozenset[str] = frozenset()  # hosts that are known to answer https
    guesses: dict[Any, Any] = field(default_factory=dict, repr=False)
    found: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)
    _loose: dict[str, str] = field(default_factory=dict, repr=False)
    _spoken: dict[str, Language | None] = field(default_factory=dict, repr=False)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the site, none when they are not told apart."""
        return self.frame.languages

    @property
    def address(self) -> str:
        """Where the site is served; "" when unknown."""
        return self.frame.address

    @property
    def offline(self) -> bool:
        """Whether the site is a copy read from a disk."""
        return self.frame.offline

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
            if index in self.files:
                return index
        if not self.frame.ours and path == folder and f"{path}.html" in self.files:
            return f"{path}.html"  # most hosts leave out the ending
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

    def page_of(self, source: str) -> str:
        """The address of the page that a Markdown file called `source` became, if there is one."""
        stem = source.removesuffix(".md")
        names = (f"{stem}.html", f"{stem}/", f"{stem.removesuffix('index').removesuffix('README')}")
        return next((name for name in names if self.file_at(name)), source)

    def pages(self) -> Iterator[Document]:
        """Every HTML page."""
        return (document for document in self.documents.values() if document.page)


def loosely(path: str) -> str:
    """`path` without differences of case and Unicode form."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


def make_site(
    files: Iterable[str],
    documents: dict[str, Document],
    hosts: Iterable[str],
    frame: Frame,
) -> Site:
    """A site of these files; `hosts` are those that some address names with https."""
    names = frozenset(files)
    folders = {""}
    for path in names:
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in folders:
                break
            folders.add(path)
    home = urlsplit(frame.address)
    secure = {*hosts, home.netloc.lower()} if home.scheme == "https" else set(hosts)
    return Site(
        documents,
        names,
        frozenset(folders),
        frame,
        frozenset(secure),
        _loose={loosely(path): path for path in sorted(folders | names, reverse=True)},
    )


def files_of(folder: Path) -> Iterator[str]:
    """Every file under `folder`, relative to it."""
    start = len(str(folder)) + 1
    for top, _, names in os.walk(folder):
        here = top[start:].replace(os.sep, "/")
        prefix = here + "/" if here else ""
        yield from (prefix + name for name in names)


def secure_hosts(document: Document) -> set[str]:
    """The hosts that a document names with https."""
    return {
        link.address[8:].partition("/")[0].partition("?")[0].partition("#")[0].lower()
        for link in document.links
        if link.address[:8].lower() == "https://"
    }
