"""How an address or an id may be spelled in data, templates and the configuration. Patterns only.

Every pattern names its groups; the one that matched stands where the spelling begins.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from kb.links.language import Language, language_of
from kb.links.target import State, Target

_BEFORE, _AFTER = r"(?<![\w/#.%:-])", r"(?![\w/#%-]|\.\w)"
_EMPTY = r"""(?:href|src)\s*=\s*(?P<attribute>""|'')|\](?P<inline>\(\s*\))"""
_ENDING = re.compile(r"(?:(?:^|/)index\.(?:html|md)|\.html|\.md|/)$")
_LEAD = r"(?:\{\{[^{}]*\}\}/?|(?<![\w/.%-]))(?:\.{0,2}/)*"  # {{ base_url }}/, ../../, /


def pattern_of(target: Target, languages: tuple[Language, ...]) -> str:
    """What the address may look like where it is not resolved as on a page."""
    if target.state is State.EMPTY:
        return _EMPTY
    text = target.address.text
    in_site = target.state in (State.FOUND, State.MISSING, State.ALIKE)
    language = language_of(target.path, languages)
    prefix = language.prefix if language else ""
    stem = _ENDING.sub("", target.path.removeprefix(prefix))
    if in_site and stem and not target.own and not target.rooted:
        return _spelled(prefix, stem, target.fragment)  # the same for every page it is seen from
    written = "|".join(re.escape(one) for one in dict.fromkeys((text, text.replace("&", "&amp;"))))
    return rf"{_BEFORE}(?P<literal>{written}){_AFTER}"


def _spelled(prefix: str, stem: str, fragment: str) -> str:
    names = "|".join(re.escape(one) for one in dict.fromkeys((stem, quote(stem))))
    ending = r"(?:/index\.html|/index\.md|\.html|\.md|/)?"
    anchor = re.escape("#" + fragment) if fragment else ""
    spelled = rf"(?:{re.escape(prefix)})?(?:{names}){ending}{anchor}"
    return rf"{_LEAD}(?P<spelled>{spelled}){_AFTER}"


def id_patterns(name: str, shown: str) -> tuple[str, ...]:
    """Where an id may be written, or the heading `shown` that it is made from."""
    own = re.escape(name)
    heading = re.escape(shown.rstrip("¶").strip() or "\0")
    return (
        rf"""\{{[^}}\n]*#(?P<list>{own})(?=[\s}}])|(?<![\w-])id\s*=\s*["']?(?P<attribute>{own})\b""",
        rf"^(?P<heading>#+ +{heading})",
    )
