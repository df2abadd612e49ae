"""Addresses in data that a site publishes: JSON, web manifests, search indexes, JSON-LD. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kb.links.document import Document, Link, Use

_LEADING = ("url", "href", "link", "permalink", "src")  # keys of unknown data that hold addresses
_LOADED = ("icons", "screenshots")
_SCRIPT = re.compile(r"^[\w.]+\(\s*\"[\w-]+\"\s*,\s*(\{.*\})\s*\)\s*;?\s*$", re.DOTALL)
_IDENTITIES = ("@id", "@context", "@type")


def read_json(path: str, text: str) -> Document:
    """A JSON file: what its kind is known to hold, of other kinds the site's own addresses."""
    try:
        links = tuple(_links(path, json.loads(text)))
    except (ValueError, RecursionError) as error:
        return Document(path, page=False, broken=f"no JSON ({error})")
    return Document(path, links, page=False)


def _links(path: str, data: Any) -> Iterable[Link]:
    if _is_index(data):
        return _index(data)
    if path.endswith(".webmanifest") or path.rpartition("/")[2] == "manifest.json":
        return _manifest(data)
    return _unknown(data)


def read_index_script(path: str, text: str) -> Document:
    """A search index that is a script: `name("language", {urls, counts, ids})`."""
    call = _SCRIPT.match(text)
    try:
        data = json.loads(call[1]) if call else {}
    except ValueError as error:
        return Document(path, page=False, broken=f"no JSON inside the script ({error})")
    return Document(path, tuple(_sections(data)), page=False)


def linked_data(text: str) -> Iterator[Link]:
    """The addresses in a block of JSON-LD that are written with a host."""
    try:
        found = list(_strings(json.loads(text), ""))
    except (ValueError, RecursionError):
        return
    for key, value in found:
        if key not in _IDENTITIES and value.startswith(("http://", "https://")):
            yield Link(value, Use.STATE, "script[ld+json]", content=False, rel="data")


def _is_index(data: Any) -> bool:
    docs = data.get("docs") if isinstance(data, dict) else None
    return isinstance(docs, list) and all(isinstance(one, dict) for one in docs) and bool(docs)


def _index(data: Any) -> Iterator[Link]:
    """MkDocs' index: `docs[].location`, from the root of the site."""
    for entry in data["docs"]:
        if isinstance(entry.get("location"), str):
            yield _from_root(entry["location"], "search index")


def _sections(data: Any) -> Iterator[Link]:
    if not all(isinstance(data.get(key), str) for key in ("urls", "ids")):
        return
    urls, ids, place = data["urls"].split("\n"), data["ids"].split("\n"), 0
    for url, count in zip(urls, data.get("counts", ()), strict=False):
        for fragment in ids[place : place + count]:
            yield _from_root(url + (f"#{fragment}" if fragment else ""), "search index")
        place += count


def _from_root(address: str, element: str) -> Link:
    return Link(address, Use.STATE, element, content=False, rel="from-root")


def _manifest(data: Any) -> Iterator[Link]:
    for key in ("start_url", "scope", "id"):
        value = data.get(key) if isinstance(data, dict) else None
        if isinstance(value, str) and key != "id":
            yield Link(value or ".", Use.STATE, f"manifest[{key}]")
    for key, value in _strings(data, ""):
        if key == "src" and value:
            yield Link(value, Use.LOAD, "manifest[src]")
        elif key == "url" and value:
            yield Link(value, Use.STATE, "manifest[url]")


def _unknown(data: Any) -> Iterator[Link]:
    for key, value in _strings(data, ""):
        rooted = key in _LEADING and re.match(r"/(?!/)[\w%/.-]", value)
        if rooted or re.match(r"https?://[^\s/]+/?\S*$", value):
            yield Link(value, Use.STATE, f"json[{key}]", rel="data")


def _strings(data: Any, key: str) -> Iterator[tuple[str, str]]:
    """(key, text) of every text in the data, whatever it is nested in."""
    if isinstance(data, str):
        yield key, data.strip()
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _strings(value, str(name))
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value, key)
