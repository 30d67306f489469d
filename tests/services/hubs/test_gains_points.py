from __future__ import annotations

import json

from portee.services.hubs.compare import compare_designs
from portee.services.hubs.gains_compared import LEAST_PEOPLE, zones_frame
from portee.services.hubs.gains_points import gain_points
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.compared import compared
from tests.services.hubs.village_hubs import given_in, village_hub


def test_places_with_enough_people_are_points_with_a_figure_for_each_hub(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:
    plan = village_hub(xs_territory, "fabriques-bikes")
    found = compare_designs([plan], given_in(xs_world, xs_territory))
    points = gain_points(found)
    assert points is not None
    assert json.loads(json.dumps(points, allow_nan=False)) == points
    zones = zones_frame(found)
    told = zones[zones["people"] >= LEAST_PEOPLE]
    assert len(points["features"]) == len(told) > 0
    most = max(one["properties"][f"surplus_{plan.id}"] for one in points["features"])
    assert abs(most - told[f"surplus_{plan.id}"].max()) < 0.006
    assert plan.place is not None
    assert points["hubs"] == [
        {"id": plan.id, "title": plan.title.model_dump(), "lon": plan.place.lon, "lat": plan.place.lat}
    ]


def test_there_are_none_where_demand_was_not_computed() -> None:
    assert gain_points(compared()) is None
