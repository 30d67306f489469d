"""An aid more, or another amount of one that is there."""

from __future__ import annotations

from portee.world import World
from tests.scenarios.grounds import aid, applied, ground, problems_of


def add(id: str, eur: float) -> dict[str, object]:
    return {"type": "add_aid", "aid": aid(id, eur).model_dump(mode="json", exclude_defaults=True)}


def test_one_more_after_all_others() -> None:
    world = ground()
    found = applied(world, add("more", 10))
    assert found.offers is not None
    assert world.offers is not None
    assert found.offers.aids == (*world.offers.aids, aid("more", 10))
    assert found.offers.services is world.offers.services
    assert found.network is world.network


def test_the_same_id_is_exchanged() -> None:
    found = applied(ground(), add("more", 10), add("help", 50))
    assert found.offers is not None
    assert found.offers.aids == (aid("more", 10), aid("help", 50))


def test_a_world_that_asked_for_no_prices_has_the_new_one_alone() -> None:
    found = applied(World(ground().network), add("more", 10))
    assert found.offers is not None
    assert found.offers.aids == (aid("more", 10),)


def test_an_aid_that_cannot_be_is_told() -> None:
    part = add("more", 10)
    assert isinstance(part["aid"], dict)
    (problem,) = problems_of({**part, "aid": {**part["aid"], "share": 0.5}})
    assert problem.what == "An aid has either an amount or a share."
    assert [p.what for p in problems_of({"type": "add_aid"})] == ["'aid' is missing."]
