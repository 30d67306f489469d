"""Kinds of incidents and of vehicles, and incidents as everybody may see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from portee.commons.records.rule_area import VEHICLES
from portee.store.incidents import Incident

__all__ = ["KINDS_OF_INCIDENT", "VEHICLES", "has_plate", "incident_features"]

KINDS_OF_INCIDENT = (
    "left-across", "broken-vehicle", "broken-place", "danger", "crash", "missing", "rule-broken", "other",
)  # fmt: skip

_PLATE = re.compile(r"(?i:\b[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}\b)|\b\d{1,4}[ -]?[A-Z]{2,3}[ -]?\d{2}\b")
"""French number plates: AA-123-AA since 2009, 123 AA 13 before (in capitals: "30 le 49" is none)."""


def has_plate(text: str) -> bool:
    """Whether a text seems to hold a number plate, which leads to a person."""
    return _PLATE.search(text) is not None


def incident_features(incidents: Sequence[Incident]) -> dict[str, Any]:
    """Incidents as GeoJSON (RFC 7946)."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature", "id": one.id,
                "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
                "properties": {
                    "kind": one.kind, "vehicle": one.vehicle or None, "day": one.day, "hour": one.hour,
                    "text": one.text, "language": one.language,
                    "settled": None if one.settled is None else one.settled.date().isoformat(),
                },
            }
            for one in incidents
        ],
    }  # fmt: skip
