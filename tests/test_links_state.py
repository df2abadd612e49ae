"""What is remembered of external addresses, and when one of them is called dead."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from kb.links.external import state
from kb.links.external.manners import retry_after
from kb.links.external.outcome import Judgement, Verdict

TODAY = date(2026, 11, 20)


def _history(*verdicts: Verdict, step: int = 1) -> state.Record:
    record = None
    for number, verdict in enumerate(verdicts):
        day = TODAY + timedelta(days=number * step)
        record = state.after(record, Judgement(verdict, "x"), day)
    assert record is not None
    return record


def test_dead_only_when_it_failed_on_several_days() -> None:
    dead, alive, late = Verdict.DEAD, Verdict.ALIVE, Verdict.TEMPORARY
    day = TODAY + timedelta(days=9)
    assert state.settled(_history(dead), day) is late
    assert state.settled(_history(dead, dead), day) is late
    assert state.settled(_history(dead, dead, dead), day) is dead
    assert state.settled(_history(dead, dead, dead, step=0), day) is late  # all on one day
    assert state.settled(_history(dead, dead, alive, dead), day) is late
    assert state.settled(_history(*[late] * 20), TODAY + timedelta(days=20)) is dead
    assert state.settled(_history(late, late, alive, late), day) is late
    assert _history(alive, dead, dead).last_good == TODAY.isoformat()


def test_a_broken_state_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{")
    assert state.read(tmp_path / "x.json") == {}
    assert state.read(tmp_path / "gone.json") == {}


def test_retry_after() -> None:
    assert retry_after("12") == 12
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert retry_after("soon") is None
