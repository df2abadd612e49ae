"""How an address or an id may be spelled in data, templates and the configuration. Patterns only.

Every pattern names its groups; the one that matched stands where the spelling begins.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from kb.links.language import Language, language_of
from kb.links.target import State, Target

_BEFORE, _AFTER = r"(?<![\w/#.%:-])", r"(?![\w/#%-]|\.\w)"
_EMPTY = r"""(?:href|src)\s*=\s*(?P<attribute>""|'')|\](?P<inline>\(\s*\))"""
_ENDING = re.compile(r"(?:(?:^|/)index\.(?:html|md)|\.html|\.md|/)$")
_LEAD = r"(?:\{\{[^{}]*\}\}/?|(?<![\w/.%-]))(?:\.{0,2}/)*"  # {{ base_url }}/, ../../, /


class Spelling(NamedTuple):
    """A pattern, and texts of which one stands wherever the pattern fits: a quick first look."""

    pattern: str
    needles: tuple[str, ...]


def spelling_of(
    target: Target, languages: tuple[Language, ...], *, as_folder: bool = False
) -> Spelling:
    """What the address may look like where it is not resolved as on a page.

    `as_folder` leaves out the spellings that name a file.
    """
    if target.state is State.EMPTY:
        return Spelling(_EMPTY, ("",))
    text = target.address.text
    in_site = target.state in (State.FOUND, State.MISSING, State.ALIKE)
    language = language_of(target.path, languages)
    prefix = language.prefix if language else ""
    stem = _ENDING.sub("", target.path.removeprefix(prefix))
    spelled = _spelled(prefix, stem, target.fragment, as_folder) if in_site and stem else ""
    verbatim = target.address.path.endswith(".md")  # MkDocs left it as it stands in its source
    if spelled and not (target.own or target.rooted or verbatim):
        return Spelling(
            spelled, (stem, quote(stem))
        )  # the same for every page that it is seen from
    written = "|".join(re.escape(one) for one in dict.fromkeys((text, text.replace("&", "&amp;"))))
    literal = rf"{_BEFORE}(?P<literal>{written}){_AFTER}"
    needles = (text, text.replace("&", "&amp;"), *((stem, quote(stem)) if spelled else ()))
    return Spelling(f"{spelled}|{literal}" if spelled else literal, needles)


def _spelled(prefix: str, stem: str, fragment: str, as_folder: bool) -> str:
    names = "|".join(re.escape(one) for one in dict.fromkeys((stem, quote(stem))))
    ending = "/?" if as_folder else r"(?:/index\.html|/index\.md|\.html|\.md|/)?"
    anchor = re.escape("#" + fragment) if fragment else ""
    spelled = rf"(?:{re.escape(prefix)})?(?:{names}){ending}{anchor}"
    return rf"{_LEAD}(?P<spelled>{spelled}){_AFTER}"


def id_patterns(name: str, shown: str) -> tuple[str, ...]:
    """Where an id may be written, or the heading `shown` that it is made from."""
    if not name:
        empty = re.escape(shown.rstrip("¶").strip())
        return (rf"""(?P<attribute>\bid\s*=\s*(?:""|'')[^>]*>\s*{empty})""",)
    own = re.escape(name)
    heading = re.escape(shown.rstrip("¶").strip() or "\0")
    return (
        rf"""\{{[^}}\n]*#(?P<list>{own})(?=[\s}}])|(?<![\w-])id\s*=\s*["']?(?P<attribute>{own})(?![\w-])""",
        rf"^(?P<heading>#+ +{heading})",
    )
