"""How an error code stands in a text: stated by an error, or only spoken of.

A log, a JSON body or a sentence like “error code: x” states a code. A table, a list or a program's
source names codes without any error having happened. Looks at the few characters before a code.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from kb.notices.reading import Mark
from kb.notices.spelling import nearest_code

Standing = Literal["stated", "compared", "bare"]
CODES = 500  # different codes of one text that are compared
BETWEEN = frozenset(" '\"`\\*“”‘’「")
BACK = 8  # characters between a code and what states it
LONGEST = 12  # letters of the word before a code
STATING = frozenset(("code", "type", "error"))


def standing(written: str, start: int) -> Standing:
    """How the code stands that begins at `start`."""
    at = start - 1
    while at >= 0 and at >= start - BACK and written[at] in BETWEEN:
        at -= 1
    before = written[at] if at >= 0 else " "
    if before == "=":
        return "compared" if at and written[at - 1] in "=!<>" else "stated"
    if before in ":：码碼":
        return "stated"
    word = _word(written, at)
    if word == "case":
        return "compared"
    status = len(word) == 3 and word[0] in "45" and word.isdigit()
    return "stated" if word in STATING or status else "bare"


def _word(written: str, last: int) -> str:
    at = last
    while at >= 0 and last - at < LONGEST and written[at].isascii() and written[at].isalnum():
        at -= 1
    return written[at + 1 : last + 1].lower()


def codes_of(
    written_codes: Iterable[tuple[str, int, int]], written: str, known: Collection[str]
) -> list[tuple[str, bool, Mark, Standing]]:
    """The known codes among those written: which, whether exactly, where, and how it stands."""
    found: list[tuple[str, bool, Mark, Standing]] = []
    seen: dict[str, str] = {}
    for code, start, end in written_codes:
        if code not in seen:
            if len(seen) >= CODES:
                break
            seen[code] = nearest_code(code, known)
        name = seen[code]
        if name:
            found.append((name, name == code, Mark(start, end, name), standing(written, start)))
    return found


def spoken_of(
    codes: Collection[tuple[Collection[str], Standing]], source: bool, worded: bool
) -> bool:
    """Whether codes, each with the notices it may mean, are only spoken of.

    That is so where one is compared, and in a list of several. With a notice's own words beside
    them (`worded`), stated codes are those of an error, unless there are signs of a `source`, of
    a program or its history.
    """
    owners = {tuple(ids) for ids, _ in codes}
    ways = {how for _, how in codes}
    several = any(set(one).isdisjoint(other) for one in owners for other in owners)
    if "compared" in ways or (several and source):
        return True
    if "stated" not in ways and (several or (source and bool(owners))):
        return True
    return not worded and (several or (source and bool(owners)))
