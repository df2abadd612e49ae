"""The commands that read a text of the user's: decode, redact."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kb.commands.output import show


def decode(options: argparse.Namespace) -> int:
    """Print which notice a text is."""
    from kb.notices.command import command

    if (code := _unread(options.root, ("notices", "signs"))) is not None:
        return code
    print(command(options.root, _text(options.file), options.format))
    return 0


def redact(options: argparse.Namespace) -> int:
    """Print a text with what is private masked, and on stderr what that was."""
    from kb.load import load
    from kb.redaction import command

    if (code := _unread(options.root, ("secrets",))) is not None:
        return code
    text, summary = command(_text(options.file), load(options.root)[0].secrets)
    sys.stdout.write(text)
    print(summary, file=sys.stderr)
    return 0


def _unread(root: Path, names: tuple[str, ...]) -> int | None:
    """Refuse, with what is wrong, to judge a text by data that could not be read whole."""
    from kb.load import load

    paths = {f"docs/data/{name}.toml" for name in names}
    problems = [problem for problem in load(root)[1] if problem.path in paths]
    return show(problems, "text", "nothing was read") if problems else None


def _text(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return data.decode("utf-8", errors="replace")
