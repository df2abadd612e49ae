"""What a rule sees and what it says; not yet tied to a source that a person can edit."""

from __future__ import annotations

from typing import NamedTuple

from kb.links.document import Document, Link
from kb.links.site import Site
from kb.links.target import Target


class Reference(NamedTuple):
    """One address in its place, resolved: what a rule about links judges."""

    site: Site
    document: Document
    link: Link
    target: Target


class Meant(NamedTuple):
    """A better target, for a hint: a file of the site and perhaps an id in it."""

    file: str
    fragment: str = ""


class Fault(NamedTuple):
    """What a rule has to say: one line of fact, one of hint, perhaps a better target.

    `token` is what to look for in the source when the fault is not an address.
    """

    fact: str
    hint: str = ""
    meant: Meant | None = None
    token: str = ""


class Finding(NamedTuple):
    """A fault, its rule and where in the built site it is. `reference` is None for whole pages."""

    code: str
    document: Document
    fault: Fault
    reference: Reference | None = None
    number: int = 0  # of the link in its document
