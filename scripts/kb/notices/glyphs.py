"""Reads the characters of any pasted text as a person sees them.

Undoes what mail programs, terminals, JSON, HTML and scanners do to a text. One pass, no regular
expression: its time grows with the length of the text and with nothing else. The same pass, step
for step, is in docs/assets/javascripts/decoder-engine.js; the tests hold the two together.
"""

from __future__ import annotations

import unicodedata

LIMIT = 200_000  # characters that are read; whoever pastes more is told so
TAG = 400  # characters that an HTML tag may be long
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f")
LOOKALIKE = str.maketrans("аеорсухіѕԁ", "aeopcyxisd")
LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
ENTITIES = {"nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
BREAKING = ("br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "/p", "/div", "/tr", "/td")
HEX = frozenset("0123456789abcdefABCDEF")


Glyph = tuple[str, int, int]


def glyphs(text: str) -> list[Glyph]:
    """The characters that a reader sees, each with the stretch of `text` that it comes from."""
    return _Reader(text[:LIMIT]).read()


class _Reader:
    """Walks over a text once and collects its glyphs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out: list[Glyph] = []
        self.unclosed: set[str] = set()

    def read(self) -> list[Glyph]:
        special = {
            "\\": self._backslash, "&": self._entity, "<": self._tag, "=": self._quoted,
            "\x1b": self._colour, "-": self._hyphen, "\n": self._line, "\r": self._skip,
        }  # fmt: skip
        self._prefix()
        while self.at < len(self.text):
            special.get(self.text[self.at], self._plain)()
        return self.out

    def _emit(self, character: str, end: int) -> None:
        self.out.append((character, self.at, end))
        self.at = end

    def _skip(self) -> None:
        self.at += 1

    def _plain(self) -> None:
        character = self.text[self.at]
        if character in INVISIBLE:
            self.at += 1
        elif character in LIGATURES:
            start = self.at
            self.at += 1
            self.out += [(part, start, self.at) for part in LIGATURES[character]]
        else:
            self._emit(folded(character), self.at + 1)

    def _backslash(self) -> None:
        end, text = self.at, self.text
        while end < len(text) and text[end] == "\\":
            end += 1
        following = text[end : end + 1]
        digits = text[end + 1 : end + 5]
        if following == "u" and len(digits) == 4 and HEX.issuperset(digits):
            self._emit(folded(chr(int(digits, 16))), end + 5)
        elif following and following in "nrt":
            self._emit("\n" if following == "n" else " ", end + 1)
        else:
            self.at = end

    def _entity(self) -> None:
        end = self.text.find(";", self.at, self.at + 10)
        name = self.text[self.at + 1 : end] if end > 0 else ""
        if not name or not all(x.isascii() and (x.isalnum() or x == "#") for x in name):
            self._emit("&", self.at + 1)
        elif name.startswith("#"):
            self._emit(folded(_numbered(name[1:])), end + 1)
        else:
            self._emit(ENTITIES.get(name, "'" if name.endswith("squo") else " "), end + 1)

    def _tag(self) -> None:
        text, at = self.text, self.at
        after = text[at + 1 : at + 2]
        if not after.isascii() or not (after.isalpha() or after in ("/", "!")):
            self._emit(" ", at + 1)
            return
        end = text.find(">", at, at + TAG)
        again = text.find("<", at + 1, at + TAG)
        if end < 0 or 0 <= again < end:
            self._emit(" ", at + 1)
            return
        name = text[at + 1 : end].lower().split(" ")[0]
        for hidden in ("style", "script"):
            if name == hidden and hidden not in self.unclosed:
                close = text.find(f"</{hidden}", end)
                end = close if close > 0 else end
                if close < 0:
                    self.unclosed.add(hidden)
        self._emit("\n" if name.rstrip("/") in BREAKING else " ", end + 1)

    def _quoted(self) -> None:
        """Quoted-printable: a soft line break, or bytes written as =XX."""
        text, at = self.text, self.at
        if text.startswith("\n", at + 1) or text.startswith("\r\n", at + 1):
            self.at = at + (2 if text[at + 1] == "\n" else 3)
            return
        data, end = bytearray(), at
        while text[end : end + 1] == "=" and _is_byte(text[end + 1 : end + 3]):
            data.append(int(text[end + 1 : end + 3], 16))
            end += 3
        if not data:
            self._emit("=", at + 1)
            return
        for character in data.decode("utf-8", "replace"):
            self.out.append((folded(character), at, end))
        self.at = end

    def _colour(self) -> None:
        """A terminal's colour code."""
        end = self.text.find("m", self.at, self.at + 10)
        self.at = end + 1 if end > 0 else self.at + 1

    def _hyphen(self) -> None:
        """A hyphen before a line break joins the two halves of a word."""
        text, end = self.text, self.at + 1
        while text[end : end + 1] == "\r":
            end += 1
        broken = text[end : end + 1] == "\n" and self.out and "a" <= self.out[-1][0] <= "z"
        if not broken:
            self._emit("-", self.at + 1)
            return
        end += 1
        while text[end : end + 1] in (" ", ">", "\t", "|") and text[end : end + 1]:
            end += 1
        self.at = end

    def _line(self) -> None:
        self._emit("\n", self.at + 1)
        self._prefix()

    def _prefix(self) -> None:
        """Quotation marks at the start of a line: `> > |`."""
        while self.text[self.at : self.at + 1] in (" ", ">", "\t", "|") and self.at < len(
            self.text
        ):
            self.at += 1


def _numbered(digits: str) -> str:
    """The character that an entity names by number, a space where there is none."""
    hexadecimal = digits[:1] in ("x", "X")
    body = digits[1:] if hexadecimal else digits
    fits = body and (HEX if hexadecimal else frozenset("0123456789")).issuperset(body)
    number = int(body, 16 if hexadecimal else 10) if fits else 0
    return chr(number) if 0x1F < number < 0xD800 else " "


def _is_byte(digits: str) -> bool:
    return len(digits) == 2 and all(x in "0123456789ABCDEF" for x in digits)


def folded(character: str) -> str:
    """One character in lower case without width, accent or foreign look-alike."""
    number = ord(character)
    if number < 0x80:
        return character.lower()
    if 0xFF01 <= number <= 0xFF5E:
        return chr(number - 0xFEE0).lower()
    if number < 0x250:
        return unicodedata.normalize("NFD", character.lower())[:1].lower()
    if number < 0x530:
        return character.lower()[:1].translate(LOOKALIKE)
    return " " if number in (0x3000, 0x2003, 0x2002, 0x2009) else character
