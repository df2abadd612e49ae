"""Whether a remote page has the place that a fragment names. Pure."""

from __future__ import annotations

import re
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from kb.links.external.outcome import Judgement, Outcome, Verdict

_NOT_AN_ID = re.compile(r"[!/?]|page=|:~:|t=\d|L\d+(?:-L\d+)?$|xywh=|gid=|issuecomment-")
_PREFIXES = ("", "user-content-", "mw-", "section-")
_ALIVE = Judgement(Verdict.ALIVE, "the page has it")


def anchor(outcome: Outcome, fragment: str) -> Judgement:
    """The verdict on the fragment alone; alive when there is none."""
    if not fragment or fragment.lower() == "top":
        return _ALIVE
    if "html" not in outcome.headers.get("content-type", "text/html"):
        return _ALIVE
    if _NOT_AN_ID.match(fragment) or ":~:" in fragment:
        return Judgement(Verdict.CANNOT_TELL, f"only a browser finds '#{fragment}'")
    wanted = {prefix + one for prefix in _PREFIXES for one in (fragment, unquote(fragment))}
    tree = LexborHTMLParser(outcome.body)
    ids = {node.attributes.get("id") for node in tree.css("[id]")}
    ids |= {node.attributes.get("name") for node in tree.css("a[name]")}
    if wanted & ids:
        return _ALIVE
    if not outcome.whole:
        return Judgement(Verdict.CANNOT_TELL, "the page is too long to look for the anchor")
    if _may_be_made(tree, outcome.body, unquote(fragment)):
        return Judgement(Verdict.CANNOT_TELL, f"a script may make '#{fragment}'")
    return Judgement(Verdict.DEAD, f"the page has no anchor '#{fragment}'")


def _may_be_made(tree: LexborHTMLParser, body: str, fragment: str) -> bool:
    """Whether a script of the page could add the anchor."""
    if not tree.css_first("script"):
        return False
    scripts = " ".join(node.text() or "" for node in tree.css("script"))
    if fragment in scripts or re.search(r"\.id\s*=|setAttribute\(\s*['\"]id", scripts):
        return True
    headings = tree.css("h1,h2,h3,h4")
    named = sum(1 for node in headings if node.attributes.get("id") or node.css_first("[id]"))
    loaded = any(node.attributes.get("src") for node in tree.css("script"))
    return loaded and named * 2 <= len(headings)
