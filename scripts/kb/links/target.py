"""Where one address of one document leads. Knows the site's files; judges nothing."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kb.links.address import Address, decoded, fragment_of, malformed, names_host, parse
from kb.links.document import Document, Link, Use
from kb.links.placeholder import LATER, is_placeholder
from kb.links.site import Site
from kb.links.walk import joined


class State(Enum):
    """What an address turned out to be; each has its own rules."""

    EMPTY = "nothing written"
    MALFORMED = "no browser could follow it"
    FORBIDDEN = "a scheme that this site never uses"
    PLACEHOLDER = "left for later"
    MAIL = "mailto:"
    EXTERNAL = "another host"
    OTHER = "tel:, data: in an image, …"
    OUTSIDE = "above the site's folder"
    MISSING = "no such file"
    ALIKE = "a file whose name differs in case or Unicode form"
    FOUND = "a file of the site"


class Target(NamedTuple):
    """One resolved address."""

    state: State
    address: Address
    path: str = ""  # of the site, decoded; "a/" for a folder, "" for its root
    file: str = ""  # the file that answers (FOUND) or that is alike (ALIKE)
    fragment: str = ""  # decoded
    own: bool = False  # written with the site's own host
    rooted: bool = False  # written from "/"

    @property
    def shown(self) -> str:
        """The address as a message shows it: from the site's root, decoded, with its fragment."""
        return self.path + ("#" + self.fragment if self.fragment else "") or "./"


# What `rel` says of links that no element holds (see datafile, textfile, markupfile).
FROM_ROOT, TEXT, DATA, FEED = "from-root", "text", "data", "feed"
_OTHERWISE = (FROM_ROOT, TEXT, DATA, FEED)
_PLAIN = re.compile(
    r"(((?:\.\./)*)(?:[A-Za-z0-9_][\w.-]*/)*(?:[A-Za-z0-9_][\w.-]*)?(?<=\w|/)|(?=#))(?:#([\w-]*))?",
    re.ASCII,
)
_FORBIDDEN = ("javascript", "vbscript", "file", "blob", "data", "about")
_HARMLESS_LOADS = ("data", "blob", "about")


def resolve(site: Site, document: Document, link: Link) -> Target:
    """Where `link` of `document` leads."""
    plain = None if document.base or link.rel in _OTHERWISE else _PLAIN.fullmatch(link.address)
    if plain is None:
        return _resolve(site, document, link)
    path, fragment = plain[1], plain[3] or ""
    if not path:
        target = Target(State.FOUND, Address("", "", None, "", None, None), document.path)
        target = target._replace(file=document.path)
    else:
        target = _known(site, document, link, path, plain[2])
    if target.state is not State.FOUND or not fragment:
        return target if path else _resolve(site, document, link)
    address = target.address._replace(text=link.address, fragment=fragment)
    return target._replace(address=address, fragment=fragment)


def _known(site: Site, document: Document, link: Link, path: str, steps: str) -> Target:
    """Where a plain path leads: the same words lead to the same place from pages of one depth."""
    climbed, depth = steps.count("/"), document.path.count("/")
    if climbed > depth:
        return _resolve(site, document, link)
    prefix = document.path.rsplit("/", climbed + 1)[0] if climbed < depth else ""
    key = (prefix, path)
    target: Target | None = site.found.get(key)
    if target is None:
        target = _resolve(site, document, link._replace(address=path))
        if target.state is not State.FOUND:
            return _resolve(site, document, link)
        site.found[key] = target
    return target


def _resolve(site: Site, document: Document, link: Link) -> Target:
    address = parse(link.address)
    if not link.address and link.rel != FROM_ROOT:
        return Target(State.EMPTY, address)
    strange = _without_file(site, link, address)
    if strange is not None:
        return strange
    own = address.host is not None
    path = address.path or ("/" if own else "")
    fragment = decoded(fragment_of(address)) or ""
    if link.rel == FROM_ROOT:
        return _in_site(site, address, unquote(path), fragment, own, False)
    if not path and not document.base:
        return Target(State.FOUND, address, document.path, document.path, fragment)
    here = joined(site, _base(site, document), path)
    rooted = path.startswith("/") and not own
    if here is None:
        # For data it is another part of the same host.
        state = State.OTHER if link.rel == DATA else State.OUTSIDE
        return Target(state, address, "", "", fragment, own, rooted)
    return _reached(site, link, address, here, fragment, own, rooted)


def _reached(
    site: Site, link: Link, address: Address, here: str, fragment: str, own: bool, rooted: bool
) -> Target:
    """What stands at the path `here` of the site."""
    if link.rel == TEXT and here.endswith(".md") and not site.file_at(here):
        here = site.page_of(here)
    target = _in_site(site, address, here, fragment, own, rooted)
    if target.state is State.MISSING and LATER.fullmatch(address.text.lstrip("./")):
        return Target(State.OTHER if link.example else State.PLACEHOLDER, address)
    return target


def retargeted(site: Site, target: Target, path: str) -> Target:
    """The same address, understood as the path of the site `path`."""
    return _in_site(site, target.address, path, target.fragment, target.own, target.rooted)


def is_own(site: Site, address: Address) -> bool:
    """Whether an address with a host names this site."""
    return names_host(site.address, address)


def _without_file(site: Site, link: Link, address: Address) -> Target | None:
    """The target of an address that no file of the site could answer."""
    state = _form(address.text, site.address)
    if state is State.PLACEHOLDER and not site.frame.ours and address.host:
        state = State.EXTERNAL  # instructions name localhost and example.com
    if state is not None and link.rel in _OTHERWISE:
        return Target(State.OTHER, address)  # names and licences in data are not for readers
    if state is State.PLACEHOLDER and link.example:
        state = State.OTHER
    elif state is State.FORBIDDEN and link.use is Use.LOAD:
        if address.scheme in _HARMLESS_LOADS:
            state = State.OTHER
        elif not address.scheme:
            state = None if is_own(site, address) else State.EXTERNAL
    return Target(state, address) if state else None


@lru_cache(maxsize=65536)
def _form(text: str, own: str) -> State | None:
    """What the text alone says about an address; None when a file of the site may answer it."""
    address = parse(text)
    if address.scheme in _FORBIDDEN or (address.host is not None and not address.scheme):
        return State.FORBIDDEN
    if is_placeholder(address, urlsplit(own).netloc):
        return State.PLACEHOLDER
    if address.scheme == "mailto":
        return State.MAIL
    if malformed(address):
        return State.MALFORMED
    if address.host is not None:
        return None if names_host(own, address) else State.EXTERNAL
    return State.OTHER if address.scheme else None


def _base(site: Site, document: Document) -> str:
    """The path of the site that relative addresses of `document` start from."""
    if not document.base:
        return document.path
    base = parse(document.base)
    path = base.path if base.host is None or is_own(site, base) else "/"
    here = joined(site, document.path, path)
    return document.path if here is None else here


def _in_site(
    site: Site, address: Address, path: str, fragment: str, own: bool, rooted: bool
) -> Target:
    file = site.file_at(path)
    if file is not None:
        return Target(State.FOUND, address, path, file, fragment, own, rooted)
    alike = site.alike(path)
    if alike is not None and alike != path.rstrip("/"):
        return Target(State.ALIKE, address, path, alike, fragment, own, rooted)
    return Target(State.MISSING, address, path, "", fragment, own, rooted)
