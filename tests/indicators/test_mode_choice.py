from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Parameters
from portee.indicators.mode_choice import (
    MODES,
    Coefficients,
    Trips,
    calibrated,
    declared_coefficients,
    mode_choice_parameters,
    mode_shares,
    sensitivity,
)

DAY = date(2026, 11, 25)
SEEDS = st.integers(0, 2**32 - 1)
ROWS = st.integers(0, len(MODES) - 1)
WALK, BICYCLE, TRANSIT, CAR = range(4)


def coefficients(
    *constants: float, value_of_time: float = 10.0, cost: float = 0.4, aboard: float = 1.25
) -> Coefficients:
    chosen = constants or (0.0,) * len(MODES)
    return Coefficients(value_of_time, cost, dict(zip(MODES, chosen, strict=True)), occupancy=1.25)


def random_coefficients(seed: int) -> Coefficients:
    rng = np.random.default_rng(seed + 1)
    return coefficients(*rng.uniform(-3, 3, 4).tolist(), value_of_time=rng.uniform(0, 25), cost=rng.uniform(0.05, 1.5))


def random_trips(seed: int) -> Trips:
    """Up to thirty trips, some modes out of reach or not available; somebody can always walk somewhere."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 31))
    minutes = rng.uniform(0, 90, (4, n))
    minutes[rng.random((4, n)) < 0.15] = np.inf
    available = rng.random((4, n)) < 0.8
    minutes[WALK, 0], available[WALK, 0] = 12.0, True
    weights = rng.uniform(0, 5, n)
    weights[0] += 0.1
    return Trips(minutes, rng.uniform(0, 8, (4, n)), available, weights, rng.uniform(0, 20, (4, n)))


def same_trips(n: int = 3) -> Trips:
    """Trips that all modes make in the same time, for the same price."""
    return Trips(
        np.full((4, n), 20.0), np.full((4, n), 1.5), np.ones((4, n), np.bool_), np.ones(n), np.full((4, n), 5.0)
    )


def naive(trips: Trips, model: Coefficients) -> tuple[list[float], list[float], float]:
    """Shares, passenger-km and impossible trips, one trip and one mode at a time."""
    count, km, left = [0.0] * 4, [0.0] * 4, 0.0
    for trip, weight in enumerate(trips.weights.tolist()):
        odds = [0.0] * 4
        for row, mode in enumerate(MODES):
            minutes = float(trips.minutes[row, trip])
            if trips.available[row, trip] and math.isfinite(minutes):
                cost = float(trips.euros[row, trip]) + model.value_of_time * minutes / 60
                odds[row] = math.exp(model.constants[mode] - model.cost_sensitivity * cost)
        if not sum(odds):
            left += weight
            continue
        for row in range(4):
            part = weight * odds[row] / sum(odds)
            count[row] += part
            km[row] += part * float(trips.km[row, trip])
    return [part / sum(count) for part in count], km, left


def test_by_hand() -> None:
    """Two modes, one with 2.5 € of time and 1 € of fare, the other with 5 € of time: odds exp(0.4 × 1.5)."""
    minutes = np.array([[np.inf], [np.inf], [15.0], [30.0]])
    trips = Trips(
        minutes, np.array([[0.0], [0.0], [1.0], [0.0]]), np.ones((4, 1), np.bool_), np.array([200.0]),
        np.array([[np.nan], [np.nan], [8.0], [10.0]]),
    )  # fmt: skip
    found = mode_shares(trips, coefficients())
    transit = math.exp(0.6) / (1 + math.exp(0.6))
    assert found.by_mode() == pytest.approx(dict(zip(MODES, (0, 0, transit, 1 - transit), strict=True)))
    assert found.passenger_km.tolist() == pytest.approx([0, 0, 1600 * transit, 2000 * (1 - transit)])
    assert found.vehicle_km == pytest.approx(2000 * (1 - transit) / 1.25)
    assert (found.trips, found.impossible) == (200.0, 0.0)
    dearer = mode_shares(trips, coefficients(0, 0, -0.6, 0))
    assert dearer.share.tolist() == pytest.approx([0, 0, 0.5, 0.5])


@given(SEEDS)
def test_as_one_trip_at_a_time(seed: int) -> None:
    trips, model = random_trips(seed), random_coefficients(seed)
    found = mode_shares(trips, model)
    share, km, left = naive(trips, model)
    np.testing.assert_allclose(found.share, share, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(found.passenger_km, km, rtol=1e-9, atol=1e-12)
    assert found.impossible == pytest.approx(left, abs=1e-9)
    assert found.trips + found.impossible == pytest.approx(trips.weights.sum())
    assert found.vehicle_km == pytest.approx(km[CAR] / model.occupancy)


@given(SEEDS)
def test_shares_sum_to_one_and_what_is_not_possible_has_none(seed: int) -> None:
    trips = random_trips(seed)
    found = mode_shares(trips, random_coefficients(seed))
    assert abs(found.share.sum() - 1) <= 1e-12
    assert (found.probability[~trips.possible] == 0).all()
    reached = trips.possible.any(axis=0)
    np.testing.assert_allclose(found.probability.sum(axis=0), reached.astype(float), rtol=0, atol=1e-12)
    assert (found.share[~trips.possible.any(axis=1)] == 0).all()


@given(SEEDS, ROWS, st.sampled_from(["minutes", "euros"]), st.floats(0.01, 500))
def test_slower_or_dearer_never_wins(seed: int, row: int, what: str, more: float) -> None:
    """On any of the trips: the mode does not gain, and no other one loses."""
    trips, model = random_trips(seed), random_coefficients(seed)
    worse = getattr(trips, what).copy()
    worse[row] += more * (np.random.default_rng(seed + 2).random(len(trips.weights)) < 0.7)
    before, after = mode_shares(trips, model), mode_shares(replace(trips, **{what: worse}), model)
    gained = after.share - before.share
    assert gained[row] <= 1e-12
    assert (np.delete(gained, row) >= -1e-12).all()
    assert (after.probability[row] <= before.probability[row] + 1e-12).all()


@given(SEEDS, ROWS)
def test_a_mode_taken_away_has_share_zero(seed: int, row: int) -> None:
    trips, model = random_trips(seed), random_coefficients(seed)
    without = trips.available.copy()
    without[row] = False
    fewer = replace(trips, available=without)
    assume(fewer.weights[fewer.possible.any(axis=0)].sum() > 0)
    before, after = mode_shares(trips, model), mode_shares(fewer, model)
    assert after.share[row] == 0
    assert after.passenger_km[row] == 0
    # Independence of irrelevant alternatives: on each trip the odds of the others stay what they were.
    for one in range(4):
        for other in range(4):
            if row not in (one, other):
                np.testing.assert_allclose(
                    after.probability[one] * before.probability[other],
                    before.probability[one] * after.probability[other], rtol=1e-9, atol=1e-15,
                )  # fmt: skip


@given(st.integers(1, 4), st.floats(-5, 5))
def test_equal_utilities_share_equally(modes: int, constant: float) -> None:
    trips = same_trips()
    trips.available[modes:] = False
    found = mode_shares(trips, coefficients(*[constant] * 4))
    np.testing.assert_allclose(found.share, [1 / modes] * modes + [0.0] * (4 - modes), rtol=0, atol=1e-15)


@given(SEEDS, st.floats(-600, 600))
def test_one_constant_more_for_all_changes_nothing(seed: int, more: float) -> None:
    trips, model = random_trips(seed), random_coefficients(seed)
    raised = replace(model, constants={mode: constant + more for mode, constant in model.constants.items()})
    before, after = mode_shares(trips, model), mode_shares(trips, raised)
    np.testing.assert_allclose(after.probability, before.probability, rtol=1e-9, atol=1e-12)


@given(SEEDS, ROWS)
def test_calibration_returns_the_observed_shares(seed: int, reference: int) -> None:
    """Shares of one model on trips that all share some choice; other constants are found that give them."""
    trips = random_trips(seed)
    trips.available[:, 0], trips.minutes[:, 0] = True, 10.0
    model = random_coefficients(seed)
    observed = mode_shares(trips, model).by_mode()
    found = calibrated(trips, replace(model, constants=dict.fromkeys(MODES, 9.0)), observed, reference=MODES[reference])
    np.testing.assert_allclose(mode_shares(trips, found).share, list(observed.values()), rtol=0, atol=1e-9)
    assert found.constants[MODES[reference]] == 0
    assert (found.value_of_time, found.cost_sensitivity) == (model.value_of_time, model.cost_sensitivity)


def test_calibration_finds_the_constants_themselves() -> None:
    rng = np.random.default_rng(3)
    km = rng.gamma(1.5, 4, 500) + 0.2
    trips = Trips(
        np.stack([km * 13, km * 4.5 + 2, km * 3 + 12, km * 2 + 6]), np.stack([km * 0, km * 0, km * 0 + 1, km * 0.2]),
        rng.random((4, 500)) < 0.9, np.ones(500), np.stack([km] * 4),
    )  # fmt: skip
    true = coefficients(1.3, -3.2, -1.1, 0.0)
    found = calibrated(trips, coefficients(), mode_shares(trips, true).by_mode())
    for mode in MODES:
        assert found.constants[mode] == pytest.approx(true.constants[mode], abs=1e-6)


def test_a_mode_nobody_was_seen_in_is_never_chosen() -> None:
    observed = dict(zip(MODES, (0.5, 0.0, 0.2, 0.3), strict=True))
    found = calibrated(same_trips(), coefficients(), observed)
    assert found.constants["bicycle"] == -math.inf
    assert mode_shares(same_trips(), found).by_mode() == pytest.approx(observed)
    assert found.constants["walk"] == pytest.approx(math.log(0.5 / 0.3))


def test_rounded_shares_are_brought_to_one() -> None:
    rounded = dict(zip(MODES, (0.333, 0.05, 0.15, 0.4665), strict=True))
    found = mode_shares(same_trips(), calibrated(same_trips(), coefficients(), rounded))
    assert found.by_mode() == pytest.approx({mode: share / 0.9995 for mode, share in rounded.items()}, abs=1e-9)


def test_shares_that_no_constants_give_are_refused() -> None:
    trips = same_trips(4)
    trips.available[BICYCLE] = False
    even = dict.fromkeys(MODES, 0.25)
    with pytest.raises(ParameterError, match="bicycle has an observed share but is never available"):
        calibrated(trips, coefficients(), even)
    trips = same_trips(4)
    trips.available[CAR, 1:] = False
    with pytest.raises(ParameterError, match=r"30\.00% of trips by car were observed, but 25\.00% have that choice"):
        calibrated(trips, coefficients(), dict(zip(MODES, (0.3, 0.2, 0.2, 0.3), strict=True)))
    # Three of four have the car alone: the others cannot have half of all trips between them.
    trips = same_trips(4)
    trips.available[:CAR, 1:] = False
    with pytest.raises(ParameterError, match=r"walk or bicycle or public_transport"):
        calibrated(trips, coefficients(), dict(zip(MODES, (0.1, 0.1, 0.1, 0.7), strict=True)))
    with pytest.raises(ParameterError, match=r"sum to 90\.00%"):
        calibrated(same_trips(), coefficients(), {**even, "car": 0.15})
    with pytest.raises(ParameterError, match="reference"):
        calibrated(same_trips(), coefficients(), {**even, "car": 0.0, "walk": 0.5})
    with pytest.raises(ParameterError, match="public_transport"):
        calibrated(same_trips(), coefficients(), {"walk": 1.0})


def test_constants_that_are_not_found_are_told() -> None:
    """A mode slower by weeks has a probability that is 0 in floats, whatever is taken from it at first."""
    trips = same_trips()
    trips.minutes[WALK] = 1e6
    with pytest.raises(ParameterError, match="constants were not found"):
        calibrated(trips, coefficients(), dict.fromkeys(MODES, 0.25))


def test_those_who_have_one_mode_each_need_no_constant() -> None:
    trips = same_trips(4)
    trips.available[:] = np.eye(4, dtype=np.bool_)
    found = calibrated(trips, coefficients(), dict.fromkeys(MODES, 0.25))
    assert set(found.constants.values()) == {0.0}
    with pytest.raises(ParameterError, match="and no other"):
        calibrated(trips, coefficients(), dict(zip(MODES, (0.2, 0.3, 0.25, 0.25), strict=True)))


def test_sensitivity_goes_through_every_parameter() -> None:
    trips = random_trips(5)
    model = declared_coefficients(DAY)
    base = mode_shares(trips, model)
    found = {one.parameter: one for one in sensitivity(trips, model, DAY)}
    assert {f"mode_choice.{name}" for name in found} == set(mode_choice_parameters())
    for name, one in found.items():
        bounds = mode_choice_parameters()[f"mode_choice.{name}"].dated(DAY)
        assert bounds is not None
        assert isinstance(bounds.value, dict)
        assert (one.low, one.high) == (bounds.value["low"], bounds.value["high"])
        assert abs(one.share_low.sum() - 1) <= 1e-12
    low = mode_shares(trips, replace(model, value_of_time=found["value_of_time"].low))
    np.testing.assert_array_equal(found["value_of_time"].share_low, low.share)
    high = mode_shares(trips, replace(model, cost_sensitivity=found["cost_sensitivity"].high))
    np.testing.assert_array_equal(found["cost_sensitivity"].share_high, high.share)
    for row, mode in enumerate(MODES):
        one = found[f"constant.{mode}"]
        assert one.share_low[row] < base.share[row] < one.share_high[row]
    aboard = found["car_occupancy"]
    np.testing.assert_array_equal(aboard.share_low, base.share)
    assert aboard.vehicle_km_low == pytest.approx(base.passenger_km[CAR] / aboard.low)
    assert aboard.vehicle_km_high == pytest.approx(base.passenger_km[CAR] / aboard.high)


def test_calibrated_constants_are_moved_from_where_they_are() -> None:
    model = coefficients(1.0, -2.0, 0.5, 0.0)
    found = {one.parameter: one for one in sensitivity(same_trips(), model, DAY)}
    assert (found["constant.bicycle"].low, found["constant.bicycle"].high) == (-2.5, -1.5)
    moved = mode_shares(same_trips(), coefficients(1.0, -1.5, 0.5, 0.0))
    np.testing.assert_allclose(found["constant.bicycle"].share_high, moved.share)


def test_every_parameter_says_where_it_comes_from() -> None:
    for name, parameter in mode_choice_parameters().items():
        assert parameter.source.accessed == DAY, name
        assert parameter.note is not None, name
        assert parameter.source.url or "assumption" in parameter.source.title, name
        assert not parameter.checked, name
    assert declared_coefficients(date(2012, 1, 1), _with_early_occupancy()).value_of_time == 10
    with pytest.raises(ParameterError, match="car_occupancy"):
        declared_coefficients(date(2012, 1, 1))


def _with_early_occupancy() -> Parameters:
    shipped = mode_choice_parameters()
    aboard = shipped["mode_choice.car_occupancy"]
    early = aboard.values[0].model_copy(update={"from_": date(2000, 1, 1)})
    return shipped.with_({"mode_choice.car_occupancy": aboard.model_copy(update={"values": (early,)})})


def test_bounds_out_of_order_are_refused() -> None:
    shipped = mode_choice_parameters()
    time = shipped["mode_choice.value_of_time"]
    wrong = time.values[-1].model_copy(update={"value": {"low": 12.0, "central": 10.0, "high": 18.0}})
    other = shipped.with_({"mode_choice.value_of_time": time.model_copy(update={"values": (wrong,)})})
    with pytest.raises(ParameterError, match="low ≤ central ≤ high"):
        declared_coefficients(DAY, other)


def test_impossible_arguments_are_refused() -> None:
    trips = same_trips()
    wrong: tuple[tuple[str, Any], ...] = (
        ("minutes", np.full((4, 3), -1.0)),
        ("minutes", np.full((4, 3), np.nan)),
        ("minutes", np.ones((3, 3))),
        ("euros", np.full((4, 3), np.inf)),
        ("euros", np.ones((4, 2))),
        ("available", np.ones((4, 2), np.bool_)),
        ("weights", np.array([1.0, -1.0, 1.0])),
        ("weights", np.array([1.0, np.nan, 1.0])),
        ("km", np.full((4, 3), -1.0)),
        ("km", np.full((4, 3), np.nan)),
    )
    for name, value in wrong:
        with pytest.raises(ParameterError, match=name):
            replace(trips, **{name: value})
    with pytest.raises(ParameterError, match="No trip is possible"):
        mode_shares(replace(trips, available=np.zeros((4, 3), np.bool_)), coefficients())
    with pytest.raises(ParameterError, match="No trip is possible"):
        mode_shares(replace(trips, weights=np.zeros(3)), coefficients())
    changes: tuple[dict[str, Any], ...] = (
        {"value_of_time": -1.0},
        {"cost_sensitivity": 0.0},
        {"occupancy": 0.9},
        {"constants": {"walk": 0.0}},
        {"constants": dict.fromkeys(MODES, math.nan)},
        {"constants": dict.fromkeys(MODES, math.inf)},
    )
    for change in changes:
        with pytest.raises(ParameterError, match=next(iter(change))):
            replace(coefficients(), **change)
