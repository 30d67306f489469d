from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.core.parameters import Figures, shipped_parameters
from portee.indicators.mode_choice import Coefficients, mode_shares
from portee.services.modal import figures as module
from portee.services.modal.costs import ModeCosts
from portee.services.modal.figures import EVERYBODY, WITH_CAR, WITHOUT_CAR, figures_by_group, pairs_of, shares_by_origin
from portee.services.modal.times import ModeTables

FIGURES = Figures(shipped_parameters(), date(2026, 9, 8))
COSTS = ModeCosts(1.0, 0.2, 0.0, 0.02)
MODEL = Coefficients(
    10.0, 0.4, {"walk": 0.5, "bicycle": -2.0, "public_transport": -1.0, "car": 0.0}, occupancy=1.25
)  # fmt: skip
WALK, BICYCLE, TRANSIT, CAR = range(4)
Floats = npt.NDArray[np.float64]


def _tables(seed: int, n: int = 3, m: int = 2) -> ModeTables:
    rng = np.random.default_rng(seed)
    minutes = rng.uniform(5, 60, (4, n, m))
    minutes[1:][rng.random((3, n, m)) < 0.2] = np.inf
    km = np.where(np.isfinite(minutes), rng.uniform(1, 9, (4, n, m)), np.inf)
    return ModeTables(minutes, km, rng.uniform(0, 0.5, (n, m)), ())


def _split(flows: Floats, carless: Floats) -> Floats:
    """Trips of people with a car, and of those without."""
    return np.stack([flows * (1 - carless)[:, None], flows * carless[:, None]])


@given(st.integers(0, 2**32 - 1))
def test_sums_are_those_of_trips_one_by_one(seed: int) -> None:
    tables, rng = _tables(seed), np.random.default_rng(seed)
    flows, carless = rng.uniform(0, 9, (3, 2)), np.array([0.0, 0.4, 1.0])
    flows[0, 1] = 0
    pairs = pairs_of(_split(flows, carless), tables, COSTS, FIGURES, MODEL.occupancy, "petrol")
    shares = mode_shares(pairs.trips, MODEL)
    labels = np.array(["a", "b", "a"], object)
    found = {figures.group: figures for figures in figures_by_group(pairs, shares, MODEL.occupancy, labels)}
    assert list(found) == [EVERYBODY, WITH_CAR, WITHOUT_CAR, "a", "b"]
    count, km, kg = (dict.fromkeys(found, np.zeros(4)) for _ in range(3))
    for i, j, driving in np.ndindex(3, 2, 2):
        part = (1 - carless[i]) if driving else carless[i]
        weight = flows[i, j] * part
        odds = np.zeros(4)
        for mode, name in enumerate(MODEL.constants):
            minutes, length = tables.minutes[mode, i, j], tables.km[mode, i, j]
            if not np.isfinite(minutes) or (mode == CAR and not driving):
                continue
            euros = (0.0, 0.02 * length, 1.0, 0.2 * length / 1.25)[mode]
            odds[mode] = np.exp(MODEL.constants[name] - 0.4 * (euros + 10 * minutes / 60))
        people = weight * odds / odds.sum()
        length = np.where(odds > 0, tables.km[:, i, j], 0.0)
        # 1.6 people share a car in the figures of Impact CO2, 1.25 here.
        grams = np.array([0.0, 0.17, 0.0, 169.71 * 1.6 / 1.25]) * length
        grams[TRANSIT] = 1000 * tables.transit_kg[i, j]
        for group in (EVERYBODY, WITH_CAR if driving else WITHOUT_CAR, str(labels[i])):
            count[group] = count[group] + people
            km[group] = km[group] + people * length
            kg[group] = kg[group] + people * grams / 1000
    for group, figures in found.items():
        assert figures.trips_by_mode == pytest.approx(count[group])
        assert figures.person_km == pytest.approx(km[group])
        assert figures.co2_kg == pytest.approx(kg[group])
        assert figures.vehicle_km == pytest.approx(km[group][CAR] / 1.25)
        assert figures.total_kg == pytest.approx(kg[group].sum())
    by_origin = shares_by_origin(pairs, shares, 4)
    assert np.isnan(by_origin[3]).all()
    assert by_origin[:3].sum(axis=1) == pytest.approx(np.ones(3))


def test_who_cannot_go_is_counted_apart() -> None:
    """The second origin is reached by car alone, and half of its people have none."""
    minutes = np.full((4, 2, 1), np.inf)
    minutes[WALK, 0], minutes[CAR] = 10, 5
    km = np.where(np.isfinite(minutes), 1.0, np.inf)
    tables = ModeTables(minutes, km, np.full((2, 1), np.nan), ())
    flows = np.array([[10.0], [20.0]])
    pairs = pairs_of(_split(flows, np.array([0.5, 0.5])), tables, COSTS, FIGURES, 1.0, "petrol")
    everybody, with_car, without = figures_by_group(pairs, mode_shares(pairs.trips, MODEL), 1.0, None)
    assert (everybody.trips, everybody.impossible) == (20, 10)
    assert (with_car.trips, with_car.impossible) == (15, 0)
    assert (without.trips, without.impossible) == (5, 10)
    # Nobody rides: what riding would emit, which is not known, does not matter.
    assert np.isfinite(everybody.co2_kg).all()


def test_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PAIRS", 5)
    with pytest.raises(ParameterError, match="6 pairs of places have trips, more than the 5"):
        pairs_of(_split(np.ones((3, 2)), np.zeros(3)), _tables(1), COSTS, FIGURES, 1.0, "petrol")
