"""Where, in the sources, a person mends a finding.

Looks an address up in the page's own source the way MkDocs resolves it, then in the letters,
data, templates and the configuration. Reads sources on demand; judges nothing.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from kb.links.address import fragment_of, parse
from kb.links.document import Document
from kb.links.finding import Finding, Reference
from kb.links.occurrence import Occurrence, in_markdown, in_markup, without_code
from kb.links.site import Site
from kb.links.sources import Sources
from kb.links.spelling import Spelling, id_patterns, spelling_of
from kb.links.target import State, Target, resolve

_GENERATED = ("switcher-wrong", "canonical-wrong")  # no address in data or navigation causes them
_IN_SITE = (State.FOUND, State.MISSING, State.ALIKE)


class Place(NamedTuple):
    """A position in a source; `line` 0 when the finding's cause is written nowhere known."""

    path: str
    line: int = 0
    column: int = 0
    markup: bool = False  # written as HTML, so that a browser reads it as it stands
    meant: str = ""  # the path of the site that a Markdown address means, seen from its source


class Places:
    """Finds places; remembers what it has read. Without sources a place is in the built site."""

    def __init__(self, site: Site, folder: Path, sources: Sources | None) -> None:
        """`folder` is the built site."""
        self._site = site
        self.sources = sources
        self._texts = sources or Sources(folder, docs=".", config="", shared=())
        self._occurrences: dict[str, list[Occurrence]] = {}
        self._keys: dict[str, list[tuple[bool, str]]] = {}
        self._tokens: dict[tuple[str, str], Place | None] = {}

    def own(self, document: Document) -> tuple[str, ...]:
        """The sources of one document; the configuration where it has none of its own."""
        if self.sources is None:
            return (document.path,)
        found = self.sources.of_file(document.path, self._site.languages)
        return found or ((self.sources.config,) if self._has_config() else (document.path,))

    def of(self, finding: Finding) -> Place | None:
        """The place to mend; None when the source shows that there is nothing to mend."""
        if finding.reference is not None:
            return self._of_link(finding, finding.reference)
        if finding.code == "undefined-reference":
            return self._of_literal(finding)
        if finding.fault.token:
            return self._of_id(finding)
        return Place(self.own(finding.document)[0], 1)

    def _of_link(self, finding: Finding, reference: Reference) -> Place:
        own = self.own(reference.document)
        fitting = (
            self._fitting(own, reference) if reference.link.content or not self.sources else []
        )
        if fitting:
            ordinal = self._ordinal(reference, finding.number)
            if ordinal < len(fitting):
                return fitting[ordinal]
        if finding.code in _GENERATED:
            return Place(own[0])
        files = self._shared_files(reference)
        spelling = spelling_of(
            reference.target,
            self._site.languages,
            as_folder=finding.code == "directory-link-offline",
        )
        found = [place for path in files if (place := self._token(path, spelling)) is not None]
        written = [place for path in own if (place := self._token(path, spelling)) is not None]
        return next(iter([*found[:1], *fitting[-1:], *written[:1]]), Place(own[0]))

    def _fitting(self, own: tuple[str, ...], reference: Reference) -> list[Place]:
        """Where the page's sources hold the address, in order."""
        return [
            self._at(path, one.offset, one.markup)._replace(meant=self._meant(path, one))
            for path in own
            for one in self._addresses(path)
            if self._fits(path, one, reference)
        ]

    def _meant(self, path: str, one: Occurrence) -> str:
        """The path of the site that MkDocs reads in a relative Markdown address; "" for others."""
        address = parse(one.address)
        if not (self.sources and path.endswith(".md") and address.path) or one.markup:
            return ""
        if address.scheme or address.host is not None or address.path.startswith("/"):
            return ""
        source = _from(path, address.path)
        known = sorted(self.sources.built_from(source, self._site.languages))
        found = [built for built in known if self._site.file_at(built)]
        return (found or [self.sources.published(source, self._site.languages)])[0]

    def _addresses(self, path: str) -> list[Occurrence]:
        if path not in self._occurrences:
            read = in_markdown if path.endswith(".md") else in_markup
            self._occurrences[path] = read(self._texts.text(path))
        return self._occurrences[path]

    def _fits(self, path: str, one: Occurrence, reference: Reference) -> bool:
        if unquote(one.address) == unquote(reference.link.address):
            return True
        target, address = reference.target, parse(one.address)
        if self.sources is None or one.markup or address.host is not None or address.scheme:
            return False
        if target.state not in _IN_SITE or unquote(fragment_of(address)) != target.fragment:
            return False
        if self._site.offline and target.path in ("", target.path.rstrip("/") + "/"):
            return False  # this build spells a Markdown link with its file
        source = _from(path, address.path) if address.path else path
        built = self.sources.built_from(source, self._site.languages)
        return _without_index(target.path) in built

    def _ordinal(self, reference: Reference, index: int) -> int:
        """How many equal addresses stand before this one in the same part of the page."""
        document = reference.document
        if document.path not in self._keys:
            targets = ((link, resolve(self._site, document, link)) for link in document.links)
            self._keys[document.path] = [(link.content, _key(one)) for link, one in targets]
        keys = self._keys[document.path]
        return keys[:index].count(keys[index])

    def _shared_files(self, reference: Reference) -> tuple[str, ...]:
        """Sources that reach many pages; the navigation only for what stands around the content."""
        files = self._texts.shared_files()
        if reference.link.content or self.sources is None or not self._has_config():
            return files
        return (self.sources.config, *reversed(files))

    def _token(self, path: str, spelling: Spelling) -> Place | None:
        key = (path, spelling.pattern)
        if key not in self._tokens:
            text = self._texts.effective_text(path)
            near = any(needle in text for needle in spelling.needles)
            found = re.search(spelling.pattern, text) if near else None
            self._tokens[key] = self._matched(path, found) if found else None
        return self._tokens[key]

    def _of_literal(self, finding: Finding) -> Place | None:
        literal = finding.fault.token
        tail = literal[literal.rindex("][") :]
        for path in (*self.own(finding.document), *self._texts.shared_files()):
            text = self._texts.text(path)
            plain = without_code(text) if path.endswith(".md") else text
            found = re.search(r"(?<!\\)" + re.escape(literal), plain)
            found = found or re.search(r"(?<!\\)" + re.escape(tail), plain)
            if found:
                return self._at(path, found.start(), False)
        return None

    def _of_id(self, finding: Finding) -> Place:
        name, own = finding.fault.token, self.own(finding.document)
        shown = next(text for one, text in finding.document.repeated if one == name)
        for pattern in id_patterns(name, shown):
            for path in (*own, *self._texts.shared_files()):
                found = [*re.finditer(pattern, self._texts.effective_text(path), re.MULTILINE)]
                if found:
                    return self._matched(path, found[min(1, len(found) - 1)])
        return Place(own[0])

    def _matched(self, path: str, found: re.Match[str]) -> Place:
        return self._at(path, max(map(found.start, found.re.groupindex)), False)

    def _at(self, path: str, offset: int, markup: bool) -> Place:
        text = self._texts.text(path)
        line = text.count("\n", 0, offset) + 1
        return Place(path, line, offset - text.rfind("\n", 0, offset), markup)

    def _has_config(self) -> bool:
        sources = self.sources
        return sources is not None and (sources.root / sources.config).is_file()


def _key(target: Target) -> str:
    return target.shown if target.state in _IN_SITE else target.address.text


def _from(source: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(path)))


def _without_index(path: str) -> str:
    return path.removesuffix("index.html") if ("/" + path).endswith("/index.html") else path
