"""An invented bad day and invented projects for the demonstration, around its first priority neighbourhood."""

from __future__ import annotations

import json
from pathlib import Path

import shapely

from portee.core.atomic import atomic_file
from portee.core.plain_yaml import plain_text

__all__ = ["BAD_DAY", "PROJECTS", "write_demo_scenarios"]

BAD_DAY, PROJECTS = "scenarios/flood.yaml", "scenarios/projects.yaml"
"""Where they go, from the folder of the workspace."""

FLOOD_DEG, DEPTH_M = 0.002, 0.6
"""How far around the neighbourhood there is water, degrees, and how deep: enough to stop cars and buses. Invented."""


def write_demo_scenarios(folder: Path, priority: Path) -> None:
    """Write both files.

    Args:
        folder: of the workspace. priority: GeoJSON of the priority neighbourhoods.

    Raises:
        OutputError: they cannot be written.
    """
    first = json.loads(priority.read_text(encoding="utf-8"))["features"][0]
    place, shape = first["properties"]["lib_qp"], shapely.geometry.shape(first["geometry"])
    lon, lat = round(shape.centroid.x, 6), round(shape.centroid.y, 6)
    flooded = shapely.box(*shape.buffer(FLOOD_DEG).bounds)
    ring = [[round(x, 6), round(y, 6)] for x, y in flooded.exterior.coords[:-1]]
    flood = {
        "name": f"Crue à {place} (scénario inventé)",
        "description": {"fr": "Inventé pour la démonstration.", "en": "Invented for the demonstration."},
        "modifications": [{"type": "hazard", "zones": [{"area": ring, "depth_m": DEPTH_M}]}],
    }
    projects = {
        "name": f"{place}, 2027-2029 (projets inventés)",
        "description": {"fr": "Inventés pour la démonstration.", "en": "Invented for the demonstration."},
        "modifications": [
            {
                "type": "add_places", "of": "jobs", "from": "2027-09-01",
                "places": [{"id": "PROJET-1", "lon": lon, "lat": lat, "jobs": 400}],
            },
            {
                "type": "add_residents", "from": "2028-06-01",
                "places": [{"id": "PROJET-2", "lon": lon, "lat": lat, "residents": 300}],
            },
            {
                "type": "add_places", "of": "jobs", "from": "2029-01-01",
                "places": [{"id": "PROJET-3", "lon": round(lon + 0.001, 6), "lat": lat, "jobs": 150}],
            },
        ],
    }  # fmt: skip
    for name, told in ((BAD_DAY, flood), (PROJECTS, projects)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(folder / name) as partial:
            partial.write_text(plain_text(told), encoding="utf-8")
