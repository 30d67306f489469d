"""Questions about the invented village, as settings of recipes, and the ground where its files lie."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from portee.core.provenance import sha256_of
from portee.services.evidence.ground import Ground
from portee.sources.synthetic import SyntheticTerritory

__all__ = ["CELLS", "access", "ground_at", "without_timetable"]

CELLS = "residents_200m.gpkg"
MORNING = {"date": "2026-09-08", "depart": "07:30", "minutes": 20}


def access(**changes: Any) -> dict[str, Any]:
    """Jobs within 15 minutes by public transport from 7:30; fields may be changed."""
    return {
        "network": {"streets": "streets.osm.pbf", "timetable": ["gtfs.zip"], "notes": ["reconstructed timetable"]},
        "homes": {"cells": CELLS},
        "goals": {"files": ["jobs.csv"], "weight": "jobs"},
        "within_min": 15,
        "when": MORNING,
        **changes,
    }


def without_timetable(**changes: Any) -> dict[str, Any]:
    """The same on foot."""
    found = access(how={"mode": "walk"}, interval="walking", network={"streets": "streets.osm.pbf"}, **changes)
    del found["when"]
    return found


def ground_at(territory: SyntheticTerritory, cache: Path) -> Ground:
    """All files of the village under their own names."""
    files = {path.name: path for path in territory.folder.iterdir() if path.is_file()}
    return Ground(files, {name: sha256_of(path)[0] for name, path in files.items()}, cache)
