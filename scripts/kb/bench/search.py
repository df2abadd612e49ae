"""The search beside its peers, in one run on the same pages: ours over http and from disk,
Material's own without and with jieba, Pagefind. Returns the tables as Markdown; prints nothing.
"""

from __future__ import annotations

import functools
import gzip
import shutil
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from kb import browser, offline, site
from kb.bench import searchboxes as boxes
from kb.bench import searchpeers as peers
from kb.bench.relevance import QUERIES, Measures, Query, measure, place, read

Say = Callable[[str], None]
Made = tuple[Path, str, Mapping[str, int]]
PREFIX = {"zh": "", "en": "en/"}
PEERS = Path(".cache/kb/peers")


@dataclass(frozen=True)
class Contender:
    """A search to measure: `folder` is the built site, `index` its bytes to load by language."""

    name: str
    folder: Path
    script: str
    index: Mapping[str, int]
    served: bool = True


@dataclass(frozen=True)
class Row:
    """What one search did in one language; `places` holds the answers by kind."""

    name: str
    language: str
    places: Mapping[str, list[int]]
    index: int
    setup: float
    query: float


def run(root: Path, say: Say) -> str:
    """Build, ask and count; the result tables as Markdown. Tells `say` what it is doing.

    Raises peers.Missing where the handbook itself does not build.
    """
    queries = read(root / QUERIES)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"]
        path = browser.provide(say)
        chromium = playwright.chromium.launch(executable_path=str(path), args=flags)
        contenders, missing = _contenders(root, Path(folder), say)
        for contender in contenders:
            for language in PREFIX:
                say(f"asking: {contender.name}, {language}")
                mine = [query for query in queries if query.language == language]
                rows.append(_ask(chromium, contender, language, mine))
        chromium.close()
    return "\n".join([*_tables(rows), "", *(f"- {fault}" for fault in missing)]).rstrip() + "\n"


def _contenders(root: Path, work: Path, say: Say) -> tuple[list[Contender], list[str]]:
    say("building: ours")
    made, copy = work / "ours", work / "copy"
    _, faults = site.build(root, made)
    if not all((made / f"search/{name}.js").is_file() for name in PREFIX):
        raise peers.Missing(f"the handbook does not build: {[fault.fact for fault in faults]}")
    offline.derive(made, copy)
    size = {name: _packed(made / f"search/{name}.js") for name in PREFIX}
    found = [
        Contender("ours, served", made, boxes.OURS, size),
        Contender("ours, from disk", copy, boxes.OURS, size, served=False),
    ]
    missing: list[str] = []
    makers: tuple[tuple[str, Callable[[], Made]], ...] = (
        ("Material", lambda: _material(root, work / "stock")),
        ("Material + jieba", lambda: _material(root, work / "jieba", peers.jieba(root / PEERS))),
        ("Pagefind", lambda: _pagefind(root, work)),
    )
    for name, make in makers:
        say(f"building: {name}")
        try:
            folder, script, index = make()
            found.append(Contender(name, folder, script, index))
        except peers.Missing as fault:
            missing.append(f"{name} could not be measured: {fault}")
    return found, missing


def _material(root: Path, work: Path, *path: Path) -> Made:
    folder = peers.stock(root, work, path)
    size = _packed(folder / "search/search_index.json")
    return folder, boxes.STOCK, dict.fromkeys(PREFIX, size)


def _pagefind(root: Path, work: Path) -> Made:
    made = work / "pagefind"
    shutil.copytree(work / "ours", made)
    peers.pagefind(root / PEERS, made)
    return made, boxes.PAGEFIND, {name: _fragments(made / "pagefind", name) for name in PREFIX}


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def _fragments(folder: Path, language: str) -> int:
    """Bytes of Pagefind's files for a language, which it packs itself."""
    names = (path for path in folder.rglob("*.pf_*") if path.is_file())
    return sum(p.stat().st_size for p in names if f"{language}_" in p.name)


def _ask(chromium: Browser, contender: Contender, language: str, queries: list[Query]) -> Row:
    file = "" if contender.served else "index.html"
    with _address(contender) as address:
        root = address + PREFIX[language]
        texts = [query.text for query in queries]
        answers = boxes.ask(chromium, root + file, contender.script, texts)
    places: dict[str, list[int]] = defaultdict(list)
    for query, links in zip(queries, answers.links, strict=True):
        number = place(links, root, query.pages)
        for kind in (query.kind, "all", *(["held back"] if query.held else [])):
            places[kind].append(number)
    index = contender.index[language]
    return Row(contender.name, language, places, index, answers.setup, median(answers.times))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _address(contender: Contender) -> Iterator[str]:
    if not contender.served:
        yield f"{contender.folder.as_uri()}/"
        return
    handler = functools.partial(_Quiet, directory=contender.folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _tables(rows: list[Row]) -> Iterator[str]:
    for language in PREFIX:
        mine = [row for row in rows if row.language == language]
        yield f"### {language}\n"
        yield "| kind | queries | " + " | ".join(row.name for row in mine) + " |"
        yield "| --- | ---: |" + " ---: |" * len(mine)
        last = ["held back", "all"]
        for kind in [*sorted(set(mine[0].places) - set(last)), *last]:
            cells = [_cell(measure(row.places[kind])) for row in mine]
            yield f"| {kind} | {len(mine[0].places[kind])} | " + " | ".join(cells) + " |"
        for label, values in (
            ("index, kB", [f"{row.index / 1000:.1f}" for row in mine]),
            ("ready after, ms", [f"{row.setup:.0f}" for row in mine]),
            ("query, ms (median)", [f"{row.query:.1f}" for row in mine]),
        ):
            yield f"| {label} | | " + " | ".join(values) + " |"
        yield ""


def _cell(one: Measures) -> str:
    return f"{one.first:.2f} · {one.three:.2f} · {one.reciprocal:.2f}"
