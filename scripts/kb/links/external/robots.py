"""What a host's robots.txt allows; asked once a host, before anything else."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from kb.links.external.manners import AGENT, Manners
from kb.links.external.outcome import Trouble
from kb.links.external.wire import ask


class Robots:
    """The rules of every host that was asked. A host without rules allows everything."""

    def __init__(self, asker: httpx.AsyncClient, manners: Manners) -> None:
        self._asker = asker
        self._manners = manners
        self._rules: dict[str, RobotFileParser | None] = {}
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allow(self, address: str) -> bool:
        """Whether the host lets a robot read `address`."""
        parts = urlsplit(address)
        root = f"{parts.scheme}://{parts.netloc}"
        async with self._locks[root]:
            if root not in self._rules:
                self._rules[root] = await self._read(root)
        rules = self._rules[root]
        return rules is None or rules.can_fetch(AGENT.partition("compatible; ")[2], address)

    async def _read(self, root: str) -> RobotFileParser | None:
        answer = await ask(self._asker, root + "/robots.txt", self._manners)
        text = answer.headers.get("content-type", "text/plain").startswith("text/plain")
        if answer.trouble is not Trouble.NONE or answer.status != 200 or not text:
            return None
        rules = RobotFileParser()
        rules.parse(answer.body.splitlines())
        return rules
