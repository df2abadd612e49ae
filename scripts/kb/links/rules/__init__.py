"""All rules. A rule is one function; its name, with hyphens, is the code of its problems.

A rule about links gets one resolved Reference, in one of the states that its module's RULES name
beside it, and answers with a Fault or None; a rule about pages gets the site and one document and
yields Faults. Rules read no files and know no sources.
To add one: write the function, add it to its module's tuple, add a story to the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.links.document import Document
from kb.links.finding import Fault, Reference
from kb.links.rules import addresses, languages, offline, pages, targets
from kb.links.site import Site
from kb.links.target import State

LinkRule = Callable[[Reference], Fault | None]
PageRule = Callable[[Site, Document], Iterator[Fault]]

_JUDGED = (*targets.RULES, *offline.RULES, *addresses.RULES, *languages.RULES)
LINK_RULES: tuple[LinkRule, ...] = tuple(rule for rule, _ in _JUDGED)
PAGE_RULES: tuple[PageRule, ...] = (*pages.PAGE_RULES, *languages.PAGE_RULES)
RULES: tuple[LinkRule | PageRule, ...] = (*LINK_RULES, *PAGE_RULES)
BY_STATE: dict[State, tuple[LinkRule, ...]] = {
    state: tuple(rule for rule, states in _JUDGED if state in states) for state in State
}


def code_of(rule: LinkRule | PageRule) -> str:
    """The code of a rule's problems: its function's name with hyphens."""
    name: str = getattr(rule, "__name__", "")
    return name.replace("_", "-")
