"""The searches that ours is measured against, on the same pages. Installs and builds; asks nothing.

Each is had at bench time, in a pinned version, below .cache/kb/peers; none is part of the project.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

PAGEFIND = "pagefind@1.4.0"
JIEBA = ("jieba==0.42.1", "setuptools==80.9.0")  # jieba imports pkg_resources
OURS = ("overrides/partials/search.html", "overrides/partials/header.html")


class Missing(Exception):
    """A peer that could not be had or built; the text says why."""


def jieba(cache: Path) -> Path:
    """The folder with jieba for PYTHONPATH; raises Missing."""
    target = cache / "jieba"
    if not (target / "jieba").is_dir():
        uv = shutil.which("uv")
        tool = [uv, "pip", "install"] if uv else [sys.executable, "-m", "pip", "install"]
        python = ["--python", sys.executable] if uv else []
        _run([*tool, *python, "--quiet", "--target", str(target), *JIEBA], cache)
    return target


def pagefind(cache: Path, site: Path) -> None:
    """Write Pagefind's index into the built `site`; raises Missing."""
    folder = cache / PAGEFIND
    program = folder / "node_modules/.bin/pagefind"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise Missing("npm is not installed")
        folder.mkdir(parents=True, exist_ok=True)
        _run([npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", PAGEFIND], folder)
    # The page itself, as ours: not the header, the menus and the footer around it.
    _run([str(program), "--site", str(site), "--root-selector", "article"], site)


def stock(root: Path, work: Path, more_path: Sequence[Path] = ()) -> Path:
    """The handbook at `root` built below `work` with Material's own search; its folder."""
    source = work / "source"
    for name in ("docs", "overrides", "scripts"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(root / name, source / name, ignore=ignore)
    shutil.copy(root / "pyproject.toml", source)
    for name in OURS:
        (source / name).unlink()
    text = (root / "mkdocs.yml").read_text("utf-8")
    plugin = "plugins:\n  - search:\n      lang: [zh, en]\n"
    changed, times = re.subn(r"(?m)^plugins:\n", plugin, text)
    if times != 1:
        raise Missing("mkdocs.yml has no plugins to add the stock search to")
    (source / "mkdocs.yml").write_text(changed, "utf-8")
    path = os.pathsep.join(map(str, [source / "scripts", *more_path]))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(work / "site")]
    _run(command, source, {"PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"})
    scripts = "assets/javascripts"
    for name in ("lunr", "workers"):  # our build removes what no page of ours loads
        theirs = Path(str(files("material") / "templates" / scripts / name))
        shutil.copytree(theirs, work / "site" / scripts / name, dirs_exist_ok=True)
    return work / "site"


def _run(command: Sequence[str], folder: Path, variables: dict[str, str] | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **(variables or {})}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Missing(f"{Path(command[0]).name}: {said[-1] if said else done.returncode}")
