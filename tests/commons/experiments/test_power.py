from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import chi2, norm, t

from portee.commons.experiments.power import (
    Design,
    design_effect,
    mean_correlation,
    minimal_detectable_effect,
    power_of,
    sample_size,
    variance_factor,
)
from portee.core.errors import ParameterError


def test_the_best_known_samples() -> None:
    assert [sample_size(Design(), d)[0] for d in (0.2, 0.5, 0.8)] == [394, 64, 26]


@pytest.mark.parametrize(("effect", "units"), [(0.5, (64, 64)), (0.9, (12, 30)), (2.5, (3, 4))])
def test_power_is_the_integral_over_the_spread_seen(effect: float, units: tuple[int, int]) -> None:
    freedom = sum(units) - 2
    reach, apart = t.isf(0.025, freedom), effect / math.sqrt(1 / units[0] + 1 / units[1])

    def seen(square: float) -> float:
        bar = reach * math.sqrt(square / freedom)
        return float((norm.sf(bar - apart) + norm.cdf(-bar - apart)) * chi2.pdf(square, freedom))

    assert power_of(Design(), effect, *units) == pytest.approx(quad(seen, 0, 20 * freedom, limit=200)[0], abs=1e-7)


def test_large_samples_follow_the_normal_law() -> None:
    wanted = 2 * ((norm.isf(0.025) + norm.isf(0.2)) / 0.05) ** 2
    assert sample_size(Design(), 0.05)[0] == pytest.approx(wanted, rel=0.001)


def test_shares_follow_the_formula_with_pooled_variance() -> None:
    before, after, mean = 0.3, 0.4, 0.35
    root = norm.isf(0.025) * math.sqrt(2 * mean * (1 - mean))
    root += norm.isf(0.2) * math.sqrt(before * (1 - before) + after * (1 - after))
    assert sample_size(Design("share", baseline=0.3), 0.1)[0] == math.ceil((root / 0.1) ** 2)


def test_groups_of_alike_people_need_the_design_effect() -> None:
    assert design_effect(20, 0.05) == pytest.approx(1.95)
    persons = sample_size(Design(), 0.1)[0]
    groups = sample_size(Design(cluster_size=20, icc=0.05), 0.1)[0]
    assert groups * 20 == pytest.approx(persons * 1.95, rel=0.02)


def test_factors_of_before_and_after() -> None:
    assert [variance_factor(a, 0.5) for a in ("post", "change", "ancova")] == [1.0, 1.0, 0.75]
    assert variance_factor("change", 0.2) > 1 > variance_factor("ancova", 0.2)


def test_more_figures_say_more_but_never_all() -> None:
    assert variance_factor("post", 0.3, 1, 1000) == pytest.approx(0.3, abs=1e-3)
    assert variance_factor("change", 0.3, 1000, 1000) == pytest.approx(0, abs=2e-3)
    assert variance_factor("change", 0.3, 3, 2) == pytest.approx(0.7 * (1 / 3 + 1 / 2))
    # ANCOVA is the best weight of what was seen before: never worse than none of it, nor than all of it.
    for before, after, r in ((1, 1, 0.3), (4, 2, 0.6), (2, 5, 0.1)):
        best = variance_factor("ancova", r, before, after)
        assert best <= min(variance_factor("post", r, before, after), variance_factor("change", r, before, after))


def test_groups_remember_more_than_persons() -> None:
    alone = Design(analysis="ancova", correlation=0.5)
    assert mean_correlation(alone) == pytest.approx(0.5)
    together = alone.replace(cluster_size=100, icc=0.1, cluster_correlation=0.9)
    assert mean_correlation(together) == pytest.approx((100 * 0.1 * 0.9 + 0.9 * 0.5) / 10.9)
    other_people = together.replace(correlation=0.0)
    assert mean_correlation(other_people) == pytest.approx(9 / 10.9)


