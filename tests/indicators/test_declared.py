from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.indicators.decay import Decay, Exponential, Gaussian, Interval, Logistic, Power, Step
from portee.indicators.declared import (
    declared_basket,
    declared_baskets,
    declared_decay,
    declared_decays,
    parse_decay,
)


def test_declared_decays_have_a_source_and_a_date() -> None:
    assert declared_decays()
    for declared in declared_decays():
        assert set(declared.title) == {"fr", "en"}
        assert "Convention" in declared.source or "doi:" in declared.source
        assert len(declared.date) == len("2026-01-01")
        assert declared.decay([0.0]).tolist() == pytest.approx([1.0])
        assert declared_decay(declared.id) is declared
        assert parse_decay(declared.id) == declared.decay


def test_declared_baskets() -> None:
    assert [basket.id for basket in declared_baskets()] == ["everyday", "evening"]
    for basket in declared_baskets():
        assert declared_basket(basket.id) is basket
        assert all(set(service.title) == {"fr", "en"} for service in basket.services)
        assert len(basket.columns) == len(basket.at_least) == len(basket.services)


@pytest.mark.parametrize(
    ("text", "decay"),
    [
        ("step=45", Step(45)),
        ("step:cutoff=45", Step(45)),
        ("interval:low=30,high=60", Interval(30, 60)),
        ("exponential=0.05", Exponential(0.05)),
        (" half_life=20 ", Exponential.from_half_life(20)),
        ("power:exponent=2, full_until=10", Power(2, 10)),
        ("logistic:inflection=30,deviation=10", Logistic(30, 10)),
        ("gaussian=20", Gaussian(20)),
    ],
)
def test_written_out(text: str, decay: Decay) -> None:
    assert parse_decay(text) == decay


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no-such-name",
        "steep=3",
        "logistic=30",
        "logistic:inflection=30",
        "step:cutoff=soon",
        "step:limit=3",
        "step:",
        "step=-3",
        "half_life=nan",
    ],
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ParameterError):
        parse_decay(text)


def test_unknown_basket_is_refused() -> None:
    with pytest.raises(ParameterError, match="everyday, evening"):
        declared_basket("weekly")
