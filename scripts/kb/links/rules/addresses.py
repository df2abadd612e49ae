"""Rules about the address itself: its form, its scheme, its host."""

from __future__ import annotations

import re

from kb.links.address import looks_like_mail, mail_fault, malformed
from kb.links.document import Use
from kb.links.finding import Fault, Reference
from kb.links.target import State


def link_empty(reference: Reference) -> Fault | None:
    """An attribute that should hold an address holds none."""
    return Fault(f"{reference.link.element} is empty", "write where it leads, or take it away")


def link_without_text(reference: Reference) -> Fault | None:
    """A link that nobody can see, click or hear."""
    site, _, link, target = reference
    if not link.bare or not (site.frame.ours or link.in_article):
        return None
    return Fault(f"the link to '{target.address.text}' has no text", "write what the reader finds")


def scheme_forbidden(reference: Reference) -> Fault | None:
    """javascript:, data: and the like in a link, or an address without a scheme (//host)."""
    target = reference.target
    if target.address.scheme:
        return Fault(
            f"'{target.address.scheme}:' addresses are not allowed",
            "use a button with a script of the site, or a plain link",
        )
    return Fault(
        f"'{target.address.text}' has no scheme: read from a disk it means a file",
        f"write https:{target.address.text}",
    )


def url_malformed(reference: Reference) -> Fault | None:
    """No browser or server could make sense of the address."""
    target = reference.target
    shown = " ".join(target.address.text.split())
    return Fault(f"'{shown}' is malformed: {malformed(target.address)}", "correct the address")


def mailto_malformed(reference: Reference) -> Fault | None:
    """A mail link that no mail program could use, or an e-mail address without mailto:."""
    target = reference.target
    if target.state is State.MISSING and looks_like_mail(target.address.text):
        return Fault(
            f"'{target.address.text}' is an e-mail address without 'mailto:'",
            f"write mailto:{target.address.text}",
        )
    if target.state is State.MISSING:
        return None
    why = mail_fault(target.address)
    return (
        Fault(
            f"'{target.address.text}' cannot be written to: {why}",
            "write mailto:name@host, or mailto:name@host?subject=…",
        )
        if why
        else None
    )


def placeholder_address(reference: Reference) -> Fault | None:
    """An address that somebody meant to fill in later."""
    target = reference.target
    return Fault(f"'{target.address.text}' is a placeholder", "write the real address")


def insecure_link(reference: Reference) -> Fault | None:
    """http: where the same host is known to answer https:."""
    site, target = reference.site, reference.target
    address = target.address
    if address.scheme != "http":
        return None
    host = (address.host or "").lower()
    secure = host in site.secure_hosts or _ALWAYS.search(host)
    if not secure or _contacts_another(reference):
        return None
    return Fault(
        f"'{address.text}' goes without encryption to a host that has https",
        f"write https:{address.text[5:]}",
    )


def credentials_exposed(reference: Reference) -> Fault | None:
    """A name and a password stand in the address, for every reader to see."""
    target = reference.target
    user = (target.address.host or "").rpartition("@")[0]
    if ":" not in user:
        return None
    return Fault(
        f"'{target.address.text}' holds a name and a password",
        "take them away, and change the password: it has been published",
    )


def shortener_link(reference: Reference) -> Fault | None:
    """A shortened address: nobody sees where it leads, and it dies with the service."""
    target = reference.target
    if not _SHORTENERS.fullmatch((target.address.host or "").lower()):
        return None
    return Fault(
        f"'{target.address.text}' is a shortened address: a reader cannot see where it leads",
        "write the address that it leads to",
    )


def link_hollow(reference: Reference) -> Fault | None:
    """A sentence's link to '#' and no id: it only jumps to the top of the page."""
    if not reference.link.hollow:
        return None
    return Fault(
        f"'{reference.target.address.text}' names no place: it jumps to the top of the page",
        "write the id of a heading after '#', or take the link away",
    )


def external_asset(reference: Reference) -> Fault | None:
    """Something that the page itself loads from another host, or from the network when offline."""
    if not _contacts_another(reference) or not (
        reference.site.frame.ours or reference.site.offline
    ):
        return None
    _, _, link, target = reference
    return Fault(
        f"'{target.address.text}' ({link.element}) is loaded from another host",
        "put a copy into docs/assets/ and load that",
    )


def _contacts_another(reference: Reference) -> bool:
    site, _, link, target = reference
    if link.use is not Use.LOAD:
        return False
    return target.state is State.EXTERNAL or (target.own and site.offline)


def external_form(reference: Reference) -> Fault | None:
    """A form that sends what the reader typed to another host."""
    target = reference.target
    if reference.link.use is not Use.SEND or not reference.site.frame.ours:
        return None
    return Fault(
        f"the form sends what is typed to '{target.address.text}'",
        "nothing that a reader types may leave the device",
    )


# Hosts that answer nothing but https, and those that only shorten.
_ALWAYS = re.compile(
    r"(?:^|\.)(?:openai|chatgpt|github|google|apple|microsoft|wikipedia|mozilla|python|archive"
    r"|youtube|stripe|cloudflare|reddit|twitter|x|paypal|visa|mastercard|europa|gov)"
    r"\.(?:com|org|eu|uk)$"
)
_SHORTENERS = re.compile(
    r"(?:www\.)?(?:bit\.ly|bitly\.com|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|v\.gd|buff\.ly"
    r"|t\.cn|url\.cn|dwz\.cn|suo\.im|shorturl\.at|rb\.gy|cutt\.ly|tiny\.cc|reurl\.cc|lihi\d?\.cc"
    r"|s\.id|rebrand\.ly|shorte\.st|adf\.ly|lnkd\.in|dlvr\.it|tny\.im|x\.gd|ppt\.cc|bl\.ink|b23\.tv)"
)
_EVERY_OTHER = tuple(one for one in State if one not in (State.EMPTY, State.PLACEHOLDER))

# Which states of a target each rule judges; the judgement asks it about no other.
RULES = (
    (link_empty, (State.EMPTY,)),
    (link_without_text, _EVERY_OTHER),
    (scheme_forbidden, (State.FORBIDDEN,)),
    (url_malformed, (State.MALFORMED,)),
    (mailto_malformed, (State.MAIL, State.MISSING)),
    (placeholder_address, (State.PLACEHOLDER,)),
    (insecure_link, (State.EXTERNAL, State.FOUND, State.MISSING, State.ALIKE)),
    (credentials_exposed, (State.EXTERNAL, State.FOUND, State.MISSING)),
    (shortener_link, (State.EXTERNAL,)),
    (link_hollow, (State.FOUND,)),
    (external_asset, (State.EXTERNAL, State.FOUND, State.MISSING, State.ALIKE)),
    (external_form, (State.EXTERNAL,)),
)
