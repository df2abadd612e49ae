"""Rules about the copy that is read from a disk: no server, no address from "/"."""

from __future__ import annotations

from kb.links.document import Use
from kb.links.finding import Fault, Meant, Reference
from kb.links.site import ERROR_PAGE
from kb.links.target import State

_REACHED = (State.FOUND, State.MISSING, State.ALIKE)


def directory_link_offline(reference: Reference) -> Fault | None:
    """In the copy read from a disk a link to a folder shows a list of files, not the page."""
    if reference.document.path == ERROR_PAGE:  # only a server shows it
        return None
    site, target = reference.site, reference.target
    if not site.offline or target.own:
        return None
    if target.path == target.file or not _followed(reference) or not target.address.path:
        return None
    return Fault(
        f"'{target.shown}' is a folder: read from a disk it opens no page",
        "",
        Meant(target.file, target.fragment),
    )


def absolute_link_offline(reference: Reference) -> Fault | None:
    """In the copy read from a disk a path from "/" means the disk, not the site."""
    site, document, link, target = reference
    if not site.offline or not target.rooted:
        return None
    if link.use is Use.STATE or document.path == ERROR_PAGE:
        return None
    meant = Meant(target.file, target.fragment) if target.state is State.FOUND else None
    return Fault(
        f"'{target.address.text}' begins with '/': read from a disk it leaves the site",
        "" if meant else "write the path from this page",
        meant,
    )


def server_needed(reference: Reference) -> Fault | None:
    """In the copy read from a disk: a module, a posted form, … that only a server can answer."""
    if not reference.site.offline or not reference.link.needs:
        return None
    return Fault(
        f"'{reference.target.address.text}' needs a server: {reference.link.needs}",
        "do without it in what works from a disk",
    )


def _followed(reference: Reference) -> bool:
    link = reference.link
    if link.element.startswith("link["):  # prev and next: nobody follows them from a disk
        return False
    return link.use in (Use.FOLLOW, Use.SEND) or link.element.startswith("iframe")


# Which states of a target each rule judges; the judgement asks it about no other.
RULES = (
    (directory_link_offline, (State.FOUND,)),
    (absolute_link_offline, _REACHED),
    (server_needed, (State.EXTERNAL, State.OTHER, *_REACHED)),
)
