"""New dwellings: the territory has exactly so many residents more."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from portee.world import World
from tests.scenarios.grounds import applied, at, ground, problems

GROUND = ground(modes=("walk",))


def settle(*residents: int, prefix: str = "n", **told: object) -> dict[str, object]:
    lon, lat = at(2, 2)
    places = [{"id": f"{prefix}{k}", "lon": lon, "lat": lat, "residents": count, **told}
              for k, count in enumerate(residents)]  # fmt: skip
    return {"type": "add_residents", "places": places}


@settings(max_examples=20)
@given(st.lists(st.integers(0, 5000), min_size=1, max_size=4))
def test_so_many_more_live_there(residents: list[int]) -> None:
    found = applied(GROUND, settle(*residents)).territory
    assert found.zones is not None
    assert found.zones.weight("residents").tolist() == [100, 250, *residents]
    assert found.zones.ids.tolist()[:2] == ["a", "b"]
    assert [found.zones.lon[-1], found.zones.lat[-1]] == at(2, 2)
    assert found.opportunities["jobs"] is GROUND.territory.opportunities["jobs"]


def test_one_by_one_is_as_at_once() -> None:
    at_once = applied(GROUND, settle(3, 4)).territory.zones
    one_by_one = applied(GROUND, settle(3), {**settle(0, 4), "places": settle(0, 4)["places"][1:]}).territory.zones  # type: ignore[index]
    assert at_once is not None
    assert one_by_one is not None
    assert at_once.attributes.equals(one_by_one.attributes)
    assert at_once.ids.tolist() == one_by_one.ids.tolist()


def test_what_does_not_fit_is_told() -> None:
    assert problems(World(GROUND.network), settle(1)) == [
        ("modifications.0.type", "It is not known where people live.", "Give a file of origins.")
    ]
    assert problems(GROUND, settle(1, residnts=4), settle(1), settle(1)) == [
        ("modifications.0.places", "Places have no column 'residnts'.", "Did you mean 'residents'?"),
        ("modifications.1.places", "There is a place 'n0' already.", "Give another id."),
        ("modifications.2.places", "There is a place 'n0' already.", "Give another id."),
    ]
