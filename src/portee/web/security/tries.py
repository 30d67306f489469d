"""How often somebody may try to sign in as one person, or have letters sent to one address."""

from __future__ import annotations

from portee.web.errors import Problem
from portee.web.security.rates import Buckets, Rate
from portee.web.site import Site

__all__ = ["LETTERS", "PASSWORDS", "SIGN_INS", "spend_try"]

PASSWORDS = Rate(8, 1 / 60)
"""Eight at once, then one a minute: a person who forgot theirs is let think, a machine gets nowhere."""
LETTERS = Rate(4, 1 / 300)
SIGN_INS = Rate(40, 0.5)
"""From one address, whoever they say they are: an office whose people all come in the morning, no list of names."""


def spend_try(site: Site, what: str, whom: str, rate: Rate) -> None:
    """Take one of the tries left for a person. Raises Problem 429 when none is, with the seconds to wait."""
    if not site.settings.limited:
        return
    wait = site.once(f"tries-{what}", lambda: Buckets(rate)).wait(whom.strip().casefold()[:300])
    if wait:
        raise Problem(429, headers={"Retry-After": str(wait)})
