"""Names drawn by lot for people who spoke: never made from anything about them."""

from __future__ import annotations

import random
from collections.abc import Collection

__all__ = ["drawn_pseudonyms"]

PLANTS = (
    "Amandier", "Arbousier", "Asphodèle", "Bourrache", "Câprier", "Ciste", "Cyprès", "Fenouil", "Figuier", "Genêt",
    "Hysope", "Immortelle", "Lentisque", "Micocoulier", "Romarin", "Roseau", "Sarriette", "Sureau", "Tamaris", "Thym",
)  # fmt: skip
"""Plants of Provence that nobody is called."""

FIRST, LAST = 1_000, 9_999


def drawn_pseudonyms(count: int, taken: Collection[str], draw: random.Random) -> list[str]:
    """So many names, all different, none of them taken, in an order that says nothing."""
    used = set(taken)
    found: list[str] = []
    while len(found) < count:
        name = f"{draw.choice(PLANTS)} {draw.randint(FIRST, LAST)}"
        if name not in used:
            used.add(name)
            found.append(name)
    return found
