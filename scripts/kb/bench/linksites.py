"""Bilingual sites of any size for measuring link checkers: like a handbook, all links right."""

from __future__ import annotations

from pathlib import Path

_PARAGRAPH = "<p>{}</p>".format("A paragraph about appeals, refunds and what to do next. " * 12)
_SECTION = 20  # pages of one section; the navigation lists one section and all sections
ADDRESS = "https://handbook.net/kb/"


def generate(folder: Path, pages: int) -> Path:
    """Write a site of so many pages, half in each language, about 70 links each."""
    half = pages // 2
    for language, prefix in (("zh", ""), ("en", "en/")):
        for number in range(half):
            path = folder / f"{prefix}{_path(number)}index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(language, prefix, number, half), "utf-8")
        listed = "".join(f'<a href="{_path(one)}">{one}</a> ' for one in range(half))
        home = f"<html lang={language}><h1>Home</h1><main>{listed}</main>"
        (folder / prefix / "index.html").write_text(home, "utf-8")
    (folder / "style.css").write_text("p { margin: 0 }", "utf-8")
    return folder


def _path(number: int) -> str:
    return f"section-{number // _SECTION}/page-{number}/"


def _page(language: str, prefix: str, number: int, half: int) -> str:
    up = "../../../" if prefix else "../../"
    home = "../../"
    first = number - number % _SECTION
    near = range(first, min(first + _SECTION, half))
    entries = [*range(0, half, _SECTION)][:25] + list(near)
    nav = "".join(f'<li><a href="{home}{_path(one)}">Page {one}</a></li>' for one in entries)
    other = f"{up}{'' if prefix else 'en/'}{_path(number)}"
    sections = "".join(
        f'<h2 id="part-{part}">Part {part}<a class="headerlink" href="#part-{part}">¶</a></h2>'
        f'{_PARAGRAPH}<p><a href="{home}{_path((number + part * 7) % half)}#part-{part}">see</a>'
        for part in range(8)
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Page</title>'
        f'<link rel="canonical" href="{ADDRESS}{prefix}{_path(number)}">'
        f'<link rel="stylesheet" href="{up}style.css"></head><body>'
        f'<header><a href="{home}">Home</a>'
        f'<a hreflang="{_other(prefix)}" rel="alternate" href="{other}">x</a>'
        f"</header><nav><ul>{nav}</ul></nav><main><article><h1>Page {number}</h1>{sections}"
        f"</article></main></body></html>\n"
    )


def _other(prefix: str) -> str:
    return "zh" if prefix else "en"
