"""What `kb decode` prints about a text."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from kb.load import load
from kb.model import KnowledgeBase
from kb.notices.catalogue import catalogue
from kb.notices.judge import decode
from kb.notices.reading import Reading

KINDS = {
    "empty": "The text is empty.",
    "unknown": "Unknown: no notice of the catalogue was recognised.",
    "about": "This talks about notices rather than being one; it is not called a ban.",
    "phishing": "Careful: this looks like a fraud that imitates a notice.",
    "notice": "",
}
BANS = {
    "yes": "This is a ban.",
    "no": "This is not a ban.",
    "maybe": "This may be a ban; the answer below tells how to find out.",
    "unknown": "Whether this is a ban cannot be told from it.",
}


def command(root: Path, text: str, form: str = "text") -> str:
    """The reading of `text` with the catalogue below `root`, as `text` or `json`."""
    knowledge, _ = load(root)
    reading = decode(text, catalogue(knowledge.notices, knowledge.signs))
    if form == "json":
        return json.dumps(asdict(reading), ensure_ascii=False, indent=2)
    return "\n".join(_lines(reading, knowledge, text))


def _lines(reading: Reading, knowledge: KnowledgeBase, text: str) -> list[str]:
    lines = [KINDS[reading.kind] or BANS[reading.ban]]
    if reading.cut:
        lines.append("Only the beginning was read: the text is very long.")
    for warning in reading.warnings:
        found = " ".join(text[warning.mark.start : warning.mark.end].split())
        lines.append(f"! {warning.id}: {found}")
    for finding in reading.findings:
        notice = knowledge.notices[finding.id]
        lines.append(f"{finding.id} {notice.name.en} ({finding.certainty}; ban: {notice.ban})")
        for mark in finding.marks[:3]:
            lines.append(f"    “{' '.join(text[mark.start : mark.end].split())}”")
        lines.append(f"    {notice.page}")
    return lines
