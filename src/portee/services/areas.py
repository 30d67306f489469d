"""Isochrones as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portee.network.network import Network
from portee.reach.isochrone import Isochrone
from portee.reach.options import Travel, Window
from portee.reports.stream import check_ending
from portee.reports.tables import write_table
from portee.services.record import result_record
from portee.territory.places import Places

if TYPE_CHECKING:
    import geopandas

__all__ = ["areas_facts", "areas_frame", "write_areas"]


def areas_frame(areas: Sequence[Isochrone]) -> geopandas.GeoDataFrame:
    """One row per area, the largest first so that the smaller lie on top: cutoff_min, area_km2, geometry (WGS 84)."""
    import geopandas

    ordered = sorted(areas, key=lambda area: -area.cutoff_min)
    return geopandas.GeoDataFrame(
        {
            "cutoff_min": [area.cutoff_min for area in ordered],
            "area_km2": [round(area.area_km2, 4) for area in ordered],
        },
        geometry=[area.geometry for area in ordered],
        crs="EPSG:4326",
    )


def areas_facts(areas: Sequence[Isochrone]) -> list[dict[str, Any]]:
    """How large each area is."""
    return [{"cutoff_min": area.cutoff_min, "area_km2": area.area_km2} for area in areas]


def write_areas(
    path: Path | str,
    network: Network,
    areas: Sequence[Isochrone],
    place: Places,
    travel: Travel,
    window: Window | None,
    *,
    percentile: float,
    towards: bool,
) -> None:
    """Write isochrones.

    Raises:
        ParameterError: another ending. OutputError: the file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_ending(path)
    record = result_record(
        "isochrone", network, {"place": place}, travel, window, percentiles=(percentile,), notes=network.notes,
        parameters={
            "to" if towards else "from": [float(place.lat[0]), float(place.lon[0])],
            "cutoffs": [area.cutoff_min for area in areas],
        },
    )  # fmt: skip
    docs = {"cutoff_min": "travel time at most, minutes", "area_km2": "area, square kilometres"}
    write_table(areas_frame(areas), path, provenance=record, column_docs=docs)
