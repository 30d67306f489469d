"""Another figure of some places: numbers by value or factor, text by value."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World
from tests.scenarios.grounds import applied, ground, jobs, problems, problems_of

GROUND = ground(modes=("walk",))


def put(column: str, **fields: object) -> dict[str, object]:
    return {"type": "set_column", "of": "jobs", "column": column, **fields}


def table(*parts: dict[str, object], world: World = GROUND) -> pl.DataFrame:
    return applied(world, *parts).territory.opportunities["jobs"].attributes


@settings(max_examples=25)
@given(st.floats(0, 1000), st.sets(st.sampled_from(["port", "hospital", "station"])))
def test_a_factor_multiplies_those_that_are_named_and_all_when_none_is(factor: float, ids: set[str]) -> None:
    before = jobs().weight("jobs")
    named = np.array([not ids or id in ids for id in jobs().ids])
    found = table(put("jobs", factor=factor, ids=sorted(ids)))
    assert found["jobs"].to_list() == np.where(named, before * factor, before).tolist()
    assert found.columns == jobs().attributes.columns
    assert found.drop("jobs").equals(jobs().attributes.drop("jobs"))


def test_a_value_is_the_value() -> None:
    assert table(put("jobs", value=7, ids=["station"]))["jobs"].to_list() == [120, 40, 7]
    assert table(put("opens", value="04:30"))["opens"].to_list() == ["04:30"] * 3
    assert table(put("opens", value="04:30", ids=["hospital"]))["opens"].to_list() == ["06:00", "04:30", "05:30"]
    assert table(put("jobs", factor=2, ids=["port", "port"]))["jobs"].to_list() == [240, 40, 0]


def test_a_column_of_nothing_keeps_its_type() -> None:
    base = jobs()
    holes = base.attributes.with_columns(pl.lit(None, pl.Int64).alias("jobs"))
    world = GROUND.replace(territory=Territory(None, {"jobs": Places(base.ids, base.lon, base.lat, holes)}))
    found = table(put("jobs", factor=2), world=world)
    assert found["jobs"].to_list() == [None] * 3
    assert found["jobs"].dtype == pl.Float64
    assert table(put("jobs", factor=2), put("jobs", value=3), world=world)["jobs"].to_list() == [3.0] * 3


def test_positions_and_outlines_stay() -> None:
    base = jobs()
    shapes = np.asarray(shapely.box(base.lon, base.lat, base.lon + 1, base.lat + 1))
    places = Places(base.ids, base.lon, base.lat, base.attributes, shapes)
    world = GROUND.replace(territory=Territory(None, {"jobs": places}))
    found = applied(world, put("jobs", value=1)).territory.opportunities["jobs"]
    assert found.geometry is shapes
    assert found.lon is base.lon


def test_what_does_not_fit_is_told() -> None:
    assert problems(
        GROUND, put("job", value=1), put("jobs", value="many"), put("opens", value=6), put("opens", factor=2),
        put("jobs", value=1, ids=["prt"]), put("jobs", value=1, of="job"),
    ) == [
        ("modifications.0.column", "Places of 'jobs' have no column 'job'.", "Did you mean 'jobs'?"),
        ("modifications.1.column", "'jobs' holds numbers.", "Give such a value."),
        ("modifications.2.column", "'opens' holds text.", "Give such a value."),
        ("modifications.3.column", "'opens' holds text.", "Give such a value."),
        ("modifications.4.ids", "There is no place 'prt'.", "Did you mean 'port'?"),
        ("modifications.5.of", "There are no places 'job'.", "Did you mean 'jobs'?"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fields", [{}, {"value": 1, "factor": 2}, {"factor": -1}, {"factor": 1001}, {"value": [1]}, {"value": {}}]
)
def test_a_change_that_cannot_be(fields: dict[str, object]) -> None:
    assert problems_of(put("jobs", **fields))
