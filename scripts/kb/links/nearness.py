"""What somebody probably meant: the nearest id or file. Pure; guesses are for hints only."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from kb.links.language import Language, language_of
from kb.links.site import Site, loosely


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
        site.guesses[key] = _nearest(site, path, own, asset)
    return site.guesses[key]


def _nearest(site: Site, path: str, own: Language | None, asset: bool) -> str:
    if asset:
        bare = {_bare(file): file for file in sorted(site.files) if file not in site.documents}
    else:
        bare = {
            _bare(_within(file, own)): file
            for file, page in site.documents.items()
            if page.page and language_of(file, site.languages) == own and not page.redirect
        }
    wanted = _bare(path if asset else _within(path, own))
    name = wanted.rpartition("/")[2]
    same = sorted(one for one in bare if name and one.rpartition("/")[2] == name)
    # Pages of one folder are alike by their folder alone: their own names must be alike too.
    near = same or [one for one in bare if _alike(name, one.rpartition("/")[2])]
    found = difflib.get_close_matches(wanted, near, 1, 0 if same else 0.6)
    return bare[found[0]] if found else ""


def _alike(one: str, other: str) -> bool:
    return bool(difflib.get_close_matches(one, [other], 1, 0.6))


def _within(path: str, own: Language | None) -> str:
    return path.removeprefix(own.prefix) if own else path


def _bare(path: str) -> str:
    """A page's path without the endings that differ between ways of building and of writing."""
    for ending in ("/index.html", "/index.md", ".html", ".md", "/"):
        if path.endswith(ending):
            return loosely(path.removesuffix(ending))
    return loosely("" if path == "index.html" else path)
