"""Looks at the addresses in a text: which only look like OpenAI's.

Walks over the text once; no regular expression.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.notices.glyphs import LIMIT, folded
from kb.notices.spelling import distance

MOST = 400  # addresses of one text that are looked at


@dataclass(frozen=True)
class Address:
    """A host name in a text, and the mailbox at it where there is one."""

    host: str
    mailbox: str
    start: int
    end: int
    foreign: bool  # letters of another script that look Latin


@dataclass(frozen=True)
class Domains:
    """Which domains are OpenAI's, which rightly carry its name, and what names they imitate."""

    official: Sequence[str]
    partners: Sequence[str]
    brands: Sequence[str]
    endings: Sequence[str]
    freemail: Sequence[str]


def addresses(text: str, endings: Sequence[str]) -> list[Address]:
    """The host names of a text that end as host names do."""
    found: list[Address] = []
    text = text[:LIMIT]
    at = 0
    while at < len(text) and len(found) < MOST:
        if not _part(text[at]):
            at += 1
            continue
        end = at
        while end < len(text) and _part(text[end]):
            end += 1
        found += _address(text, at, end, endings)
        at = end
    return found


def _part(character: str) -> bool:
    return (
        (character.isascii() and character.isalpha())
        or "0" <= character <= "9"
        or character in "-._+"
        or ("\u0370" <= character <= "\u052f")
    )


def _address(text: str, start: int, end: int, endings: Sequence[str]) -> list[Address]:
    written = text[start:end].strip(".-_+")
    host = "".join(folded(character) for character in written)
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or labels[-1] not in endings:
        return []
    mailbox = ""
    if text[start - 1 : start] == "@":
        first = start - 1
        while first > 0 and start - first < 65 and _part(text[first - 1]):
            first -= 1
        mailbox, start = text[first : start - 1].lower(), first
    foreign = any("\u0370" <= character <= "\u052f" for character in written)
    return [Address(host, mailbox, start, end, foreign)]


def below(host: str, domains: Sequence[str]) -> bool:
    """Whether `host` is one of `domains` or stands below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)


HEADERS = ("from", "sender", "reply-to", "发件人", "寄件者", "寄件人", "发送者", "来自")
DIGITS: Mapping[str, str] = {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s"}


def imitates(address: Address, domains: Domains) -> bool:
    """Whether a host carries OpenAI's name, or nearly so, without being OpenAI's."""
    if below(address.host, domains.official):
        return address.foreign
    if below(address.host, domains.partners):
        return False
    for label in address.host.split(".")[:-1]:
        plain = "".join(DIGITS.get(x, x) for x in label if x not in "-_").replace("rn", "m")
        plain = plain.replace("vv", "w")
        for brand in domains.brands:
            if brand in plain or brand in plain.replace("l", "i"):
                return True
            if any(distance(part, brand, 1) <= 1 for part in (plain, *label.split("-")) if part):
                return True
    return False


def claims_brand(address: Address, line: str, domains: Domains) -> bool:
    """Whether a sender calls itself OpenAI from a mailbox that is not OpenAI's."""
    if not address.mailbox or below(address.host, (*domains.official, *domains.partners)):
        return False
    header = line.lstrip(" >*|\t").startswith(HEADERS)
    named = header and any(brand in line for brand in domains.brands)
    inside = any(brand in address.mailbox for brand in domains.brands)
    return named or (inside and below(address.host, domains.freemail))
