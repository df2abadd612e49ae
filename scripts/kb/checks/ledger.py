"""Checks of the claim ledger and of the marks that cite it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from kb.checks.nearest import nearest
from kb.model import LANGUAGES, Claim, KnowledgeBase, Problem, Source

# What a blank of a letter may hold.
BLANKS = (
    "email",
    "text",
    "long-text",
    "date",
    "date-range",
    "user-id",
    "org-id",
    "case-id",
    "reference",
    "money",
    "card-last4",
    "choice",
    "url",
)
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
    for blank in knowledge.placeholders.values():
        if blank.kind not in BLANKS:
            fact = f"kind {blank.kind!r} of {blank.at.id!r} is not known."
            hint = nearest(blank.kind, BLANKS, f"the kinds are {', '.join(BLANKS)}")
            yield Problem(blank.at.path, blank.at.line, "kind-unknown", fact, hint)


def review_misdated(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A claim is to be reviewed before it was seen."""
    for claim in knowledge.claims.values():
        if claim.review <= claim.seen:
            fact = f"claim {claim.at.id!r}: review {claim.review} is not after seen {claim.seen}."
            hint = "set review to the day by which somebody looks again"
            yield Problem(claim.at.path, claim.at.line, "review-misdated", fact, hint)


def words_differ(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A word that the generator prints takes other values in the other language."""
    for id, word in knowledge.words.items():
        zh, en = (
            {field for _, field, _, _ in Formatter().parse(word[x]) if field} for x in LANGUAGES
        )
        if zh != en:
            shown = ", ".join(f"{{{name}}}" for name in sorted(zh ^ en))
            fact = f"word {id!r} has {shown} in one language only."
            hint = f"look for '{id} =' and write the same names in both languages"
            yield Problem("docs/data/words.toml", 0, "words-differ", fact, hint)


def address_malformed(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A source or a claim has an address that is none."""
    addresses = [(one.at, one.address) for one in knowledge.sources.values()]
    addresses += [(one.at, one.archived) for one in knowledge.sources.values() if one.archived]
    addresses += [(one.at, one.url) for one in knowledge.claims.values() if one.url]
    for at, address in addresses:
        if not re.fullmatch(r"https?://[\w.-]+\.\w+(/\S*)?|mailto:\S+@\S+\.\w+", address):
            fact = f"{address!r} of {at.id!r} is no address."
            hint = "write it whole: https://…"
            yield Problem(at.path, at.line, "address-malformed", fact, hint)
