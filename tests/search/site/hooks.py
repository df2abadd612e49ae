"""Writes the search indexes of the small site, as the handbook's own hooks do."""

from pathlib import Path
from typing import Any

from kb.search import RenderedPage, read_synonyms, write

pages: dict[str, list[RenderedPage]] = {"zh": [], "en": []}


def on_page_content(html: str, page: Any, **_: Any) -> None:
    language = "en" if page.url.startswith("en/") else "zh"
    aliases = tuple(page.meta.get("aliases", ()))
    one = RenderedPage(page.url.removeprefix("./"), str(page.title), "", html, aliases)
    pages[language].append(one)


def on_post_build(config: Any) -> None:
    synonyms, _ = read_synonyms(Path(config.config_file_path).parent / "synonyms.toml")
    for language, found in pages.items():
        write(found, language, synonyms, Path(config.site_dir) / "search" / f"{language}.js")
