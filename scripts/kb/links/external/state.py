"""What is known of every external address from run to run: a small JSON file.

Others read it: `read(path)`, then `Record.checked`, `.last_good`, `settled(record, today)`. A link
counts as dead only when it failed on several days; a flaky host troubles nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from kb.links.external.outcome import Judgement, Verdict

DAYS = 3  # different days on which an address must fail before it is called dead
PATIENCE = 14  # days after which a host that is only ever "temporarily" out of order is, too
FILE = ".cache/kb/links.json"


@dataclass(frozen=True)
class Record:
    """One address. Dates are ISO days; "" for never."""

    verdict: str  # of the last run, one of the values of Verdict
    why: str = ""
    moved_to: str = ""
    checked: str = ""
    last_good: str = ""
    first_bad: str = ""  # since it was last good
    bad_days: int = 0  # different days since then on which it failed
    runs: int = 0


def read(path: Path) -> dict[str, Record]:
    """The records in `path` by address; nothing when there is no such file or it is broken."""
    try:
        data = json.loads(path.read_text("utf-8"))["addresses"]
        return {address: Record(**record) for address, record in data.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write(path: Path, records: Mapping[str, Record]) -> None:
    """Replace `path` at once. OSError when that is not possible."""
    data = {address: asdict(records[address]) for address in sorted(records)}
    text = json.dumps({"version": 1, "addresses": data}, ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text + "\n", "utf-8", newline="\n")
    beside.replace(path)


def after(before: Record | None, judgement: Judgement, today: date) -> Record:
    """The record once an address was judged today."""
    day = today.isoformat()
    old = before or Record("")
    new = replace(
        old,
        verdict=judgement.verdict.value,
        why=judgement.why,
        moved_to=judgement.moved_to,
        checked=day,
        runs=old.runs + 1,
    )
    if judgement.verdict in (Verdict.ALIVE, Verdict.MOVED):
        return replace(new, last_good=day, first_bad="", bad_days=0)
    if judgement.verdict is Verdict.CANNOT_TELL:
        return new  # says neither good nor bad
    another_day = old.checked != day or not old.bad_days
    return replace(new, first_bad=old.first_bad or day, bad_days=old.bad_days + another_day)


def settled(record: Record, today: date) -> Verdict:
    """What to say of an address in view of its history."""
    verdict = Verdict(record.verdict)
    if verdict is Verdict.DEAD and record.bad_days < DAYS:
        return Verdict.TEMPORARY
    if verdict is Verdict.TEMPORARY and record.bad_days >= DAYS:
        since = (today - date.fromisoformat(record.first_bad)).days
        return Verdict.DEAD if since >= PATIENCE else verdict
    return verdict
