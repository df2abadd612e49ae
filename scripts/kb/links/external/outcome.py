"""What one request led to, as a value: the wire fills it in, the judgement reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Verdict(Enum):
    """What can be said of an address."""

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    TEMPORARY = "temporary"
    CANNOT_TELL = "cannot tell"


class Trouble(Enum):
    """Why there was no answer."""

    NONE = ""
    TIMEOUT = "no answer in time"
    REFUSED = "the connection was refused"
    BROKEN = "the connection broke"
    UNKNOWN_HOST = "the host does not exist"
    NAME_SERVER = "the name server did not answer"
    CERTIFICATE = "the certificate is not valid"
    UNTRUSTED = "the certificate's issuer is not known here"
    LOOP = "its redirects go in a circle"
    PRIVATE = "it leads into a private network"
    ROBOTS = "its robots.txt forbids robots"
    SCHEME = "it leads to something other than http"
    MALFORMED = "it leads to an address that makes no sense"


@dataclass(frozen=True)
class Hop:
    """One redirect: its status and where it led."""

    status: int
    address: str


@dataclass(frozen=True)
class Outcome:
    """The answer to one address, after its redirects."""

    address: str  # without a fragment
    status: int = 0
    trouble: Trouble = Trouble.NONE
    hops: tuple[Hop, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)  # names in lower case
    body: str = ""  # its beginning
    whole: bool = False  # whether that is all of it
    detail: str = ""

    @property
    def final(self) -> str:
        """The address that answered."""
        return self.hops[-1].address if self.hops else self.address


@dataclass(frozen=True)
class Judgement:
    """What is said of one address, with its fragment, and why."""

    verdict: Verdict
    why: str
    moved_to: str = ""
