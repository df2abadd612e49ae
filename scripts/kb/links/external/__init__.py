"""Asks other hosts whether the links to them still lead somewhere: fair to them and to authors.

    found = addresses(Path("site"), sources=…)          # address → place in a source
    records = ask(found, Path(".cache/kb/links.json"), today, told=…)
    problems(found, records, today)                      # dead ones, then those that have moved

Prints nothing. What is known is kept in the file, so that a run that was stopped goes on, and
only what failed on several days is called dead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from kb.links.external import state
from kb.links.external.manners import Manners
from kb.links.external.outcome import Judgement, Verdict
from kb.links.external.places import addresses
from kb.links.external.run import Told, check
from kb.links.external.state import Record
from kb.links.places import Place
from kb.model import Problem

__all__ = ["Manners", "Record", "Told", "Verdict", "addresses", "ask", "check", "problems"]

_EVERY = 20  # answers after which the file is written


def ask(
    wanted: Iterable[str],
    file: Path,
    today: date,
    *,
    manners: Manners | None = None,
    told: Told | None = None,
    again: bool = False,
) -> dict[str, Record]:
    """The records of the wanted addresses, asked today, kept in `file` together with older ones.

    What was already asked today is not asked again unless `again`. OSError when the file cannot
    be written.
    """
    records = state.read(file)
    wanted = sorted(set(wanted))
    day = today.isoformat()
    open_ones = [one for one in wanted if again or _checked(records, one) != day]

    def heard(address: str, judgement: Judgement, done: int, all_of_them: int) -> None:
        records[address] = state.after(records.get(address), judgement, today)
        if done % _EVERY == 0:
            state.write(file, records)
        if told:
            told(address, judgement, done, all_of_them)

    try:
        check(open_ones, manners, heard)
    finally:
        state.write(file, records)
    return {address: records[address] for address in wanted if address in records}


def _checked(records: Mapping[str, Record], address: str) -> str:
    return records[address].checked if address in records else ""


def problems(
    places: Mapping[str, Place], records: Mapping[str, Record], today: date
) -> tuple[Problem, ...]:
    """`external-dead` for what failed on several days, `external-moved` with the new address."""
    found = []
    for address, place in places.items():
        record = records.get(address)
        verdict = state.settled(record, today) if record else None
        if record and verdict is Verdict.DEAD:
            since = f"failing since {record.first_bad}, on {record.bad_days} days"
            fact, code = f"'{address}' is dead: {record.why} ({since})", "external-dead"
            hint = f"it last answered on {record.last_good}" if record.last_good else ""
            hint = "; ".join(filter(None, (hint, "write another address, or an archived copy")))
        elif record and verdict is Verdict.MOVED:
            fact, code = f"'{address}' has moved for good", "external-moved"
            hint = f"write {record.moved_to}"
        else:
            continue
        found.append(Problem(place.path, place.line or 1, code, fact, hint, place.column))
    return tuple(sorted(found))
