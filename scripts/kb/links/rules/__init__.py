"""All rules. A rule is one function; its name, with hyphens, is the code of its problems.

A rule about links gets one resolved Reference and answers with a Fault or None; a rule about
pages gets the site and one document and yields Faults. Rules read no files and know no sources.
To add one: write the function, add it to its module's tuple, add a story to the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kb.links.document import Document
from kb.links.finding import Fault, Reference
from kb.links.rules import addresses, languages, pages, targets
from kb.links.site import Site

LinkRule = Callable[[Reference], Fault | None]
PageRule = Callable[[Site, Document], Iterator[Fault]]

LINK_RULES: tuple[LinkRule, ...] = (*targets.RULES, *addresses.RULES, *languages.RULES)
PAGE_RULES: tuple[PageRule, ...] = (*pages.PAGE_RULES, *languages.PAGE_RULES)

RULES: tuple[LinkRule | PageRule, ...] = (*LINK_RULES, *PAGE_RULES)


def code_of(rule: LinkRule | PageRule) -> str:
    """The code of a rule's problems: its function's name with hyphens."""
    name: str = getattr(rule, "__name__", "")
    return name.replace("_", "-")
