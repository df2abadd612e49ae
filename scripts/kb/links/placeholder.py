"""Addresses that somebody meant to fill in later, told by their text alone."""

from __future__ import annotations

import re

from kb.links.address import Address

_UNFILLED = re.compile(
    r".*(?:\{\{|\}\}|\$\{|%7B%7B|\[\[|\]\]|<[^>]+>).*", re.IGNORECASE | re.DOTALL
)
LATER = re.compile(
    r"(?:TODO|TBD|FIXME|XXX+|URL|LINK|CHANGEME|your[-_ ].*|待补充?|待定|\.\.\.|…)", re.IGNORECASE
)
_PLACEHOLDER_HOST = re.compile(
    r"(?:(?:.+\.)?example(?:\.com|\.org|\.net)?|(?:.+\.)?(?:test|invalid|localhost)"
    r"|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|your[-_].*|(?:www\.)?xxx+\.(?:com|net|org|cn))\.?",
    re.IGNORECASE,
)


def is_placeholder(address: Address, own_host: str) -> bool:
    """Whether somebody meant to fill the address in later, as far as its text tells."""
    if address.scheme == "mailto":
        host = address.path.rpartition("@")[2]
    else:
        host = re.sub(r":\d*$", "", (address.host or "").rpartition("@")[2])
    if host and host.lower() == own_host.lower():
        return False
    return bool(_PLACEHOLDER_HOST.fullmatch(host) or _UNFILLED.fullmatch(address.text))
