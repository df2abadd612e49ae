"""Checks of the claim ledger and of the marks that cite it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.nearest import nearest
from kb.model import Claim, KnowledgeBase, Problem, Source

KINDS = ("official", "official-second-hand", "reported", "folklore")
CITATION = re.compile(r"\[\[(\^?)([^\[\]\n]*)\]\](?!\()")


def _lines(knowledge: KnowledgeBase) -> Iterator[tuple[str, int, str]]:
    """Every line in which a claim can be cited: pages, letters' `next`, channels' hints."""
    for page in knowledge.pages:
        for number, line in page.prose():
            block = re.match(r"\s*/{3,}\s*claim\s*\|\s*(\S+)", line)
            yield page.path, number, f"[[{block[1]}]]" if block else line
    for letter in knowledge.letters:
        yield letter.path, letter.lines["next"], letter.next
    for channel in knowledge.channels.values():
        yield channel.at.path, channel.at.line, f"{channel.hint.zh} {channel.hint.en}"
    for advice in knowledge.advice.values():
        texts = (text for both in (advice.was, advice.now) for text in (both.zh, both.en))
        yield advice.at.path, advice.at.line, " ".join(texts)
    yield from _found_lines(knowledge)


def _found_lines(knowledge: KnowledgeBase) -> Iterator[tuple[str, int, str]]:
    """The same for notices and the triage."""
    for notice in knowledge.notices.values():
        parts = [notice.step, notice.curable, *([notice.deadline] if notice.deadline else [])]
        yield notice.at.path, notice.at.line, " ".join(f"{x.zh} {x.en}" for x in parts)
    for question in knowledge.triage.values():
        if question.hint:
            yield question.at.path, question.at.line, f"{question.hint.zh} {question.hint.en}"


def claim_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A citation names no claim of the ledger."""
    known = knowledge.claims
    for path, number, line in _lines(knowledge):
        for match in CITATION.finditer(line):
            if match[2] not in known:
                fact = f"claim {match[2]!r} is not in the ledger."
                hint = nearest(match[2], known, "add it to docs/data/claims.toml")
                yield Problem(path, number, "claim-unknown", fact, hint, match.start() + 1)


def source_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A claim rests on a source that is not listed, or on none though it is not folklore."""
    for claim in knowledge.claims.values():
        cited = (*claim.sources, *(report.source for report in claim.reports))
        if not cited and claim.kind != "folklore":
            fact = f"claim {claim.at.id!r} has no source."
            hint = 'name one from docs/data/sources.toml, or give it kind = "folklore"'
            yield Problem(claim.at.path, claim.at.line, "source-unknown", fact, hint)
        for name in cited:
            if name not in knowledge.sources:
                fact = f"claim {claim.at.id!r} cites source {name!r}, which is not listed."
                hint = nearest(name, knowledge.sources, "add it to docs/data/sources.toml")
                yield Problem(claim.at.path, claim.at.line, "source-unknown", fact, hint)


def kind_unknown(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A claim or a source has a kind that no reader's mark stands for."""
    records: list[Claim | Source] = [*knowledge.claims.values(), *knowledge.sources.values()]
    for record in records:
        if record.kind not in KINDS:
            fact = f"kind {record.kind!r} of {record.at.id!r} is not known."
            hint = nearest(record.kind, KINDS, f"the kinds are {', '.join(KINDS)}")
            yield Problem(record.at.path, record.at.line, "kind-unknown", fact, hint)


def review_misdated(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A claim is to be reviewed before it was seen."""
    for claim in knowledge.claims.values():
        if claim.review <= claim.seen:
            fact = f"claim {claim.at.id!r}: review {claim.review} is not after seen {claim.seen}."
            hint = "set review to the day by which somebody looks again"
            yield Problem(claim.at.path, claim.at.line, "review-misdated", fact, hint)
