"""Checks of the notice catalogue: what a notice names exists, and no phrase belongs to two."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.nearest import nearest
from kb.checks.targets import target_fault
from kb.model import LANGUAGES, KnowledgeBase, Notice, Problem

BANS = ("yes", "no", "maybe", "unknown")
SCOPES = (
    "account", "organization", "workspace", "key", "region", "ip", "session", "feature",
    "payment", "message",
)  # fmt: skip


def _problem(notice: Notice, code: str, fact: str, hint: str) -> Problem:
    return Problem(notice.at.path, notice.at.line, code, f"notice {notice.at.id!r} {fact}", hint)


def notice_page_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A notice leads to a page, or a place in it, that does not exist in both languages."""
    for notice in knowledge.notices.values():
        fault = target_fault(knowledge, notice.page)
        if fault:
            yield _problem(notice, "notice-page-unknown", f"leads to {fault[0]}", fault[1])


def notice_letter_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A notice offers a letter that does not exist."""
    known = {letter.id for letter in knowledge.letters}
    for notice in knowledge.notices.values():
        for name in notice.letters:
            paths = {f"docs/letters/{language}/{name}.md" for language in LANGUAGES}
            if name not in known and not paths & knowledge.unread:
                hint = nearest(name, known, "the ids are the names in docs/letters/zh")
                fact = f"offers letter {name!r}, which does not exist."
                yield _problem(notice, "notice-letter-unknown", fact, hint)


def notice_channel_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A notice names a way to answer that channels.toml does not list."""
    for notice in knowledge.notices.values():
        for name in notice.channels:
            if name not in knowledge.channels:
                hint = nearest(name, knowledge.channels, "add it to docs/data/channels.toml")
                fact = f"names channel {name!r}, which is not listed."
                yield _problem(notice, "notice-channel-unknown", fact, hint)


def notice_source_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A notice rests on a source that is not listed, or on none though it is not unverified."""
    for notice in knowledge.notices.values():
        if not notice.sources and not notice.unverified:
            hint = "name one from docs/data/sources.toml, or write unverified = true"
            yield _problem(notice, "notice-source-unknown", "has no source.", hint)
        for name in notice.sources:
            if name not in knowledge.sources:
                hint = nearest(name, knowledge.sources, "add it to docs/data/sources.toml")
                fact = f"cites source {name!r}, which is not listed."
                yield _problem(notice, "notice-source-unknown", fact, hint)


def notice_kind_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A notice has a `ban` or a `scope` that no word stands for, or yields to no notice."""
    for notice in knowledge.notices.values():
        for field, value, known in (("ban", notice.ban, BANS), ("scope", notice.scope, SCOPES)):
            if value not in known:
                fact = f"has {field} = {value!r}, which is not known."
                hint = nearest(value, known, f"write one of {', '.join(known)}")
                yield _problem(notice, "notice-kind-unknown", fact, hint)
        for name in notice.yields:
            if name not in knowledge.notices:
                hint = nearest(name, knowledge.notices, "name a notice of this file")
                fact = f"yields to {name!r}, which is no notice."
                yield _problem(notice, "notice-kind-unknown", fact, hint)


def notice_phrase_repeated(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Two notices have the same phrase: a text with it could not be told apart."""
    owner: dict[str, str] = {}
    for notice in knowledge.notices.values():
        for phrase in (*notice.en, *notice.zh, *notice.also):
            plain = " ".join(phrase.casefold().split())
            first = owner.setdefault(plain, notice.at.id)
            if first != notice.at.id:
                fact = f"has the phrase {phrase!r}, which is also {first!r}'s."
                hint = "make it longer in one of the two, or move it to `together`"
                yield _problem(notice, "notice-phrase-repeated", fact, hint)
