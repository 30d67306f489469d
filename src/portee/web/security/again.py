"""A form that is sent twice, as by pressing its button twice: what the first one did is known for a minute.

It is for the few forms that nothing in the database can tell to be the same: a letter sent, a link used up, an account
that is gone. What is remembered is in memory alone, under a key that tells nothing; after a restart, the page says that
the link was used, as it would to anybody else.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from portee.web.site import Site

__all__ = ["LIFE_S", "Remembered", "remembered"]

LIFE_S = 60.0
MOST_KEPT = 1_000


class Remembered:
    """What forms did lately.

    Args:
        clock: seconds that never jump.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._salt, self._lock = clock, secrets.token_bytes(16), threading.Lock()
        self._kept: OrderedDict[bytes, tuple[float, str]] = OrderedDict()

    def find(self, *form: str) -> str | None:
        """What a form did less than a minute ago, None for nothing. form: its name, and what it alone carries."""
        with self._lock:
            since, what = self._kept.get(self._key(form), (0.0, None))
            return what if what is not None and self._clock() - since < LIFE_S else None

    def keep(self, what: str, *form: str) -> None:
        """Remember what a form does."""
        with self._lock:
            key = self._key(form)
            self._kept.pop(key, None)
            self._kept[key] = self._clock(), what
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def forget(self, *form: str) -> None:
        """It did nothing after all."""
        with self._lock:
            self._kept.pop(self._key(form), None)

    def _key(self, form: tuple[str, ...]) -> bytes:
        return hashlib.blake2b("\0".join(form).encode(errors="replace"), key=self._salt, digest_size=16).digest()


def remembered(site: Site) -> Remembered:
    """What forms of a site did lately."""
    return site.once("forms sent", Remembered)
