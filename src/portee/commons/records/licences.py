"""Licences of records and of their sources, and which may flow into which.

Sources: the licences that Creative Commons holds compatible with BY-SA 4.0
(https://creativecommons.org/share-your-work/licensing-considerations/compatible-licenses/), article 4.4 of ODbL 1.0
(a derived database keeps the licence), and the compatibility that the Licence ouverte 2.0 itself names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["LICENCES", "NOT_STATED", "Licence", "mixing_problem"]

NOT_STATED = "not-stated"
"""A source whose licence nobody states: facts may be cited, nothing may be copied from it."""


@dataclass(frozen=True)
class Licence:
    """One licence: its SPDX id, its name, where it stands, and whether what derives from it must keep it."""

    id: str
    name: str
    url: str
    share_alike: bool = False
    is_database: bool = False


LICENCES = {
    licence.id: licence
    for licence in (
        Licence("CC-BY-SA-4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/", share_alike=True),
        Licence("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence("etalab-2.0", "Licence ouverte 2.0", "https://spdx.org/licenses/etalab-2.0.html"),
        Licence(
            "ODbL-1.0", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/", share_alike=True, is_database=True
        ),
    )
}

_FLOWS = {
    "CC-BY-SA-4.0": {"CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0", "etalab-2.0"},
    "CC-BY-4.0": {"CC-BY-4.0", "CC0-1.0", "etalab-2.0"},
    "CC0-1.0": {"CC0-1.0"},
    "etalab-2.0": {"etalab-2.0", "CC0-1.0"},
    "ODbL-1.0": {"ODbL-1.0", "etalab-2.0", "CC0-1.0", "CC-BY-4.0"},
}
"""What may be mixed into a work under each licence."""


def mixing_problem(target: str, ingredients: Iterable[str]) -> str | None:
    """Why works under these licences may not be mixed into one under `target`; None when they may."""
    for ingredient in sorted(set(ingredients)):
        if ingredient not in LICENCES:
            return f"{ingredient} is no open licence that is known to allow reuse"
        if ingredient in _FLOWS[target]:
            continue
        name = LICENCES[ingredient].name
        if LICENCES[ingredient].is_database:
            return f"what derives from a database under {name} keeps that licence: publish it as a resource of its own"
        if LICENCES[ingredient].share_alike:
            return f"what derives from a work under {name} keeps it, and {LICENCES[target].name} is another licence"
        return f"{LICENCES[target].name} would drop the attribution that {name} asks for"
    return None
