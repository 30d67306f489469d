from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures, shipped_parameters
from portee.hubs.accounts.ownership import Ownership, break_even_km, ownership, shown_ownerships

DAY = date(2026, 11, 26)
euros = st.floats(0, 10_000, allow_nan=False)
per_km = st.floats(0, 1, allow_nan=False)
vehicles = st.builds(
    Ownership, st.just("electric"), st.just("new"), value_lost=euros, rent=euros, insurance=euros, energy=per_km,
    upkeep=per_km,
)  # fmt: skip


def figures() -> Figures:
    return Figures(shipped_parameters(), DAY)


def searched(one: Ownership, other: Ownership) -> float | None:
    """The slow twin: halve an interval at whose ends the order of both differs."""
    low, high = 0.0, 1e7
    first = one.year(low) - other.year(low)
    if first * (one.year(high) - other.year(high)) >= 0:
        return None
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if (one.year(middle) - other.year(middle)) * first > 0 else (low, middle)
    return (low + high) / 2


@given(vehicles, vehicles)
def test_break_even_equals_the_closed_form_and_the_search(one: Ownership, other: Ownership) -> None:
    assume(abs(one.per_km - other.per_km) > 1e-2)
    assume(abs(one.fixed - other.fixed) > 1)
    km = break_even_km(one, other)
    assert km == pytest.approx(searched(one, other), rel=1e-6) if km is not None else searched(one, other) is None
    if km is not None:
        assert km == pytest.approx((one.fixed - other.fixed) / (other.per_km - one.per_km))
        assert one.year(km) == pytest.approx(other.year(km))
        assert break_even_km(other, one) == pytest.approx(km)


def test_two_of_the_same_never_meet() -> None:
    one = ownership(figures(), "petrol", "new")
    assert break_even_km(one, one) is None


def test_electric_against_petrol_against_bicycle() -> None:
    shown = {(each.kind, each.how): each for each in shown_ownerships(figures())}
    assert len(shown) == 7
    electric, petrol = shown["electric", "new"], shown["petrol", "new"]
    assert electric.value_lost == pytest.approx(32000 * 0.59 / 5)
    assert electric.energy == pytest.approx(0.2052 * 0.194)
    assert electric.per_km < petrol.per_km
    assert electric.fixed > petrol.fixed
    assert shown["electric", "used"].value_lost == pytest.approx(32000 * (0.78 - 0.53) / 5)
    assert shown["electric", "lease"].rent == 224 * 12
    assert shown["electric", "lease"].value_lost == 0
    assert shown["bicycle", "new"].fixed == pytest.approx(53.3)
    assert shown["bicycle", "new"].year(2000) < shown["e_bike", "new"].year(2000) < electric.year(2000)


def test_what_has_no_figures_is_refused() -> None:
    with pytest.raises(ParameterError, match="petrol lease"):
        ownership(figures(), "petrol", "lease")
    with pytest.raises(ParameterError, match="outside the table"):
        ownership(figures(), "petrol", "used", years=9, used_age=10)
