"""Places within reach, the nearest first, each with the ways of going there that no other way beats."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.network.network import Network
from portee.services.diagnose import Diagnosis, chosen_stop_ids
from portee.services.nearby_names import place_words

__all__ = ["NAME_COLUMNS", "PlaceOption", "PlaceTold", "called", "names_of", "places_told"]

NAME_COLUMNS = ("name", "nom", "title", "label", "libelle")
"""Columns that may name a place, the first there is counts; else its id is its name, and `called` says more."""


@dataclass(frozen=True)
class PlaceOption:
    """One way of going there. out_min, back_min: minutes; the rest is None where not known.

    Attributes:
        way: row in `Within.ways`. eur_month: euros a month. kg_co2_month: kg CO2e a month. transfers: changes of
            vehicle.
    """

    way: int
    out_min: int
    back_min: int
    eur_month: float | None
    kg_co2_month: float | None
    transfers: int | None


@dataclass(frozen=True)
class PlaceTold:
    """A place within reach.

    Attributes:
        row: in the places of work. id, name: of it. weight: what it counts for.
        best: the fastest way. options: ways that no other one beats, the fastest first.
        stops: ids of the childcare and school used by the fastest way.
    """

    row: int
    id: str
    name: str
    weight: float
    best: PlaceOption
    options: tuple[PlaceOption, ...]
    stops: tuple[str, ...]


def names_of(diagnosis: Diagnosis) -> list[str]:
    """A name for each place of work."""
    work = diagnosis.work
    column = next((c for c in NAME_COLUMNS if c in map(str.casefold, work.attributes.columns)), None)
    ids = [str(id) for id in work.ids.tolist()]
    if column is None:
        return ids
    own = next(c for c in work.attributes.columns if c.casefold() == column)
    names = work.attributes[own].cast(pl.String).to_list()
    return [(name or "").strip() or id for name, id in zip(names, ids, strict=True)]


def called(network: Network, diagnosis: Diagnosis, place: PlaceTold, lang: str) -> str:
    """The name of a place in words: where it has none but its id, what it is beside tells where it is."""
    if place.name != place.id:
        return place.name
    work = diagnosis.work
    return place_words(network, place.id, float(work.lon[place.row]), float(work.lat[place.row]), lang)


def places_told(diagnosis: Diagnosis, most: int | None = None) -> tuple[PlaceTold, ...]:
    """Places within reach by shortest total time of both legs, of equal ones by row; `most`: how many, None for all."""
    best = diagnosis.within.best()
    rows = np.flatnonzero(best >= 0)
    total = np.array([_both(diagnosis, int(best[row]), int(row)) for row in rows.tolist()], np.int64)
    rows = rows[np.argsort(total, kind="stable")][:most]
    named, stops = names_of(diagnosis), chosen_stop_ids(diagnosis, best)
    times = Counter(named[row] for row in rows.tolist())
    # Several jobs at one place, say: the id tells them apart.
    names = [f"{name} ({id})" if times[name] > 1 else name for name, id in zip(named, diagnosis.work.ids, strict=True)]
    return tuple(_told(diagnosis, int(row), int(best[row]), names[int(row)], stops) for row in rows.tolist())


def _told(diagnosis: Diagnosis, row: int, best: int, name: str, stops: Sequence[Sequence[str]]) -> PlaceTold:
    unbeaten = np.flatnonzero(diagnosis.worth.unbeaten[:, row]).tolist()
    options = sorted((_option(diagnosis, way, row) for way in unbeaten), key=lambda o: (o.out_min + o.back_min, o.way))
    return PlaceTold(
        row, str(diagnosis.work.ids[row]), name, float(diagnosis.weights[row]), _option(diagnosis, best, row),
        tuple(options), tuple(ids[row] for ids in stops),
    )  # fmt: skip


def _option(diagnosis: Diagnosis, way: int, row: int) -> PlaceOption:
    within, worth = diagnosis.within, diagnosis.worth
    priced = within.ways[way].cost.known
    transfers = _known(worth.transfers, way, row)
    return PlaceOption(
        way, int(within.legs[way].out[row]) // 60, int(within.legs[way].back[row]) // 60,
        _known(worth.eur, way, row) if priced else None, _known(worth.kg, way, row),
        None if transfers is None else int(transfers),
    )  # fmt: skip


def _both(diagnosis: Diagnosis, way: int, row: int) -> int:
    legs = diagnosis.within.legs[way]
    return int(legs.out[row]) + int(legs.back[row])


def _known(values: npt.NDArray[np.float64], way: int, row: int) -> float | None:
    value = float(values[way, row])
    return value if math.isfinite(value) else None
