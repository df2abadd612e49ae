"""Builds the site with MkDocs, and finishes what MkDocs leaves. Returns faults, prints nothing."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import TemplateError

from kb import letters, search
from kb.model import KnowledgeBase, Problem
from kb.notices import client

# What Material copies but no page of ours loads: the theme's own search and the source maps.
UNUSED = ("assets/javascripts/lunr", "assets/javascripts/workers", "**/*.map", "sitemap.xml.gz")


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


# Knowledge that was read and checked already, for the hook to take instead of reading it again.
READ: dict[Path, KnowledgeBase] = {}


def build(
    root: Path, target: Path, knowledge: KnowledgeBase | None = None, **extra: str
) -> tuple[str, tuple[Problem, ...]]:
    """Build the site of `root` into `target`; return its site_url and what MkDocs complains of.

    `knowledge` is what the sources hold, where the caller has read and checked them; `extra` is
    handed to the templates.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner on each build
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    handler = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
    if knowledge:
        READ[root.resolve()] = knowledge
    url = ""
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
        url = config.site_url or ""
        config.extra.update(extra)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except TemplateError as error:
        name = Path(getattr(error, "filename", None) or "overrides/main.html").name
        line = getattr(error, "lineno", 0)
        handler.messages.append(f"{name}, line {line}: {error.message or error}")
        shutil.rmtree(target, ignore_errors=True)  # half a site is none
    except MkDocsException as error:
        # "Aborted with …" only sums up what was logged before it.
        handler.messages += [] if handler.messages else [str(error)]
        shutil.rmtree(target, ignore_errors=True)
    finally:
        READ.pop(root.resolve(), None)
        logger.removeHandler(handler)
        logger.propagate = True
    problems = (_problem(root, message) for message in dict.fromkeys(handler.messages))
    return url, tuple(sorted(problems))


def _problem(root: Path, message: str) -> Problem:
    """MkDocs' warning at the file that it names, or at mkdocs.yml."""
    found = re.search(r"(?:docs/)?((?:zh|en)/[\w/.-]+\.md)", message)
    path = f"docs/{found[1]}" if found and (root / "docs" / found[1]).is_file() else "mkdocs.yml"
    return Problem(path, 0, "mkdocs-warning", " ".join(message.split()))


def finish(
    site: Path,
    root: Path,
    knowledge: KnowledgeBase,
    rendered: Mapping[str, Iterable[search.RenderedPage]],
) -> None:
    """Write search indexes and letter files, and remove what no page loads."""
    synonyms, _ = search.read_synonyms(root / search.SYNONYMS)
    for language, pages in rendered.items():
        search.write(pages, language, synonyms, site / "search" / f"{language}.js")
    letters.write(knowledge, site)
    client.write(knowledge, site)
    for pattern in UNUSED:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def serve(root: Path, address: str) -> None:
    """Preview the site at `address`, rebuilt and reloaded when a source is saved."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.serve import serve as mkdocs_serve

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("mkdocs.plugins.mkdocs_static_i18n").setLevel(logging.WARNING)
    mkdocs_serve(str(root / "mkdocs.yml"), dev_addr=address, site_url=f"http://{address}/")
