"""Rules about where an address leads: files, assets, anchors, and the offline copy."""

from __future__ import annotations

import re
import unicodedata

from kb.links.address import looks_like_mail
from kb.links.document import Document, Use
from kb.links.finding import Fault, Meant, Reference
from kb.links.nearness import known_ids, nearest_file, nearest_id
from kb.links.site import ERROR_PAGE, loosely
from kb.links.target import State


def file_missing(reference: Reference) -> Fault | None:
    """A link, form, canonical or sitemap entry leads to no file of the site."""
    _, _, link, target = reference
    if link.use is Use.LOAD or target.own:
        return None
    if looks_like_mail(target.address.text):  # mailto-malformed says it better
        return None
    return _missing(reference, f"'{target.shown}' is no file of the site")


def asset_missing(reference: Reference) -> Fault | None:
    """An image, script, style sheet, font, frame … is not in the site."""
    _, _, link, target = reference
    if link.use is not Use.LOAD or target.own:
        return None
    return _missing(reference, f"'{target.shown}' ({link.element}) is no file of the site")


def own_url_missing(reference: Reference) -> Fault | None:
    """An address on the site's own host names a page that the site does not have."""
    target = reference.target
    if not target.own:
        return None
    return _missing(reference, f"'{target.address.text}' is this site's address, but no file of it")


def _missing(reference: Reference, fact: str) -> Fault:
    site, document, link, target = reference
    last = target.path.partition("/")[0]
    if link.use is not Use.LOAD and last.startswith("www."):
        return Fault(fact, f"another site? write https://{target.address.text}")
    asset = link.use is Use.LOAD or "." in target.path.rpartition("/")[2].replace(".md", "")
    asset = asset and not target.path.endswith(".html")
    near = nearest_file(site, target.path, document.path, asset=asset)
    if not near:
        return Fault(fact, "correct the address, add the file, or take the link away")
    fragment = target.fragment if near in site.documents else ""
    return Fault(fact, "", Meant(near, fragment))


def case_mismatch(reference: Reference) -> Fault | None:
    """The name is right but for upper and lower case: it works on one computer, not on servers."""
    target = reference.target
    if _same_letters(reference):
        return None
    fact = f"'{target.shown}' differs from the file's name in upper and lower case"
    return Fault(fact, "", Meant(_answering(reference), target.fragment))


def form_mismatch(reference: Reference) -> Fault | None:
    """The name looks the same but is composed of other code points (NFC and NFD)."""
    target = reference.target
    if not _same_letters(reference):
        return None
    fact = f"'{target.shown}' is written in another Unicode form (NFC, NFD) than the file's name"
    return Fault(
        fact,
        "type the name anew instead of copying it from a file manager",
        Meant(_answering(reference), target.fragment),
    )


def _same_letters(reference: Reference) -> bool:
    target = reference.target
    return unicodedata.normalize("NFC", target.path.rstrip("/")) == unicodedata.normalize(
        "NFC", target.file
    )


def _answering(reference: Reference) -> str:
    return reference.site.file_at(reference.target.file) or reference.target.file


def anchor_missing(reference: Reference) -> Fault | None:
    """The page is there, the heading or element with that id is not."""
    site, document, _, target = reference
    if not target.fragment:
        return None
    page = site.documents.get(target.file)
    if page is None or not _has_anchors(page) or not _names_an_id(reference):
        return None
    written = reference.target.address.fragment or ""
    if target.fragment in page.ids or written in page.ids or target.fragment.lower() == "top":
        return None
    if page.path.endswith(".svg") and re.match(r"svgView\(|xywh=|t=", written):
        return None
    near = nearest_id(target.fragment, page.ids)
    elsewhere = target.address.path or target.own or document.base
    shown = target.shown if elsewhere else f"#{target.fragment}"
    fact = f"'{shown}' has no heading with that id"
    if near and loosely(near) == loosely(target.fragment):
        fact = f"{fact}: '{near}' differs in upper and lower case or Unicode form"
    if near:
        return Fault(fact, "", Meant(target.file, near))
    known = ", ".join(known_ids(page.ids)[:8])
    return Fault(fact, f"ids there: {known}" if known else "that page has no ids")


def _has_anchors(page: Document) -> bool:
    if page.path.endswith(".svg"):
        return bool(page.ids)
    return page.page and not page.redirect


def _names_an_id(reference: Reference) -> bool:
    link = reference.link
    return link.use is not Use.LOAD or link.element.startswith(("iframe", "use"))


def sitemap_foreign(reference: Reference) -> Fault | None:
    """A sitemap may only list addresses of its own site; robots.txt names the site's own."""
    site, document, link, target = reference
    if not site.address or document.page or link.element not in ("loc", "Sitemap") or target.own:
        return None
    return Fault(
        f"'{target.address.text}' in {document.path} is not an address of this site",
        "correct site_url, or what writes the file",
    )


_REACHED = (State.FOUND, State.MISSING, State.ALIKE)


def outside_site(reference: Reference) -> Fault | None:
    """The path climbs out of the site's folder, or a rooted one misses the site's sub-path."""
    site, target = reference.site, reference.target
    text = target.address.text
    if target.rooted:
        return Fault(
            f"'{text}' is outside the site, which is served under '{site.root}'",
            f"write the path from this page, or begin it with '{site.root}'",
        )
    return Fault(f"'{text}' climbs out of the site's folder", "take away one '../' or more")


def error_page_relative(reference: Reference) -> Fault | None:
    """The error page is shown at any depth, so that a relative path in it leads anywhere."""
    site, document, link, target = reference
    if site.offline or document.path != ERROR_PAGE or document.base or link.use is Use.STATE:
        return None
    if target.rooted or target.own or not target.address.path:
        return None
    return Fault(
        f"'{target.address.text}' on the error page depends on the address that failed",
        f"begin it with '{site.root}'",
    )


# Which states of a target each rule judges; the judgement asks it about no other.
RULES = (
    (file_missing, (State.MISSING,)),
    (asset_missing, (State.MISSING,)),
    (own_url_missing, (State.MISSING,)),
    (case_mismatch, (State.ALIKE,)),
    (form_mismatch, (State.ALIKE,)),
    (anchor_missing, (State.FOUND,)),
    (sitemap_foreign, (State.EXTERNAL,)),
    (outside_site, (State.OUTSIDE,)),
    (error_page_relative, _REACHED),
)
