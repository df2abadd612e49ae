"""A filled letter as something a mail program opens: a message file or a mailto address.

docs/assets/javascripts/letter-mail.js does the same on the page; tests/letters/vectors.toml is
run on both. The date comes from the caller: nothing here reads a clock.
"""

from __future__ import annotations

import base64
import re
from urllib.parse import quote

# Longer ones are cut by some mail programs and systems, without a word.
MAILTO_LIMIT = 1900
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS = re.compile(rf"{ATOM}(\.{ATOM})*@{LABEL}(\.{LABEL})+")
# RFC 5322 wants a sender. This one can receive nothing; the mail program puts its own.
NO_SENDER = "draft@letter.invalid"
WORD_BYTES = 42


def eml(subject: str, text: str, sender: str, recipient: str, date: str) -> str:
    """The message as RFC 5322 has it: ASCII, CRLF, the body's UTF-8 in base64.

    `date` is as in a Date field. An address that is none is left out, or replaced by NO_SENDER.
    """
    body = text.replace("\n", "\r\n").encode()
    lines = [f"From: {sender if ADDRESS.fullmatch(sender) else NO_SENDER}"]
    lines += [f"To: {recipient}"] if ADDRESS.fullmatch(recipient) else []
    lines += [
        f"Subject: {header(subject)}",
        f"Date: {date}",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        *re.findall(".{1,76}", base64.b64encode(body).decode()),
        "",
    ]
    return "\r\n".join(lines)


def header(text: str) -> str:
    """A header's text: as it is if short and plain, else in encoded words, folded."""
    if re.fullmatch(r"[!-~]([ -~]{0,60}[!-~])?", text) and "=?" not in text:
        return text
    chunks = [""]
    for char in re.sub(r"[\x00-\x1f\x7f]", " ", text):
        if len((chunks[-1] + char).encode()) > WORD_BYTES:
            chunks.append("")
        chunks[-1] += char
    words = (f"=?utf-8?B?{base64.b64encode(chunk.encode()).decode()}?=" for chunk in chunks)
    return "\r\n ".join(words)


def mailto(subject: str, text: str, recipient: str) -> str:
    """The mailto address with all of it; whether it is short enough is for the caller."""
    fields = {"subject": subject, "body": text.replace("\n", "\r\n")}
    asked = "&".join(f"{key}={_encoded(value)}" for key, value in fields.items() if value)
    return f"mailto:{_encoded(recipient).replace('%40', '@')}" + (f"?{asked}" if asked else "")


def _encoded(text: str) -> str:
    return quote(text, safe="-_.!~*'()")
