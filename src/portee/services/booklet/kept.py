"""The figures of a booklet as a file, and back: every number as it was, to the last bit."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.declared import Words
from portee.core.provenance import Dropped, Provenance
from portee.reach.isochrone import Isochrone
from portee.resilience.drill import DrillStep
from portee.services.booklet.facts import Facts, Resident, Shock, Spot
from portee.services.explorer import WayAnswer

__all__ = ["read_facts", "written_facts"]

KNOWN: Mapping[str, Any] = {
    kind.__name__: kind
    for kind in (Facts, Spot, Resident, Shock, DrillStep, WayAnswer, Isochrone, Provenance, Dropped, Words)
}
"""What a file may hold: nothing else is made from it."""


def written_facts(facts: Facts) -> str:
    """The figures as JSON."""
    return json.dumps(_plain(facts), ensure_ascii=False, allow_nan=False)


def read_facts(text: str) -> Facts:
    """The figures of a text. Raises ValueError where it holds something else."""
    try:
        found = _made(json.loads(text))
    except (KeyError, TypeError, AttributeError, RecursionError, shapely.errors.ShapelyError) as problem:
        raise ValueError(f"these are no figures of a booklet ({type(problem).__name__})") from problem
    if not isinstance(found, Facts):
        raise ValueError("these are no figures of a booklet")
    return found


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        number = float(value)
        return number if math.isfinite(number) else {"is": "number", "of": repr(number)}
    if isinstance(value, np.ndarray):
        return {"is": "array", "of": [_plain(float(one)) for one in value]}
    if isinstance(value, date):
        return {"is": "date", "of": value.isoformat()}
    if isinstance(value, BaseGeometry):
        return {"is": "shape", "of": shapely.to_wkb(value, hex=True)}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {"is": "map", "of": [[_plain(key), _plain(one)] for key, one in value.items()]}
    if type(value).__name__ not in KNOWN:
        raise TypeError(f"a booklet holds no {type(value).__name__}")
    if isinstance(value, Words):
        return {"is": "Words", **value.model_dump()}
    fields = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return {"is": type(value).__name__, **fields}


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_made(one) for one in value)
    if not isinstance(value, dict):
        return value
    kind: str = value["is"]
    of: Any = value.get("of")
    if kind == "number":
        return float(of)
    if kind == "array":
        return np.array([_made(one) for one in of], np.float64)
    if kind == "date":
        return date.fromisoformat(of)
    if kind == "shape":
        return shapely.from_wkb(of)
    if kind == "map":
        return {_made(key): _made(one) for key, one in of}
    return KNOWN[kind](**{name: _made(one) for name, one in value.items() if name != "is"})
