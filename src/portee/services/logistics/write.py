"""Rounds as a table of stops on the map, with everything they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import portee
from portee.core.clock import format_time_of_day
from portee.network.network import Network
from portee.reports.geopackage import write_layers
from portee.reports.stream import check_ending
from portee.reports.tables import write_table
from portee.services.logistics.compute import Rounds
from portee.services.logistics.frames import (
    CANDIDATE_COLUMNS,
    ROUND_COLUMNS,
    SITE_COLUMNS,
    candidate_frame,
    round_frame,
    site_frame,
)  # fmt: skip
from portee.services.logistics.lines import round_lines
from portee.services.logistics.resolve import Goods
from portee.services.logistics.siting import SitedSpots
from portee.services.record import sources_of
from portee.world import World

if TYPE_CHECKING:
    import geopandas
    import shapely

__all__ = ["COLUMNS", "TABLES", "check_goods_output", "rounds_frame", "rounds_record", "unserved_rows", "write_rounds"]

COLUMNS = {
    "leg": "supply: from a depot to micro-hubs; doors: to doors; unserved: in no round",
    "vehicle": "kind of vehicle, as declared",
    "number": "which of the vehicles of that kind",
    "stop": "place in the round, from 0",
    "place": "id of the site, of the order, or of the supply of a micro-hub",
    "at_site": "whether the vehicle loads or ends there",
    "arrives": "time of day",
    "begins": "time of day at which service or loading begins",
    "leaves": "time of day",
    "parcels": "delivered there, pieces",
    "picked_up": "picked up there, pieces",
    "reason": "why it is in no round: constraint, and how much is missing for each vehicle",
}
TABLES = (".gpkg", ".geojson", ".parquet", ".csv")
"""Endings of files that hold stops."""


def check_goods_output(path: Path) -> None:
    """Refuse, before long work, a file that cannot hold rounds. Raises ParameterError."""
    check_ending(path, endings=TABLES)


def rounds_frame(found: Rounds) -> geopandas.GeoDataFrame:
    """One row per stop, in order; then one per order that nobody serves."""
    import geopandas
    import shapely

    rows: list[dict[str, Any]] = []
    points: list[tuple[float, float]] = []
    reasons = {
        one.order: "; ".join(
            f"{h.vehicle}: {h.constraint}" + ("" if h.by is None else f" {h.by:g} {h.unit}") for h in one.hindrances
        )
        for one in found.unserved
    }
    for leg in found.legs:
        name = "doors" if leg is found.doors else "supply"
        orders = {order.id: order for order in leg.problem.orders}
        at = {site.id: (site.lon, site.lat) for site in leg.problem.sites}
        at |= {id: (order.lon, order.lat) for id, order in orders.items()}
        for one in leg.plan.rounds:
            for place, stop in enumerate(one.stops):
                order = None if stop.at_site else orders[stop.place]
                clock = (format_time_of_day(second) for second in (stop.arrives_s, stop.begins_s, stop.leaves_s))
                rows.append(
                    dict(
                        zip(
                            COLUMNS,
                            (
                                name, one.vehicle, one.number, place, stop.place, stop.at_site, *clock,
                                0 if order is None else order.delivery.parcels,
                                0 if order is None else order.pickup.parcels, "",
                            ),
                            strict=True,
                        )
                    )
                )  # fmt: skip
                points.append(at[stop.place])
        for id in leg.plan.unserved:
            order = orders[id]
            left = (
                "unserved", "", 0, 0, id, False, "", "", "", order.delivery.parcels, order.pickup.parcels, reasons[id],
            )  # fmt: skip
            rows.append(dict(zip(COLUMNS, left, strict=True)))
            points.append(at[id])
    return geopandas.GeoDataFrame(rows, geometry=[shapely.Point(*point) for point in points], crs="EPSG:4326")


def rounds_record(found: Rounds, goods: Goods, network: Network) -> dict[str, Any]:
    """What the result says of itself."""
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": "goods",
        "network": network.key,
        "parameters": {
            "name": goods.declared.name, "date": goods.declared.date.isoformat(), "seed": goods.declared.seed,
            "iterations": goods.declared.iterations, "bound": None,
        },
        "figures": list(goods.parameters),
        "sources": [record.to_dict() for record in sources_of(network)],
        "notes": list(found.notes),
    }  # fmt: skip


def write_rounds(
    path: Path | str, found: Rounds, goods: Goods, world: World, *,
    lines: Sequence[Sequence[shapely.LineString]] | None = None, hubs: SitedSpots | None = None,
) -> None:  # fmt: skip
    """Write the rounds: a .gpkg with the layers stops, rounds (lines along streets) and sites (and
    candidates); stops alone as .geojson,
    .parquet or .csv.

    Args:
        found: of the plan `goods`. world: in which they were made. lines: as `round_lines`, None to find them.
        hubs: how micro-hubs were found: their candidates are a layer too.

    Raises:
        ParameterError: another ending. OutputError: the file could not be written; nothing is left of it.
    """
    path = Path(path)
    check_goods_output(path)
    record = rounds_record(found, goods, world.network)
    stops = rounds_frame(found)
    if path.suffix.lower() != ".gpkg":
        write_table(stops, path, provenance=record, column_docs=COLUMNS)
        return
    rounds = round_frame(found, goods, round_lines(world, goods, found) if lines is None else lines)
    layers = {"stops": stops, "rounds": rounds, "sites": site_frame(found, goods)}
    docs = {"stops": COLUMNS, "rounds": ROUND_COLUMNS, "sites": SITE_COLUMNS}
    if hubs is not None:
        layers["candidates"], docs["candidates"] = candidate_frame(hubs), CANDIDATE_COLUMNS
    write_layers(path, layers, provenance=record, column_docs=docs)


def unserved_rows(found: Rounds) -> Sequence[dict[str, Any]]:
    """Each order that nobody serves, as JSON values."""
    return [
        {
            "order": one.order, "alone_min": None if one.alone_s is None else round(one.alone_s / 60, 1),
            "hindrances": [
                {"vehicle": h.vehicle, "constraint": h.constraint, "by": h.by, "unit": h.unit} for h in one.hindrances
            ],
        }
        for one in found.unserved
    ]  # fmt: skip
