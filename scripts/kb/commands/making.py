"""The commands that write: build, serve, new."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from kb.commands.output import show, step


def version(options: argparse.Namespace) -> int:
    """Print the version, or without --version how to call kb."""
    from kb.package import version as released

    if not options.version:
        options.parser.print_help()
        return 2
    print(f"kb {released(options.root)}")
    return 0


def build(options: argparse.Namespace) -> int:
    """Build everything and tell where it is."""
    from kb.build import PARTS
    from kb.build import build as make

    start = time.monotonic()
    root: Path = options.root
    problems = make(root, step, ("site",) if options.only else PARTS)
    if problems:
        return show(problems, options.format, "nothing was changed in site/ and dist/")
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    print(f"site/: {pages} pages. Look at them: kb serve")
    for path in sorted((root / "dist").glob("*")) if not options.only else ():
        print(f"dist/{path.name}: {path.stat().st_size / 1000:.0f} kB, opens without a network")
    print(f"done in {time.monotonic() - start:.1f} s")
    return 0


def serve(options: argparse.Namespace) -> int:
    """Preview the site until it is interrupted."""
    from kb.site import serve as preview

    preview(options.root, options.address)
    return 0


def new(options: argparse.Namespace) -> int:
    """Write the files of a new letter or page and name them."""
    from kb import new as scaffold

    write = scaffold.letter if options.kind == "letter" else scaffold.page
    for path in write(options.root, options.name):
        print(path.relative_to(options.root).as_posix())
    print("write what is marked; `kb check` lists it", file=sys.stderr)
    return 0
