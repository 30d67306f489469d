"""Places more: sums grow by exactly what is added, ids are new, columns are known."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scenarios.grounds import applied, at, ground, problems, problems_of

GROUND = ground(modes=("walk",))


def place(id: str, **told: object) -> dict[str, object]:
    lon, lat = at(1, 1)
    return {"id": id, "lon": lon, "lat": lat, **told}


def add(*places: dict[str, object], **more: object) -> dict[str, object]:
    return {"type": "add_places", "of": "jobs", "places": places, **more}


@settings(max_examples=20)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=5))
def test_sums_grow_by_what_is_added(values: list[int]) -> None:
    found = applied(GROUND, add(*(place(f"n{k}", jobs=value) for k, value in enumerate(values))))
    before, after = GROUND.territory.opportunities["jobs"], found.territory.opportunities["jobs"]
    assert after.weight("jobs").sum() == before.weight("jobs").sum() + sum(values)
    assert after.weight("count").sum() == before.weight("count").sum() + len(values)
    assert after.attributes.columns == before.attributes.columns
    assert found.territory.opportunities["shops"] is GROUND.territory.opportunities["shops"]
    assert found.territory.zones is GROUND.territory.zones
    assert found.network is GROUND.network
    assert found.offers is GROUND.offers


def test_they_stand_where_they_are_put() -> None:
    found = applied(GROUND, add(place("n"))).territory.opportunities["jobs"]
    assert [found.lon[-1], found.lat[-1]] == at(1, 1)


def test_all_that_does_not_fit_is_told_and_nothing_is_changed() -> None:
    assert problems(GROUND, add(place("port", job=1), place("n"), place("n")), add(of="job", places=[place("x")])) == [
        ("modifications.0.places", "Places have no column 'job'.", "Did you mean 'jobs'?"),
        ("modifications.0.places", "There is a place 'port' already.", "Give another id."),
        ("modifications.0.places", "There is a place 'n' already.", "Give another id."),
        ("modifications.1.of", "There are no places 'job'.", "Did you mean 'jobs'?"),
    ]
    assert len(problems(GROUND, add(place("n", jobs=1e308)))) == 1
    (twice,) = problems(GROUND, add(place("n")), add(place("n")))
    assert twice[0] == "modifications.1.places"


def test_a_place_that_cannot_be() -> None:
    assert len(problems_of(add())) == 1
    assert len(problems_of(add({"id": "n", "lon": 5}))) == 1
    assert len(problems_of(add(place("n", lat=91)))) == 1
    assert len(problems_of(add(place("")))) == 1
