"""Turns what an installer wrote before it gave up into one line: the cause, and the way out."""

from __future__ import annotations

import errno
import re
from pathlib import Path

AGAIN = "run the same command again"

# The first kind whose pattern occurs names the cause: the special before the general.
_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "a downloaded package is not the one that requirements/*.txt names by its hash",
        r"(?ms:DO NOT MATCH THE HASHES.*?^\s+(?P<cause>[\w.-]+==[^\s:]+))|Hash mismatch for",
        f"nothing of it was kept; {AGAIN}, with another package index if it happens twice",
    ),
    (
        "the disk is full",
        r"No space left on device|os error 28\b|Disk quota exceeded|WinError 112",
        f"free about 300 MB and {AGAIN}",
    ),
    (
        "the package index could not be trusted",
        r"(?i)certificate.verify.failed|invalid peer certificate|UnknownIssuer",
        f"name your network's certificate (pip config set global.cert FILE) and {AGAIN}",
    ),
    (
        "the package index could not be reached",
        r"NewConnectionError|Failed to establish a new connection|ConnectTimeout|ReadTimeout"
        r"|timed out|Connection refused|ConnectionReset|Max retries exceeded|ProxyError"
        r"|dns error|error sending request|[Nn]ame resolution|Name or service not known"
        r"|getaddrinfo failed|Network is unreachable|tcp connect error|Failed to fetch",
        f"{AGAIN} when online; a mirror can be set in pip.conf",
    ),
    (
        "the package index does not offer all that requirements/*.txt names",
        r"No matching distribution found|No solution found|was not found in the package registry",
        f"{AGAIN} when online, or set an index that has it in pip.conf",
    ),
    (
        "a file could not be written",
        r"Permission denied|Read-only file system|os error 13\b|os error 30\b|WinError 5\b",
        f"make the project folder writable, or copy it elsewhere, and {AGAIN}",
    ),
)
_TELLING = re.compile(r"(?i)errno|refused|resol|not known|dns|timed out|unreachable|expected|hash")


def diagnose(output: str) -> str:
    """Return one line for an installer's output: fact, first cause, way out."""
    for fact, pattern, cure in _KINDS:
        if found := re.search(pattern, output):
            cause = found.groupdict().get("cause") or _cause(output, pattern)
            return f"{fact} ({cause}); {cure}"
    return f"the packages could not be installed ({_last_error(output)}); {AGAIN}"


def _cause(output: str, pattern: str) -> str:
    lines = [line for line in output.splitlines() if re.search(pattern, line)]
    return _clip(next((line for line in lines if _TELLING.search(line)), lines[0]))


def _last_error(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"\s*(ERROR|error|×)", line)]
    return _clip((errors or lines or ["no reason given"])[-1])


def _clip(line: str) -> str:
    broken = re.search(r"connection broken by '?\w+\((.*?)\)'?: /", line)  # as pip puts it
    text = broken.group(1) if broken else line
    text = re.sub(r"<\S+ object at 0x[0-9a-f]+>:\s*", "", text)
    text = re.sub(r"//[^/@\s]+@", "//", text)  # an index address may carry a password
    text = re.sub(r"(?i)^\W*((error|warning|cause|caused by)\b\W*)*", "", text).strip(" \"'")
    return text if len(text) <= 160 else text[:159] + "…"


def diagnose_os(error: OSError, root: Path) -> str:
    """Return one line for a file operation of our own that failed in the project at `root`."""
    words, path = error.strerror or str(error), error.filename or root
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", None)}:
        return f"the disk is full ({words}: {path}); free about 300 MB and {AGAIN}"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        cure = f"make {root} writable, or copy the project elsewhere, and {AGAIN}"
        return f"{path} cannot be written ({words}); {cure}"
    if error.errno == errno.ENOENT and Path(path).parent.name == "requirements":
        return f"{path} is missing; run: git checkout -- requirements, then {AGAIN}"
    return f"{words}: {path}; {AGAIN}"
