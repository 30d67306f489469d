"""Offers taken away, of whatever kind; twice is told."""

from __future__ import annotations

import pytest

from portee.world import World
from tests.scenarios.grounds import applied, ground, problems, problems_of


def remove(*ids: str) -> dict[str, object]:
    return {"type": "remove_offer", "ids": ids}


@pytest.mark.parametrize(("id", "kind"), [("ticket", "tariffs"), ("bikes", "services"), ("help", "aids")])
def test_one_is_taken_and_all_others_stay(id: str, kind: str) -> None:
    world = ground()
    found = applied(world, remove(id))
    assert found.offers is not None
    assert world.offers is not None
    for name in ("tariffs", "services", "aids", "tolls", "zones"):
        kept = tuple(one for one in getattr(world.offers, name) if one.id != id)
        assert getattr(found.offers, name) == kept
        assert (len(kept) < len(getattr(world.offers, name))) == (name == kind)
    assert found.network is world.network


def test_all_at_once_are_as_one_by_one() -> None:
    ids = ("ticket", "pass", "bikes", "cargo", "help")
    at_once, one_by_one = applied(ground(), remove(*ids)), applied(ground(), *(remove(id) for id in ids))
    for world in (at_once, one_by_one):
        assert world.offers is not None
        assert (world.offers.tariffs, world.offers.services, world.offers.aids) == ((), (), ())
        assert len(world.offers.zones) == 1


def test_twice_is_told_and_what_never_was_is_guessed() -> None:
    assert problems(ground(), remove("ticket", "ticket"), remove("ticket"), remove("pas"), remove("pas")) == [
        ("modifications.1.ids", "There is no offer 'ticket'.", "An earlier modification removed it."),
        ("modifications.2.ids", "There is no offer 'pas'.", "Did you mean 'pass'?"),
        ("modifications.3.ids", "There is no offer 'pas'.", "Did you mean 'pass'?"),
    ]
    (problem,) = problems(World(ground().network), remove("ticket"))
    assert problem[1] == "There is no offer 'ticket'."
    assert [p.what for p in problems_of(remove())] == ["'ids' is empty: 1 at least is wanted."]


def test_what_was_added_can_be_taken_again() -> None:
    tariff = {"id": "day", "title": {"fr": "a", "en": "b"}, "kind": "day", "price_eur": 5}
    found = applied(ground(), remove("ticket"), {"type": "set_fare", "tariff": tariff}, remove("day"))
    assert found.offers is not None
    assert [one.id for one in found.offers.tariffs] == ["pass"]
