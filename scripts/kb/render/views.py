"""Every block by its name: `/// name | argument` calls the function with the place and argument."""

from __future__ import annotations

from collections.abc import Callable

from kb.render import honesty, ledger, letters, notices, planner
from kb.render.place import Place

VIEWS: dict[str, Callable[[Place, str], str]] = {
    **honesty.VIEWS,
    **ledger.VIEWS,
    **letters.VIEWS,
    **notices.VIEWS,
    **planner.VIEWS,
}
