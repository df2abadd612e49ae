"""Writes the index of one language as a script. Knows the format, not how it is searched.

The format stores every text once, as lines of a few long strings, because that is what compresses
and parses best: `urls`, `titles`, `crumbs` and `aliases` have a line per page; `counts` says how
many of the lines in `ids`, `heads` and `texts` belong to it, `ranks` by what its score is
multiplied. The lines are spelled as packing.py says. Addresses are relative to the root of the site and end in a slash; the browser adds
`index.html` where there is no server.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.search.folding import readings, simplified
from kb.search.packing import pack
from kb.search.sections import cut
from kb.search.synonyms import Group, Synonyms
from kb.search.text import tidy


@dataclass(frozen=True)
class RenderedPage:
    """A page as built: `url` relative to the site root, `html` of its article."""

    url: str
    title: str
    section_title: str
    html: str
    aliases: tuple[str, ...] = ()


def write(pages: Iterable[RenderedPage], language: str, synonyms: Synonyms, target: Path) -> None:
    """Write the index of `pages` to the file `target`, usually `<site>/search/<language>.js`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(render(pages, language, synonyms), "utf-8", newline="\n")


def render(pages: Iterable[RenderedPage], language: str, synonyms: Synonyms) -> str:
    """The text of the index script; the order of `pages` does not matter."""
    ordered = sorted(pages, key=lambda page: page.url)
    data = _lines(ordered)
    data["ranks"] = [_rank(page.url.removeprefix(f"{language}/"), synonyms) for page in ordered]
    data["groups"] = "\n".join(_group(group, language) for group in synonyms.groups)
    data["stop"] = "|".join(w for _, words in sorted(synonyms.stop.items()) for w in words)
    data["exact"] = "|".join(synonyms.exact)
    table = simplified("".join(_texts(data).values()), synonyms.variants)
    data["fold"] = "".join(old + new for old, new in table.items())
    if language == "zh":
        short = [data[name] for name in ("titles", "heads", "aliases", "groups")]
        data["readings"] = " ".join(a + b for a, b in readings(short).items())
    data["alphabet"], packed = pack(_texts(data))
    body = json.dumps(data | packed, ensure_ascii=False, separators=(",", ":"))
    return f"reinstateSearch({json.dumps(language)},{body});\n"


def _lines(pages: list[RenderedPage]) -> dict[str, Any]:
    cuts = [cut(page.html) for page in pages]
    sections = [section for found in cuts for section in found]
    return {
        "urls": "\n".join(page.url for page in pages),
        "titles": "\n".join(tidy(page.title) for page in pages),
        "crumbs": "\n".join(tidy(page.section_title) for page in pages),
        "aliases": "\n".join("|".join(map(_alias, page.aliases)) for page in pages),
        "counts": [len(found) for found in cuts],
        "ids": "\n".join(section.id for section in sections),
        "heads": "\n".join(section.heading for section in sections),
        "texts": "\n".join(section.text for section in sections),
    }


def _texts(data: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in data.items() if isinstance(value, str)}


def _rank(path: str, synonyms: Synonyms) -> float:
    folder, _, rest = path.partition("/")
    return synonyms.rank.get(folder, 1) if rest else 1


def _alias(alias: str) -> str:
    return tidy(alias.replace("|", " "))


def _group(group: Group, language: str) -> str:
    """`looked for<tab>understood`; Chinese pages quote English notices, so they look for both."""
    chinese = language == "zh"
    looked_for = group.zh + group.en if chinese else group.en
    understood = group.typed if chinese else group.zh + tuple(filter(str.isascii, group.typed))
    return "|".join(map(tidy, looked_for)) + "\t" + "|".join(map(tidy, understood))
