"""Places written out in a file: their kind, their rows, and places with some more."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from portee.scenarios.placing import PlannedPlace, joined, kind_named, moved, rows_named, with_kind
from portee.scenarios.works import Works
from portee.territory.places import Places
from portee.territory.territory import Territory
from tests.scenarios.grounds import Told, frozen, ground, jobs
from tests.worlds import places_at

WORLD = ground(modes=("walk",))


def planned(id: str = "new", /, **told: object) -> PlannedPlace:
    return PlannedPlace.model_validate({"id": id, "lon": 5.0, "lat": 43.0, **told})


def test_what_a_planned_place_tells() -> None:
    assert planned().told == {}
    assert planned(jobs=3, opens="07:00").told == {"jobs": 3, "opens": "07:00"}


def test_the_only_kind_need_not_be_named() -> None:
    one = Works(WORLD.replace(territory=Territory(None, {"jobs": jobs()})))
    none, two, told = Works(WORLD.replace(territory=Territory())), Works(WORLD), Told()
    assert kind_named(one, None, told) == "jobs"
    assert kind_named(two, "shops", told) == "shops"
    assert told == []
    assert [kind_named(two, None, told), kind_named(two, "job", told)] == [None, None]
    assert [kind_named(none, None, told), kind_named(none, "jobs", told)] == [None, None]
    assert told == [
        ("type", "It is not told which places are meant.", "Give 'of', one of: jobs, shops."),
        ("of", "There are no places 'job'.", "Did you mean 'jobs'?"),
        ("type", "It is not told which places are meant.", "Give 'of', one of: none is known."),
        ("of", "There are no places 'jobs'.", "Give a file of opportunities."),
    ]


def test_a_kind_is_exchanged_and_the_others_are_shared() -> None:
    works, other = Works(WORLD), places_at([5.0], [43.0])
    with_kind(works, "jobs", other)
    assert works.territory.opportunities["jobs"] is other
    assert works.territory.opportunities["shops"] is WORLD.territory.opportunities["shops"]
    assert WORLD.territory.opportunities["jobs"] is not other


def test_rows_are_those_of_the_ids_each_once() -> None:
    told = Told()
    assert rows_named(jobs(), ["station", "port", "station", "prt", "prt"], told) == [2, 0]
    assert told == [("ids", "There is no place 'prt'.", "Did you mean 'port'?")]


def outlined() -> Places:
    """The employers with outlines: squares of 2, 4 and 6 thousandths of a degree."""
    base = jobs()
    squares = [shapely.box(x - h, y - h, x + h, y + h) for x, y, h in zip(base.lon, base.lat, SIDES, strict=True)]
    return Places(base.ids, base.lon, base.lat, base.attributes, np.array(squares, object), base.provenance)


SIDES = (0.001, 0.002, 0.003)


def test_outlines_are_kept_and_new_places_have_one_too() -> None:
    base, ring = outlined(), [[5.0, 43.0], [5.001, 43.0], [5.0, 43.001]]
    found = joined(base, [planned("told", outline=ring), planned("square")], Told())
    assert base.geometry is not None
    assert found.geometry is not None
    assert found.geometry[:3].tolist() == base.geometry.tolist()
    assert found.geometry[3].equals(shapely.Polygon(ring))
    assert found.geometry[4].bounds == pytest.approx((4.998, 42.998, 5.002, 43.002))
    assert set(shapely.get_dimensions(found.geometry).tolist()) == {2}
    assert joined(jobs(), [planned("bare")], Told()).geometry is None
    some = joined(jobs(), [planned("told", outline=ring), planned("bare")], Told()).geometry
    assert some is not None
    assert shapely.get_dimensions(some).tolist() == [0, 0, 0, 2, 0]


def test_an_outline_moves_with_its_place() -> None:
    base = outlined()
    found = moved(base, [0], 6.0, 44.0)
    assert base.geometry is not None
    assert found.geometry is not None
    assert (found.lon[0], found.lat[0]) == (6.0, 44.0)
    assert found.geometry[0].bounds == pytest.approx((5.999, 43.999, 6.001, 44.001))
    assert found.geometry[1:].tolist() == base.geometry[1:].tolist()
    assert base.geometry[0].bounds[0] == pytest.approx(base.lon[0] - 0.001)
    assert moved(jobs(), [0], 6.0, 44.0).geometry is None


@given(st.lists(st.integers(0, 10**9) | st.floats(0, 1e9), max_size=4))
def test_sums_grow_by_what_is_added(values: list[float]) -> None:
    before, told = jobs(), Told()
    kept = frozen(before)
    after = joined(before, [planned(f"n{k}", jobs=value) for k, value in enumerate(values)], told)
    assert told == []
    assert frozen(before) == kept
    assert after.ids.tolist() == [*before.ids, *(f"n{k}" for k in range(len(values)))]
    assert after.weight("jobs").tolist() == [120.0, 40.0, 0.0, *map(float, values)]
    assert after.weight("area_m2").sum() == before.weight("area_m2").sum()
    assert after.attributes.columns == before.attributes.columns


def test_columns_keep_their_order_and_what_is_not_told_is_nothing() -> None:
    after = joined(jobs(), [planned(public=True, opens="07:00", jobs=5), planned("bare")], Told())
    expected = pl.DataFrame({
        "name": ["Port", "Hôpital", "Gare", None, None], "jobs": [120.0, 40.0, 0.0, 5.0, 0.0],
        "opens": ["06:00", None, "05:30", "07:00", None], "area_m2": [10.5, 2.0, 0.25, 0.0, 0.0],
        "public": [False, True, None, True, None],
    })  # fmt: skip
    assert_frame_equal(after.attributes, expected)
    assert after.lon[3:].tolist() == [5.0, 5.0]
    assert after.lat[3:].tolist() == [43.0, 43.0]


def test_a_fraction_after_many_whole_numbers_stays_one() -> None:
    more = [planned(f"n{k}", jobs=1) for k in range(150)]
    after = joined(jobs(), [*more, planned("half", jobs=1.5, opens="07:00")], Told())
    assert after.weight("jobs").sum() == 160 + 150 + 1.5
    assert after.attributes["opens"][-1] == "07:00"


def test_dates_and_empty_columns_take_text() -> None:
    table = pl.DataFrame({"since": [date(2020, 1, 1)], "nothing": [None]})
    one = Places(np.array(["a"], object), np.zeros(1), np.zeros(1), table)
    after = joined(one, [planned(since="2027-09-01", nothing="x"), planned("bare")], Told())
    assert after.attributes["since"].to_list() == ["2020-01-01", "2027-09-01", None]
    assert after.attributes["nothing"].to_list() == [None, "x", None]


def test_places_without_columns_and_no_places() -> None:
    bare = places_at([5.0, 5.1], [43.0, 43.1])
    after = joined(bare, [planned()], Told())
    assert after.ids.tolist() == ["p0", "p1", "new"]
    assert after.attributes.width == 0
    assert after.geometry is None
    empty = joined(jobs().take(np.zeros(0, np.intp)), [planned(jobs=2)], Told())
    assert empty.weight("jobs").tolist() == [2.0]
    assert joined(bare, [], Told()).ids.tolist() == ["p0", "p1"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    told = Told()
    joined(jobs(), [planned("port", jbs=3), planned("n", jobs="many"), planned("n"), planned("m", opens=[6])], told)
    assert told == [
        ("places", "Places have no column 'jbs'.", "Did you mean 'jobs'?"),
        ("places", "There is a place 'port' already.", "Give another id."),
        ("places", "There is a place 'n' already.", "Give another id."),
        ("places", "'jobs' of 'n' is not a number.", "Write a number."),
        ("places", "'opens' of 'm' is not text.", "Write text."),
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("jobs", None), ("jobs", True), ("jobs", "3"), ("jobs", float("inf")), ("jobs", float("nan")),
        ("jobs", 10**400), ("jobs", {}), ("public", 1), ("public", "yes"), ("name", {"a": 1}),
    ],
)  # fmt: skip
def test_a_value_that_its_column_cannot_hold_is_told(column: str, value: object) -> None:
    told = Told()
    joined(jobs(), [planned("new", **{column: value})], told)
    assert [(field, what.startswith(f"'{column}' of 'new' is not ")) for field, what, _ in told] == [("places", True)]
