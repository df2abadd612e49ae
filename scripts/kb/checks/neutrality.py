"""Checks that nobody profits from a reader's ban and that no letter lies for its sender.

What is refused, and why, is data: docs/data/neutrality.toml. No page is exempt; a sentence that
warns is, and an advice entry's `old` text, which quotes what it answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from kb.checks.passages import clauses, codes, copied, passages, sentences
from kb.model import Code, KnowledgeBase, Neutrality, Passage, Problem, Refusal

ADDRESS = re.compile(
    r"https?://[^\s<>()\[\]\"'`”’，。；、]+|(?<![\w@./-])(?:[\w-]+\.)+[a-z]{2,}(?:/[\w/?&=%.-]*)?",
    re.ASCII,
)
BREAK = re.compile(r"[，；：。！？,;:!?|]|\.\s")
# What may stand between a Chinese object and the act that follows it.
CLOSE = re.compile(r"[^、“”（）]{0,4}")
QUOTING = ("old",)
WAYS = {
    "affiliate-link": "cite the official address as [[claim-id]], or leave the link out",
    "seller-domain": "leave it out; warn of the kind of shop without naming one",
    "evasion-advised": "say what the rule is and the way within it; a warning says: do not …",
    "assertion-unconditional": "put a '? statement' line above it, which the sender confirms",
}


def affiliate_link(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A link pays somebody, or hides where it goes."""
    return _refused(knowledge, "affiliate-link")


def seller_domain(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A shop for accounts, numbers, cards or networks is linked or named."""
    return _refused(knowledge, "seller-domain")


def evasion_advised(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A sentence tells the reader to get around a rule, or to say what is not so."""
    return _refused(knowledge, "evasion-advised")


def assertion_unconditional(knowledge: KnowledgeBase) -> Iterator[Problem]:
    """A letter says of its sender what the sender has not confirmed."""
    for refusal in _of(knowledge, "assertion-unconditional"):
        for passage in (*clauses(knowledge), *copied(knowledge)):
            # A page in one language may show a letter in the other.
            for pattern in (*refusal.words["zh"], *refusal.words["en"]):
                for match in pattern.finditer(passage.text):
                    yield _problem(passage, passage.column + match.start(), match[0], refusal)


def _of(knowledge: KnowledgeBase, code: str) -> Iterator[Refusal]:
    return (one for one in knowledge.neutrality.refusals if one.code == code)


def _refused(knowledge: KnowledgeBase, code: str) -> Iterator[Problem]:
    texts = [one for one in passages(knowledge) if one.field not in QUOTING]
    texts += [*copied(knowledge), *codes(knowledge)]
    spoken = [(one, column, text) for one in texts for column, text in sentences(one)]
    for refusal in _of(knowledge, code):
        for passage, column, sentence in spoken:
            for start, found in _found(sentence, passage, refusal, knowledge.neutrality):
                yield _problem(passage, column + start, found, refusal)
        if not refusal.domains and not refusal.parameters:
            continue
        for passage in (*texts, *clauses(knowledge, conditional=True), *_addresses(knowledge)):
            for match in ADDRESS.finditer(passage.text):
                if _leads(match[0], refusal):
                    yield _problem(passage, passage.column + match.start(), match[0], refusal)


def _addresses(knowledge: KnowledgeBase) -> Iterator[Passage]:
    """The addresses of the ledger, at the heading of their record."""
    for claim in knowledge.claims.values():
        yield Passage(claim.at.path, claim.at.line, 1, "en", claim.url)
    for source in knowledge.sources.values():
        for address in (source.address, source.archived):
            yield Passage(source.at.path, source.at.line, 1, "en", address)


def _leads(address: str, refusal: Refusal) -> bool:
    parts = urlsplit(address if "://" in address else "https://" + address)
    host = (parts.hostname or "").removeprefix("www.")
    if any(host == name or host.endswith("." + name) for name in refusal.domains):
        return True
    return any(name.lower() in refusal.parameters for name, _ in parse_qsl(parts.query, True))


def _found(
    sentence: str, passage: Passage, refusal: Refusal, neutrality: Neutrality
) -> Iterator[tuple[int, str]]:
    """Where the sentence says what is refused, and does not warn of it."""
    language = passage.language
    for word in (match for one in refusal.words[language] for match in one.finditer(sentence)):
        start = max((mark.end() for mark in BREAK.finditer(sentence, 0, word.start())), default=0)
        end = BREAK.search(sentence, word.end())
        clause = sentence[start : end.start() if end else len(sentence)]
        said = _said(clause, (word.start() - start, word.end() - start), refusal, language)
        if said is None:
            continue
        warned = any(one.search(clause[:said]) for one in neutrality.before[language])
        if not warned and not any(one.search(sentence) for one in neutrality.beside[language]):
            yield word.start(), word[0]


def _said(clause: str, word: tuple[int, int], refusal: Refusal, language: Code) -> int | None:
    """Up to where a warning would stand, or None where it is only mentioned.

    The act stands before its object; in Chinese it may follow close behind.
    """
    acts = refusal.acts[language]
    if not acts:
        return word[0]
    for act in (match for one in acts for match in one.finditer(clause)):
        if act.start() < word[0]:
            near = word[0] - act.end() <= (10 if language == "zh" else 32)
        else:
            near = language == "zh" and bool(CLOSE.fullmatch(clause[word[1] : act.start()]))
        if near:
            return max(word[1], act.start())
    return None


def _problem(passage: Passage, column: int, found: str, refusal: Refusal) -> Problem:
    fact = f"{found.strip()!r}: {refusal.reason}."
    return Problem(passage.path, passage.line, refusal.code, fact, WAYS[refusal.code], column)
