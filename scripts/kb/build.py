"""The build as one story: check the sources, build, check the links, pack, publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from kb import links, offline, package, publish, site
from kb.inspection import check
from kb.model import Problem

LANGUAGES = (links.Language("zh", ""), links.Language("en", "en/"))
PARTS = ("site", "offline")

Say = Callable[[str], None]


def build(root: Path, say: Say, parts: tuple[str, ...] = PARTS) -> tuple[Problem, ...]:
    """Build site/ and dist/; on any fault return them all and leave what was there untouched."""
    say("checking the sources")
    knowledge, problems = check(root)
    if problems:
        return problems
    with publish.staging(root) as stage:
        made = {"site": stage / "site"}
        offered = {"offline_copy": offline.ARCHIVE} if "offline" in parts else {}
        say("building both languages")
        url, problems = site.build(root, made["site"], knowledge, **offered)
        if not made["site"].is_dir():
            return problems
        if "offline" in parts:
            say("making the offline copy")
            made["dist"] = stage / "dist"
            _pack(root, stage, url)
        say("checking the links")
        problems = _without_repeats(problems, _check_links(root, stage, url))
        if not problems:
            publish.publish(root, made, stage)
        return problems


def _pack(root: Path, stage: Path, url: str) -> None:
    """The offline copy as a folder, as the zip in dist/, and as the zip that the site offers."""
    offline.derive(stage / "site", stage / "offline", url)
    target = stage / "dist" / f"reinstate-offline-{package.version(root)}.zip"
    target.parent.mkdir()
    package.pack(stage / "offline", target)
    shutil.copyfile(target, stage / "site" / offline.ARCHIVE)


def _check_links(root: Path, stage: Path, url: str) -> tuple[Problem, ...]:
    """What is broken in the site, and what is broken in the offline copy alone."""
    sources = links.Sources(root)
    found: tuple[Problem, ...] = ()
    for copy in ("site", "offline"):
        if (stage / copy).is_dir():
            problems = links.check(
                stage / copy,
                sources=sources,
                site_url=url,
                offline=copy == "offline",
                languages=LANGUAGES,
                cache=root / ".cache" / "kb",
            )
            known = {(one.path, one.line, one.column, one.code) for one in found}
            found += tuple(
                one for one in problems if (one.path, one.line, one.column, one.code) not in known
            )
    return found


def _without_repeats(
    warned: tuple[Problem, ...], found: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    """Ours, and MkDocs' warnings about files in which we found nothing ourselves."""
    known = {problem.path for problem in found}
    return tuple(sorted({*found, *(one for one in warned if one.path not in known)}))
