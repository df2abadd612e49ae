"""The commands that read a text of the user's: decode, redact."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def decode(options: argparse.Namespace) -> int:
    """Print which notice a text is."""
    from kb.notices.command import command

    print(command(options.root, _text(options.file), options.format))
    return 0


def redact(options: argparse.Namespace) -> int:
    """Print a text with what is private masked, and on stderr what that was."""
    from kb.load import load
    from kb.redaction import command

    text, summary = command(_text(options.file), load(options.root)[0].secrets)
    sys.stdout.write(text)
    print(summary, file=sys.stderr)
    return 0


def _text(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return data.decode("utf-8", errors="replace")
