"""A service more, or another one of the same id."""

from __future__ import annotations

from portee.world import World
from tests.scenarios.grounds import applied, ground, loan, problems_of

SERVICE = {"id": "scooters", "title": {"fr": "a", "en": "b"}, "kind": "loan", "vehicle": "e_scooter",
           "energy": "electric", "eur_month": 30}  # fmt: skip


def add(**fields: object) -> dict[str, object]:
    return {"type": "add_service", "service": {**SERVICE, **fields}}


def test_one_more_after_all_others() -> None:
    world = ground()
    assert world.offers is not None
    found = applied(world, add())
    assert found.offers is not None
    assert found.offers.services[:2] == world.offers.services
    assert [service.id for service in found.offers.services] == ["bikes", "cargo", "scooters"]
    assert found.offers.tariffs is world.offers.tariffs
    assert found.network is world.network


def test_the_same_id_is_exchanged() -> None:
    found = applied(ground(), add(id="bikes"), add(id="bikes", eur_month=5))
    assert found.offers is not None
    assert [service.id for service in found.offers.services] == ["cargo", "bikes"]
    assert found.offers.services[0] == loan("cargo", 45.0)
    assert getattr(found.offers.services[1], "eur_month", None) == 5


def test_a_world_that_asked_for_no_prices_has_the_new_one_alone() -> None:
    found = applied(World(ground().network), add())
    assert found.offers is not None
    assert [service.id for service in found.offers.services] == ["scooters"]


def test_a_service_that_cannot_be_is_told_as_in_a_file_of_offers() -> None:
    (problem,) = problems_of(add(kind="loann"))
    assert problem.what == "There is no kind 'loann'."
    assert problem.mend.startswith("Did you mean 'loan'? Kinds: car_share, carpool, ")
    without = {"type": "add_service", "service": {key: SERVICE[key] for key in SERVICE if key != "kind"}}
    assert [p.what for p in problems_of(without)] == ["'kind' is missing."]
    assert "does not run on human energy" in problems_of(add(energy="human"))[0].what
    (extra,) = problems_of(add(eur_mnth=2))
    assert extra.mend.startswith("Did you mean 'eur_month'? Fields: begins, eligibility, ends, energy, eur_month, id,")
