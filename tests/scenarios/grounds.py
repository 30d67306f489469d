"""A small ground for tests of scenarios: a grid of named streets, some offers, places to reach and people."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from pydantic import BaseModel
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from portee.core.declared import Words
from portee.core.errors import ManyProblems, SourceError
from portee.network.network import Network
from portee.network.streets import MODES, Streets
from portee.offers.aids import Aid
from portee.offers.catalogue import Offers
from portee.offers.low_emission import LowEmissionZone, ZoneRule
from portee.offers.services import Loan
from portee.reach import Travel, reach
from portee.scenarios.scenario import Scenario, apply_scenario, parse_scenario
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World
from tests.offers.shelf import tariff
from tests.worlds import ORIGIN, STEP_E7, grid_streets, random_places

__all__ = [
    "COLUMNS", "FIRST_WAY", "ROWS", "Told", "aid", "applied", "area", "at", "frozen", "ground", "jobs", "loan",
    "minutes", "named", "offers", "problems", "problems_of", "scenario", "some_streets", "streets_of", "untouched",
]  # fmt: skip

COLUMNS, ROWS = 5, 4
FIRST_WAY = 100
"""OpenStreetMap way of the first edge; the others count on from it."""
STEP = STEP_E7 / 1e7


class Told(list[tuple[str, str, str]]):
    """What was told: field, what, mend."""

    def __call__(self, field: str, what: str, mend: str) -> None:
        self.append((field, what, mend))


def at(column: float, row: float) -> list[float]:
    """A point of the grid, in blocks: longitude, latitude."""
    return [ORIGIN[0] + column * STEP, ORIGIN[1] + row * STEP]


def area(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """A ring in blocks of the grid."""
    return [at(west, south), at(east, south), at(east, north), at(west, north)]


def named(streets: Streets, columns: int = COLUMNS) -> Streets:
    """The grid with "Rue <row>" from west to east and "Avenue <column>" from south to north, one way each edge."""
    first, last = np.minimum(streets.edge_from, streets.edge_to), np.maximum(streets.edge_from, streets.edge_to)
    along = last - first == 1
    texts = [
        f"Rue {node // columns}" if east else f"Avenue {node % columns}"
        for node, east in zip(first.tolist(), along.tolist(), strict=True)
    ]
    names = tuple(sorted(set(texts)))
    return dataclasses.replace(
        streets, names=names, edge_name=np.array([names.index(text) for text in texts], np.int32),
        edge_osm_way=FIRST_WAY + np.arange(streets.edge_count, dtype=np.int64),
    )  # fmt: skip


def jobs() -> Places:
    """Three employers; their columns are not in the order of the alphabet."""
    table = pl.DataFrame({
        "name": ["Port", "Hôpital", "Gare"], "jobs": [120, 40, 0], "opens": ["06:00", None, "05:30"],
        "area_m2": [10.5, 2.0, 0.25], "public": [False, True, None],
    })  # fmt: skip
    lon, lat = np.array([at(0.5, 0), at(2, 1.5), at(4, 3)]).T
    return Places(np.array(["port", "hospital", "station"], object), lon, lat, table)


def homes() -> Places:
    lon, lat = np.array([at(0, 0), at(3.5, 2)]).T
    return Places(np.array(["a", "b"], object), lon, lat, pl.DataFrame({"residents": [100, 250]}))


def loan(id: str = "bikes", eur: float = 20.0) -> Loan:
    return Loan(id=id, title=Words(fr=id, en=id), kind="loan", vehicle="e_bike", energy="electric", eur_month=eur)


def aid(id: str = "help", eur: float = 30.0) -> Aid:
    told = {"id": id, "title": Words(fr=id, en=id), "payer": "x", "kind": "per_month", "amount_eur": eur}
    return Aid.model_validate({**told, "pays_for": ("bicycle",)})


def offers() -> Offers:
    zone = LowEmissionZone("centre", Polygon(area(1, 1, 3, 2)), None, None, {"car": ZoneRule("V3")})
    return Offers(
        (tariff("ticket", "single", 2.0), tariff("pass", "month", 40.0)), (loan(), loan("cargo", 45.0)), (aid(),),
        (zone,),
    )  # fmt: skip


def streets_of(seed: int | None = None) -> Streets:
    """The named grid; with a seed, some edges are missing, bent, one-way or slow."""
    rng = None if seed is None else np.random.default_rng(seed)
    return named(grid_streets(COLUMNS, ROWS, rng=rng))


def ground(seed: int | None = None, modes: tuple[str, ...] = MODES) -> World:
    """The whole of it."""
    return World(
        Network.of(streets_of(seed), modes=modes), Territory(homes(), {"jobs": jobs(), "shops": homes()}), offers()
    )


def some_streets(world: World, seed: int, share: float = 0.3) -> list[int]:
    """Some ways of a world, the first one always: a greater share holds all of a smaller one."""
    ways = world.network.streets.edge_osm_way
    drawn = np.random.default_rng(seed + 7).random(len(ways)) < share
    drawn[0] = True
    return [int(way) for way in ways[drawn]]


def scenario(*parts: Mapping[str, Any], **more: Any) -> Scenario:
    return parse_scenario(json.dumps({"name": "x", "modifications": list(parts), **more}), "plan.yaml")


def applied(world: World, *parts: Mapping[str, Any]) -> World:
    """The world after some modifications; the base is compared with what it was."""
    with untouched(world):
        return apply_scenario(scenario(*parts), world)


def problems(world: World, *parts: Mapping[str, Any]) -> list[tuple[str | None, str, str]]:
    """Field, what and mend of all that keeps modifications from a world, which stays as it was."""
    with untouched(world), pytest.raises(ManyProblems) as caught:
        apply_scenario(scenario(*parts), world)
    return [(p.where.field if p.where else None, p.what, p.mend) for p in caught.value.problems]


def problems_of(*parts: Mapping[str, Any]) -> list[SourceError]:
    """All that is wrong in the file itself."""
    with pytest.raises(ManyProblems) as caught:
        scenario(*parts)
    assert all(isinstance(problem, SourceError) for problem in caught.value.problems)
    return [problem for problem in caught.value.problems if isinstance(problem, SourceError)]


def minutes(world: World, mode: str, seed: int = 0) -> npt.NDArray[np.float32]:
    """Travel minutes between random places of the grid."""
    rng = np.random.default_rng(seed + 1)
    origins, destinations = (random_places(rng, 5, COLUMNS, ROWS) for _ in range(2))
    return reach(world, origins, destinations, Travel(mode=mode), threads=1).minutes()


def frozen(value: Any) -> Any:
    """All that an object holds, as values that can be compared."""
    if isinstance(value, np.ndarray):
        return str(value.dtype), value.shape, value.tolist() if value.dtype == object else value.tobytes()
    if isinstance(value, pl.DataFrame):
        return str(value.schema), value.rows()
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    if isinstance(value, BaseGeometry):
        return value.wkb
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: frozen(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: frozen(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [frozen(item) for item in value]
    return value


@contextmanager
def untouched(world: World) -> Iterator[None]:
    """Nothing that a world holds changes meanwhile."""
    before = frozen(world)
    yield
    assert frozen(world) == before
