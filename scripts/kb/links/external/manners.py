"""How politely hosts are asked: how many at once, how fast, how long, how often again."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

AGENT = "Mozilla/5.0 (compatible; handbook-link-check/1.0)"


@dataclass(frozen=True)
class Manners:
    """Limits of a run. Times are in seconds."""

    hosts: int = 24  # requests at once
    per_host: int = 2  # of them to one host
    pause: float = 0.5  # between two requests to one host
    connect: float = 10.0
    answer: float = 20.0  # from one piece of an answer to the next
    total: float = 45.0  # for one address with its redirects, without waiting for a turn
    tries: int = 3
    back_off: float = 2.0  # before the second try; doubles
    patience: float = 90.0  # the longest Retry-After that is waited for
    body: int = 600_000  # bytes that are read, at most
    redirects: int = 15
    robots: bool = True  # ask robots.txt first
    allow_private: bool = False


class Host:
    """The turn-taking at one host."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._slots = asyncio.Semaphore(manners.per_host)
        self._turn = asyncio.Lock()
        self._next = 0.0

    async def __aenter__(self) -> Host:
        await self._slots.acquire()
        async with self._turn:
            wait = self._next - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            self._next = time.monotonic() + self._manners.pause
        return self

    async def __aexit__(self, *_: object) -> None:
        self._slots.release()

    def hold(self, seconds: float) -> None:
        """Ask nothing for a while: the host said so."""
        self._next = max(self._next, time.monotonic() + seconds)


def jittered(manners: Manners, attempt: int) -> float:
    """How long to wait before try `attempt` + 1 (from 1), never the same for two addresses."""
    return manners.back_off * 2.0 ** (attempt - 1) * random.uniform(0.6, 1.4)


def retry_after(value: str) -> float | None:
    """The seconds that a Retry-After header asks for; None when it says nothing."""
    value = value.strip()
    if value.isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
