from __future__ import annotations

from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely

from portee.reach.streetwise import attached_places
from portee.services.logistics.compute import route_goods
from portee.services.logistics.lines import positions_of, round_lines
from portee.services.logistics.resolve import Goods, open_goods
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.services.logistics.villages import village_plan


@pytest.fixture
def goods(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> Goods:
    return open_goods(village_plan(tmp_path, xs_territory), xs_world.network)


def test_lines_pass_every_stop_in_order_and_are_as_long_as_the_round(xs_world: World, goods: Goods) -> None:
    found = route_goods(xs_world, goods)
    globe = pyproj.Geod(ellps="WGS84")
    lines = round_lines(xs_world, goods, found)
    for leg, drawn in zip(found.legs, lines, strict=True):
        at = positions_of(leg)
        for one, line in zip(leg.plan.rounds, drawn, strict=True):
            points = shapely.get_coordinates(line).tolist()
            after = -1
            for stop in one.stops:
                after = points.index(list(at[stop.place]), after + 1 if after < 0 else after)
            assert after == len(points) - 1
            metres = globe.geometry_length(line)
            # The table counts no way between a door and its street, there and back; each leg is rounded up.
            aside = 2 * sum(
                _aside_m(xs_world, goods.rides[one.vehicle].mode, at[stop.place]) for stop in one.stops[:-1]
            )
            assert metres == pytest.approx(one.metres + aside, rel=0.01, abs=len(one.stops))


def _aside_m(world: World, mode: str, point: tuple[float, float]) -> float:
    place = Places(np.array(["p"], object), np.array([point[0]]), np.array([point[1]]))
    return float(attached_places(world.network, place, mode).aside_mm[0]) / 1000


def test_lines_lie_on_streets(xs_world: World, goods: Goods) -> None:
    found = route_goods(xs_world, goods)
    (supply, _) = round_lines(xs_world, goods, found)
    streets = xs_world.network.streets
    lon, lat = streets.geometry_lon_e7 / 1e7, streets.geometry_lat_e7 / 1e7
    nodes = shapely.STRtree([shapely.Point(*each) for each in zip(lon.tolist(), lat.tolist(), strict=True)])
    stops = set(positions_of(found.legs[0]).values())
    inner = [point for point in shapely.get_coordinates(supply[0]).tolist() if tuple(point) not in stops]
    _, away = nodes.query_nearest(shapely.points(inner), return_distance=True, all_matches=False)
    # All but the two points at which a door meets its street are corners of streets.
    assert np.count_nonzero(away > 1e-9) <= 2 * len(found.supply.plan.rounds[0].stops)  # type: ignore[union-attr]
