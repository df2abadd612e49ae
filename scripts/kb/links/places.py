"""Where, in the sources, a person mends a finding.

Looks an address up in the page's own source the way MkDocs resolves it, then in the letters,
data, templates and the configuration. Reads sources on demand; judges nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from kb.links.document import Document
from kb.links.finding import Finding, Reference
from kb.links.holding import Holdings
from kb.links.occurrence import without_code
from kb.links.site import Site
from kb.links.sources import Sources
from kb.links.spelling import Spelling, id_patterns, spelling_of

_GENERATED = ("switcher-wrong", "canonical-wrong")  # no address in data or navigation causes them


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
        self._holdings = Holdings(site, self._texts, sources is not None)
        self._firsts: dict[tuple[str, str], list[Place]] = {}
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
        if finding.code in ("undefined-reference", "link-unrendered"):
            return self._of_literal(finding)
        if finding.code == "base-wrong":
            return self._of_text(finding)
        if finding.fault.token or finding.code == "id-empty":
            return self._of_id(finding)
        return Place(self.own(finding.document)[0], 1)

    def _of_link(self, finding: Finding, reference: Reference) -> Place:
        own = self.own(reference.document)
        fitting = (
            self._fitting(own, reference) if reference.link.content or not self.sources else []
        )
        if fitting:
            ordinal = self._holdings.ordinal(reference, finding.number)
            if ordinal < len(fitting):
                return fitting[ordinal]
        if finding.code in _GENERATED:
            return Place(own[0])
        spelling = spelling_of(
            reference.target,
            self._site.languages,
            as_folder=finding.code == "directory-link-offline",
        )
        found = self._in_shared(reference, spelling)
        written = [place for path in own if (place := self._token(path, spelling)) is not None]
        return next(iter([*found[:1], *fitting[-1:], *written[:1]]), Place(own[0]))

    def _fitting(self, own: tuple[str, ...], reference: Reference) -> list[Place]:
        """Where the page's sources hold the address, in order."""
        return [
            self._at(held, one.offset, one.markup)._replace(meant=self._holdings.meant(path, one))
            for path, held, one in self._holdings.fitting(own, reference)
        ]

    def _in_shared(self, reference: Reference, spelling: Spelling) -> list[Place]:
        """The first place of a spelling in the sources that reach many pages, if any."""
        files = self._shared_files(reference)
        key = (files[0] if files else "", spelling.pattern)
        if key not in self._firsts:
            found = (self._token(path, spelling) for path in files)
            self._firsts[key] = next(([place] for place in found if place is not None), [])
        return self._firsts[key]

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
        """Where brackets stayed in the text; None where the source escapes them."""
        literal = finding.fault.token
        tail = literal[max(literal.rfind("]["), literal.rfind("]"), 0) :]
        tail = literal[literal.rindex("][") :] if "][" in literal else tail
        for path in (*self.own(finding.document), *self._texts.shared_files()):
            text = self._texts.text(path)
            plain = without_code(text) if path.endswith(".md") else text
            found = re.search(r"(?<!\\)" + re.escape(literal), plain)
            found = found or (re.search(r"(?<!\\)" + re.escape(tail), plain) if tail[1:] else None)
            if found:
                return self._at(path, found.start(), False)
        return None

    def _of_text(self, finding: Finding) -> Place:
        """Where the words of the fault themselves stand."""
        own = self.own(finding.document)
        for path in (*own, *self._texts.shared_files()):
            place = self._texts.effective_text(path).find(finding.fault.token)
            if place >= 0:
                return self._at(path, place, False)
        return Place(own[0])

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
