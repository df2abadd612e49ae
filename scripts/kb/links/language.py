"""The languages of a site, told apart by the first part of a page's path. No files, no links."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language of the site: its code ("zh") and where its pages begin ("" or "en/")."""

    code: str
    prefix: str


def language_of(path: str, languages: tuple[Language, ...]) -> Language | None:
    """The language whose prefix begins `path` (relative to the site); the longest prefix wins."""
    fitting = [language for language in languages if path.startswith(language.prefix)]
    return max(fitting, key=lambda language: len(language.prefix), default=None)


def language_called(code: str, languages: tuple[Language, ...]) -> Language | None:
    """The language that an hreflang value names: "zh", "zh-Hans" and "x-default" are understood."""
    wanted = code.strip().lower()
    if wanted == "x-default":
        return next((language for language in languages if not language.prefix), None)
    for name in (wanted, wanted.partition("-")[0]):
        for language in languages:
            if language.code.lower() == name:
                return language
    short = wanted.partition("-")[0]
    return next((one for one in languages if one.code.lower().partition("-")[0] == short), None)


def twin(path: str, own: Language, other: Language) -> str:
    """The path, in the `other` language, of the same page."""
    return other.prefix + path.removeprefix(own.prefix)
