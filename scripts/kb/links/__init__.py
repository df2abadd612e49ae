"""The link checker of a built static site; it names the source and line that a person mends.

    check(Path("site"), sources=Sources(Path(".")), site_url="https://…/", languages=(…))

Pure: reads the built folder (and, for findings only, the sources), prints nothing, asks no
network, changes nothing but its own memory, if it is given a file for one. External links are
judged by their form alone; `kb.links.external` asks the hosts.
"""

from __future__ import annotations

from pathlib import Path

from kb.links.judgement import problems
from kb.links.language import Language
from kb.links.places import Places
from kb.links.rules import RULES, code_of
from kb.links.site import Frame
from kb.links.sources import Sources
from kb.links.sweep import examine
from kb.model import Problem

__all__ = ["RULES", "Language", "Sources", "check", "code_of"]


def check(
    site: Path,
    *,
    sources: Sources | None = None,
    site_url: str = "",
    offline: bool = False,
    languages: tuple[Language, ...] = (),
    ours: bool = True,
    cache: Path | None = None,
) -> tuple[Problem, ...]:
    """Every fault in the links of the built site in the folder `site`, sorted.

    `sources` ties them to files of the project; without it a path is relative to `site`.
    `site_url` is where the site will be served: its sub-path, its own absolute addresses.
    `offline` judges the site as a copy read from a disk. `ours` adds the handbook's own rules:
    nothing loaded from other hosts, every page in each language. `cache` is a folder that
    remembers which files were in order. OSError when `site` is no folder.
    """
    if not site.is_dir():
        raise NotADirectoryError(f"{site} is no folder with a built site")
    address = site_url if not site_url or site_url.endswith("/") else site_url + "/"
    built, found = examine(site, Frame(languages, address, offline, ours), cache)
    return problems(found, Places(built, site, sources), built)
