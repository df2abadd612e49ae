"""Signs that a mail is a fraud: false senders, and what OpenAI would not ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kb.notices.reading import Mark, Warning
from kb.notices.senders import Domains, addresses, claims_brand, imitates

LINE = 120  # characters before an address that may name its sender


def warnings(
    written: str, asked: Collection[Warning], clicks: bool, technical: bool, domains: Domains
) -> tuple[Warning, ...]:
    """The signs in a text, given what it asks for and whether it wants a click.

    In a `technical` text, a log or an error, an address of another service is no sign.
    """
    found: list[Warning] = []
    for address in addresses(written, domains.endings):
        mark = Mark(address.start, address.end, address.host)
        before = written[max(0, address.start - LINE) : address.start]
        line = before[before.rfind("\n") + 1 :].lower()
        if imitates(address, domains) and (address.mailbox or clicks or asked):
            found.append(Warning("look-alike", mark))
        elif claims_brand(address, line, domains):
            found.append(Warning("sender", mark))
    if technical and not any(one.id == "sender" for one in found):
        return ()
    return _unique((*found, *asked))


def _unique(found: Iterable[Warning]) -> tuple[Warning, ...]:
    return tuple({(one.id, one.mark.start): one for one in found}.values())
