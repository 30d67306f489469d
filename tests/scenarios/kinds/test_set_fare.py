"""Other prices: free, told, so many times as high; a new tariff; and what is no tariff."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.world import World
from tests.scenarios.grounds import applied, ground, problems, problems_of

GROUND = ground(modes=("walk",))
PRICES = {"ticket": 2.0, "pass": 40.0}


def prices(*parts: dict[str, Any]) -> dict[str, float]:
    found = applied(GROUND, *({"type": "set_fare", **part} for part in parts))
    assert found.offers is not None
    assert found.network is GROUND.network
    return {tariff.id: tariff.price_eur for tariff in found.offers.tariffs}


def test_a_factor_of_nothing_is_free() -> None:
    assert prices({"factor": 0}) == {"ticket": 0, "pass": 0}
    assert prices({"factor": 0, "ids": ["pass"]}) == {"ticket": 2, "pass": 0}


@settings(max_examples=20)
@given(st.floats(0, 100), st.floats(0, 20_000))
def test_factors_multiply_and_a_price_is_the_price(factor: float, price: float) -> None:
    assert prices({"factor": factor}) == {id: eur * factor for id, eur in PRICES.items()}
    assert prices({"factor": 1}) == PRICES
    assert prices({"price_eur": price}) == dict.fromkeys(PRICES, price)
    assert prices({"price_eur": price, "ids": ["ticket"]}) == {"ticket": price, "pass": 40}
    assert prices({"factor": factor}, {"price_eur": price}, {"factor": 0.5}) == dict.fromkeys(PRICES, price * 0.5)


def test_all_else_of_a_tariff_stays() -> None:
    found = applied(GROUND, {"type": "set_fare", "price_eur": 3})
    assert found.offers is not None
    assert GROUND.offers is not None
    for after, before in zip(found.offers.tariffs, GROUND.offers.tariffs, strict=True):
        assert after == before.model_copy(update={"price_eur": 3})


def capped(cap: float | None) -> World:
    """Offers whose ticket costs at most so much in a month."""
    assert GROUND.offers is not None
    ticket, *others = GROUND.offers.tariffs
    return GROUND.replace(
        offers=GROUND.offers.replace(tariffs=(ticket.model_copy(update={"cap_eur_month": cap}), *others))
    )


def test_a_cap_stays_and_that_is_told_or_follows_where_asked() -> None:
    for told, cap, notes in (
        ({"factor": 0.5}, 30, ("The monthly cap of 'ticket' stays at 30 euros.",)),
        ({"price_eur": 1}, 30, ("The monthly cap of 'ticket' stays at 30 euros.",)),
        ({"factor": 0.5, "cap": "follows"}, 15, ()), ({"factor": 0, "cap": "follows"}, 0, ()),
        ({"factor": 0.5, "ids": ["pass"]}, 30, ()), ({"factor": 1}, 30, ()),
    ):  # fmt: skip
        found = applied(capped(30), {"type": "set_fare", **told})
        assert found.offers is not None
        assert found.offers.tariffs[0].cap_eur_month == cap
        assert found.offers.notes == notes
    free = applied(capped(None), {"type": "set_fare", "factor": 0.5, "cap": "follows"})
    assert free.offers is not None
    assert free.offers.tariffs[0].cap_eur_month is None
    assert "The cap follows a factor" in str(problems_of({"type": "set_fare", "price_eur": 1, "cap": "follows"}))


def test_a_new_tariff_and_one_of_the_same_id() -> None:
    new = {"id": "night", "title": {"fr": "a", "en": "b"}, "kind": "single", "price_eur": 1}
    assert prices({"tariff": new}) == {**PRICES, "night": 1}
    assert list(prices({"tariff": {**new, "id": "ticket"}}).items()) == [("pass", 40), ("ticket", 1)]


def test_what_is_no_tariff_is_told() -> None:
    assert problems(GROUND, {"type": "set_fare", "factor": 0, "ids": ["tiket", "bikes"]}) == [
        ("modifications.0.ids", "There is no tariff 'tiket'.", "Did you mean 'ticket'?"),
        ("modifications.0.ids", "There is no tariff 'bikes'.", "Write it as the data do."),
    ]
    assert problems(World(GROUND.network), {"type": "set_fare", "factor": 0}) == [
        ("modifications.0.type", "No tariff is known.", "Give a file of offers.")
    ]


@pytest.mark.parametrize(
    "fields", [{}, {"factor": 1, "price_eur": 1}, {"price_eur": -1}, {"factor": -0.1}, {"factor": 101}, {"price": 2}]
)
def test_a_change_that_cannot_be(fields: dict[str, object]) -> None:
    assert problems_of({"type": "set_fare", **fields})
