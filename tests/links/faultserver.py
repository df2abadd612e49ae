"""A server on loopback that misbehaves in every way that the web does, and the right verdicts.

`with FaultServer() as server:` then `server.addresses()` maps about 500 addresses to verdicts.
Every address has its own path, and counts its own requests. Nothing leaves this machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import itertools
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

ALIVE, MOVED, DEAD, TEMPORARY, CANNOT_TELL = "alive", "moved", "dead", "temporary", "cannot tell"
WORDS = "Here is what the page has to say about appeals and refunds. " * 40
PAGE = f"<title>A page</title><h1 id='top-of-it'>A page</h1><p id='there'>{WORDS}</p>"
SHELL = "<title>App</title><div id='root'></div><script src='/app.js'></script>"
MADE = f"<title>Docs</title><h2>One</h2><h2>Two</h2><p>{WORDS}</p><script src='/toc.js'></script>"


class Request(NamedTuple):
    """One request: its method, path, headers (names in lower case) and which one it is."""

    method: str
    path: str
    headers: dict[str, str]
    attempt: int


class Answer(NamedTuple):
    """One plain answer."""

    status: int
    body: str | bytes = PAGE
    headers: dict[str, str] = {}  # noqa: RUF012


Plain = Callable[[Request], Answer]
Raw = Callable[[asyncio.StreamReader, asyncio.StreamWriter, Request], Awaitable[None]]


def says(status: int, body: str | bytes = PAGE, **headers: str) -> Plain:
    return lambda _: Answer(status, body, {k.replace("_", "-"): v for k, v in headers.items()})


def leads(status: int, to: str, **headers: str) -> Plain:
    def answer(request: Request) -> Answer:
        number = request.path.rstrip("/").rpartition("/")[2]
        return Answer(status, "", {"Location": to.replace("{n}", number), **headers})

    return answer


def recovers(status: int, times: int, **headers: str) -> Plain:
    named = {k.replace("_", "-"): v for k, v in headers.items()}
    return lambda request: Answer(200) if request.attempt > times else Answer(status, "x", named)


def refuses_head(status: int) -> Plain:
    return lambda request: Answer(status if request.method == "HEAD" else 200)


def wants(name: str, value: str, otherwise: int) -> Plain:
    return lambda one: Answer(200 if value in one.headers.get(name, "") else otherwise)


def cookie_wall(request: Request) -> Answer:
    if "seen=1" in request.headers.get("cookie", ""):
        return Answer(200)
    return Answer(302, "", {"Location": request.path, "Set-Cookie": "seen=1; Path=/"})


def circle(request: Request) -> Answer:
    return Answer(302, "", {"Location": request.path + ("x" if request.path[-1] != "x" else "")})


def long_chain(request: Request) -> Answer:
    left = request.path.count("i")
    return Answer(302 if left else 200, PAGE, {"Location": request.path.replace("i", "", 1)})


SIMPLE: dict[str, tuple[Plain, str]] = {
    "ok": (says(200), ALIVE),
    "no-content": (says(204, ""), ALIVE),
    "partial": (says(206), ALIVE),
    "created": (says(201), ALIVE),
    "empty-200": (says(200, ""), ALIVE),
    "pdf": (says(200, b"%PDF-1.7", Content_Type="application/pdf"), ALIVE),
    "zipped": (says(200, gzip.compress(PAGE.encode()), Content_Encoding="gzip"), ALIVE),
    "bomb": (says(200, gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"), ALIVE),
    "latin": (says(200, "<title>café</title>".encode("latin-1")), ALIVE),
    "chinese-page": (says(200, f"<title>中文页面</title><p>{'申诉与退款。' * 80}</p>"), ALIVE),
    "about-404": (says(200, f"<title>What HTTP 404 means</title><p>{WORDS}</p>"), ALIVE),
    "bad-request": (says(400), CANNOT_TELL),
    "unauthorised": (says(401, WWW_Authenticate="Basic"), CANNOT_TELL),
    "pay": (says(402), CANNOT_TELL),
    "forbidden": (says(403), CANNOT_TELL),
    "missing": (says(404, "x"), DEAD),
    "missing-long": (says(404), DEAD),
    "not-acceptable": (says(406), CANNOT_TELL),
    "gone": (says(410, "x"), DEAD),
    "legal": (says(451), CANNOT_TELL),
    "teapot": (says(418), CANNOT_TELL),
    "denied-999": (says(999), CANNOT_TELL),
    "always-429": (says(429, "x"), TEMPORARY),
    "long-429": (says(429, "x", Retry_After="86400"), TEMPORARY),
    "error-500": (says(500, "x"), TEMPORARY),
    "error-502": (says(502, "x"), TEMPORARY),
    "maintenance": (says(503, "We are back soon"), TEMPORARY),
    "error-504": (says(504, "x"), TEMPORARY),
    "origin-522": (says(522, "x"), TEMPORARY),
    "recovers-500": (recovers(500, 1), ALIVE),
    "recovers-502": (recovers(502, 2), ALIVE),
    "recovers-503": (recovers(503, 1, Retry_After="0"), ALIVE),
    "recovers-429": (recovers(429, 1), ALIVE),
    "recovers-429-later": (recovers(429, 1, Retry_After="1"), ALIVE),
    "head-405": (refuses_head(405), ALIVE),
    "head-403": (refuses_head(403), ALIVE),
    "head-404": (refuses_head(404), ALIVE),
    "head-501": (refuses_head(501), ALIVE),
    "agent": (wants("user-agent", "Mozilla", 404), ALIVE),
    "language": (wants("accept-language", "en", 404), ALIVE),
    "accept": (wants("accept", "text/html", 406), ALIVE),
    "moved-301": (leads(301, "/ok/{n}"), MOVED),
    "moved-308": (leads(308, "/ok/{n}"), MOVED),
    "moved-twice": (leads(301, "/moved-308/{n}"), MOVED),
    "moved-slash": (leads(301, "/ok/{n}/"), MOVED),
    "moved-utf8": (leads(301, "/ok/{n}/中文"), MOVED),
    "found-302": (leads(302, "/ok/{n}"), ALIVE),
    "other-303": (leads(303, "/ok/{n}"), ALIVE),
    "found-307": (leads(307, "/ok/{n}"), ALIVE),
    "found-then-moved": (leads(302, "/moved-301/{n}"), ALIVE),
    "relative": (leads(302, "../ok/{n}"), ALIVE),
    "moved-to-missing": (leads(301, "/missing/{n}"), DEAD),
    "found-to-missing": (leads(302, "/gone/{n}"), DEAD),
    "moved-to-error": (leads(301, "/error-500/{n}"), TEMPORARY),
    "circle": (circle, DEAD),
    "itself": (lambda one: Answer(301, "", {"Location": one.path}), DEAD),
    "cookie-circle": (cookie_wall, ALIVE),
    "hops": (long_chain, ALIVE),
    "nowhere": (says(302, ""), CANNOT_TELL),
    "to-app": (leads(302, "itms-apps://store/1"), CANNOT_TELL),
    "to-home": (leads(302, "/"), CANNOT_TELL),
    "to-404-page": (leads(302, "/404.html"), CANNOT_TELL),
    "to-login": (leads(302, "/login?next=/x"), CANNOT_TELL),
    "asks-password": (says(200, "<form><input type='password'></form>"), CANNOT_TELL),
    "wall-403": (says(403, "<title>Just a moment...</title>"), CANNOT_TELL),
    "wall-503": (says(503, "Checking your browser before accessing"), CANNOT_TELL),
    "wall-200": (says(200, "<title>Attention Required! | Cloudflare</title>"), CANNOT_TELL),
    "wall-header": (says(403, "x", Cf_Mitigated="challenge"), CANNOT_TELL),
    "soft-404": (says(200, "<title>404 - Page not found</title><h1>Oops</h1>"), CANNOT_TELL),
    "soft-404-zh": (says(200, "<title>页面不存在</title><p>返回首页</p>"), CANNOT_TELL),
    "soft-404-h1": (says(200, "<h1>Sorry, this page does not exist</h1>"), CANNOT_TELL),
    "parked": (says(200, "<title>x.net</title><p>This domain is for sale!</p>"), CANNOT_TELL),
    "parked-zh": (says(200, "<title>x</title><p>该域名正在出售</p>"), CANNOT_TELL),
    "forbids": (says(200), CANNOT_TELL),
    "中文路径": (says(200), ALIVE),
}  # fmt: skip
# With a fragment: what the page is, the fragment, the verdict.
ANCHORS: dict[str, tuple[Plain, str, str]] = {
    "anchor": (says(200), "there", ALIVE),
    "anchor-top": (says(200), "top", ALIVE),
    "anchor-name": (says(200, PAGE + "<a name='old'></a>"), "old", ALIVE),
    "anchor-encoded": (says(200, PAGE + "<b id='退款'></b>"), "%E9%80%80%E6%AC%BE", ALIVE),
    "anchor-user": (says(200, PAGE + "<b id='user-content-x'></b>"), "x", ALIVE),
    "anchor-late": (says(200, "<p>" + WORDS * 20 + "</p><b id='late'></b>"), "late", ALIVE),
    "anchor-pdf": (says(200, b"%PDF", Content_Type="application/pdf"), "page=3", ALIVE),
    "anchor-gone": (says(200), "not-there", DEAD),
    "anchor-shell": (says(200, SHELL), "section", CANNOT_TELL),
    "anchor-made": (says(200, MADE), "two", CANNOT_TELL),
    "anchor-words": (says(200), ":~:text=appeals", CANNOT_TELL),
    "anchor-route": (says(200, SHELL), "/route", CANNOT_TELL),
    "anchor-moved": (leads(301, "/ok/{n}"), "there", MOVED),
}  # fmt: skip


async def hang(_: asyncio.StreamReader, writer: asyncio.StreamWriter, __: Request) -> None:
    await asyncio.sleep(30)


async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter, __: Request) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        writer.write(f"X-{number}: y\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.2)


async def endless(_: asyncio.StreamReader, writer: asyncio.StreamWriter, __: Request) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode())
    while True:
        writer.write(b"and so on " * 5000)
        await writer.drain()


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter, __: Request) -> None:
    own: socket.socket = writer.get_extra_info("socket")
    own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter, __: Request) -> None:
    writer.close()


async def garbage(_: asyncio.StreamReader, writer: asyncio.StreamWriter, __: Request) -> None:
    writer.write(b"\x00\x01 this is no HTTP\r\n\r\n")
    await writer.drain()


async def short(_: asyncio.StreamReader, writer: asyncio.StreamWriter, __: Request) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n"
    writer.write(head + PAGE.encode())
    await writer.drain()


async def flaky(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: Request
) -> None:
    if request.attempt == 1:
        await reset(reader, writer, request)
        return
    body = PAGE.encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


RAW: dict[str, tuple[Raw, str]] = {
    "hang": (hang, TEMPORARY),
    "drip": (drip, TEMPORARY),
    "endless": (endless, ALIVE),
    "reset": (reset, TEMPORARY),
    "silent": (silent, TEMPORARY),
    "garbage": (garbage, TEMPORARY),
    "truncated": (short, ALIVE),
    "flaky-reset": (flaky, ALIVE),
}


class FaultServer:
    """The server in a thread of its own: http, and https with a certificate nobody signed."""

    def __init__(self, each: int = 5) -> None:
        """`each`: how many addresses of every behaviour."""
        self._each = each
        self._count: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.ports: dict[str, int] = {}
        self._servers: list[asyncio.Server] = []

    def __enter__(self) -> FaultServer:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    @property
    def requests(self) -> Counter[str]:
        """How often each path was asked for."""
        return self._count

    def addresses(self) -> dict[str, str]:
        """Every address and its right verdict."""
        here = f"http://127.0.0.1:{self.ports['http']}"
        found: dict[str, str] = {}
        for number in range(self._each):
            plain = {name: verdict for name, (_, verdict) in (*SIMPLE.items(), *RAW.items())}
            for name, verdict in plain.items():
                path = "i" * 8 if name == "hops" else str(number)
                found[f"{here}/{name}/{path if name != 'chain-8' else path + str(number)}"] = (
                    verdict
                )
            for name, (_, fragment, verdict) in ANCHORS.items():
                found[f"{here}/{name}/{number}#{fragment}"] = verdict
            found[f"https://127.0.0.1:{self.ports['tls']}/self-signed/{number}"] = DEAD
            found[f"https://127.0.0.1:{self.ports['http']}/no-tls/{number}"] = DEAD
            found[f"http://127.0.0.1:{self.ports['closed']}/refused/{number}"] = TEMPORARY
        return found

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._ready.set()
        self._loop.run_forever()
        for server in self._servers:
            server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _start(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(Path(__file__).with_name("selfsigned.pem"))
        for name, tls in (("http", None), ("tls", context)):
            server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls, backlog=200)
            self._servers.append(server)
            self.ports[name] = server.sockets[0].getsockname()[1]
        with socket.socket() as closed:  # a port on which nobody listens
            closed.bind(("127.0.0.1", 0))
            self.ports["closed"] = closed.getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(Exception, asyncio.CancelledError):
            await self._answer(reader, writer)
        with contextlib.suppress(Exception, asyncio.CancelledError):
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.read(1)
        if first == b"\x16":  # TLS, where none is spoken
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = {
            k.strip().lower(): v.strip() for k, _, v in (one.partition(":") for one in head[1:])
        }
        self._count[target] += method != "HEAD"
        request = Request(method, target, headers, max(self._count[target], 1))
        name = _unquoted(target).split("/")[1]
        if name in RAW:
            await RAW[name][0](reader, writer, request)
            return
        answer = self._plain(name, request)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        lines = {"Content-Type": "text/html; charset=utf-8", **answer.headers}
        text = "".join(f"{key}: {value}\r\n" for key, value in lines.items())
        length = "" if answer.status == 204 else f"Content-Length: {len(body)}\r\n"
        writer.write(
            f"HTTP/1.1 {answer.status} X\r\n{text}{length}Connection: close\r\n\r\n".encode()
        )
        writer.write(b"" if method == "HEAD" else body)
        await writer.drain()

    def _plain(self, name: str, request: Request) -> Answer:
        if name == "robots.txt":
            return Answer(200, "User-agent: *\nDisallow: /forbids/", {"Content-Type": "text/plain"})
        if name in SIMPLE:
            return SIMPLE[name][0](request)
        if name in ANCHORS:
            return ANCHORS[name][0](request)
        return Answer(200 if name in ("", "404.html", "login", "login?next=") else 404)


def _unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)


if __name__ == "__main__":
    with FaultServer() as running:
        for one, expected in running.addresses().items():
            print(one, expected)
        threading.Event().wait()
