"""One address asked over the wire: redirects, cookies of one chain, as much body as needed."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from dataclasses import replace
from http.cookiejar import CookieJar
from urllib.parse import quote, urljoin, urlsplit

import httpx

from kb.links.external.guard import Forbidden, GuardedTransport, Unresolved
from kb.links.external.manners import AGENT, Manners
from kb.links.external.outcome import Hop, Outcome, Trouble

_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en,zh;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_ISSUER = (2, 20, 21)  # OpenSSL: the chain that the server sent is not complete, or ends unknown


def client(manners: Manners) -> httpx.AsyncClient:
    """A client that never leaves the open internet unless `manners` allow it."""
    return httpx.AsyncClient(
        transport=GuardedTransport(manners.allow_private, manners.hosts),
        timeout=httpx.Timeout(manners.answer, connect=manners.connect, pool=None),
        trust_env=False,
    )


async def ask(asker: httpx.AsyncClient, address: str, manners: Manners) -> Outcome:
    """GET `address` (without a fragment) and follow where it leads. Never raises for the network.

    HEAD is not used: hosts refuse it, and a page that only says "not found" is known by its text.
    """
    start = Outcome(address)
    try:
        async with asyncio.timeout(manners.total):
            return await _follow(asker, start, manners)
    except TimeoutError:
        return replace(start, trouble=Trouble.TIMEOUT)


async def _follow(asker: httpx.AsyncClient, outcome: Outcome, manners: Manners) -> Outcome:
    cookies = httpx.Cookies(CookieJar())
    hops: list[Hop] = []
    seen: set[tuple[str, str]] = set()
    here = outcome.address
    while True:
        answer = await _once(asker, here, cookies, manners)
        answer = replace(answer, address=outcome.address, hops=tuple(hops))
        target = _target(here, answer)
        if target is None or answer.trouble is not Trouble.NONE:
            return answer
        if urlsplit(target).scheme not in ("http", "https"):
            return replace(answer, trouble=Trouble.SCHEME)
        state = (target, str(sorted((one.name, one.value) for one in cookies.jar)))
        if state in seen or len(hops) >= manners.redirects:
            return replace(answer, trouble=Trouble.LOOP)
        seen.add(state)
        hops.append(Hop(answer.status, target.partition("#")[0]))
        here = hops[-1].address


def _target(here: str, answer: Outcome) -> str | None:
    if answer.status not in _REDIRECTS or not answer.headers.get("location", "").strip():
        return None
    location = answer.headers["location"].strip()
    return quote(urljoin(here, location), safe="!#$%&'()*+,/:;=?@[]~-._")


async def _once(
    asker: httpx.AsyncClient, address: str, cookies: httpx.Cookies, manners: Manners
) -> Outcome:
    try:
        request = httpx.Request("GET", address, headers=_HEADERS)
        request.extensions = {"timeout": asker.timeout.as_dict()}
        cookies.set_cookie_header(request)
        response = await asker.send(request, stream=True, follow_redirects=False)
    except Exception as error:
        return _failed(address, error)
    try:
        cookies.extract_cookies(response)
        body, whole = await _beginning(response, manners.body)
    finally:
        await response.aclose()
    headers = {name.lower(): value for name, value in _decoded(response)}
    text = body.decode(response.charset_encoding or "utf-8", "replace")
    return Outcome(address, response.status_code, headers=headers, body=text, whole=whole)


def _decoded(response: httpx.Response) -> list[tuple[str, str]]:
    """Headers as text; a Location may be UTF-8 though it should not."""
    return [
        (name.decode("ascii", "replace"), value.decode("utf-8", "replace"))
        for name, value in response.headers.raw
    ]


async def _beginning(response: httpx.Response, most: int) -> tuple[bytes, bool]:
    """The first bytes of the body, unpacked, and whether they are all; what breaks ends it."""
    if response.status_code in _REDIRECTS or not _is_text(response):
        return b"", False
    unpack = None
    if response.headers.get("content-encoding", "") in ("gzip", "deflate"):
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    body = b""
    try:
        async for chunk in response.aiter_raw():
            body += unpack.decompress(chunk, most) if unpack else chunk
            if len(body) >= most:
                return body[:most], False
    except (httpx.HTTPError, zlib.error, OSError):
        return body, False
    return body, True


def _is_text(response: httpx.Response) -> bool:
    kind = response.headers.get("content-type", "text/html")
    return "html" in kind or "xml" in kind or kind.startswith("text/plain")


def _failed(address: str, error: Exception) -> Outcome:
    """What an error of the network means."""
    causes = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    for one in causes:
        trouble = _trouble(one)
        if trouble is not Trouble.NONE:
            return Outcome(address, trouble=trouble, detail=_detail(trouble, one))
    return Outcome(address, trouble=Trouble.BROKEN, detail=str(error))


def _detail(trouble: Trouble, error: BaseException) -> str:
    text = getattr(error, "verify_message", "") or getattr(error, "reason", "")
    return f"{trouble.value}: {text}" if text else trouble.value


def _trouble(error: BaseException) -> Trouble:
    if isinstance(error, Unresolved):
        return Trouble.NAME_SERVER if error.again else Trouble.UNKNOWN_HOST
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble.UNTRUSTED if error.verify_code in _ISSUER else Trouble.CERTIFICATE
    table: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Trouble], ...] = (
        (Forbidden, Trouble.PRIVATE),
        ((ssl.SSLEOFError, ssl.SSLZeroReturnError), Trouble.BROKEN),
        (ssl.SSLError, Trouble.CERTIFICATE),
        (ConnectionRefusedError, Trouble.REFUSED),
        (ConnectionResetError, Trouble.BROKEN),
        ((httpx.TimeoutException, TimeoutError), Trouble.TIMEOUT),
        ((httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError), Trouble.MALFORMED),
    )
    return next((trouble for kind, trouble in table if isinstance(error, kind)), Trouble.NONE)
