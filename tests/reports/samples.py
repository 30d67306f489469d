"""A small map with everything a map can hold."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.provenance import Dropped, Provenance
from portee.reports.maplayers import BaseLabel, BaseMap, MapColumn, MapLayer, MapSheet, Words

__all__ = ["SCRIPT", "cells", "sheet"]

SCRIPT = "</script><script>window.broken = true</script><img src=x onerror='window.broken = true'>"
"""A name that would run as a script if it ever entered a page as markup."""

WEST, SOUTH, STEP = 5.36, 43.29, 0.0025


def cells(rows: int = 4, columns: int = 5) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Geometries and ids of a grid of square cells."""
    boxes = [
        shapely.box(WEST + i * STEP, SOUTH + j * STEP, WEST + (i + 1) * STEP, SOUTH + (j + 1) * STEP)
        for j in range(rows)
        for i in range(columns)
    ]
    ids = [f"cell {number}" for number in range(len(boxes))]
    return np.array(boxes, dtype=object), np.array(ids, dtype=object)


def sheet(rows: int = 4, columns: int = 5) -> MapSheet:
    geometry, ids = cells(rows, columns)
    n = len(ids)
    labels = ids.copy()
    labels[1] = SCRIPT
    day = np.linspace(0, 40000, n).round()
    night = np.where(np.arange(n) % 3 == 0, 0.0, (day * 0.2).round())
    minutes = np.linspace(4, 55, n)
    minutes[2], minutes[3] = np.inf, np.nan
    rough = np.arange(n) % 4 == 0
    jobs = Words("emplois", "jobs")
    layer = MapLayer(
        "cells",
        Words("Carreaux de 200 m", "200 m cells"),
        geometry,
        ids,
        labels,
        (
            MapColumn("day", Words("Emplois, mardi à 7 h 30", "Jobs, Tuesday 07:30"), jobs, day, approximate=rough),
            MapColumn("night", Words("Emplois, dimanche à 22 h", "Jobs, Sunday 22:00"), jobs, night),
            MapColumn("change", Words("Différence", "Difference"), jobs, night - day, kind="diverging", reverse=True),
            MapColumn(
                "creche",
                Words("Temps jusqu'à la crèche", "Time to the crèche"),
                Words("minutes", "minutes"),
                minutes,
                reverse=True,
                note=Words("Médiane de 60 départs.", "Median of 60 departures."),
            ),
        ),
    )
    outline = MapLayer(
        "priority",
        Words("Quartiers prioritaires", "Priority neighbourhoods"),
        np.array([shapely.box(WEST, SOUTH, WEST + 2 * STEP, SOUTH + 2 * STEP)], dtype=object),
        np.array(["QN01"], dtype=object),
    )
    street = np.array([[WEST, SOUTH], [WEST + 0.004, SOUTH + 0.003], [WEST + 0.01, SOUTH + 0.004]])
    base = BaseMap(
        lines={"street": (street, street + 0.002), "major": (street + 0.001,), "rail": (street + 0.003,)},
        water=np.array([shapely.box(WEST - 0.01, SOUTH, WEST + 0.001, SOUTH + 0.01)], dtype=object),
        labels=(
            BaseLabel("Bellevue", WEST + 0.004, SOUTH + 0.005),
            BaseLabel("Le Port", WEST + 0.002, SOUTH + 0.002, 1),
        ),
        attribution=Words("© contributeurs OpenStreetMap", "© OpenStreetMap contributors"),
    )
    return MapSheet(
        layers=(layer, outline),
        title=Words("Qui atteint un emploi ?", "Who can reach a job?"),
        base=base,
        lead=Words("Le mardi à 7 h 30, 1 emploi sur 3.", "On Tuesday at 07:30, 1 job out of 3."),
        notices=(Words("Territoire synthétique.", "Synthetic territory."),),
        methods=(Words("Un emploi à 45 minutes est à portée.", "A job 45 minutes away is within reach."),),
        provenance=(
            Provenance(
                source="osm",
                file="streets.osm.pbf",
                sha256="0123456789abcdef" * 4,
                size_bytes=1234,
                date="2021-08-01",
                licence="ODbL 1.0",
                rows={"edges": 50000},
                dropped=(Dropped("edges", 3, "no length"),),
                notes=("Synthetic.",),
            ),
        ),
    )
