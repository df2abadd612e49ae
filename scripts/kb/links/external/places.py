"""Which external addresses a built site holds, and where a person mends each. Asks no network."""

from __future__ import annotations

from pathlib import Path

from kb.links.document import Use
from kb.links.finding import Fault, Finding, Reference
from kb.links.language import Language
from kb.links.places import Place, Places
from kb.links.site import Frame
from kb.links.sources import Sources
from kb.links.sweep import examine
from kb.links.target import State, resolve


def addresses(
    site: Path,
    *,
    sources: Sources | None = None,
    site_url: str = "",
    languages: tuple[Language, ...] = (),
) -> dict[str, Place]:
    """Every external address that readers of the built site may follow, with its first place."""
    address = site_url if not site_url or site_url.endswith("/") else site_url + "/"
    built, _ = examine(site, Frame(languages, address), None)
    places = Places(built, site, sources)
    found: dict[str, Place] = {}
    for document in built.documents.values():
        for number, link in enumerate(document.links):
            target = resolve(built, document, link)
            wanted = target.state is State.EXTERNAL and target.address.scheme in ("http", "https")
            if not wanted or link.use is Use.STATE or link.address in found:
                continue
            reference = Reference(built, document, link, target)
            place = places.of(Finding("external", document, Fault(""), reference, number))
            if place is not None:
                found[link.address] = place
    return found
