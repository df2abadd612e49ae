"""Which sources hold an address, and where: read the way MkDocs resolves it. Judges nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import partial
from urllib.parse import unquote

from kb.links.address import fragment_of, parse
from kb.links.finding import Reference
from kb.links.inclusion import inclusions
from kb.links.occurrence import Occurrence, in_json, in_markdown, in_markup
from kb.links.restructured import in_restructured
from kb.links.site import Site
from kb.links.sources import Sources
from kb.links.target import State, Target, resolve
from kb.links.textfile import in_text

IN_SITE = (State.FOUND, State.MISSING, State.ALIKE)


class Holdings:
    """The addresses that stand in each source, read once."""

    def __init__(self, site: Site, texts: Sources, mapped: bool) -> None:
        """`mapped` is False when the built files themselves are looked through."""
        self._site = site
        self._texts = texts
        self._mapped = mapped
        self._occurrences: dict[str, list[tuple[str, Occurrence]]] = {}
        self._keys: dict[str, list[tuple[bool, str]]] = {}

    def addresses(self, path: str, depth: int = 0) -> list[tuple[str, Occurrence]]:
        """(the file that holds it, address) of one source and of the files that it takes in."""
        if path not in self._occurrences:
            text = self._texts.text(path)
            found = [(one.offset, [(path, one)]) for one in _reader(path)(text)]
            if path.endswith(".md") and depth < 3:
                for offset, written in inclusions(text):
                    held = self._texts.included(written, path)
                    if held and held != path:
                        found.append((offset, self.addresses(held, depth + 1)))
            found.sort(key=lambda pair: pair[0])
            self._occurrences[path] = [one for _, several in found for one in several]
        return self._occurrences[path]

    def fitting(
        self, own: tuple[str, ...], reference: Reference
    ) -> list[tuple[str, str, Occurrence]]:
        """(page, file that holds it, address) wherever the page's sources hold the address."""
        found = [
            (path, held, one)
            for path in own
            for held, one in self.addresses(path)
            if self.fits(path, one, reference)
        ]
        if reference.target.state is not State.FOUND:  # MkDocs leaves it as it stands
            written = unquote(reference.link.address)
            return [each for each in found if unquote(each[2].address) == written] or found
        return found

    def fits(self, path: str, one: Occurrence, reference: Reference) -> bool:
        """Whether an address of the source `path` is the one that the page holds."""
        if unquote(one.address) == unquote(reference.link.address):
            return True
        target, address = reference.target, parse(one.address)
        if not self._mapped or one.markup or address.host is not None or address.scheme:
            return False
        if target.state not in IN_SITE or unquote(fragment_of(address)) != target.fragment:
            return False
        if self._site.offline and target.path in ("", target.path.rstrip("/") + "/"):
            return False  # this build spells a Markdown link with its file
        source = _from(path, address.path) if address.path else path
        built = self._texts.built_from(source, self._site.languages)
        return _without_index(target.path) in built

    def meant(self, path: str, one: Occurrence) -> str:
        """The path of the site that MkDocs reads in a relative Markdown address; "" for others."""
        address = parse(one.address)
        if not (self._mapped and path.endswith(".md") and address.path) or one.markup:
            return ""
        if address.scheme or address.host is not None or address.path.startswith("/"):
            return ""
        source = _from(path, address.path)
        known = sorted(self._texts.built_from(source, self._site.languages))
        found = [built for built in known if self._site.file_at(built)]
        found = found or [built for built in known if self._site.alike(built)]
        return (found or [self._texts.published(source, self._site.languages)])[0]

    def ordinal(self, reference: Reference, index: int) -> int:
        """How many equal addresses stand before this one in the same part of the page."""
        document = reference.document
        if document.path not in self._keys:
            targets = ((link, resolve(self._site, document, link)) for link in document.links)
            self._keys[document.path] = [(link.content, _key(one)) for link, one in targets]
        keys = self._keys[document.path]
        return keys[:index].count(keys[index])


def _reader(path: str) -> Callable[[str], list[Occurrence]]:
    if path.endswith(".md") and "llms" not in path:
        return in_markdown
    if path.endswith(".rst"):
        return in_restructured
    if path.endswith((".json", ".webmanifest", ".js")):
        return in_json
    if path.endswith((".txt", "_redirects", ".md")):
        return partial(in_text, path)
    return in_markup


def _key(target: Target) -> str:
    if target.own or target.rooted or target.state not in IN_SITE:
        return target.address.text
    return target.shown


def _from(source: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))


def _without_index(path: str) -> str:
    return path.removesuffix("index.html") if ("/" + path).endswith("/index.html") else path
