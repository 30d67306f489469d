"""Where a micro-hub or a locker may stand: places of files, places written in the plan, or a grid over the streets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.offers.areas import shape_of
from portee.reach.streetwise import attached_places
from portee.services.gather import gather
from portee.services.hubs.candidates import candidates_of
from portee.services.logistics.orders import Finder
from portee.services.logistics.wanted import Spots
from portee.services.recognise import PlaceColumns, columns_of, kind_of
from portee.territory.places import Places

__all__ = ["MOST_SPOTS", "Spot", "spots_of"]

MOST_SPOTS = 3000
"""Candidates in all: each is searched from, and each may be opened."""
METRES_PER_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
OSM_KINDS = {"parking": "parking", "vacant_ground_floor": "ground_floors"}
"""Kinds that are found in an extract of OpenStreetMap, as candidates of hubs are."""
NAMES = ("name", "nom", "title", "label", "libelle")


@dataclass(frozen=True)
class Spot:
    """A candidate.

    Attributes:
        id, name, kind: what it is, without a name called by its street. lon, lat: degrees WGS 84.
        m2: its area, None where nobody tells it. cost_day: euros. parcels: that it holds a day, None for no limit.
    """

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    m2: float | None = None
    cost_day: float = 0.0
    parcels: int | None = None


def spots_of(among: Sequence[Spots], find: Finder, network: Network) -> tuple[Spot, ...]:
    """Every candidate, in the order in which they are told.

    Args:
        among: where from. find: where the files lie. network: its streets.

    Raises:
        ParameterError: no candidate, more than `MOST_SPOTS`, two of one id, no such column. SourceError: as `gather`.
    """
    found: list[Spot] = []
    for number, asked in enumerate(among, 1):
        found += _apart(list(_kept(_of(asked, number, find, network), asked)), asked.apart_m)
    if not found:
        raise ParameterError(
            "There is no place where anything could stand.", where=Where(field="among"),
            mend="Keep more values, widen 'area', or give other places.",
        )  # fmt: skip
    if len(found) > MOST_SPOTS:
        raise ParameterError(
            f"{len(found):,} places are candidates, more than the {MOST_SPOTS:,} that are weighed.",
            where=Where(field="among"), mend="Give 'apart_m', a smaller 'area' or a coarser grid.",
        )  # fmt: skip
    ids = [one.id for one in found]
    if len(set(ids)) < len(ids):
        twice = next(id for id in ids if ids.count(id) > 1)
        raise ParameterError(f"Two candidates are called '{twice}'.", mend="Give each an id of its own.")
    return _named(found, network)


def _named(spots: Sequence[Spot], network: Network) -> tuple[Spot, ...]:
    """The same, those without a name called by the street where they are entered on foot, where it has one."""
    ids: npt.NDArray[np.object_] = np.array([str(row) for row in range(len(spots))], object)
    places = Places(ids, np.array([one.lon for one in spots]), np.array([one.lat for one in spots]))
    edges = attached_places(network, places, "walk").edge
    streets = network.streets
    numbers = [int(streets.edge_name[edge]) if edge >= 0 else -1 for edge in edges.tolist()]
    return tuple(
        one if one.name or number < 0 else replace(one, name=streets.names[number])
        for one, number in zip(spots, numbers, strict=True)
    )


def _of(asked: Spots, number: int, find: Finder, network: Network) -> Iterator[Spot]:
    own = (asked.kind, asked.m2, asked.cost_day, asked.parcels)
    if asked.points:
        for one in asked.points:
            kind, m2, cost, parcels = own
            yield Spot(
                one.id, one.name, kind, *one.at, m2 if one.m2 is None else one.m2,
                cost if one.cost_day is None else one.cost_day, parcels if one.parcels is None else one.parcels,
            )  # fmt: skip
        return
    if asked.grid_m is not None:
        places = candidates_of(f"grid:{asked.grid_m}", network)
    elif (named := OSM_KINDS.get(asked.kind)) and kind_of(Path(str(asked.file))) == "osm":
        places = candidates_of(f"{named}:{find(str(asked.file))}", network)
        places = places.take(_rows(places, asked))
    else:
        assert asked.file is not None
        path = find(asked.file)
        heads = {name.casefold() for name in columns_of(path)} if path.is_file() else set()
        places = gather(path, network, columns=PlaceColumns(id=None if "id" in heads or not heads else "@row"))
        places = places.take(_rows(places, asked))
    yield from _placed(places, asked, number)


def _rows(places: Places, asked: Spots) -> npt.NDArray[np.bool_]:
    """Bool (n,), rows of a file that hold the values to be kept."""
    kept = np.ones(len(places), np.bool_)
    for column, values in asked.keep.items():
        held = _column(places, column, asked).cast(pl.String)
        kept &= held.is_in(list(values)).fill_null(value=False).to_numpy()
    return kept


def _column(places: Places, name: str, asked: Spots) -> pl.Series:
    if name not in places.attributes.columns:
        raise ParameterError(
            f"'{asked.file}' has no column '{name}'.", where=Where(field="among"),
            mend=f"Columns: {', '.join(places.attributes.columns[:20])}.",
        )  # fmt: skip
    return places.attributes[name]


def _placed(places: Places, asked: Spots, number: int) -> Iterator[Spot]:
    known = [_ID.fullmatch(str(id)) is not None for id in places.ids.tolist()]
    title = next((name for name in NAMES if name in places.attributes.columns), None)
    names = [""] * len(places) if title is None else places.attributes[title].fill_null("").cast(pl.String).to_list()
    columns = {
        key: None if name is None else places.weight(_column(places, name, asked).name)
        for key, name in (("m2", asked.m2_column), ("cost", asked.cost_column), ("parcels", asked.parcels_column))
    }  # fmt: skip
    m2, cost, parcels = columns["m2"], columns["cost"], columns["parcels"]
    prefix = asked.kind if number == 1 else f"{asked.kind}{number}"
    for row, id in enumerate(places.ids.tolist()):
        yield Spot(
            f"{prefix}-{id}" if known[row] else f"{prefix}-row{row + 1}", names[row], asked.kind,
            float(places.lon[row]), float(places.lat[row]), asked.m2 if m2 is None else float(m2[row]),
            asked.cost_day if cost is None else float(cost[row]),
            asked.parcels if parcels is None else int(parcels[row]),
        )  # fmt: skip


def _kept(spots: Iterator[Spot], asked: Spots) -> Iterator[Spot]:
    shape = None if asked.area is None else shape_of(asked.area)
    for one in spots:
        if shape is None or shapely.contains_xy(shape, one.lon, one.lat):
            yield one


def _apart(spots: list[Spot], metres: float) -> list[Spot]:
    """Of places nearer to each other than some metres, in a straight line, the first."""
    if not metres or not spots:
        return spots
    lon, lat = np.array([one.lon for one in spots]), np.array([one.lat for one in spots])
    x, y = lon * np.cos(np.radians(lat.mean())) * METRES_PER_DEGREE, lat * METRES_PER_DEGREE
    kept: list[int] = []
    for row in range(len(spots)):
        if not kept or float(np.hypot(x[kept] - x[row], y[kept] - y[row]).min()) >= metres:
            kept.append(row)
    return [spots[row] for row in kept]
