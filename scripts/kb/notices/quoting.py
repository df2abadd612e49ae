"""Whether a stretch of a text stands there in quotation marks as part of somebody's sentence.

“The email read “your account …” and landed in spam” mentions a notice; a JSON body or a quotation
of its own after a colon or on its own line holds one. Looks at a bounded number of characters.
"""

from __future__ import annotations

OPENING = frozenset('"“「『')
CLOSING = frozenset('"”」』')  # no single ones: they are apostrophes
BACK = 24  # characters from an opening mark to the stretch
SPACES = 4  # between a mark and the word beside it
AHEAD = 160  # and from the stretch to a closing one


def inside_sentence(written: str, start: int, end: int) -> bool:
    """Whether the stretch is quoted, and words of the same sentence go before or after."""
    opened = start - 1
    while opened >= 0 and start - opened <= BACK and written[opened] not in OPENING:
        if written[opened] == "\n":
            return False
        opened -= 1
    if opened < 0 or start - opened > BACK:
        return False
    return _word(written, opened - 1, -1) or _goes_on(written, end)


def _goes_on(written: str, end: int) -> bool:
    at = end
    while at < len(written) and at - end < AHEAD and written[at] != "\n":
        if written[at] in CLOSING:
            return _word(written, at + 1, 1)
        at += 1
    return False


def _word(written: str, at: int, step: int) -> bool:
    """Whether the next character that is no space is one of a word."""
    last = at + step * SPACES
    while 0 <= at < len(written) and at != last and written[at] == " ":
        at += step
    character = written[at] if 0 <= at < len(written) else " "
    latin = "a" <= character <= "z" or "A" <= character <= "Z"
    return latin or "\u3400" <= character <= "\u9fff"
