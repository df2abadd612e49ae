"""Builds the site with MkDocs, and finishes what MkDocs leaves. Returns faults, prints nothing."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from kb import search
from kb.model import Problem

# What Material copies but no page of ours loads: the theme's own search and the source maps.
UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers", "**/*.map", "sitemap.xml.gz")


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(root: Path, target: Path) -> tuple[str, tuple[Problem, ...]]:
    """Build the site of `root` into `target`; return its site_url and what MkDocs warns of.

    Raises mkdocs.exceptions.MkDocsException for a configuration that it cannot use.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner on each build
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    handler = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    finally:
        logger.removeHandler(handler)
        logger.propagate = True
    problems = (_problem(root, message) for message in dict.fromkeys(handler.messages))
    return config.site_url or "", tuple(sorted(problems))


def _problem(root: Path, message: str) -> Problem:
    """MkDocs' warning at the file that it names, or at mkdocs.yml."""
    found = re.search(r"(?:docs/)?((?:zh|en)/[\w/.-]+\.md)", message)
    path = f"docs/{found[1]}" if found and (root / "docs" / found[1]).is_file() else "mkdocs.yml"
    return Problem(path, 0, "mkdocs-warning", " ".join(message.split()))


def finish(site: Path, root: Path, rendered: Mapping[str, Iterable[search.RenderedPage]]) -> None:
    """Write the search index of each language and remove what no page loads."""
    synonyms, _ = search.read_synonyms(root / search.SYNONYMS)
    for language, pages in rendered.items():
        search.write(pages, language, synonyms, site / "search" / f"{language}.js")
    for pattern in UNUSED:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def serve(root: Path, address: str) -> None:
    """Preview the site at `address`, rebuilt and reloaded when a source is saved."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.serve import serve as mkdocs_serve

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=address, site_url=f"http://{address}/")
