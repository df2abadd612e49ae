"""The command line: reads arguments, prints, sets exit codes (0 clean, 1 problems, 2 usage)."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from kb import report
from kb.model import Problem

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run one command on the project at `root` and return its exit code."""
    options = _parser().parse_args(arguments)
    options.root = root
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("\nkb: stopped; site/ and dist/ are as they were.", file=sys.stderr)
        return 130
    except OSError as error:
        place = error.filename or "a file"
        print(f"kb: {place}: {error.strerror or error}.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kb", description="Builds, checks and tests the handbook.", allow_abbrev=False
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.set_defaults(run=_version, parser=parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    build = commands.add_parser("build", help="check, build site/ and dist/, check the links")
    build.add_argument("--only", choices=["site"], help="leave dist/ as it is")
    build.add_argument("--format", choices=report.FORMATS, default="text")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="check the sources only")
    check.add_argument("paths", nargs="*", metavar="PATH", help="show only faults below these")
    check.add_argument("--format", choices=report.FORMATS, default="text")
    check.set_defaults(run=_check)

    links = commands.add_parser("links", help="check the links of a built site")
    links.add_argument("folder", nargs="?", metavar="DIR", help="default: site/")
    links.add_argument("--offline", action="store_true", help="judge it as opened from a folder")
    links.add_argument("--format", choices=report.FORMATS, default="text")
    links.set_defaults(run=_links)

    serve = commands.add_parser("serve", help="preview both languages, live")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    serve.set_defaults(run=_serve)

    test = commands.add_parser("test", help="everything that CI runs", add_help=False)
    test.add_argument("pytest", nargs=argparse.REMAINDER, help="passed on to pytest")
    test.set_defaults(run=_test)
    return parser


def _version(options: argparse.Namespace) -> int:
    from kb.package import version

    if not options.version:
        options.parser.print_help()
        return 2
    print(f"kb {version(options.root)}")
    return 0


def _build(options: argparse.Namespace) -> int:
    from kb.build import PARTS, build

    start = time.monotonic()
    problems = build(options.root, _step, ("site",) if options.only else PARTS)
    if problems:
        return _show(problems, options.format, "nothing was changed in site/ and dist/")
    pages = sum(1 for _ in (options.root / "site").rglob("*.html"))
    print(f"site/: {pages} pages. Open site/index.html on a server, or look now: kb serve")
    for path in sorted((options.root / "dist").glob("*")) if not options.only else ():
        print(f"dist/{path.name}: {path.stat().st_size / 1000:.0f} kB, opens without a network")
    print(f"done in {time.monotonic() - start:.1f} s")
    return 0


def _check(options: argparse.Namespace) -> int:
    from kb.inspection import check

    wanted = [_relative(path, options.root) for path in options.paths]
    _, found = check(options.root)
    problems = tuple(
        one for one in found if not wanted or any(_below(one.path, path) for path in wanted)
    )
    if not problems and options.format == "text":
        print("no problems")
    return _show(problems, options.format) if problems or options.format == "json" else 0


def _links(options: argparse.Namespace) -> int:
    from kb import links
    from kb.build import LANGUAGES

    folder = Path(options.folder or options.root / "site").resolve()
    if not folder.is_dir():
        print(f"kb: {folder} is not a folder; build it first: kb build", file=sys.stderr)
        return 2
    ours = folder == options.root / "site"
    problems = links.check(
        folder,
        sources=links.Sources(options.root) if ours else None,
        offline=options.offline,
        languages=LANGUAGES if ours else (),
    )
    if not problems and options.format == "text":
        print("no problems")
    return _show(problems, options.format) if problems or options.format == "json" else 0


def _serve(options: argparse.Namespace) -> int:
    from kb.site import serve

    serve(options.root, options.address)
    return 0


def _test(options: argparse.Namespace) -> int:
    from kb.testing import run

    return run(options.root, options.pytest, _step)


def _relative(path: str, root: Path) -> str:
    full = Path(path).resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path


def _below(path: str, folder: str) -> bool:
    return folder == "." or path == folder or path.startswith(folder.rstrip("/") + "/")


def _step(text: str) -> None:
    print(f"· {text}", flush=True)


def _show(problems: Sequence[Problem], form: str, note: str = "") -> int:
    print(report.render(problems, form))
    if form == "text":
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        print(f"{count}; {note}" if note else count, file=sys.stderr)
    return 1 if problems else 0
