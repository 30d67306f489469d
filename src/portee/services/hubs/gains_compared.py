"""Who gains from hubs: by kind of resident, by place, on a map; no figure of few people is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.network.network import Network
from portee.reports.basemap import base_from_streets
from portee.reports.fluent import say
from portee.reports.sheet import SheetMap, SheetTable
from portee.reports.sheet_map import change_map, frame_of
from portee.reports.wording import figure
from portee.services.hubs.case import HubCase
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.short_titles import short_titles

if TYPE_CHECKING:
    import geopandas

__all__ = ["LEAST_PEOPLE", "gains_table", "hubs_frame", "worth_per_person", "zone_map", "zones_frame"]

LEAST_PEOPLE = 11
"""Fewer people are not told of: the least number of households that INSEE publishes."""

LITTLE_EUR = 0.01
"""EUR a month and person below which nothing is said to change."""

MOST_BASE_POINTS = 9_000


def gains_table(found: HubComparison, lang: str) -> SheetTable | None:
    """EUR a month and person that each kind of resident gains, by design; None where demand was not computed."""
    designs = [case for case in found.designs if case.designed is not None]
    if not designs:
        return None
    rows = []
    for profile in designs[0].reach.profiles:
        people = max(case.reach.people.get(profile.id, 0.0) for case in designs)
        if people < LEAST_PEOPLE:
            rows.append((profile.title.in_(lang), say(lang, "hubs-few"), *(say(lang, "hubs-none") for _ in designs)))
            continue
        worth = (figure(worth_per_person(case, profile.id), lang, 2) for case in designs)
        rows.append((profile.title.in_(lang), figure(people, lang), *worth))
    head = (
        say(lang, "hubs-profile"), say(lang, "hubs-people"),
        *(say(lang, "hubs-surplus-month", title=case.plan.title.in_(lang)) for case in designs),
    )  # fmt: skip
    return SheetTable(
        "gains", say(lang, "hubs-gains-title"), head, tuple(rows), lead=say(lang, "hubs-gains-lead"),
        figures=tuple(range(1, len(head))), printed=5,
    )  # fmt: skip


def worth_per_person(case: HubCase, profile: str) -> float:
    """EUR a month that a design is worth to one person of a profile, 0 where none lives within a walk."""
    assert case.designed is not None
    rows = case.designed.gains.filter(pl.col("profile") == profile)
    people = float(rows["people"].sum())
    return float(rows["surplus_eur_month"].sum()) / people if people else 0.0


def zones_frame(found: HubComparison) -> geopandas.GeoDataFrame:
    """One row per place from which somebody walks to a hub: people, and EUR a month and person of each design.

    Columns: `cell`, `people`, `surplus_ID` for each hub; figures are empty where too few people live.
    """
    import geopandas

    rows: dict[str, dict[str, object]] = {}
    for case in found.designs:
        if case.designed is None:
            continue
        for one in case.designed.cells.iter_rows(named=True):
            hidden = one["withheld"] or one["people"] < LEAST_PEOPLE
            row = rows.setdefault(
                one["cell"], {"cell": one["cell"], "lon": one["lon"], "lat": one["lat"], "people": None}
            )  # fmt: skip
            if not hidden:
                row["people"] = max(one["people"], row["people"] or 0.0)
                row[f"surplus_{case.plan.id}"] = one["surplus_eur_month"] / one["people"]
    ids = [f"surplus_{case.plan.id}" for case in found.designs if case.designed is not None]
    table = [{"cell": row["cell"], "people": row["people"], **{id: row.get(id) for id in ids}} for row in rows.values()]
    lon, lat = ([float(str(row[name])) for row in rows.values()] for name in ("lon", "lat"))
    frame = geopandas.GeoDataFrame(table, geometry=geopandas.points_from_xy(lon, lat), crs="EPSG:4326")
    for name in ("people", *ids):
        frame[name] = frame[name].astype(float)
    return frame


def hubs_frame(found: HubComparison, lang: str) -> geopandas.GeoDataFrame:
    """The hubs that say where they stand, with their figures."""
    import geopandas

    placed = [(k, case) for k, case in enumerate(found.cases) if case.plan.place is not None]
    rows = [
        {"id": case.plan.id, "title": case.plan.title.in_(lang), **{one.name: one.values[k] for one in found.figures}}
        for k, case in placed
    ]
    lon, lat = ([getattr(case.plan.place, name) for _, case in placed] for name in ("lon", "lat"))
    return geopandas.GeoDataFrame(rows, geometry=geopandas.points_from_xy(lon, lat), crs="EPSG:4326")


def zone_map(found: HubComparison, network: Network, lang: str) -> SheetMap | None:
    """A map of who gains: of one design against doing nothing; of several, where the first or the second is worth more.

    Places with too few people are not drawn.
    """
    found = short_titles(found, lang)
    designs = [case for case in found.designs if case.designed is not None]
    if not designs:
        return None
    zones = zones_frame(found)
    columns = [f"surplus_{case.plan.id}" for case in designs[:2]]
    zones = zones[zones["people"].notna()]
    if not len(zones):
        return None
    worth = [zones[name].fillna(0.0).to_numpy() for name in columns]
    change = worth[0] if len(worth) == 1 else worth[0] - worth[1]
    sign = np.where(np.abs(change) < LITTLE_EUR, 0, np.sign(change)).astype(np.int8)
    lon, lat = (np.asarray(getattr(zones.geometry, axis), dtype=np.float64) for axis in ("x", "y"))
    place = designs[0].plan.place
    assert place is not None
    base = base_from_streets(
        network.streets, bounds=frame_of(np.append(lon, place.lon), np.append(lat, place.lat)),
        most_points=MOST_BASE_POINTS,
    )  # fmt: skip

    def scale(metres: float) -> str:
        return say(lang, "map-km", km=metres / 1000) if metres >= 1000 else say(lang, "map-m", m=metres)

    drawn = change_map(base, lon, lat, sign, scale, mark=(place.lon, place.lat))
    return SheetMap(drawn, _alt(designs, sign, lang), tuple(_keys(designs, sign, lang)), _credit(found, network, lang))


def _alt(designs: Sequence[HubCase], sign: npt.NDArray[np.int8], lang: str) -> str:
    counts = {"up": int((sign > 0).sum()), "down": int((sign < 0).sum()), "same": int((sign == 0).sum())}
    title = designs[0].plan.title.in_(lang)
    if len(designs) == 1:
        return say(lang, "hubs-map-alt", title=title, gain=counts["up"], same=counts["same"])
    return say(lang, "hubs-map-alt-two", title=title, other=designs[1].plan.title.in_(lang), **counts)


def _keys(designs: Sequence[HubCase], sign: npt.NDArray[np.int8], lang: str) -> list[tuple[str, str]]:
    title = designs[0].plan.title.in_(lang)
    if len(designs) == 1:
        keys = [("gain", say(lang, "hubs-map-gain"))]
    else:
        keys = [("gain", say(lang, "hubs-map-more", title=title))] if (sign > 0).any() else []
        if (sign < 0).any():
            keys.append(("lose", say(lang, "hubs-map-more", title=designs[1].plan.title.in_(lang))))
    if (sign == 0).any():
        keys.append(("not", say(lang, "hubs-map-same" if len(designs) == 1 else "hubs-map-equal")))
    return [*keys, ("work", say(lang, "hubs-map-hub"))]


def _credit(found: HubComparison, network: Network, lang: str) -> str:
    hidden = int(zones_frame(found)["people"].isna().sum())
    told = [say(lang, "hubs-map-hidden", count=hidden)] if hidden else []
    if any(source.source == "osm" for source in network.provenance):
        told.append(say(lang, "map-osm"))
    return ". ".join(told)
