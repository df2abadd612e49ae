"""Rules about the address itself: its form, its scheme, its host."""

from __future__ import annotations

from kb.links.address import looks_like_mail, mail_fault, malformed
from kb.links.document import Use
from kb.links.finding import Fault, Reference
from kb.links.target import State


def link_empty(reference: Reference) -> Fault | None:
    """An attribute that should hold an address holds none."""
    return Fault(f"{reference.link.element} is empty", "write where it leads, or take it away")


def link_without_text(reference: Reference) -> Fault | None:
    """A link that nobody can see, click or hear."""
    _, _, link, target = reference
    if not link.bare:
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
    if (address.host or "").lower() not in site.secure_hosts or _contacts_another(reference):
        return None
    return Fault(
        f"'{address.text}' goes without encryption to a host that has https",
        f"write https:{address.text[5:]}",
    )


def external_asset(reference: Reference) -> Fault | None:
    """Something that the page itself loads from another host, or from the network when offline."""
    if not _contacts_another(reference):
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
    if reference.link.use is not Use.SEND:
        return None
    return Fault(
        f"the form sends what is typed to '{target.address.text}'",
        "nothing that a reader types may leave the device",
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
    (external_asset, (State.EXTERNAL, State.FOUND, State.MISSING, State.ALIKE)),
    (external_form, (State.EXTERNAL,)),
)
