"""Addresses as they stand in a source: Markdown, HTML and templates. Pure text, no files.

Used only to find the line of an address that the built site is known to hold; it need not
understand Markdown completely, and judges nothing.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.links.attributes import candidates

_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(href|src|srcset|imagesrcset|poster|data|action|formaction|cite|background|ping|content"""
    r"""|longdesc|usemap|url|template|srcdoc)"""
    r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_CSS_URL = re.compile(r"""url\(\s*["']?([^)"']*)["']?\s*\)|@import\s+["']([^"']*)["']""", re.I)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\]]+)\]:[ \t]*<?([^\s>]*)>?", re.MULTILINE)
_TEXT = r"(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*"
_USE = re.compile(rf"(?<!\\)\[({_TEXT})\](?:\s?\[([^\]]*)\])?(?![\[(:])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s>]+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>")
_TITLE = re.compile(r"""^(.*?)\s+(?:"[^"]*"|'[^']*'|\([^)]*\))\s*$""", re.DOTALL)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TEXT_NODE = re.compile(r">\s*((?:https?:/)?/[^<\s]+)\s*<")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")
_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+\.)?[ \t]*(`{3,}|~{3,})")
_CONTAINER = re.compile(r"\s{0,3}(?:[-*+] |\d+[.)] |[!?]{3}|===|:\s|///|\[\^|>)")


class Occurrence(NamedTuple):
    """One address in a source, with its offset; `markup` when a browser reads it as it stands."""

    address: str
    offset: int
    markup: bool = False


def in_markup(text: str) -> list[Occurrence]:
    """Addresses in HTML or a template: attributes of tags, and url() anywhere."""
    found = [one for _, one in _in_tags(_blanked(text, _COMMENT))]
    found += _in_styles(text)
    found += [
        Occurrence(html.unescape(one[1]), one.start(1), True) for one in _TEXT_NODE.finditer(text)
    ]
    return sorted(found, key=lambda one: one.offset)


def _in_styles(text: str) -> Iterator[Occurrence]:
    for match in _CSS_URL.finditer(text):
        group = 1 if match[1] is not None else 2
        yield Occurrence(match[group].strip(), match.start(group), True)


def in_json(text: str) -> list[Occurrence]:
    """Every text of a JSON file, whatever it means."""
    return [
        Occurrence(_unescaped(one[1]).strip(), one.start(1), True) for one in _STRING.finditer(text)
    ]


def _unescaped(literal: str) -> str:
    try:
        return str(json.loads(f'"{literal}"'))
    except ValueError:
        return literal


def in_markdown(text: str) -> list[Occurrence]:
    """Addresses in Markdown: links, images, uses of references, autolinks, raw HTML.

    The use of a reference counts in its place but points at the line of the definition.
    """
    plain = without_code(text)
    found = [*_inline(plain), *_references(plain), *_in_tags(plain)]
    found += [(one.offset, one) for one in _in_styles(plain)]
    for match in _AUTOLINK.finditer(plain):
        address = match[1]
        mail = "@" in address and "://" not in address and not address.startswith("mailto:")
        found.append((match.start(1), Occurrence("mailto:" * mail + address, match.start(1))))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def without_code(text: str) -> str:
    """Markdown with code and comments blanked out; every character keeps its offset."""
    lines = text.splitlines(keepends=True)
    fence, blank = "", True
    levels = _Levels()
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            lines[number] = _blank(line)
            if mark and not fence:
                fence = mark[1]
            elif mark and mark[1].startswith(fence) and not line.strip(" \t>\r\n" + fence[0]):
                fence = ""
            continue
        if levels.is_code(line, blank):
            lines[number] = _blank(line)
            continue
        blank = not line.strip()
    return _blanked(_blanked("".join(lines), _COMMENT), _CODE_SPAN)


class _Levels:
    """How deep the lists and blocks are nested that a line may belong to, in steps of four."""

    def __init__(self) -> None:
        self._open = 0  # how many levels a line may be indented without being code

    def is_code(self, line: str, after_blank: bool) -> bool:
        """Whether the line is indented code; remembers what the line opens."""
        bare = line.expandtabs(4).lstrip(" ")
        if not bare.strip():
            return False
        level = (len(line.expandtabs(4)) - len(bare)) // 4
        if after_blank and level > self._open:
            return True
        if after_blank or level == 0:
            self._open = min(self._open, level)
        if _CONTAINER.match(bare):
            self._open = level + 1
        return False


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: _blank(match.group()), text)


def _inline(text: str) -> Iterator[tuple[int, Occurrence]]:
    start = text.find("](")
    while start >= 0:
        end = _closing(text, start + 2)
        if end and text[start - 1 : start] != "\\":
            inside = text[start + 2 : end]
            titled = _TITLE.match(inside)
            address = (titled[1] if titled else inside).strip()
            skipped = len(inside) - len(inside.lstrip()) + address.startswith("<")
            if address.startswith("<"):
                address = address[1:].partition(">")[0]
            offset = start + 2 + skipped
            yield offset, Occurrence(html.unescape(re.sub(r"\\(\W)", r"\1", address)), offset)
        start = text.find("](", start + 2)


def _closing(text: str, start: int) -> int:
    """The offset of the bracket that closes the one before `start`; 0 when none does."""
    depth = 1
    for offset in range(start, min(len(text), start + 2000)):
        if text[offset - 1] == "\\":
            continue
        depth += (text[offset] == "(") - (text[offset] == ")")
        if not depth:
            return offset
        if text[offset : offset + 2] == "\n\n":
            return 0
    return 0


def _references(text: str) -> Iterator[tuple[int, Occurrence]]:
    defined = {
        _label(match[1]): Occurrence(match[2], match.start(2))
        for match in _DEFINITION.finditer(text)
    }
    if not defined:
        return
    for match in _USE.finditer(text):
        name = _label(match[2] or match[1])
        if name in defined:
            yield match.start(), defined[name]


def _label(text: str) -> str:
    return " ".join(text.split()).lower()


def _in_tags(text: str) -> Iterator[tuple[int, Occurrence]]:
    for tag in _TAG.finditer(text):
        for match in _ATTRIBUTE.finditer(tag.group()):
            group = next(number for number in (2, 3, 4) if match[number] is not None)
            offset = tag.start() + match.start(group)
            value = html.unescape(match[group]).strip()
            many = match[1].lower().endswith("srcset")
            for address in candidates(value) if many else [value]:
                place = offset + max(match[group].find(address), 0) if many else offset
                yield place, Occurrence(address, place, True)
