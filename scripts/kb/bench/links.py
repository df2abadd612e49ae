"""The link checker beside its peers: how fast, how much it finds, and what it says of hosts.

Everything is measured in one run on one machine. Returns a report, prints nothing.
"""

from __future__ import annotations

import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from kb.bench import linkcorpus
from kb.bench.linkpeers import Peer, broken, provide
from kb.bench.linksites import ADDRESS, generate
from kb.bench.linktable import table
from kb.bench.linkverdicts import verdicts

Say = Callable[[str], None]
SIZES = (60, 600, 2000)
RUNS = 5
_OURS = """
import sys
from pathlib import Path
from kb.links import Language, check
found = check(Path(sys.argv[1]), site_url=sys.argv[3], cache=Path(sys.argv[2]),
              languages=(Language("zh", ""), Language("en", "en/")))
sys.exit(bool(found))
"""


def run(root: Path, say: Say) -> str:
    """Measure everything and return the tables. Uses the network for fetching the peers only."""
    peers = provide(root, say)
    notes = [f"{one.name} is left out: {one.missing}" for one in peers if one.missing]
    usable = tuple(one for one in peers if not one.missing)
    with tempfile.TemporaryDirectory() as folder:
        parts = [
            _speed(Path(folder), root, usable, say),
            _findings(Path(folder), root, usable, say),
        ]
    say("asking 490 addresses on loopback")
    server = _module(root / "tests/links/faultserver.py")
    lychee = next((one for one in usable if one.name == "lychee"), None)
    parts.append(verdicts(server, lychee.command(root)[0] if lychee else ""))
    return "\n\n".join([*parts, *notes])


def _module(path: Path) -> ModuleType:
    """A module of the tests, which are no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _speed(folder: Path, root: Path, peers: tuple[Peer, ...], say: Say) -> str:
    names = ["pages", "ours, cold", "ours, one page changed", *(one.name for one in peers)]
    rows = []
    for size in SIZES:
        say(f"measuring {size} pages, {RUNS} runs")
        site = generate(folder / str(size), size)
        cache = folder / f"cache-{size}"
        times: dict[str, list[float]] = {name: [] for name in names[1:]}
        for _ in range(RUNS):  # in turn, so that a busy machine is busy for all
            shutil.rmtree(cache, ignore_errors=True)
            times[names[1]].append(_timed(_ours(site, cache), root / "scripts"))
            page = site / "section-0" / "page-0" / "index.html"
            page.write_text(page.read_text("utf-8") + "\n", "utf-8")
            times[names[2]].append(_timed(_ours(site, cache), root / "scripts"))
            for peer in peers:
                if peer.name != "linkinator" or size < SIZES[-1]:
                    times[peer.name].append(_timed(peer.command(site), site))
        medians = [statistics.median(times[name]) if times[name] else None for name in names[1:]]
        rows.append([str(size), *(_shown(one, medians[0]) for one in medians)])
    return "Seconds for a whole run, median (and how many times ours, cold)\n" + table(names, rows)


def _shown(seconds: float | None, ours: float | None) -> str:
    return f"{seconds:.2f} ({seconds / ours:.1f}×)" if seconds and ours else "–"


def _ours(site: Path, cache: Path) -> list[str]:
    return [sys.executable, "-c", _OURS, str(site), str(cache), ADDRESS]


def _timed(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, timeout=600)
    return time.perf_counter() - start


def _findings(folder: Path, root: Path, peers: tuple[Peer, ...], say: Say) -> str:
    say("comparing what is found in the corpus")
    corpus = root / "tests/links/corpus"
    built = linkcorpus.build(corpus, folder / "corpus")
    wanted = linkcorpus.addresses(corpus, "web")
    rows = [["ours", *linkcorpus.ours(corpus, built)]]
    reports = [(one.name, broken(one, built / "web")) for one in peers]
    reports.append(("mkdocs --strict", linkcorpus.strict(built)))
    for name, lines in reports:
        found = sum(any(one in line for line in lines) for one in wanted)
        lost = sum(bool(linkcorpus.FINE.search(line)) for line in lines)
        rows.append([name, f"{found}/{len(wanted)}", str(lost), "–", "–"])
    names = ["checker", "found", "false alarms", "in the right file", "at the right line"]
    return "Defects of the corpus, as served\n" + table(names, rows)
