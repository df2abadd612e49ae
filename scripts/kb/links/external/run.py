"""Asks every address once, many hosts at a time and each of them politely."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urldefrag, urlsplit

import httpx

from kb.links.external.judgement import judge
from kb.links.external.manners import Host, Manners, jittered, retry_after
from kb.links.external.outcome import Judgement, Outcome, Trouble, Verdict
from kb.links.external.robots import Robots
from kb.links.external.wire import ask, client

# An address, what is said of it, how many are done, how many there are.
Told = Callable[[str, Judgement, int, int], None]


def check(
    addresses: Iterable[str], manners: Manners | None = None, told: Told | None = None
) -> dict[str, Judgement]:
    """The judgement of every address; `told` hears of each as soon as it is known.

    An address is asked once, with whatever fragments it stands. Raises nothing for the network.
    """
    work = _check(sorted(set(addresses)), manners or Manners(), told)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:  # the caller has a loop of its own in this thread
        return pool.submit(asyncio.run, work).result()


async def _check(addresses: list[str], manners: Manners, told: Told | None) -> dict[str, Judgement]:
    pages: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        pages[urldefrag(address).url].append(address)
    judged: dict[str, Judgement] = {}
    async with client(manners) as asker:
        run = _Run(asker, manners)

        async def one(page: str) -> None:
            outcome = await run.outcome(page)
            for address in pages[page]:
                judged[address] = judge(outcome, urldefrag(address).fragment)
                if told:
                    told(address, judged[address], len(judged), len(addresses))

        await _each(one, _spread(pages), manners.hosts * 2)
    return judged


def _spread(pages: Mapping[str, object]) -> list[str]:
    """The pages in an order in which neighbours are of different hosts."""
    queues: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        queues[_host(page)].append(page)
    ordered: list[str] = []
    while queues:
        for host in list(queues):
            ordered.append(queues[host].pop(0))
            if not queues[host]:
                del queues[host]
    return ordered


async def _each(work: Callable[[str], object], items: list[str], at_once: int) -> None:
    waiting = iter(items)

    async def worker() -> None:
        for item in waiting:
            await work(item)  # type: ignore[misc]

    async with asyncio.TaskGroup() as group:
        for _ in range(min(at_once, len(items))):
            group.create_task(worker())


class _Run:
    """The hosts of one run and what they said."""

    def __init__(self, asker: httpx.AsyncClient, manners: Manners) -> None:
        self._asker = asker
        self._manners = manners
        self._hosts: dict[str, Host] = {}
        self._free = asyncio.Semaphore(manners.hosts)
        self._robots = Robots(asker, manners) if manners.robots else None

    async def outcome(self, page: str) -> Outcome:
        """What `page` answers, after as many tries as good manners allow."""
        host = self._hosts.setdefault(_host(page), Host(self._manners))
        outcome = Outcome(page)
        for attempt in range(1, self._manners.tries + 1):
            async with host, self._free:
                if self._robots and not await self._robots.allow(page):
                    return Outcome(page, trouble=Trouble.ROBOTS)
                outcome = await ask(self._asker, page, self._manners)
            wait = self._wait(outcome, attempt)
            if wait is None:
                return outcome
            if outcome.status in (429, 503):
                host.hold(wait)
            await asyncio.sleep(wait)
        return outcome

    def _wait(self, outcome: Outcome, attempt: int) -> float | None:
        """How long to wait before asking again; None when that is of no use."""
        if attempt == self._manners.tries or judge(outcome).verdict is not Verdict.TEMPORARY:
            return None
        asked = retry_after(outcome.headers.get("retry-after", ""))
        if asked is not None:
            return asked + 0.05 if asked <= self._manners.patience else None
        return jittered(self._manners, attempt)


def _host(page: str) -> str:
    return urlsplit(page).netloc.lower().rpartition("@")[2]
