"""Rules about the languages: links stay in one, switches lead to the same page in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.links.document import Document, Use
from kb.links.finding import Fault, Meant, Reference
from kb.links.language import language_called, twin
from kb.links.site import ERROR_PAGE, Site
from kb.links.target import State, resolve


def language_left(reference: Reference) -> Fault | None:
    """A plain link leads from one language into another."""
    site, document, link, target = reference
    if link.use is not Use.FOLLOW:
        return None
    if link.hreflang is not None or link.switch or "alternate" in link.rel.split():
        return None
    own, other = site.language_at(document.path), site.language_at(target.file)
    if own is None or other is None or own == other or document.redirect:
        return None
    better = twin(target.file, other, own)
    return Fault(
        f"'{target.shown}' leads from {own.code} into {other.code}",
        "mark a deliberate one with hreflang",
        Meant(better, target.fragment) if better in site.documents else None,
    )


def hreflang_wrong(reference: Reference) -> Fault | None:
    """hreflang is no language code, or names another language than that of the page it leads to."""
    site, _, link, target = reference
    code = (link.hreflang or "").strip()
    if link.hreflang is None:
        return None
    if not _CODE.fullmatch(code) or code.lower() in _COUNTRIES:
        return Fault(
            f"hreflang='{code}' is no language code", "write en, zh, zh-Hans … or x-default"
        )
    there = site.language_at(target.file)
    named = language_called(code, site.languages)
    if there is None or named in (None, there) or code.lower() == "x-default":
        return None
    if _switches(reference):  # switcher-wrong says it better
        return None
    return Fault(
        f"hreflang='{code}', but '{target.shown}' is in {there.code}",
        f"write hreflang={there.code}, or link to the page in {code}",
    )


# BCP 47 as far as it is used on the web; and countries that are mistaken for languages.
_CODE = re.compile(r"x-default|[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-\w{4,8})*", re.I)
_COUNTRIES = ("cn", "tw", "hk", "jp", "us", "gb", "zh-cn-hans", "chinese", "english")


def switcher_wrong(reference: Reference) -> Fault | None:
    """A language switch, or a translation stated in a head or sitemap, is not the same page."""
    site, _, link, target = reference
    if not link.hreflang or not _switches(reference):
        return None
    other = language_called(link.hreflang, site.languages)
    about = _about(reference)
    own = site.language_at(about)
    if other is None or (own is None and about != ERROR_PAGE):
        return None
    home = other.prefix + "index.html"
    wanted = home if own is None else twin(about, own, other)
    wanted = wanted if wanted in site.documents else home
    if target.file == wanted or wanted not in site.documents:
        return None
    return Fault(
        f"the switch to {link.hreflang} leads to '{target.shown}', not to the same page",
        "",
        Meant(wanted),
    )


def _switches(reference: Reference) -> bool:
    """Whether the link is a switch; in an article hreflang may just describe another page."""
    link = reference.link
    return link.switch or (link.use is Use.FOLLOW and not link.in_article)


def _about(reference: Reference) -> str:
    site, document, link, _ = reference
    if not link.about:
        return document.path
    return resolve(site, document, link._replace(address=link.about)).file


def canonical_wrong(reference: Reference) -> Fault | None:
    """The page says that its proper address is another page of the site."""
    _, document, link, target = reference
    if link.rel != "canonical" or document.redirect:
        return None
    if target.file == document.path:
        return None
    return Fault(
        f"the canonical address '{target.address.text}' is another page's",
        "state the page's own address",
    )


def twin_missing(site: Site, document: Document) -> Iterator[Fault]:
    """A page has no counterpart in another language."""
    own = site.language_at(document.path)
    if own is None or document.redirect or not document.page or not site.frame.ours:
        return
    for other in site.languages:
        wanted = twin(document.path, own, other)
        if other != own and wanted not in site.documents:
            yield Fault(
                f"'{document.path}' has no counterpart in {other.code}",
                "translate the page, or name both files alike",
                Meant(wanted),
            )


# Which states of a target each rule judges; the judgement asks it about no other.
RULES = (
    (language_left, (State.FOUND,)),
    (hreflang_wrong, tuple(State)),
    (switcher_wrong, (State.FOUND,)),
    (canonical_wrong, (State.FOUND,)),
)
PAGE_RULES = (twin_missing,)
