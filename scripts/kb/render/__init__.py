"""The Markdown extension of the handbook: letters, claims and generated lists as blocks.

With scripts/hooks.py the only code that knows how pages become HTML. It reads no source itself:
the KnowledgeBase and the page being rendered come with its configuration.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from jinja2 import TemplateError
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from kb.checks.ledger import CITATION
from kb.render.filling import citation, fault
from kb.render.place import Place
from kb.render.views import VIEWS

__all__ = ["HandbookExtension", "Place", "makeExtension"]


class _GeneratedBlock(Block):  # type: ignore[misc]  # pymdownx carries no types
    """`/// name | argument`: HTML made from data, put in as it is."""

    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        """An element that stands for the generated HTML."""
        place, argument = self.config["place"], (self.argument or "").strip()
        try:
            html = VIEWS[self.NAME](place, argument)
        except (LookupError, TemplateError) as error:
            # Only a preview comes here: a build stops at the faults of the sources before.
            html = fault(place, f"{self.NAME} {argument!r} cannot be shown: {error}")
        element = SubElement(parent, "div", {"class": f"kb-{self.NAME}"})
        element.text = self.md.htmlStash.store(html)
        return element


def _block(name: str) -> type[_GeneratedBlock]:
    return type(f"{name.title()}Block", (_GeneratedBlock,), {"NAME": name})


class _Citation(InlineProcessor):
    """`[[claim-id]]` and `[[^claim-id]]`."""

    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(CITATION.pattern, md)
        self.place = place

    def handleMatch(self, m: Any, data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """The value of the claim with its mark, or the mark alone."""
        html = citation(self.place, m[2], value=not m[1])
        return self.md.htmlStash.store(html), m.start(0), m.end(0)


class HandbookExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the blocks of VIEWS and the citation of claims."""

    def __init__(self, **options: Any) -> None:
        # Not None: Python-Markdown turns the value of an option with that default into a bool.
        self.config = {"place": ["", "the Place that is rendered"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Add every generated block."""
        for name in VIEWS:
            block_mgr.register(_block(name), self.getConfigs())

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the citation before links are looked for (priority 160)."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(_Citation(md, self.getConfig("place")), "kb-citation", 175)


def makeExtension(**options: Any) -> HandbookExtension:
    """What Python-Markdown calls for the name `kb.render`."""
    return HandbookExtension(**options)
