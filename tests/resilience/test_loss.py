from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.resilience.loss import MUCH, Loss, access_loss, place_losses

SEEDS = st.integers(0, 2**32 - 1)


def _shock(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """Access, what is left of it, residents, and two groups that share them out."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 12))
    base = rng.integers(0, 40, n).astype(float)
    shocked = np.floor(base * rng.random(n))
    residents = rng.integers(0, 9, n).astype(float)
    poor = np.floor(residents * rng.random(n))
    return base, shocked, residents, {"poor": poor, "others": residents - poor}


def test_by_hand() -> None:
    """Three origins of 10, 30 and 60 residents reach 100, 50 and 20, then 100, 30 and 0.

    All: 10 × 100 + 30 × 50 + 60 × 20 = 3,700 before, 10 × 100 + 30 × 30 + 0 = 1,900 after: L = 1 − 19/37 = 0.4865.
    The 6 poor of the second and 4 of the third: 300 + 80 = 380 before, 180 after: L = 1 − 180/380 = 0.5263, which is
    1.08 times as much. Places lose 0, 20/50 = 0.4 and 1: more than a quarter for the last two, 90 residents of 100.
    Who needs 20 is cut off in the third, 60 of 100. Who needs 25, nowhere: the second keeps 30, the third never had 25.
    """
    base, shocked, residents = [100.0, 50.0, 20.0], [100.0, 30.0, 0.0], [10.0, 30.0, 60.0]
    found = access_loss(base, shocked, residents, {"poor": [0.0, 6.0, 4.0]}, needed=20.0)
    assert found.overall == pytest.approx(1 - 19 / 37)
    assert (found.everybody.before, found.everybody.after) == pytest.approx((37.0, 19.0))
    assert (found.everybody.losing, found.everybody.cut_off, found.everybody.ratio) == pytest.approx((0.9, 0.6, 1.0))
    (poor,) = found.groups
    assert (poor.group, poor.persons) == ("poor", 10.0)
    assert poor.loss == pytest.approx(200 / 380)
    assert poor.ratio == pytest.approx((200 / 380) / (18 / 37))
    assert (poor.losing, poor.cut_off) == pytest.approx((1.0, 0.4))
    assert access_loss(base, shocked, residents, needed=25.0).everybody.cut_off == 0.0
    np.testing.assert_allclose(place_losses(base, shocked), [0.0, 0.4, 1.0])


def test_the_threshold_itself_is_not_more() -> None:
    # 57 of 100 is exactly 0.57, though 0.57 × 100 is 56.99999999999999.
    for base, shocked, threshold in ((100.0, 75.0, MUCH), (100.0, 43.0, 0.57), (10.0, 7.0, 0.3)):
        assert access_loss([base], [shocked], [1.0], threshold=threshold).everybody.losing == 0.0
        assert access_loss([base], [shocked - 0.01], [1.0], threshold=threshold).everybody.losing == 1.0


def test_nothing_to_lose_is_no_loss() -> None:
    found = access_loss([0.0, 8.0], [3.0, 4.0], [5.0, 5.0], {"without": [5.0, 0.0], "with": [0.0, 5.0]})
    without, with_access = found.groups
    assert (without.loss, without.losing, without.cut_off, without.ratio) == (0.0, 0.0, 0.0, 0.0)
    # 8 before and 3 + 4 = 7 after.
    assert found.overall == pytest.approx(1 / 8)
    assert with_access.ratio == pytest.approx(4.0)
    np.testing.assert_array_equal(place_losses([0.0, 0.0], [0.0, 3.0]), [0.0, 0.0])


def test_a_gain_is_a_negative_loss() -> None:
    assert access_loss([4.0], [6.0], [1.0]).overall == pytest.approx(-0.5)
    np.testing.assert_allclose(place_losses([4.0], [6.0]), [-0.5])


def test_no_value_for_nobody() -> None:
    found = access_loss([4.0], [2.0], [3.0], {"nobody": [0.0]})
    (nobody,) = found.groups
    for value in (nobody.before, nobody.after, nobody.loss, nobody.ratio, nobody.losing, nobody.cut_off):
        assert math.isnan(value)
    assert math.isnan(access_loss([], [], []).overall)


@given(SEEDS)
def test_no_change_is_no_loss(seed: int) -> None:
    base, _, residents, groups = _shock(seed)
    residents[0] += 1.0
    found = access_loss(base, base, residents, groups)
    assert found.overall == 0.0
    assert math.isnan(found.everybody.ratio)
    assert found.everybody.losing == found.everybody.cut_off == 0.0
    np.testing.assert_array_equal(place_losses(base, base), np.zeros(len(base)))


@given(SEEDS)
def test_the_loss_is_a_share_and_losing_more_never_lowers_it(seed: int) -> None:
    base, shocked, residents, groups = _shock(seed)
    residents[0] += 1.0
    worse = np.floor(shocked * np.random.default_rng(seed + 1).random(len(base)))

    def shares(found: Loss) -> list[float]:
        several = [found.everybody, *(group for group in found.groups if group.persons)]
        return [value for one in several for value in (one.loss, one.losing, one.cut_off)]

    first = shares(access_loss(base, shocked, residents, groups, needed=5.0))
    second = shares(access_loss(base, worse, residents, groups, needed=5.0))
    assert all(0 <= less <= more <= 1 for less, more in zip(first, second, strict=True))
    assert np.all(place_losses(base, shocked) <= place_losses(base, worse))


@given(SEEDS)
def test_groups_that_share_out_everybody_make_the_overall_loss(seed: int) -> None:
    base, shocked, residents, groups = _shock(seed)
    base[0], residents[0], groups["poor"][0] = base[0] + 1.0, residents[0] + 1.0, groups["poor"][0] + 1.0
    found = access_loss(base, shocked, residents, groups)
    had = {name: float((persons * base).sum()) for name, persons in groups.items()}
    parts = sum(had[group.group] * group.loss for group in found.groups if group.persons)
    assert parts / sum(had.values()) == pytest.approx(found.overall, abs=1e-12)
    losing = sum(group.persons * group.losing for group in found.groups if group.persons)
    assert losing == pytest.approx(found.everybody.losing * residents.sum())


@given(SEEDS)
def test_person_by_person(seed: int) -> None:
    """The slow twin: every resident one by one."""
    base, shocked, residents, _ = _shock(seed)
    residents[0], base[0] = residents[0] + 1.0, base[0] + 1.0
    persons = [k for k, count in enumerate(residents.astype(int).tolist()) for _ in range(count)]
    before, after = sum(base[k] for k in persons), sum(shocked[k] for k in persons)
    found = access_loss(base, shocked, residents, needed=5.0).everybody
    assert found.loss == pytest.approx(1 - after / before, abs=1e-12)
    assert found.losing == pytest.approx(sum(4 * shocked[k] < 3 * base[k] for k in persons) / len(persons))
    assert found.cut_off == pytest.approx(sum(base[k] >= 5 > shocked[k] for k in persons) / len(persons))


@given(SEEDS, st.floats(1e-3, 1e3), st.integers(1, 4))
def test_neither_the_unit_nor_the_size_matters(seed: int, unit: float, times: int) -> None:
    base, shocked, residents, _ = _shock(seed)
    residents[0] += 1.0
    found = access_loss(base, shocked, residents).overall
    assert access_loss(base * unit, shocked * unit, residents * times).overall == pytest.approx(found, abs=1e-9)


def test_impossible_arguments_are_refused() -> None:
    for wrong in ([np.nan, 1.0], [np.inf, 1.0], [-1.0, 1.0], [1.0]):
        with pytest.raises(ParameterError):
            access_loss(wrong, [1.0, 1.0], [1.0, 1.0])
        with pytest.raises(ParameterError):
            access_loss([1.0, 1.0], wrong, [1.0, 1.0])
        with pytest.raises(ParameterError):
            place_losses([1.0, 1.0], wrong)
        with pytest.raises(ParameterError, match="residents"):
            access_loss([1.0, 1.0], [1.0, 1.0], wrong)
        with pytest.raises(ParameterError, match="'poor'"):
            access_loss([1.0, 1.0], [1.0, 1.0], [1.0, 1.0], {"poor": wrong})
    with pytest.raises(ParameterError, match="needed"):
        access_loss([1.0], [1.0], [1.0], needed=0.0)
    with pytest.raises(ParameterError, match="threshold"):
        access_loss([1.0], [1.0], [1.0], threshold=1.5)