designs = st.builds(
    Design,
    spread=st.floats(0.1, 100),
    analysis=st.sampled_from(["post", "change", "ancova"]),
    correlation=st.floats(0, 0.95),
    cluster_size=st.integers(1, 200),
    icc=st.floats(0, 0.5),
    cluster_correlation=st.floats(0, 0.95),
    ratio=st.floats(0.25, 4),
    level=st.sampled_from([0.01, 0.05, 0.1]),
)


@settings(max_examples=60, deadline=None)
@given(designs, st.floats(0.05, 1.5), st.floats(0.5, 0.95))
def test_the_sample_is_the_smallest(design: Design, size: float, power: float) -> None:
    effect = size * design.spread
    treated, control = sample_size(design, effect, power)
    assert power_of(design, effect, treated, control) >= power
    try:
        fewer = power_of(design, effect, treated - 1, design.controls(treated - 1))
    except ParameterError:
        return
    assert fewer < power


@settings(max_examples=60, deadline=None)
@given(designs, st.integers(4, 300), st.floats(0.3, 0.95))
def test_the_least_effect_has_just_the_power(design: Design, units: int, power: float) -> None:
    effect = minimal_detectable_effect(design, units, units, power)
    assert power_of(design, effect, units, units) == pytest.approx(power, abs=1e-6)
    assert power_of(design, -effect, units, units) == pytest.approx(power, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(designs, st.integers(4, 300), st.floats(0, 2))
def test_more_units_and_more_effect_never_lower_power(design: Design, units: int, size: float) -> None:
    effect = size * design.spread
    power = power_of(design, effect, units, units)
    assert design.level - 1e-9 <= power <= 1 + 1e-12
    assert power_of(design, effect, units + 1, units) >= power - 1e-9
    assert power_of(design, 1.1 * effect, units, units) >= power - 1e-9


def test_no_effect_is_seen_as_often_as_the_level() -> None:
    assert power_of(Design(), 0.0, 10, 10) == pytest.approx(0.05)
    assert power_of(Design("share", baseline=0.4), 0.0, 50, 50) == pytest.approx(0.05)


def test_an_effect_far_beyond_doubt_is_sure() -> None:
    assert power_of(Design(), 1e6, 1000, 1000) == 1.0


def test_a_share_that_falls() -> None:
    design = Design("share", baseline=0.3)
    effect = minimal_detectable_effect(design, 200, 200, falls=True)
    assert effect < 0
    assert power_of(design, effect, 200, 200) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"spread": 0.0}, "spread"),
        ({"baseline": 1.0}, "baseline"),
        ({"correlation": 1.0}, "correlation"),
        ({"cluster_size": 0}, "cluster_size"),
        ({"icc": -0.1}, "icc"),
        ({"cluster_correlation": 2.0}, "cluster_correlation"),
        ({"ratio": 0.0}, "ratio"),
        ({"level": 0.7}, "level"),
        ({"outcome": "share", "analysis": "change"}, "analysis"),
    ],
)
def test_impossible_designs_are_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(ParameterError) as told:
        Design().replace(**change)
    assert told.value.where is not None
    assert told.value.where.field == field


def test_what_cannot_be_seen_is_said() -> None:
    with pytest.raises(ParameterError, match="No sample"):
        sample_size(Design(), 0.0)
    with pytest.raises(ParameterError, match="More than"):
        sample_size(Design(), 1e-6)
    with pytest.raises(ParameterError, match="synthetic control"):
        power_of(Design(), 1.0, 1, 1)
    with pytest.raises(ParameterError, match="cannot change"):
        power_of(Design("share", baseline=0.95), 0.1, 50, 50)
    with pytest.raises(ParameterError, match="no change of the share"):
        minimal_detectable_effect(Design("share", baseline=0.9), 5, 5)
    with pytest.raises(ParameterError, match=r"power of 0\.05"):
        sample_size(Design(), 1.0, 0.05)
