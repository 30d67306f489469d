"""How often one address may ask: a bucket of questions that fills up again; heavy questions have a smaller one.

Addresses are kept in memory only, as long as their bucket is not full, under a name drawn anew at each start.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from portee.web.errors import Problem, answer_problem

__all__ = ["EASY", "HEAVY", "Buckets", "Rate", "RateLimit", "caller_of"]

MOST_KEPT = 20_000


@dataclass(frozen=True)
class Rate:
    """How many questions at once, and how many a second in the long run."""

    burst: float
    per_second: float


EASY = Rate(300, 30)
"""Pages, maps whose slider moves, tiles."""

HEAVY = Rate(12, 0.4)
"""Answers that take seconds of computation."""


def caller_of(asked: Request | Scope) -> str:
    """Where a request comes from, "" when nobody knows.

    Whoever has one address of IPv6 has all 2⁶⁴ of its network (RFC 6177): they count as one.
    """
    scope = asked.scope if isinstance(asked, Request) else asked
    client = str((scope.get("client") or ("",))[0])
    try:
        found = ip_address(client)
    except ValueError:
        return client
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))


class Buckets:
    """Questions left to each address.

    Args:
        rate: of all.
        clock: tells seconds.
    """

    def __init__(self, rate: Rate, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self._clock = rate, clock
        self._salt = secrets.token_bytes(16)
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Take one question; seconds to wait when there is none left, else 0."""
        key = hashlib.blake2b(address.encode(), key=self._salt, digest_size=12).digest()
        now = self._clock()
        left, since = self._left.pop(key, (self.rate.burst, now))
        # A clock that goes back fills nothing and empties nothing.
        left = min(self.rate.burst, left + max(0.0, now - since) * self.rate.per_second)
        allowed = left >= 1
        self._left[key] = (left - 1 if allowed else left, now)
        while len(self._left) > MOST_KEPT:
            self._left.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - left) / self.rate.per_second))


class RateLimit:
    """ASGI middleware that answers 429 to whoever asks too often, with the seconds to wait.

    Args:
        app: what answers.
        heavy_paths: addresses whose answers to POST are heavy.
        easy, heavy: how often all else, and these, may be asked.
    """

    def __init__(self, app: ASGIApp, *, heavy_paths: Collection[str], easy: Rate = EASY, heavy: Rate = HEAVY) -> None:
        self.app, self.heavy_paths = app, frozenset(heavy_paths)
        self.easy, self.heavy = Buckets(easy), Buckets(heavy)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        heavy = scope["method"] == "POST" and scope["path"] in self.heavy_paths
        wait = (self.heavy if heavy else self.easy).wait(caller_of(scope))
        if wait:
            problem = Problem(429, headers={"Retry-After": str(wait)})
            refusal = answer_problem(Request(scope, receive), problem)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)
