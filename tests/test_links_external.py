"""The external check: verdicts against a misbehaving server on loopback, state, and the guard."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from kb.links import external
from kb.links.external import guard, state
from kb.links.external.manners import Manners
from kb.links.external.outcome import Judgement, Verdict
from kb.links.places import Place

HASTY = Manners(
    hosts=40,
    per_host=40,
    pause=0.0,
    connect=2.0,
    answer=1.0,
    total=2.5,
    back_off=0.02,
    patience=3.0,
    allow_private=True,
)


def _module() -> ModuleType:
    path = Path(__file__).parent / "links" / "faultserver.py"
    spec = importlib.util.spec_from_file_location("faultserver", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["faultserver"] = module
    spec.loader.exec_module(module)
    return module


faultserver: Any = _module()


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with faultserver.FaultServer() as running:
        yield running


def test_verdicts_on_five_hundred_addresses(server: Any) -> None:
    expected = server.addresses()
    kinds = {one.split("/")[3] for one in expected}
    assert len(expected) >= 490
    assert len(kinds) >= 60
    found = external.check(expected, HASTY)
    assert {one.partition("#")[0] for one in expected if "/forbids/" in one}.isdisjoint(
        f"http://127.0.0.1:{server.ports['http']}{path}" for path in server.requests
    )
    wrong = {
        f"{one}: {found[one].verdict.value} ({found[one].why}), not {right}"
        for one, right in expected.items()
        if found[one].verdict.value != right
    }
    assert len(wrong) <= 0.03 * len(expected), "\n".join(sorted(wrong))


def test_a_page_is_asked_once_whatever_its_anchors(server: Any) -> None:
    here = f"http://127.0.0.1:{server.ports['http']}/ok/once"
    found = external.check([here, here + "#there", here + "#top", here + "#gone"], HASTY)
    assert server.requests["/ok/once"] == 1
    assert [found[here + end].verdict.value for end in ("", "#there", "#gone")] == [
        "alive",
        "alive",
        "dead",
    ]


def test_a_permanent_redirect_is_suggested_with_its_anchor(server: Any) -> None:
    here = f"http://127.0.0.1:{server.ports['http']}"
    found = external.check([f"{here}/moved-twice/7#there"], HASTY)
    assert found[f"{here}/moved-twice/7#there"].moved_to == f"{here}/ok/7#there"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.0.0.1",
        "169.254.169.254",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ],
)
def test_private_hosts_are_not_contacted(host: str, server: Any) -> None:
    before = sum(server.requests.values())
    address = f"http://{host}:{server.ports['http']}/ok/1"
    found = external.check([address], Manners(tries=1, pause=0))
    assert found[address].verdict is Verdict.CANNOT_TELL
    assert "private" in found[address].why
    assert sum(server.requests.values()) == before


def test_nor_after_a_redirect_or_when_a_name_changes(
    server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {
        "public.net": [["127.0.0.1"]],
        "private.net": [["10.0.0.1"]],
        "both.net": [["127.0.0.1", "10.0.0.1"]],
    }
    answers["rebind.net"] = [["127.0.0.1"], ["10.0.0.7"]]
    asked: list[str] = []

    async def resolved(host: str, port: int) -> list[str]:
        asked.append(host)
        if host not in answers:
            raise guard.Unresolved(f"the name {host} is not known", host == "slow.net")
        return answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]

    monkeypatch.setattr(guard, "resolved", resolved)
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    port = server.ports["http"]
    manners = Manners(tries=1, pause=0, robots=False)
    wanted = {
        f"http://public.net:{port}/ok/1": "alive",
        f"http://private.net:{port}/ok/1": "cannot tell",
        f"http://both.net:{port}/ok/1": "cannot tell",
        f"http://nowhere.net:{port}/": "dead",
        f"http://slow.net:{port}/": "temporary",
    }
    found = external.check(wanted, manners)
    assert {one: found[one].verdict.value for one in found} == wanted
    first = external.check([f"http://rebind.net:{port}/ok/2"], manners)
    again = external.check([f"http://rebind.net:{port}/ok/2"], manners)
    assert [next(iter(one.values())).verdict.value for one in (first, again)] == [
        "alive",
        "cannot tell",
    ]


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("192.168.1.1", False), ("100.64.0.1", False),
     ("64:ff9b::a00:1", False), ("fe80::1%eth0", False), ("224.0.0.1", False), ("::", False)],
)  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    assert guard.is_public(address) is public


TODAY = date(2026, 11, 20)


def test_a_run_is_kept_and_goes_on(server: Any, tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    here = f"http://127.0.0.1:{server.ports['http']}"
    wanted = [f"{here}/ok/run{number}" for number in range(15)] + [f"{here}/missing/run"]
    heard: list[int] = []

    def told(_: str, __: Judgement, done: int, count: int) -> None:
        heard.append(done)
        if done == 3:
            raise ValueError("stopped")

    with pytest.raises(ExceptionGroup):
        external.ask(wanted, file, TODAY, manners=replace(HASTY, hosts=1), told=told)
    kept = state.read(file)
    assert 3 <= len(kept) < len(wanted)
    external.ask(wanted, file, TODAY, manners=HASTY)
    assert all(server.requests[one.removeprefix(here)] <= 2 for one in wanted)
    records = external.ask(wanted, file, TODAY + timedelta(days=1), manners=HASTY)
    assert records[f"{here}/missing/run"].bad_days == 2
    records = external.ask(wanted, file, TODAY + timedelta(days=2), manners=HASTY)
    place = Place("docs/zh/index.md", 3, 4)
    said = external.problems(dict.fromkeys(wanted, place), records, TODAY + timedelta(days=2))
    assert [(one.path, one.line, one.column, one.code) for one in said] == [
        ("docs/zh/index.md", 3, 4, "external-dead")
    ]


def test_the_addresses_of_a_site_and_their_places(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(
        "<link rel=canonical href='https://c.net/'><article><a href='https://a.net/x#y'>x</a>"
        "<a href='https://a.net/x#y'>x</a><a href='#z' id=z>x</a>"
        "<a href='mailto:a@b.net'>m</a></article>"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# x\n\n[x](https://a.net/x#y)\n")
    from kb.links import Sources

    found = external.addresses(tmp_path / "site", sources=Sources(tmp_path))
    assert {one: (at.path, at.line, at.column) for one, at in found.items()} == {
        "https://a.net/x#y": ("docs/index.md", 3, 5)
    }
