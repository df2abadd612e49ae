"""The build as one story: check the sources, build, check the links, pack, publish."""

from __future__ import annotations

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
        say("building both languages")
        url, problems = site.build(root, stage / "site", knowledge)
        say("checking the links")
        sources = links.Sources(root)
        found = links.check(stage / "site", sources=sources, site_url=url, languages=LANGUAGES)
        made = {"site": stage / "site"}
        if "offline" in parts:
            say("making the offline copy")
            offline.derive(stage / "site", stage / "offline", url)
            found = _with_offline(
                found,
                links.check(
                    stage / "offline",
                    sources=sources,
                    site_url=url,
                    offline=True,
                    languages=LANGUAGES,
                ),
            )
            (stage / "dist").mkdir()
            name = f"reinstate-offline-{package.version(root)}.zip"
            package.pack(stage / "offline", stage / "dist" / name)
            made["dist"] = stage / "dist"
        problems = _without_repeats(problems, found)
        if not problems:
            publish.publish(root, made, stage)
        return problems


def _with_offline(online: tuple[Problem, ...], offline: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Both, but of one link that is broken in both copies the online finding alone."""
    known = {(one.path, one.line, one.column, one.code) for one in online}
    new = (x for x in offline if (x.path, x.line, x.column, x.code) not in known)
    return (*online, *new)


def _without_repeats(
    warned: tuple[Problem, ...], found: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    """Ours, and MkDocs' warnings about files in which we found nothing ourselves."""
    known = {problem.path for problem in found}
    return tuple(sorted({*found, *(one for one in warned if one.path not in known)}))
