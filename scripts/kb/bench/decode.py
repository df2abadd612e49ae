"""The decoder measured: right answers on the labelled texts, time for a paste on a slow phone."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.load import load
from kb.notices import Catalogue, Reading, catalogue, decode
from kb.notices.client import client_data

TEXTS = "tests/notices/texts"
ENGINE = "docs/assets/javascripts/decoder-engine.js"
SIZE = 20_000  # characters of a long mail with its quotes
THROTTLE = 6  # times slower than this machine: a cheap phone
RUNS = 60
TIMED = """([data, texts, runs]) => {
  const engine = window.kbDecoder.decoder(data);
  return texts.map(text => {
    const took = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      engine.decode(text);
      took.push(performance.now() - start);
    }
    took.sort((a, b) => a - b);
    return [took[0], took[runs >> 1], took[runs - 1]];
  });
}"""


@dataclass(frozen=True)
class Score:
    """How often “this is a ban” was right, how many notices were found, and what was missed."""

    called: int
    right: int
    expected: int
    found: int
    missed: tuple[str, ...]


def texts(root: Path) -> Iterator[dict[str, Any]]:
    """The labelled texts below `root`, by file."""
    for path in sorted((root / TEXTS).glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8"))["text"]


def firm(reading: Reading) -> set[str]:
    """The notices that a reading stands by."""
    if reading.kind != "notice":
        return set()
    return {one.id for one in reading.findings if one.certainty != "possible"}


def score(labelled: Iterable[dict[str, Any]], known: Catalogue) -> Score:
    """The decoder's answers held against the labels."""
    called = right = expected = found = 0
    missed = []
    for one in labelled:
        reading = decode(one["body"], known)
        wanted = set(one["expect"])
        called += reading.ban == "yes"
        right += reading.ban == "yes" == one["ban"]
        expected += len(wanted)
        found += len(firm(reading) & wanted)
        if reading.ban != one["ban"] or wanted - firm(reading):
            ids = sorted(firm(reading))
            missed.append(f"{one['id']}: {one['expect']} {one['ban']}, read {ids} {reading.ban}")
    return Score(called, right, expected, found, tuple(missed))


def run(root: Path, say: Callable[[str], None]) -> str:
    """The table of both, as Markdown."""
    knowledge, _ = load(root)
    labelled = list(texts(root))
    say(f"reading {len(labelled)} labelled texts")
    result = score(labelled, catalogue(knowledge.notices, knowledge.signs))
    say(f"pasting {SIZE} characters {RUNS} times, {THROTTLE} times throttled")
    rows = [
        "| what | result |",
        "| --- | --- |",
        f"| “this is a ban”, right of all that were called one | {result.right}/{result.called} |",
        f"| notices found of those in the texts | {result.found}/{result.expected} |",
    ]
    bodies = {
        "a notice over and over": labelled[0]["body"] * SIZE,
        "a notice in a long mail": labelled[0]["body"]
        + (root / "docs/en/faq/index.md").read_text(encoding="utf-8") * 9,
    }
    for name, times in zip(bodies, _times(root, bodies.values(), knowledge), strict=True):
        shown = ", ".join(f"{one:.1f}" for one in times)
        rows.append(f"| {name}: best, median, worst ms | {shown} |")
    return "\n".join([*rows, *(f"\nmissed {one}" for one in result.missed)])


def _times(root: Path, bodies: Iterable[str], knowledge: Any) -> list[list[float]]:
    from playwright.sync_api import sync_playwright

    from kb import browser

    with sync_playwright() as playwright:
        path = browser.provide(lambda text: None)
        chromium = playwright.chromium.launch(executable_path=str(path), args=["--no-sandbox"])
        page = chromium.new_page()
        page.add_script_tag(path=str(root / ENGINE))
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        pasted = [body[:SIZE] for body in bodies]
        data = client_data(knowledge, "en")["catalogue"]
        times: list[list[float]] = page.evaluate(TIMED, [data, pasted, RUNS])
        chromium.close()
    return times
