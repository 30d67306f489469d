from __future__ import annotations

import pytest

from portee.commons.experiments.power import Design, minimal_detectable_effect, power_of
from portee.commons.experiments.power_simulation import SimulatedPower, simulated_power
from portee.core.errors import ParameterError

DRAWS = 4000
WITHIN = 4
"""Monte-Carlo standard errors; the seeds are fixed, so the tests always give the same."""

MEANS = [
    Design(),
    Design(analysis="change", correlation=0.7),
    Design(analysis="change", correlation=0.2),
    Design(analysis="ancova", correlation=0.6),
    Design(cluster_size=25, icc=0.05),
    Design(analysis="change", correlation=0.5, cluster_size=25, icc=0.05, cluster_correlation=0.8),
    Design(analysis="ancova", cluster_size=40, icc=0.1, cluster_correlation=0.7),
    Design(spread=12.0, level=0.01),
    Design(analysis="change", correlation=0.4, before=6, after=3),
    Design(analysis="ancova", correlation=0.4, before=3, after=2, cluster_size=10, icc=0.1, cluster_correlation=0.6),
    Design(correlation=0.5, after=4),
]


@pytest.mark.parametrize("design", MEANS)
@pytest.mark.parametrize("units", [(8, 8), (30, 20)])
@pytest.mark.parametrize("power", [0.5, 0.8])
def test_simulated_means_agree_with_the_closed_form(design: Design, units: tuple[int, int], power: float) -> None:
    effect = minimal_detectable_effect(design, *units, power)
    found = simulated_power(design, effect, *units, draws=DRAWS, seed=1)
    # The noncentral t of an adjusted comparison holds on average over slopes: a few thousandths are left.
    slack = 0.012 if design.analysis == "ancova" else 0.0
    assert found.power == pytest.approx(power, abs=WITHIN * found.error + slack)


@pytest.mark.parametrize("design", MEANS)
def test_without_effect_it_is_seen_as_often_as_the_level(design: Design) -> None:
    found = simulated_power(design, 0.0, 12, 12, draws=DRAWS, seed=2)
    assert found.power == pytest.approx(design.level, abs=WITHIN * found.error)


@pytest.mark.parametrize(("baseline", "effect", "units"), [(0.3, 0.1, 356), (0.5, -0.15, 170), (0.2, 0.08, 450)])
def test_simulated_shares_of_persons_agree(baseline: float, effect: float, units: int) -> None:
    design = Design("share", baseline=baseline)
    found = simulated_power(design, effect, units, units, draws=DRAWS, seed=3)
    # Counts are whole: the normal law is off by a little.
    assert found.power == pytest.approx(power_of(design, effect, units, units), abs=WITHIN * found.error + 0.005)


@pytest.mark.parametrize("icc", [0.0, 0.02, 0.1])
def test_simulated_shares_of_groups_agree(icc: float) -> None:
    design = Design("share", baseline=0.3, cluster_size=50, icc=icc)
    effect = minimal_detectable_effect(design, 20, 20)
    found = simulated_power(design, effect, 20, 20, draws=DRAWS, seed=4)
    assert found.power == pytest.approx(0.8, abs=WITHIN * found.error + 0.005)


def test_the_same_seed_gives_the_same_figure() -> None:
    one, other = (simulated_power(Design(), 0.8, 20, 20, draws=500, seed=seed) for seed in (7, 7))
    assert one == other
    assert simulated_power(Design(), 0.8, 20, 20, draws=500, seed=8) != one


def test_the_error_is_never_nothing() -> None:
    assert SimulatedPower(1.0, 100, 0).error > 0
    assert SimulatedPower(0.5, 400, 0).error == pytest.approx(0.025)


def test_too_few_draws_are_refused() -> None:
    with pytest.raises(ParameterError, match="draws"):
        simulated_power(Design(), 0.5, 20, 20, draws=10)
