"""Every check of the sources: a function named by the fault it finds, the code with hyphens.

A check takes a KnowledgeBase and yields problems. It reads no file, prints nothing, never exits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.checks.blocks import block_malformed
from kb.checks.ledger import (
    address_malformed,
    claim_unknown,
    kind_unknown,
    review_misdated,
    source_unknown,
    words_differ,
)
from kb.checks.letters import (
    channel_unknown,
    clauses_differ,
    conditions_differ,
    fields_differ,
    group_unknown,
    letter_incomplete,
    letter_unplaced,
    letter_untranslated,
    part_unknown,
    placeholder_malformed,
    placeholder_unknown,
    placeholders_differ,
    reason_unknown,
)
from kb.checks.money import (
    money_cell_missing,
    money_claim_unknown,
    money_letter_unknown,
    money_route_unknown,
    money_term_differs,
)
from kb.checks.neutrality import (
    affiliate_link,
    assertion_unconditional,
    evasion_advised,
    seller_domain,
)
from kb.checks.notices import (
    notice_channel_unknown,
    notice_kind_unknown,
    notice_letter_unknown,
    notice_page_unknown,
    notice_phrase_repeated,
    notice_source_unknown,
)
from kb.checks.numbers import number_unsourced
from kb.checks.pages import (
    headings_differ,
    language_crossed,
    letter_unknown,
    page_untranslated,
    paragraph_broken,
)
from kb.checks.personal import personal_data_found
from kb.checks.triage import triage_question_lost, triage_target_unknown, triage_too_long
from kb.checks.typography import typography_broken
from kb.checks.unwritten import text_unwritten
from kb.model import KnowledgeBase, Problem

Check = Callable[[KnowledgeBase], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    address_malformed,
    block_malformed,
    words_differ,
    affiliate_link,
    assertion_unconditional,
    channel_unknown,
    claim_unknown,
    clauses_differ,
    conditions_differ,
    evasion_advised,
    fields_differ,
    group_unknown,
    headings_differ,
    kind_unknown,
    language_crossed,
    letter_unknown,
    letter_unplaced,
    letter_incomplete,
    letter_untranslated,
    money_cell_missing,
    money_claim_unknown,
    money_letter_unknown,
    money_route_unknown,
    money_term_differs,
    notice_channel_unknown,
    notice_kind_unknown,
    notice_letter_unknown,
    notice_page_unknown,
    notice_phrase_repeated,
    notice_source_unknown,
    number_unsourced,
    page_untranslated,
    paragraph_broken,
    part_unknown,
    personal_data_found,
    placeholder_malformed,
    placeholder_unknown,
    placeholders_differ,
    reason_unknown,
    review_misdated,
    seller_domain,
    source_unknown,
    text_unwritten,
    triage_question_lost,
    triage_target_unknown,
    triage_too_long,
    typography_broken,
)


# What looks unknown when the file that lists it could not be read whole.
LISTED_IN: dict[Check, str] = {
    channel_unknown: "docs/data/channels.toml",
    claim_unknown: "docs/data/claims.toml",
    notice_channel_unknown: "docs/data/channels.toml",
    notice_source_unknown: "docs/data/sources.toml",
    money_claim_unknown: "docs/data/claims.toml",
    placeholder_unknown: "docs/data/placeholders.toml",
    reason_unknown: "docs/data/form.toml",
    source_unknown: "docs/data/sources.toml",
}


def code(check: Check) -> str:
    """The code that the problems of a check carry."""
    return check.__name__.replace("_", "-")


def run(knowledge: KnowledgeBase) -> tuple[Problem, ...]:
    """What all checks find, sorted; not what only follows from a file that is malformed."""
    sound = (check for check in CHECKS if LISTED_IN.get(check) not in knowledge.unread)
    return tuple(sorted({problem for check in sound for problem in check(knowledge)}))
