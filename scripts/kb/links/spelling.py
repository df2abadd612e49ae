"""How an address or an id may be spelled in data, templates and the configuration. Patterns only.

Every pattern names its groups; the one that matched stands where the spelling begins.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from kb.links.language import Language, language_of
from kb.links.target import State, Target

_BEFORE, _AFTER = r"(?<![\w/#.%-])", r"(?![\w/#%-]|\.\w)"
_EMPTY = r"""(?:href|src)\s*=\s*(?P<attribute>""|'')|\](?P<inline>\(\s*\))"""
_ENDING = re.compile(r"(?:(?:^|/)index\.(?:html|md)|\.html|\.md|/)$")
_LEAD = r"(?:\{\{[^{}]*\}\}/?|(?<![\w/.%-]))(?:\.{0,2}/)*"  # {{ base_url }}/, ../../, /


def pattern_of(target: Target, languages: tuple[Language, ...]) -> str:
    """What the address may look like where it is not resolved as on a page."""
    if target.state is State.EMPTY:
        return _EMPTY
    text = target.address.text
    written = "|".join(re.escape(one) for one in dict.fromkeys((text, text.replace("&", "&amp;"))))
    literal = rf"{_BEFORE}(?P<literal>{written}){_AFTER}"
    language = language_of(target.path, languages)
    prefix = language.prefix if language else ""
    stem = _ENDING.sub("", target.path.removeprefix(prefix))
    if target.state not in (State.FOUND, State.MISSING, State.ALIKE) or not stem:
        return literal
    names = "|".join(re.escape(one) for one in dict.fromkeys((stem, quote(stem))))
    fragment = re.escape("#" + target.fragment) if target.fragment else ""
    ending = r"(?:/index\.html|/index\.md|\.html|\.md|/)?"
    spelled = rf"(?:{re.escape(prefix)})?(?:{names}){ending}{fragment}"
    return rf"{_LEAD}(?P<spelled>{spelled}){_AFTER}|{literal}"


def id_patterns(name: str, shown: str) -> tuple[str, ...]:
    """Where an id may be written, or the heading `shown` that it is made from."""
    own = re.escape(name)
    heading = re.escape(shown.rstrip("¶").strip() or "\0")
    return (
        rf"""\{{[^}}\n]*#(?P<list>{own})(?=[\s}}])|(?<![\w-])id\s*=\s*["']?(?P<attribute>{own})\b""",
        rf"^(?P<heading>#+ +{heading})",
    )
