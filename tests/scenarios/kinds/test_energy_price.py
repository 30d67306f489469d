"""Dearer energy: once is the very same offers; factors multiply and touch energy alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.offers.catalogue import Offers
from portee.world import World
from tests.offers.shelf import DAY
from tests.scenarios.grounds import applied, ground, problems, problems_of

GROUND = ground(modes=("walk",))
ENERGY = sorted(name for name in Offers().parameters if name.startswith("energy."))
SINGLE = [name for name in ENERGY if isinstance(Offers().figures(DAY).value(name), (int, float))]


def price(factor: float, *of: str) -> dict[str, object]:
    return {"type": "energy_price", "factor": factor, "of": of}


def read(world: World, name: str) -> float:
    assert world.offers is not None
    return world.offers.figures(DAY).number(name)


def test_once_is_the_same() -> None:
    assert applied(GROUND, price(1)) is GROUND
    assert applied(GROUND, price(1, *ENERGY)) is GROUND
    bare = World(GROUND.network)
    assert applied(bare, price(1)) is bare


@settings(max_examples=25)
@given(st.sampled_from(SINGLE), st.floats(0, 100), st.floats(0, 100))
def test_factors_multiply(name: str, one: float, other: float) -> None:
    base = read(GROUND, name)
    assert read(applied(GROUND, price(one)), name) == pytest.approx(base * one)
    assert read(applied(GROUND, price(one, name)), name) == pytest.approx(base * one)
    assert read(applied(GROUND, price(one, name, name)), name) == pytest.approx(base * one)
    assert read(applied(GROUND, price(one), price(other, name)), name) == pytest.approx(base * one * other)
    for another in SINGLE:
        if another != name:
            assert read(applied(GROUND, price(one, name)), another) == read(GROUND, another)


def test_nothing_but_energy_is_touched() -> None:
    found = applied(GROUND, price(3))
    assert found.offers is not None
    assert GROUND.offers is not None
    others = [name for name in GROUND.offers.parameters if not name.startswith("energy.")]
    figures, before = found.offers.figures(DAY), GROUND.offers.figures(DAY)
    numbers = [name for name in others if isinstance(GROUND.offers.parameters[name].values[-1].value, (int, float))]
    numbers = [name for name in numbers if GROUND.offers.parameters[name].dated(DAY) is not None]
    assert numbers
    assert [figures.number(name) for name in numbers] == [before.number(name) for name in numbers]
    assert found.offers.tariffs is GROUND.offers.tariffs


def test_what_is_no_energy_price_is_told() -> None:
    (problem,) = problems(GROUND, price(2, "energy.petrl"))
    assert problem[:2] == ("modifications.0.of", "There is no energy price 'energy.petrl'.")
    assert problem[2].startswith("Did you mean 'energy.")
    assert len(problems(GROUND, price(1, "law.employer_share"))) == 1
    assert len(problems_of(price(-1))) == 1
    assert len(problems_of(price(101))) == 1
