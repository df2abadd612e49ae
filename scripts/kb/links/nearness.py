"""What somebody probably meant: the nearest id or file. Pure; guesses are for hints only."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable

from kb.links.language import Language, language_of
from kb.links.site import Site, loosely

_TRIED = 12  # names that are compared in full for one guess


def nearest_id(fragment: str, ids: Iterable[str]) -> str:
    """The id most like `fragment`; "" when none is."""
    loose = {loosely(one): one for one in known_ids(ids)}
    if loosely(fragment) in loose:
        return loose[loosely(fragment)]
    found = difflib.get_close_matches(loosely(fragment), list(loose), 1, 0.5)
    return loose[found[0]] if found else ""


def known_ids(ids: Iterable[str]) -> list[str]:
    """The ids that a person may have meant: not the theme's, the footnotes' or the tabs' own."""
    return sorted(one for one in ids if not one.startswith(("__", "fn:", "fnref")))


def nearest_file(site: Site, path: str, seen_from: str, *, asset: bool) -> str:
    """The file that `path` was probably meant to name; "" when there is none.

    A page is looked for in the language of the page `seen_from`, an asset in every folder;
    files of the same name come first.
    """
    own = language_of(seen_from, site.languages)
    key = (path, own.code if own else "", asset)
    if key not in site.guesses:
        table = ("table", own.code if own and not asset else "", asset)
        if table not in site.guesses:
            site.guesses[table] = _Names(_bare_names(site, own, asset))
        wanted = _bare(path if asset else _within(path, own))
        site.guesses[key] = site.guesses[table].nearest(wanted)
    found: str = site.guesses[key]
    return found


def _bare_names(site: Site, own: Language | None, asset: bool) -> dict[str, str]:
    if asset:
        pages = {path for path, document in site.documents.items() if document.page}
        return {_bare(file): file for file in sorted(site.files - pages)}
    return {
        _bare(_within(file, own)): file
        for file, page in site.documents.items()
        if page.page and language_of(file, site.languages) == own and not page.redirect
    }


class _Names:
    """Files by name, and by the pairs of letters in their last part: a quick first choice."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files
        self._same: dict[str, list[str]] = defaultdict(list)
        self._pairs: dict[str, list[str]] = defaultdict(list)
        for one in sorted(files):
            self._same[_last(one)].append(one)
        for name in self._same:
            for pair in _pairs(name):
                self._pairs[pair].append(name)

    def nearest(self, wanted: str) -> str:
        name = _last(wanted)
        same = self._same.get(name, []) if name else []
        near = same or [one for each in self._alike(name) for one in self._same[each]]
        found = difflib.get_close_matches(wanted, near, 1, 0 if same else 0.6)
        return self._files[found[0]] if found else ""

    def _alike(self, name: str) -> list[str]:
        """Names like this one. Pages of one folder are alike by their folder alone."""
        count = Counter(one for pair in _pairs(name) for one in self._pairs.get(pair, ()))
        size = len(name)
        rated = sorted(count, key=lambda one: (-count[one] / (size + len(one)), one))
        return difflib.get_close_matches(name, rated[:_TRIED], _TRIED, 0.6)


def _pairs(name: str) -> set[str]:
    edged = f"^{name}$"
    return {edged[place : place + 2] for place in range(len(edged) - 1)}


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _within(path: str, own: Language | None) -> str:
    return path.removeprefix(own.prefix) if own else path


def _bare(path: str) -> str:
    """A page's path without the endings that differ between ways of building and of writing."""
    for ending in ("/index.html", "/index.md", ".html", ".md", "/"):
        if path.endswith(ending):
            return loosely(path.removesuffix(ending))
    return loosely("" if path == "index.html" else path)
