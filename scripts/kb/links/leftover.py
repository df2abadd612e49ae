"""Markdown that stayed in the text of a page because nothing could make a link of it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

_CODE = ["script", "style", "pre", "code", "samp", "kbd", "textarea", "math", "noscript"]
_EDGE = "\1"  # keeps brackets of neighbouring elements apart
_REFERENCE = re.compile(r"(?<![\w\])])\[[^\[\]\n]{1,200}\]\[[^\[\]\n]{0,80}\]")
_ADDRESSLIKE = (
    r"(?:https?:/|mailto:|\.{0,2}/|#)[^\n\1]{0,200}?"
    r"|[^()（）\n\1]{1,80}?\.(?:md|html)[^\n\1]{0,80}?"
)
_INLINE = re.compile(rf"!?\[[^\[\]\n]{{1,200}}\][ ]?[(（]\s*<?(?:{_ADDRESSLIKE})[)）]")
_FOOTNOTE = re.compile(r"(?<=[^\s\[(\1])\[\^[\w-]{1,40}\](?!:)")
_DEFINITION = re.compile(r"\[[^\[\]\n^]{1,80}\]:\s+(?:https?://|\.{1,2}/|#|[\w/.-]+\.md)[^\s\1]*")


def literals(tree: LexborHTMLParser, html: str) -> tuple[str, ...]:
    """`[text][name]`, `[text](address`, `[^note]` in the text outside code.

    Takes the code out of the tree.
    """
    if not any(mark in html for mark in ("][", "](", "]（", "] (", "[^", "]: ")):
        return ()
    tree.strip_tags(_CODE, recursive=True)
    text = tree.body.text(separator=_EDGE) if tree.body else ""
    found = (
        match.group().replace(_EDGE, "")
        for pattern in (_REFERENCE, _INLINE, _FOOTNOTE, _DEFINITION)
        for match in pattern.finditer(text)
    )
    return tuple(dict.fromkeys(found))
