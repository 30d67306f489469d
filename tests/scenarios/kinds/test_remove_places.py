"""Places lost, by id or by area: sums fall by exactly what is removed."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World
from tests.scenarios.grounds import applied, area, at, ground, jobs, problems, problems_of

GROUND = ground(modes=("walk",))


def remove(**fields: object) -> dict[str, object]:
    return {"type": "remove_places", "of": "jobs", **fields}


def left(world: World) -> Places:
    return world.territory.opportunities["jobs"]


@settings(max_examples=20)
@given(st.sets(st.sampled_from(["port", "hospital", "station"]), min_size=1))
def test_sums_fall_by_what_is_removed(ids: set[str]) -> None:
    found, before = left(applied(GROUND, remove(ids=sorted(ids)))), jobs()
    gone = np.isin(before.ids.astype(str), sorted(ids))
    assert found.weight("jobs").sum() == before.weight("jobs").sum() - before.weight("jobs")[gone].sum()
    assert found.ids.tolist() == before.ids[~gone].tolist()
    assert_frame_equal(found.attributes, before.attributes.filter(~gone))


def test_what_is_added_and_removed_again_leaves_the_same() -> None:
    lon, lat = at(1, 1)
    part = {"type": "add_places", "of": "jobs", "places": [{"id": "n", "lon": lon, "lat": lat, "jobs": 7}]}
    found = left(applied(GROUND, part, remove(ids=["n"])))
    assert found.ids.tolist() == jobs().ids.tolist()
    assert_frame_equal(found.attributes, jobs().attributes, check_dtypes=False)


def test_an_area_takes_all_inside_and_ids_as_well() -> None:
    assert left(applied(GROUND, remove(area=area(1, 1, 3, 2)))).ids.tolist() == ["port", "station"]
    assert left(applied(GROUND, remove(area=area(1, 1, 3, 2), ids=["hospital", "port"]))).ids.tolist() == ["station"]
    assert len(left(applied(GROUND, remove(area=area(-1, -1, 9, 9))))) == 0


def test_outlines_of_those_that_stay_are_kept() -> None:
    base = jobs()
    shapes = np.asarray(shapely.box(base.lon, base.lat, base.lon + 1, base.lat + 1))
    world = GROUND.replace(territory=Territory(None, {"jobs": Places(base.ids, base.lon, base.lat, geometry=shapes)}))
    found = left(applied(world, remove(ids=["port"])))
    assert found.geometry is not None
    assert found.geometry.tolist() == shapes[1:].tolist()


def test_what_is_not_there_is_told() -> None:
    assert problems(GROUND, remove(ids=["prt"], area=area(-3, -3, -2, -2)), remove(ids=["port"], of="shop")) == [
        ("modifications.0.ids", "There is no place 'prt'.", "Did you mean 'port'?"),
        ("modifications.0.area", "No place of 'jobs' lies in the area.",
         "Longitude comes first; draw it over a place."),
        ("modifications.1.of", "There are no places 'shop'.", "Did you mean 'shops'?"),
    ]  # fmt: skip
    (again,) = problems(GROUND, remove(ids=["port"]), remove(ids=["port"]))
    assert again[:2] == ("modifications.1.ids", "There is no place 'port'.")
    assert [p.what for p in problems_of(remove())] == ["It names no place."]
