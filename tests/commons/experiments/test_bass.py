from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from portee.commons.experiments.bass import Bass, adopted_share, draw_adoption, fit_bass
from portee.core.errors import ParameterError

LAW = Bass(0.03, 0.38, 5000)


@pytest.mark.parametrize(("own", "pull"), [(0.03, 0.38), (0.2, 0.0), (0.001, 1.0)])
def test_the_share_solves_its_equation(own: float, pull: float) -> None:
    times = np.linspace(0, 30, 31)
    found = solve_ivp(
        lambda _, f: (own + pull * f) * (1 - f), (0, 30), [0.0], t_eval=times, rtol=1e-10, atol=1e-12
    )  # fmt: skip
    assert adopted_share(times, own, pull) == pytest.approx(found.y[0], abs=1e-7)


@given(st.floats(1e-3, 0.5), st.floats(0, 2), st.floats(0, 50), st.floats(0, 50))
def test_people_never_give_it_up(own: float, pull: float, one: float, other: float) -> None:
    first, last = adopted_share(np.sort([one, other]), own, pull)
    assert 0 <= first <= last <= 1


def test_most_take_it_up_at_the_peak() -> None:
    times = np.linspace(0, 20, 20_001)
    assert times[np.argmax(np.gradient(LAW.adopters(times)))] == pytest.approx(LAW.peak, abs=0.01)
    assert Bass(0.3, 0.1, 10).peak == 0
    assert Bass(0.3, 0.0, 10).peak == 0


@settings(max_examples=25, deadline=None)
@given(st.floats(0.005, 0.1), st.floats(0.2, 0.8), st.floats(50, 1e6))
def test_planted_figures_are_recovered_exactly_without_chance(own: float, pull: float, total: float) -> None:
    law = Bass(own, pull, total)
    periods = int(2 * law.peak) + 8
    found = fit_bass(np.diff(law.adopters(np.arange(periods + 1)))).law
    assert (found.own, found.pull, found.total) == pytest.approx((own, pull, total), rel=1e-4)


def test_planted_figures_are_recovered_from_drawn_people() -> None:
    fits = [fit_bass(draw_adoption(LAW, 20, seed)) for seed in range(40)]
    for name, planted in (("own", 0.03), ("pull", 0.38), ("total", 5000)):
        values = np.array([getattr(fit.law, name) for fit in fits])
        assert values.mean() == pytest.approx(planted, abs=4 * values.std() / np.sqrt(40) + 0.01 * planted)
        inside = [getattr(fit, name).low < planted < getattr(fit, name).high for fit in fits]
        assert np.mean(inside) > 0.8
    assert all(fit.past_peak for fit in fits)


def test_before_the_peak_the_end_is_hardly_known() -> None:
    late, early = fit_bass(draw_adoption(LAW, 20)), fit_bass(draw_adoption(LAW, 6))
    assert early.total.error > 5 * late.total.error
    assert not fit_bass(np.diff(LAW.adopters(np.arange(6)))).past_peak


def test_draws_are_those_of_the_seed_and_of_all_people() -> None:
    assert draw_adoption(LAW, 20, 3).tolist() == draw_adoption(LAW, 20, 3).tolist()
    assert draw_adoption(LAW, 200).sum() == 5000


@pytest.mark.parametrize(
    ("adopters", "what"),
    [
        ([1, 2, 3], "3 periods are too few"),
        ([1, 2, 3, -1, 2], "negative"),
        ([0, 0, 0, 0, 0], "none at all"),
        ([float("nan"), 1, 1, 1, 1], "missing"),
        ([10 * 1.5**k for k in range(8)], "no end"),
    ],
)
def test_what_is_no_uptake_is_refused(adopters: list[float], what: str) -> None:
    with pytest.raises(ParameterError, match=what):
        fit_bass(adopters)


@pytest.mark.parametrize("law", [(0.0, 0.1, 10.0), (0.1, -0.1, 10.0), (0.1, 0.1, 0.0)])
def test_impossible_laws_are_refused(law: tuple[float, float, float]) -> None:
    with pytest.raises(ParameterError):
        Bass(*law)
