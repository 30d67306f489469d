"""Pains as everybody may see them: a text, and a place that was moved, among enough people. Pages, the API and files
take them from here alone, so that none of them ever holds a true place.
"""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from portee.commons.records.territory import Point
from portee.commons.workshops.places import Hiding, Spot, hidden_places
from portee.store.pains import Pain, list_pains
from portee.web.private import database_of, secret_of
from portee.web.site import Site

__all__ = ["HIDING", "KINDS_OF_PAIN", "ShownPain", "pain_features", "shown_pains"]

KINDS_OF_PAIN = ("no-bus", "too-early-late", "unsafe-crossing", "steps", "dark", "price", "parcel", "other")

MOST_SHOWN = 500
MOST_COUNTED = 10_000
HIDING = Hiding()


@dataclass(frozen=True)
class ShownPain:
    """A pain as everybody sees it: its text, and a moved point where enough others spoke nearby."""

    kind: str
    text: str
    language: str
    month: str
    near: Point | None


def shown_pains(site: Site, kind: str | None = None) -> list[ShownPain]:
    """What moderators showed, the newest first.

    Each place is moved by lot, always the same lot for the same pain: drawn from the site's key, so that asking again
    tells nothing more. Which places are shown is decided among all of them, and a kind chosen after that: what is
    shown of one kind is shown of all.
    """
    with database_of(site).reading() as connection:
        found, _ = list_pains(connection, limit=MOST_COUNTED)
    key = secret_of(site).encode()

    def draw(person: Hashable) -> random.Random:
        return random.Random(hmac.new(key, f"pain {person}".encode(), hashlib.sha256).digest())

    # The lot is of the pain; people are counted by account where there is one, so that nobody makes a crowd alone.
    first: dict[str, Pain] = {}
    for pain in found:
        first.setdefault(pain.account or pain.id, pain)
    spots = [Spot(f"{pain.account or pain.id}", pain.lat, pain.lon) for pain in found]
    points = hidden_places(spots, HIDING, lambda person: draw(first[str(person)].id))
    shown = [
        ShownPain(pain.kind, pain.text, pain.language, pain.created.strftime("%Y-%m"), point)
        for pain, point in zip(found, points, strict=True)
        if kind in (None, pain.kind)
    ]
    return shown[::-1][:MOST_SHOWN]


def pain_features(pains: list[ShownPain]) -> dict[str, Any]:
    """Pains as GeoJSON (RFC 7946); those whose place is hidden have no geometry."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": None if one.near is None else {
                    "type": "Point", "coordinates": [one.near.lon, one.near.lat]
                },
                "properties": {
                    "kind": one.kind, "text": one.text, "language": one.language, "month": one.month,
                    "moved_m": None if one.near is None else [HIDING.least_m, HIDING.most_m],
                },
            }
            for one in pains
        ],
    }  # fmt: skip
