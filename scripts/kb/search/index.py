"""Writes the index of one language as a script. Knows the format, not how it is searched.

The format stores every text once, as lines of a few long strings, because that is what compresses
and parses best: `urls`, `titles`, `crumbs` and `aliases` have a line per page; `counts` says how
many of the lines in `ids`, `heads` and `texts` belong to it, `ranks` by what its score is
multiplied. All but `urls` and `ids` is spelled as packing.py says. Addresses are relative to the
root of the site and end in a slash; the browser adds `index.html` where there is no server.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kb.search.folding import readings, simplified
from kb.search.packing import pack
from kb.search.sections import cut
from kb.search.stems import corrections
from kb.search.synonyms import Group, Synonyms
from kb.search.text import tidy

SELDOM = 4
PLAIN = ("urls", "ids")  # the link check reads them
ENGINE = (
    "text", "engine", "lookup", "query", "mending", "pinyin", "ranking", "excerpt", "results"
)  # fmt: skip


@dataclass(frozen=True)
class RenderedPage:
    """A page as built: `url` relative to the site root, `html` of its article."""

    url: str
    title: str
    section_title: str
    html: str
    aliases: tuple[str, ...] = ()


def write(pages: Iterable[RenderedPage], language: str, synonyms: Synonyms, target: Path) -> None:
    """Write the index of `pages` to `target`, usually `<site>/search/<language>.js`.

    The engine, which is the same for all languages, goes beside it: `engine.js`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_name("engine.js").write_text(engine(), "utf-8", newline="\n")
    target.write_text(render(pages, language, synonyms), "utf-8", newline="\n")


def engine() -> str:
    """The parts of the engine, in their order, as one script: one file to load."""
    folder = files("kb.search").joinpath("browser")
    return "".join(folder.joinpath(f"{part}.js").read_text("utf-8") for part in ENGINE)


def render(pages: Iterable[RenderedPage], language: str, synonyms: Synonyms) -> str:
    """The text of the index script; the order of `pages` does not matter."""
    ordered = sorted(pages, key=lambda page: page.url)
    folders = [_folder(page.url.removeprefix(f"{language}/")) for page in ordered]
    bare = [folder in synonyms.headings_only for folder in folders]
    data = _lines(ordered, bare, synonyms.skipped)
    data["ranks"] = [synonyms.rank.get(folder, 1) for folder in folders]
    data["groups"] = "\n".join(_group(group, language) for group in synonyms.groups)
    data["stop"] = "|".join(_stop(language, synonyms))
    data["light"] = [synonyms.light.get(group.id, 1) for group in synonyms.groups]
    words = corrections(data[name] for name in ("titles", "aliases", "heads", "texts", "groups"))
    data["stems"] = " ".join(f"{word} {root}" for word, root in words.items())
    short = [data[name] for name in ("titles", "heads", "aliases", "groups")]
    data["fold"] = _fold("".join(short), data["texts"], synonyms)
    if language == "zh":
        curated = (data[name] for name in ("titles", "aliases", "groups"))
        data["readings"] = " ".join(a + b for a, b in readings(curated).items())
    tables, packed = pack(_texts(data))
    body = json.dumps(data | packed | tables, ensure_ascii=False, separators=(",", ":"))
    return f"reinstateSearch({json.dumps(language)},{body});\n"


def _lines(
    pages: list[RenderedPage], headings_only: list[bool], skipped: tuple[str, ...]
) -> dict[str, Any]:
    cuts = [[s for s in cut(page.html) if s.id not in skipped] for page in pages]
    sections = [section for found in cuts for section in found]
    hidden = [bare for found, bare in zip(cuts, headings_only, strict=True) for _ in found]
    texts = ("" if bare else s.text for s, bare in zip(sections, hidden, strict=True))
    return {
        "urls": "\n".join(page.url for page in pages),
        "titles": "\n".join(tidy(page.title) for page in pages),
        "crumbs": "\n".join(tidy(page.section_title) for page in pages),
        "aliases": "\n".join("|".join(map(_alias, page.aliases)) for page in pages),
        "counts": [len(found) for found in cuts],
        "ids": "\n".join(section.id for section in sections),
        "heads": "\n".join(section.heading for section in sections),
        "texts": "\n".join(texts),
    }


def _folder(path: str) -> str:
    """The folder of a page: "faq" for faq/glossary/, "faq/" for the folder's own page, faq/."""
    folder, _, rest = path.partition("/")
    return folder if rest else path


def _stop(language: str, synonyms: Synonyms) -> Iterator[str]:
    """Stop words; Chinese pages are also asked English notices."""
    for other in sorted({language, "en"}):
        yield from synonyms.stop.get(other, ())


def _fold(short: str, texts: str, synonyms: Synonyms) -> str:
    """Pairs of a variant and its simplified form, for all but the rarest characters."""
    count = Counter(texts)
    frequent = "".join(character for character in count if count[character] >= SELDOM)
    table = simplified(short + frequent, synonyms.variants)
    return "".join(old + new for old, new in table.items())


def _texts(data: dict[str, Any]) -> dict[str, str]:
    return {
        name: value for name, value in data.items() if isinstance(value, str) and name not in PLAIN
    }


def _alias(alias: str) -> str:
    return tidy(alias.replace("|", " "))


def _group(group: Group, language: str) -> str:
    """`looked for<tab>understood`; Chinese pages quote English notices, so they look for both."""
    chinese = language == "zh"
    looked_for = group.zh + group.en if chinese else group.en
    understood = group.typed if chinese else group.zh + tuple(filter(str.isascii, group.typed))
    return "|".join(map(tidy, looked_for)) + "\t" + "|".join(map(tidy, understood))
