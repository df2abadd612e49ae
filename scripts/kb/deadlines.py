"""Dates that lie a stated time after a date. Days as the calendar has them; knows no time zone.

The page's script counts in the same way; tests/planner/vectors.toml holds both to the same days.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def due(start: date, amount: int, unit: str) -> date:
    """The last day of `amount` hours, days, business-days, months or years after `start`.

    Hours count as whole days begun. Business days are Monday to Friday: public holidays differ by
    place and bank and are not left out. A month ends on its last day where it has no such day.
    Raises ValueError for another unit.
    """
    if unit == "hours":
        return start + timedelta(days=-(-amount // 24))
    if unit == "days":
        return start + timedelta(days=amount)
    if unit == "business-days":
        return _business(start, amount)
    if unit in ("months", "years"):
        return _months(start, amount * (12 if unit == "years" else 1))
    raise ValueError(f"unit {unit!r} is not known")


def _business(start: date, amount: int) -> date:
    day = start
    while amount:
        day += timedelta(days=1)
        amount -= day.weekday() < 5
    return day


def _months(start: date, amount: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))
