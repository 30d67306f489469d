"""Places that move: all to one point, with all that they count for."""

from __future__ import annotations

from polars.testing import assert_frame_equal

from tests.scenarios.grounds import applied, at, ground, jobs, problems, problems_of

GROUND = ground(modes=("walk",))
LON, LAT = at(3, 1)


def move(*ids: str, **fields: object) -> dict[str, object]:
    return {"type": "move_places", "of": "jobs", "ids": ids, "lon": LON, "lat": LAT, **fields}


def test_those_named_move_and_nothing_else_changes() -> None:
    found, before = applied(GROUND, move("station", "port")).territory.opportunities["jobs"], jobs()
    assert found.lon.tolist() == [LON, before.lon[1], LON]
    assert found.lat.tolist() == [LAT, before.lat[1], LAT]
    assert found.ids.tolist() == before.ids.tolist()
    assert found.geometry is None
    assert_frame_equal(found.attributes, before.attributes)


def test_there_and_back_is_as_before() -> None:
    lon, lat = jobs().lon[0], jobs().lat[0]
    found = applied(GROUND, move("port"), move("port", lon=lon, lat=lat)).territory.opportunities["jobs"]
    assert found.lon.tolist() == jobs().lon.tolist()
    assert found.lat.tolist() == jobs().lat.tolist()


def test_what_is_not_there_is_told() -> None:
    assert problems(GROUND, move("port", "hospitl"), move("a", of="job")) == [
        ("modifications.0.ids", "There is no place 'hospitl'.", "Did you mean 'hospital'?"),
        ("modifications.1.of", "There are no places 'job'.", "Did you mean 'jobs'?"),
    ]
    assert len(problems_of(move())) == 1
    assert len(problems_of(move("port", lon=181))) == 1
