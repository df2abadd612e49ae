"""One address as written in an attribute: its parts, and whether it is well formed.

Knows nothing of the site, of pages or of sources; never contacts anything.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)
_PLAIN = re.compile(r"[\w./~#=?&:@+,;!*'()$-]*", re.ASCII)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
# Punctuation that slips in from the Chinese sentence around a link, and typographic quotes.
_SENTENCE = re.compile(
    "[\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09\u300a\u300b"
    "\u300c\u300d\u3010\u3011\u201c\u201d\u2018\u2019\u3000]"
)
_INVISIBLE = re.compile(
    "[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]|%E2%80%8[B-F]|%C2%A0|%EF%BB%BF|(?:%20)+$",
    re.I,
)
_LATIN, _ALIKE = re.compile("[A-Za-z]"), re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_DOUBLED = re.compile(r"https?:/*https?:", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\s@,;:<>()\[\]\\\"&]+@[\w-]+(\.[\w-]+)+")
_WEB = ("http", "https")
_NEAR_WEB = re.compile(r"h*t{1,3}ps?s?|hxxps?|mail|mail-?to?|mialto|maito|mailt|te", re.IGNORECASE)


class Address(NamedTuple):
    """The parts of an address (RFC 3986), each as written; `host` is None without `//`."""

    text: str
    scheme: str
    host: str | None
    path: str
    query: str | None
    fragment: str | None


_STRANGE = (
    (re.compile(r"[\x00-\x1f\x7f]"), "a line break or control character inside"),
    (_INVISIBLE, "an invisible character inside"),
    (re.compile(r"\\"), "a backslash; addresses use '/'"),
    (re.compile(r"[<>\"{}|^`]"), "a character that addresses cannot hold"),
    (_BAD_PERCENT, "'%' without two hexadecimal digits; write %25"),
    (re.compile("&amp;"), "'&amp;' escaped twice"),
)


@lru_cache(maxsize=65536)
def parse(text: str) -> Address:
    """Split an address; every text has an answer."""
    found = _PARTS.fullmatch(text)
    if not found:  # unreachable: every part is optional; kept for the type checker
        return Address(text, "", None, text, None, None)
    scheme, host, path, query, fragment = found.groups()
    return Address(text, (scheme or "").lower(), host, path, query, fragment)


def decoded(text: str) -> str | None:
    """`text` with its percent-encoding undone; None when that is not UTF-8."""
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return None


def fragment_of(address: Address) -> str:
    """The fragment as written, without a text fragment (`#:~:text=`)."""
    return (address.fragment or "").partition(":~:")[0]


def names_host(own: str, address: Address) -> bool:
    """Whether `address` lies under the site's address `own` ("" when unknown)."""
    if not own or address.host is None:
        return False
    home = urlsplit(own)
    if address.host.lower() != home.netloc.lower() or address.scheme not in ("http", "https", ""):
        return False
    return (address.path + "/").startswith(home.path)


@lru_cache(maxsize=65536)
def malformed(address: Address) -> str:
    """Why no browser or server could make sense of the address; "" when it is well formed."""
    if address.scheme in ("", *_WEB) and address.host is None and _PLAIN.fullmatch(address.text):
        return _web_without_host(address)
    if address.scheme in _WEB:
        return _web_without_host(address) or _characters(address) or _bad_host(address.host or "")
    if address.scheme == "tel":
        return "" if re.fullmatch(r"\+?[\d().*# -]+", address.path) else "not a telephone number"
    if address.scheme:
        return _strange_scheme(address)
    return _characters(address) or _bad_encoding(address)


def _web_without_host(address: Address) -> str:
    if address.scheme in _WEB and not address.host:
        return f"no host after '{address.scheme}:'"
    return ""


def _characters(address: Address) -> str:
    text = address.text
    for pattern, why in _STRANGE:
        if pattern.search(text):
            return why
    if " " in text and (address.scheme or address.host):
        return "a space inside; write %20"
    strange = _SENTENCE.search(text)
    if strange and address.scheme:
        return f"'{strange.group()}' belongs to the sentence, not to the address"
    return "two addresses in one" if _DOUBLED.match(text) else ""


def _bad_host(host: str) -> str:
    name = host.rpartition("@")[2]
    if name.startswith("["):
        return "" if re.fullmatch(r"\[[0-9A-Fa-f:.]+\](:\d*)?", name) else "not an IPv6 address"
    name, _, port = name.partition(":")
    if port and not (port.isdecimal() and int(port) < 65536):
        return f"'{port}' is no port"
    labels = (unquote(name).removesuffix(".") or ".").split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        return f"'{name}' is no host name"
    if any(_LATIN.search(label) and _ALIKE.search(label) for label in labels):
        return f"'{name}' mixes letters of two scripts that look alike"
    if len(labels) == 1 and name.lower() != "localhost":
        return f"'{name}' has no dot"
    return ""


def _bad_encoding(address: Address) -> str:
    if decoded(address.path) is None or decoded(fragment_of(address)) is None:
        return "its percent-encoding is not UTF-8"
    return ""


def _strange_scheme(address: Address) -> str:
    if len(address.scheme) == 1:
        return "a path of one computer's disk"
    if _NEAR_WEB.fullmatch(address.scheme) and address.scheme not in (*_WEB, "mailto", "tel"):
        return f"unknown scheme '{address.scheme}:'"
    if re.fullmatch(r"\d{2,5}(/.*)?", address.path) and address.host is None:
        return "a host and port without 'http://'"
    return ""


def mail_fault(address: Address) -> str:
    """Why a `mailto:` address cannot be written to; "" when it can."""
    path = decoded(address.path)
    if path is None or _BAD_PERCENT.search(address.text):
        return "its percent-encoding is broken"
    if not path:
        return "" if address.query else "no address after 'mailto:'"
    for box in path.split(","):
        if not _MAILBOX.fullmatch(box):
            return f"'{box.strip()}' is no e-mail address"
    if address.query and re.search(r"[ \n]", address.query):
        return "a space in its subject or body; write %20"
    return ""


def looks_like_mail(text: str) -> bool:
    """Whether `text` is a bare e-mail address."""
    return bool(_MAILBOX.fullmatch(text))
