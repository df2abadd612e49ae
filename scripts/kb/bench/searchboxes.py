"""Asks the searches in a real browser: types into the box, waits for the list, reads its links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
LINKS = "a => a.href.replace(/[?][^#]*/, '')"

OURS = f"""async queries => {{
  const frame = {FRAME}, start = performance.now(), find = name => document.querySelector(name);
  find("[data-search-open]").click();
  const input = find("[data-search-input]"), rows = [];
  const ask = async text => {{
    input.value = text;
    input.dispatchEvent(new Event("input", {{ bubbles: true }}));
    await frame();
  }};
  for (await ask("OpenAI"); !find("[data-search-results] a");) await frame();
  const setup = performance.now() - start;
  await new Promise(done => setTimeout(done, 500));
  for (const query of queries) {{
    const from = performance.now();
    await ask(query);
    const links = [...document.querySelectorAll("[data-search-results] a")].map({LINKS});
    rows.push({{ links, time: performance.now() - from }});
  }}
  return {{ setup, rows }};
}}"""

# Material answers from a worker, and says nothing when it has: the list is done when it has not
# changed for a while. Its time is that of the last change.
STOCK = f"""async queries => {{
  const wait = time => new Promise(done => setTimeout(done, time)), rows = [];
  const input = document.querySelector("[data-md-component=search-query]");
  const box = document.querySelector("[data-md-component=search-result]");
  let changed = 0;
  new MutationObserver(() => {{ changed = performance.now(); }}).observe(
    box, {{ childList: true, subtree: true, characterData: true }});
  const ask = async text => {{
    const from = performance.now();
    input.value = text;
    input.dispatchEvent(new KeyboardEvent("keyup", {{ bubbles: true }}));
    for (let n = 0; n < 250 && (changed < from || performance.now() - changed < 60); n++) {{
      await wait(20);
    }}
    return Math.max(0, changed - from);
  }};
  document.querySelector("#__search").click();
  input.focus();
  const start = performance.now();
  while (!box.querySelector("a") && performance.now() - start < 20000) {{
    await ask("OpenAI");
    await ask("");
    await ask("OpenAI ");
  }}
  const setup = performance.now();
  for (const query of queries) {{
    await ask("");
    const time = await ask(query);
    rows.push({{ links: [...box.querySelectorAll("a[href]")].map({LINKS}), time }});
  }}
  return {{ setup, rows }};
}}"""

PAGEFIND = f"""async queries => {{
  const start = performance.now(), rows = [];
  const search = await import(new URL("/pagefind/pagefind.js", location).href);
  await search.init();
  await search.search("OpenAI");
  const setup = performance.now() - start;
  for (const query of queries) {{
    const from = performance.now(), found = await search.search(query);
    const data = await Promise.all(found.results.slice(0, 10).map(one => one.data()));
    const pages = data.map(one => (one.sub_results.length ? one.sub_results : [one]).slice(0, 2));
    const links = pages.flat().map(one => new URL(one.url, location)).map({LINKS});
    rows.push({{ links, time: performance.now() - from }});
  }}
  return {{ setup, rows }};
}}"""


@dataclass(frozen=True)
class Answers:
    """What a search answered: links and milliseconds for each query, milliseconds to be ready."""

    links: tuple[tuple[str, ...], ...]
    times: tuple[float, ...]
    setup: float


def ask(chromium: Browser, address: str, script: str, queries: Sequence[str]) -> Answers:
    """Ask `queries` on the page at `address` with one of the scripts above."""
    page = chromium.new_page()
    try:
        page.goto(address)
        page.set_default_timeout(0)
        found: dict[str, Any] = page.evaluate(script, list(queries))
    finally:
        page.close()
    links = tuple(tuple(row["links"]) for row in found["rows"])
    return Answers(links, tuple(row["time"] for row in found["rows"]), found["setup"])
