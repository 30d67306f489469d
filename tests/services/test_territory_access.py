from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.services.gather import gather
from portee.services.territory_access import MOMENTS, TerritoryAccess, territory_access
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World


@pytest.fixture(scope="module")
def cells(xs_world: World, xs_territory: SyntheticTerritory) -> Places:
    return gather(xs_territory.cells, xs_world.network)


@pytest.fixture(scope="module")
def jobs(xs_world: World, xs_territory: SyntheticTerritory) -> Places:
    return gather(xs_territory.jobs, xs_world.network, weights=["jobs"])


@pytest.fixture(scope="module")
def halves(cells: Places) -> Places:
    """The west of the village, and a place where hardly anybody lives; the rest is in no zone."""
    middle = float(np.median(cells.lon))
    west = shapely.box(cells.lon.min() - 1, cells.lat.min() - 1, middle, cells.lat.max() + 1)
    few = shapely.Point(float(cells.lon.max()), float(cells.lat[np.argmax(cells.lon)])).buffer(1e-6)
    shapes = np.array([west, few], object)
    centre = shapely.centroid(shapes)
    names = pl.DataFrame({"name": ["West", "Edge"]})
    return Places(np.array(["w", "e"], object), shapely.get_x(centre), shapely.get_y(centre), names, shapes)


@pytest.fixture(scope="module")
def found(xs_world: World, cells: Places, jobs: Places, halves: Places) -> TerritoryAccess:
    return territory_access(xs_world, cells, jobs, "jobs", halves)


def test_fewer_jobs_are_reached_on_a_sunday_night(found: TerritoryAccess) -> None:
    assert list(found.reach) == list(MOMENTS)
    assert 0 < found.reach["sunday"] < found.reach["tuesday"] <= found.jobs
    assert found.dates["tuesday"].weekday() == 1
    assert found.dates["sunday"].weekday() == 6
    assert all(0 <= value < 1 for value in found.gini.values())


def test_neighbourhoods_add_up_to_the_whole(found: TerritoryAccess) -> None:
    assert [one.name for one in found.neighbourhoods] == ["Edge", "West", ""]
    assert sum(one.residents for one in found.neighbourhoods) == pytest.approx(found.residents)
    told = [one for one in found.neighbourhoods if one.reach is not None]
    for moment, mean in found.reach.items():
        values = [one.reach[moment] for one in told if one.reach is not None]
        least, most = min(values), max(values)
        assert least <= mean <= most


def test_where_too_few_live_nothing_is_told(xs_world: World, cells: Places, jobs: Places, halves: Places) -> None:
    named = {name.casefold(): name for name in cells.attributes.columns}
    column = named.get("households", named.get("men", "men"))
    few = replace(cells, attributes=cells.attributes.with_columns(pl.lit(0.5).alias(column)))
    found = territory_access(xs_world, few.take(np.arange(3)), jobs, "jobs", halves)
    assert all(one.reach is None for one in found.neighbourhoods)


def test_without_zones_the_whole_is_told(xs_world: World, cells: Places, jobs: Places) -> None:
    assert territory_access(xs_world, cells, jobs, "jobs", None).neighbourhoods == ()


def test_where_nobody_lives_is_told(xs_world: World, jobs: Places) -> None:
    with pytest.raises(ParameterError, match="Nobody lives"):
        territory_access(xs_world, jobs, jobs, "jobs", None)
