"""Runs every rule over a site and ties what they say to sources: findings become problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.links.advice import advice
from kb.links.document import Document, Link
from kb.links.finding import Finding, Reference
from kb.links.places import Place, Places
from kb.links.rules import BY_STATE, PAGE_RULES, code_of
from kb.links.site import ERROR_PAGE, Site
from kb.links.target import State, Target, resolve, retargeted
from kb.model import Problem

_UNRESOLVED = (State.MISSING, State.OUTSIDE, State.ALIKE)


def faults_of(site: Site, document: Document) -> Iterator[Finding]:
    """Every fault of one document, in order."""
    plain = not site.offline and not document.base and document.path != ERROR_PAGE
    language = site.language_at(document.path)
    for number, link in enumerate(document.links):
        target = resolve(site, document, link)
        if plain and is_plain(link, target) and site.language_at(target.file) == language:
            continue
        reference = Reference(site, document, link, target)
        for rule in BY_STATE[target.state]:
            fault = rule(reference)
            if fault is not None:
                yield Finding(code_of(rule), document, fault, reference, number)
    for page_rule in PAGE_RULES:
        for fault in page_rule(site, document):
            yield Finding(code_of(page_rule), document, fault)


def without_plain(site: Site, document: Document) -> Document:
    """The document with those links only that some rule may object to."""
    if site.offline or document.base or document.path == ERROR_PAGE or document.redirect:
        return document
    language = site.language_at(document.path)
    kept = []
    for link in document.links:
        target = resolve(site, document, link)
        if not is_plain(link, target) or site.language_at(target.file) != language:
            kept.append(link)
    return document._replace(links=tuple(kept))


def demands_of(site: Site, document: Document) -> tuple[str, ...]:
    """The files whose ids the document's links rely on."""
    targets = (resolve(site, document, link) for link in document.links if "#" in link.address)
    return tuple(sorted({target.file for target in targets if target.file}))


def is_plain(link: Link, target: Target) -> bool:
    """Whether no rule can object: a link to a page of the site, and nothing else about it.

    Nine links of ten are; asking every rule about them would take most of the time.
    """
    return (
        target.state is State.FOUND
        and link.element == "a[href]"
        and not target.fragment
        and not (target.own or target.rooted)
        and not (link.bare or link.rel or link.hollow)
        and link.hreflang is None
    )


def problems(found: Iterable[Finding], places: Places, site: Site) -> tuple[Problem, ...]:
    """One problem a cause: what one line causes on many pages is said once."""
    located: dict[tuple[str, int, int, str, str], Problem] = {}
    unwritten: dict[tuple[str, str], list[tuple[Place, Finding]]] = {}
    for finding in found:
        place = places.of(finding)
        if place is None:
            continue
        finding = as_meant(finding, place)
        if not place.line:
            unwritten.setdefault((finding.code, _cause(finding)), []).append((place, finding))
            continue
        # Seen from several pages one address has several facts; at one column it is one cause.
        distinct = "" if place.column else finding.fault.fact
        key = (place.path, place.line, place.column, finding.code, distinct)
        if key not in located:
            located[key] = _problem(finding, place, places, site, "")
    said = [_unwritten(group, places, site) for group in unwritten.values()]
    return tuple(sorted([*located.values(), *said]))


def as_meant(finding: Finding, place: Place) -> Finding:
    """The finding judged by what its Markdown says, where MkDocs could not resolve it.

    MkDocs leaves such an address as it stands; a browser reads it from another folder, so that
    its words about the built site would mislead.
    """
    reference = finding.reference
    if reference is None or not place.meant or reference.target.state not in _UNRESOLVED:
        return finding
    target = retargeted(reference.site, reference.target, place.meant)
    reference = reference._replace(target=target)
    for rule in BY_STATE[target.state]:
        fault = rule(reference)
        if fault is not None:
            return finding._replace(code=code_of(rule), fault=fault, reference=reference)
    return finding


def _cause(finding: Finding) -> str:
    """What equal faults on several pages have in common when no source holds the address."""
    return finding.fault.token or finding.fault.fact


def _unwritten(group: list[tuple[Place, Finding]], places: Places, site: Site) -> Problem:
    place, finding = group[0]
    pages = len({finding.document.path for _, finding in group})
    link = finding.reference.link if finding.reference else None
    origin = "made by a block or template" if link and link.content else "comes from the theme"
    note = f" ({origin}{f'; on {pages} pages' if pages > 1 else ''})"
    return _problem(finding, place._replace(line=1), places, site, note if places.sources else "")


def _problem(finding: Finding, place: Place, places: Places, site: Site, note: str) -> Problem:
    return Problem(
        place.path,
        place.line,
        finding.code,
        _line(finding.fault.fact) + note,
        _line(advice(finding, place, places.sources, site.languages)),
        place.column,
    )


def _line(text: str) -> str:
    return " ".join(text.split())
