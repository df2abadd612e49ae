"""Everything together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model.base import Code, Texts
from kb.model.ledger import Advice, Claim, Source
from kb.model.letters import Channel, Choice, Letter, Placeholder
from kb.model.money import Money
from kb.model.notices import Notice, Question, Secret, Signs
from kb.model.pages import Page, Passage
from kb.model.rules import Neutrality, Wording


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything under docs/ that a person writes, parsed once.

    `unread` holds the paths of files of which something is too malformed to be read.
    """

    pages: tuple[Page, ...]
    letters: tuple[Letter, ...]
    placeholders: Mapping[str, Placeholder]
    never: Mapping[str, Texts]
    channels: Mapping[str, Channel]
    reasons: Mapping[str, Choice]
    fields: Mapping[str, Choice]
    requests: Mapping[str, Choice]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    advice: Mapping[str, Advice]
    words: Mapping[str, Texts]
    faults: Mapping[str, Texts]
    wording: Wording
    neutrality: Neutrality
    money: Money
    notices: Mapping[str, Notice]
    signs: Signs
    secrets: Mapping[str, Secret]
    triage: Mapping[str, Question]
    texts: tuple[Passage, ...] = ()
    unread: frozenset[str] = frozenset()

    def letter(self, id: str, language: Code) -> Letter | None:
        """The letter of that id in that language, or None."""
        found = (x for x in self.letters if x.id == id and x.language == language)
        return next(found, None)
