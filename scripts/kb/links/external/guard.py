"""Which hosts may be contacted: a name is resolved once, and only a checked address is dialled.

So neither a redirect nor a name server that changes its answer leads to a machine of the network
that the check runs in, nor to a cloud's metadata service.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

_METADATA = frozenset(("169.254.169.254", "100.100.100.200", "fd00:ec2::254", "168.63.129.16"))


class Forbidden(Exception):
    """The host is in a private network; it was not contacted."""


class Unresolved(Exception):
    """The name has no address. `again` when the name server may know it later."""

    def __init__(self, text: str, again: bool) -> None:
        super().__init__(text)
        self.again = again


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    if address in _METADATA:
        return False
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is None and ip.version == 6 and ip in ipaddress.ip_network("64:ff9b::/96"):
        inner = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that are allowed, the first that answers."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve `host`, refuse it if any of its addresses is private, connect to one of them."""
        addresses = await resolved(host, port)
        if not self._allow_private and not all(map(is_public, addresses)):
            raise Forbidden(f"{host} is in a private network")
        failure: Exception = httpcore.ConnectError("no address")
        for address in addresses[:3]:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)


async def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host; Unresolved when there are none."""
    try:
        return [str(ipaddress.ip_address(host.strip("[]")))]
    except ValueError:
        pass
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        again = error.errno in (socket.EAI_AGAIN, socket.EAI_FAIL)
        raise Unresolved(f"the name {host} is not known", again) from None
    except UnicodeError:
        raise Unresolved(f"{host} cannot be a name", False) from None
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over the guarded network."""

    def __init__(self, allow_private: bool, connections: int) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=connections,
            max_keepalive_connections=0,
            http1=True,
            network_backend=GuardedNetwork(allow_private),
        )
