"""The command line: reads arguments, calls a command, turns faults into lines and exit codes."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from kb import report
from kb.commands import judging, making, reading
from kb.new import Refused

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Run one command on the project at `root`; return 0 clean, 1 problems, 2 usage."""
    options = _parser().parse_args(arguments)
    options.root = root
    for name in ("SIGTERM", "SIGHUP"):  # ended from outside, tidy up as after Ctrl-C
        if hasattr(signal, name) and threading.current_thread() is threading.main_thread():
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        return int(options.run(options))
    except Refused as refusal:
        print(f"kb: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nkb: stopped; site/ and dist/ are as they were.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has enough of it
        return 0
    except OSError as error:
        place = error.filename or "a file"
        print(f"kb: {place}: {error.strerror or error}.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kb", description="Builds, checks and tests the handbook.", allow_abbrev=False
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.set_defaults(run=making.version, parser=parser)
    added = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_making(added.add_parser)
    _add_looking(added.add_parser)
    _add_reading(added.add_parser)
    return parser


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=report.FORMATS, default="text")


def _add_making(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that write."""
    build = add("build", help="check, build site/ and dist/, check the links")
    build.add_argument("--only", choices=["site"], help="leave dist/ as it is")
    _format(build)
    build.set_defaults(run=making.build)

    serve = add("serve", help="preview both languages, live")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    serve.set_defaults(run=making.serve)

    new = add("new", help="write the files of a letter or page, both languages, ready to fill in")
    new.add_argument("kind", choices=["letter", "page"])
    new.add_argument("name", metavar="ID", help="such as shared-login, or faq/refund-times")
    new.set_defaults(run=making.new)


def _add_looking(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that judge."""
    check = add("check", help="check the sources only")
    check.add_argument("paths", nargs="*", metavar="PATH", help="show only faults below these")
    check.add_argument("--fix", action="store_true", help="repair what is mechanical first")
    _format(check)
    check.set_defaults(run=judging.check)

    links = add("links", help="check the links of a built site")
    links.add_argument("folder", nargs="?", metavar="DIR", help="default: site/")
    links.add_argument("--offline", action="store_true", help="judge it as opened from a folder")
    links.add_argument("--site-url", default="", metavar="URL", help="where it is published")
    links.add_argument("--external", action="store_true", help="ask the other hosts, politely")
    links.add_argument("--allow-private", action="store_true", help="with --external: local hosts")
    _format(links)
    links.set_defaults(run=judging.links)

    test = add("test", help="everything that CI runs", add_help=False)
    test.add_argument("pytest", nargs=argparse.REMAINDER, help="passed on to pytest")
    test.set_defaults(run=judging.test)

    bench = add("bench", help="the benchmarks, ours beside the peers")
    bench.add_argument("name", choices=["links", "search", "decode"])
    bench.set_defaults(run=judging.bench)

    status = add("status", help="what is there, and which facts are past their review date")
    status.set_defaults(run=judging.status)

    diff = add("diff", help="how the letters differ from a commit, as Markdown")
    diff.add_argument("base", nargs="?", default="main", metavar="COMMIT", help="default: main")
    diff.set_defaults(run=judging.diff)


def _add_reading(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that read a text of the user's."""
    decode = add("decode", help="say which notice a text is, and whether it is a ban")
    decode.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: - (stdin)")
    decode.add_argument("--format", choices=["text", "json"], default="text")
    decode.set_defaults(run=reading.decode)

    redact = add("redact", help="mask addresses, keys and numbers in a text")
    redact.add_argument("file", nargs="?", default="-", metavar="FILE", help="default: - (stdin)")
    redact.set_defaults(run=reading.redact)
