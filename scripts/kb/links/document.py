"""What the checker keeps of one built file: its addresses and ids, nothing else (memory)."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Use(Enum):
    """What a browser does with an address."""

    FOLLOW = "the reader follows it"
    LOAD = "the page loads it"
    SEND = "a form is sent to it"
    STATE = "it is only stated: canonical, og:url, sitemap"


class Link(NamedTuple):
    """One address in one built file."""

    address: str  # entities decoded, outer white space removed
    use: Use
    element: str  # "a[href]", "img[srcset]", "url()" …
    hreflang: str | None = None
    rel: str = ""
    content: bool = True  # in the page's own content, not in the frame around it
    in_article: bool = False  # in an <article> or <main>, as a sentence would be
    switch: bool = False  # switches language by declaration (rel=alternate, data-language-switch)
    example: bool = False  # in code or in a letter's example
    bare: bool = False  # nothing to see or to read aloud inside the link
    about: str = ""  # the page that the statement is about, where it is not this one (sitemap)
    needs: str = ""  # what only a server can give it: "a module", "a posted form" …
    hollow: bool = False  # its "#" leads nowhere although its words promise a place


class Document(NamedTuple):
    """One built file (page, style sheet, sitemap, data …), reduced to what links need."""

    path: str  # posix, relative to the site
    links: tuple[Link, ...] = ()
    ids: frozenset[str] = frozenset()
    base: str = ""  # <base href>
    repeated: tuple[tuple[str, str], ...] = ()  # (id, text of the second element with it)
    literals: tuple[str, ...] = ()  # `[text][ref]` left in the text
    redirect: bool = False
    page: bool = True
    broken: str = ""  # why the file could not be read as what it is
    framed: tuple[str, ...] = ()  # the repeated ids that are repeated around the content
