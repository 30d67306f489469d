"""What every result says of itself: what was asked, of which network, from which sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import portee
from portee.core.clock import format_time_of_day
from portee.core.provenance import Provenance
from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.territory.places import Places

__all__ = ["percentile_name", "result_record", "sources_of", "window_record"]

_OF_MODE = {
    "walk": ("mode", "max_time_min", "max_walk_min", "walk_speed_kmh", "step_free"),
    "bicycle": ("mode", "max_time_min", "bicycle_speed_kmh"),
    "e_scooter": ("mode", "max_time_min", "e_scooter_speed_kmh"),
    "car": ("mode", "max_time_min", "parking_min"),
}


def percentile_name(percentile: float) -> str:
    """How a percentile appears in the name of a column: p50, p2_5."""
    return f"p{percentile:g}".replace(".", "_")


def window_record(window: Window | None) -> dict[str, Any] | None:
    """Date, first and last minute of a window."""
    if window is None:
        return None
    return {
        "date": window.day.isoformat(),
        "arrive" if window.arrive else "depart": format_time_of_day(window.start_s),
        "minutes": window.minutes,
    }


def result_record(
    kind: str,
    network: Network,
    places: Mapping[str, Places],
    travel: Travel,
    window: Window | None,
    *,
    percentiles: Sequence[float],
    notes: Iterable[str] = (),
    parameters: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The provenance of a result, as JSON values.

    Args:
        kind: "matrix", "access", "isochrone" or "trip".
        network: what was searched.
        places: by role, such as "origins".
        travel, window, percentiles: as asked.
        notes: remarks a reader must see.
        parameters: what else was asked.
    """
    options = asdict(travel)
    used = _OF_MODE.get(travel.mode, tuple(options))
    asked: dict[str, Any] = {
        "travel": {name: options[name] for name in used},
        "window": window_record(window) if travel.mode == "transit" else None,
        "percentiles": list(percentiles),
        **(parameters or {}),
    }
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": kind,
        "network": network.key,
        "parameters": asked,
        "places": {role: [record.file for record in found.provenance] for role, found in places.items()},
        "sources": [record.to_dict() for record in sources_of(network, *places.values())],
        "notes": list(dict.fromkeys(notes)),
    }


def sources_of(network: Network, *places: Places) -> tuple[Provenance, ...]:
    """Every source once, those of the network first."""
    found = [*network.provenance, *(record for part in places for record in part.provenance)]
    return tuple({(record.sha256, record.source): record for record in found}.values())
