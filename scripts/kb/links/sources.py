"""Which files a person can edit for a built file, and the other way round.

Reads the project's files on demand and remembers them; knows no links and no rules.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kb.links.language import Language, language_of

_HASH_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_BLOCK_COMMENT = re.compile(r"<!--.*?-->|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True)
class Sources:
    """Where a project keeps its sources. Every path is posix and relative to `root`.

    It remembers what it has read: make a new one for each check.
    `shared` are the places whose addresses reach many pages, as globs: letters, data, templates.
    """

    root: Path
    docs: str = "docs"
    config: str = "mkdocs.yml"
    shared: tuple[str, ...] = (
        "docs/letters/**/*.md",
        "docs/data/**/*.toml",
        "overrides/**/*.html",
        "overrides/**/*.xml",
    )
    suffixed: bool = False  # translations are page.en.md beside page.md
    _texts: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    _effective: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def of_file(self, built: str, languages: tuple[Language, ...]) -> tuple[str, ...]:
        """The existing sources of one built file, the likeliest first."""
        language = language_of(built, languages)
        folders = [self._folder(language)] if language else []
        rest = built.removeprefix(language.prefix) if language else built
        if built.endswith(".html"):
            wanted = [f"{folder}/{name}" for folder in (*folders, self.docs) for name in _md(rest)]
            if self.suffixed and language:
                wanted = [*(_suffixed(one, language) for one in wanted), *wanted]
        else:
            wanted = [f"{folder}/{rest}" for folder in folders] + [f"{self.docs}/{built}"]
        if self.docs != ".":
            wanted += [f"overrides/{built}", f"static/{built}", f"{self.docs}/public/{built}"]
        names = (posixpath.normpath(one) for one in wanted)
        return tuple(path for path in dict.fromkeys(names) if self._exists(path))

    def built_from(self, source: str, languages: tuple[Language, ...]) -> frozenset[str]:
        """The paths of the site that a source may have, with either style of page addresses."""
        names = set()
        for language in languages or (Language("", ""),):
            folder = self._folder(language) + "/"
            if source.startswith(folder):
                names.add(language.prefix + source.removeprefix(folder))
        if self.docs == ".":
            names.add(source)
        elif source.startswith(self.docs + "/"):
            names.add(source.removeprefix(self.docs + "/"))
        if self.suffixed:
            names |= {_unsuffixed(one, each) for one in names for each in languages}
        return frozenset(built for name in names for built in _addresses(name))

    def published(self, source: str, languages: tuple[Language, ...]) -> str:
        """The path of the site where `source` would stand under its own name; "" for none."""
        for language in languages:
            folder = self._folder(language) + "/"
            if folder != self.docs + "/" and source.startswith(folder):
                return language.prefix + source.removeprefix(folder)
        return source.removeprefix(self.docs + "/") if source.startswith(self.docs + "/") else ""

    def counterpart(self, source: str, own: Language, other: Language) -> str:
        """The path that the same page would have in another language."""
        return self._folder(other) + source.removeprefix(self._folder(own))

    def within(self, source: str, language: Language) -> str:
        """The path of a page inside its language's folder, as the navigation spells it."""
        return source.removeprefix(self._folder(language) + "/")

    def shared_files(self) -> tuple[str, ...]:
        """The existing files that `shared` names, sorted within each glob."""
        return self._shared_files

    @cached_property
    def _shared_files(self) -> tuple[str, ...]:
        return tuple(
            path.relative_to(self.root).as_posix()
            for glob in self.shared
            for path in sorted(self.root.glob(glob))
        )

    def included(self, written: str, by: str) -> str:
        """The source that an inclusion names, seen from the source `by`; "" when there is none."""
        folders = ("", self.docs, posixpath.dirname(by), "includes", f"{self.docs}/includes")
        for folder in folders:
            path = posixpath.normpath(posixpath.join(folder, written))
            if not path.startswith("..") and (self.root / path).is_file():
                return path
        return ""

    def text(self, path: str) -> str:
        """One source's text; "" when it cannot be read."""
        if path not in self._texts:
            try:
                self._texts[path] = (self.root / path).read_text("utf-8", "replace")
            except OSError:
                self._texts[path] = ""
        return self._texts[path]

    def effective_text(self, path: str) -> str:
        """The same with comments blanked out; every character keeps its offset."""
        if path not in self._effective:
            pattern = _HASH_COMMENT if path.endswith((".yml", ".toml")) else _BLOCK_COMMENT
            self._effective[path] = pattern.sub(
                lambda match: re.sub(r"[^\n]", " ", match.group()), self.text(path)
            )
        return self._effective[path]

    def _exists(self, path: str) -> bool:
        if path not in self._known:
            self._known[path] = (self.root / path).is_file()
        return self._known[path]

    def _folder(self, language: Language) -> str:
        folder = f"{self.docs}/{language.code}"
        if folder not in self._known:
            self._known[folder] = bool(language.code) and (self.root / folder).is_dir()
        return folder if self._known[folder] else self.docs


_ENDINGS = (".md", ".rst", ".markdown")
_FIRST = ("index", "README", "_index")


def _md(built: str) -> tuple[str, ...]:
    """Sources that may have become `built` (relative to its language)."""
    stem = built.removesuffix(".html")
    if stem == "index":
        stems: tuple[str, ...] = _FIRST
    elif stem.endswith("/index"):
        folder = stem.removesuffix("/index")
        stems = (folder, *(f"{folder}/{first}" for first in _FIRST))
    else:
        stems = (stem,)
    return tuple(one + ending for ending in _ENDINGS for one in stems)


def _suffixed(source: str, language: Language) -> str:
    stem, dot, ending = source.rpartition(".")
    return f"{stem}.{language.code}{dot}{ending}"


def _unsuffixed(name: str, language: Language) -> str:
    """The name in the site of a translation beside its page."""
    stem, dot, ending = name.rpartition(".")
    if not stem.endswith(f".{language.code}"):
        return name
    return language.prefix + stem.removesuffix(f".{language.code}") + dot + ending


def _addresses(name: str) -> tuple[str, ...]:
    """The paths that a source called `name` may have in the site, index.html left out."""
    if not name.endswith(_ENDINGS):
        return (name,)
    stem = name.rpartition(".")[0]
    folder, _, last = stem.rpartition("/")
    if last in _FIRST:
        return (f"{folder}/" if folder else "",)
    return (f"{stem}/", f"{stem}.html")
