"""The external check beside lychee, on the same misbehaving addresses on loopback."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from kb.bench.linktable import table
from kb.links import external

_HASTY = external.Manners(
    hosts=40, per_host=40, pause=0.0, connect=2.0, answer=1.0, total=2.5, back_off=0.02,
    patience=3.0, allow_private=True,
)  # fmt: skip
_LYCHEE = (
    *("--no-progress", "--format", "json", "--include-fragments", "--timeout", "1"),
    *("--max-retries", "2", "--retry-wait-time", "1", "--host-concurrency", "40"),
    *("--host-request-interval", "1ms", "--max-concurrency", "80"),
)


def verdicts(server_module: Any, lychee: str) -> str:
    """A table of right verdicts; `lychee` is its binary, "" when it is not there.

    lychee knows two verdicts: alive or moved count as its success, all else as its error, and of
    "cannot tell" it is right when it says neither.
    """
    rows = []
    with server_module.FaultServer() as server:
        expected: dict[str, str] = server.addresses()
        start = time.perf_counter()
        found = external.check(expected, _HASTY)
        right = sum(found[one].verdict.value == wanted for one, wanted in expected.items())
        rows.append(["ours", *_kinds(expected, {o: found[o].verdict.value for o in found})])
        rows[0] += [f"{right}/{len(expected)}", f"{time.perf_counter() - start:.0f}"]
    if lychee:
        with server_module.FaultServer() as server:
            rows.append(_of_lychee(server.addresses(), lychee))
    names = ["checker", *_VERDICTS, "right", "seconds"]
    return "Right verdicts on external addresses, by what is right\n" + table(names, rows)


_VERDICTS = ("alive", "moved", "dead", "temporary", "cannot tell")


def _kinds(expected: dict[str, str], said: dict[str, str]) -> list[str]:
    return [
        f"{sum(said.get(one) == kind for one, right in expected.items() if right == kind)}"
        f"/{sum(right == kind for right in expected.values())}"
        for kind in _VERDICTS
    ]


def _of_lychee(expected: dict[str, str], binary: str) -> list[str]:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "all.md"
        page.write_text("\n\n".join(f"[x](<{one}>)" for one in expected), "utf-8")
        done = subprocess.run(
            [binary, *_LYCHEE, str(page)], capture_output=True, text=True, timeout=900
        )
    data = json.loads(done.stdout[done.stdout.index("{") :])
    failed = {
        _plain(one["url"])
        for kind in ("error_map", "timeout_map")
        for faults in data.get(kind, {}).values()
        for one in faults
    }
    said = {}
    for one, right in expected.items():
        bad = _plain(one) in failed
        good = right in ("alive", "moved")
        said[one] = right if right != "cannot tell" and bad != good else ""
    right_ones = sum(bool(value) for value in said.values())
    seconds = f"{time.perf_counter() - start:.0f}"
    return ["lychee", *_kinds(expected, said), f"{right_ones}/{len(expected)}", seconds]


def _plain(address: str) -> str:
    from urllib.parse import unquote

    return unquote(address)
