"""Where something is rendered: the knowledge, the language and the address of the page."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from kb.model import DEFAULT_LANGUAGE, Code, KnowledgeBase


@dataclass
class Place:
    """The page being rendered; whoever drives the rendering sets it anew for each page.

    `url` is the page's address relative to the root of the site, such as `en/appeal/form/`.
    `faults` collects what could not be rendered, in words for a log.
    """

    knowledge: KnowledgeBase
    language: Code = DEFAULT_LANGUAGE
    url: str = ""
    faults: list[str] = field(default_factory=list)

    def word(self, id: str, **values: object) -> str:
        """A word of words.toml in the page's language; a fault where it is missing or malformed."""
        try:
            return self.knowledge.words[id][self.language].format(**values)
        except (LookupError, ValueError):
            self.faults.append(
                f"words.toml has no {id!r} that takes {', '.join(values) or 'nothing'}"
            )
            return id

    def link(self, name: str, fragment: str = "") -> str:
        """The relative address of a page of the same language, named by its path without .md."""
        tree = "" if self.language == DEFAULT_LANGUAGE else f"{self.language}/"
        target = tree + ("" if name == "index" else name.removesuffix("/index") + "/")
        return self._relative(target) + (f"#{fragment}" if fragment else "")

    def asset(self, name: str) -> str:
        """The relative address of a file of docs/assets, such as `javascripts/letter.js`."""
        return self._relative(f"assets/{name}")

    def _relative(self, target: str) -> str:
        path = posixpath.relpath("/" + target, "/" + self.url)
        return path + "/" if target.endswith("/") or not target else path
