"""Draws hang on names and seeds alone, and follow the rates given."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.hubs.simulation.draws import Requests, drawn, poisson_times, stream
from portee.hubs.simulation.given import WEEK_H, Arrivals, Law, Simulated, Span
from tests.hubs.simulation.services import flat, services


def _of(requests: Requests, places: list[int]) -> list[tuple[float, ...]]:
    kept = np.isin(requests.of, places)
    columns = (requests.at, requests.hours, requests.km, requests.patience, requests.held)
    return list(zip(*(column[kept].tolist() for column in columns), strict=True))


@settings(max_examples=30)
@given(services(), st.integers(0, 2**32), st.integers(0, 9))
def test_another_group_changes_nobody_elses_draws(service: Simulated, seed: int, replication: int) -> None:
    span, home = Span(7), service.stations[0].id
    others = list(range(len(service.arrivals)))
    before = drawn(service, span, seed, replication)
    newcomer = Arrivals("newcomer", home, flat(1.0), Law(1.0, "exponential"))
    after = drawn(replace(service, arrivals=(*service.arrivals, newcomer)), span, seed, replication)
    assert _of(before, others) == _of(after, others)
    again = drawn(service, span, seed, replication)
    assert _of(before, others) == _of(again, others)
    assert (np.diff(after.at) >= 0).all()


def test_seeds_replications_and_names_each_change_the_draws() -> None:
    first = stream(1, 0, "cars", "all").random(4).tolist()
    others = [stream(2, 0, "cars", "all"), stream(1, 1, "cars", "all"), stream(1, 0, "car", "sall")]
    assert all(first != other.random(4).tolist() for other in others)


def test_thinning_follows_the_rates_of_each_hour() -> None:
    rates = np.zeros(WEEK_H)
    rates[8], rates[9], rates[100] = 5.0, 1.0, 3.0
    weeks = 400
    at = poisson_times(tuple(rates), weeks * WEEK_H, stream(3, 0, "rates"))
    seen = np.bincount((at % WEEK_H).astype(int), minlength=WEEK_H) / weeks
    assert not seen[rates == 0].any()
    # Standard deviation of a mean of `weeks` Poisson counts.
    assert (np.abs(seen - rates) <= 4 * np.sqrt(rates / weeks)).all()
    assert not len(poisson_times(flat(0.0), 1e6, stream(3, 0, "rates")))


@pytest.mark.parametrize("law", [Law(2.0), Law(2.0, "exponential"), Law(2.0, "lognormal", 0.6)])
def test_lengths_have_the_mean_and_the_square_declared(law: Law) -> None:
    arrivals = Arrivals("all", "hub", flat(100.0), law)
    from tests.hubs.simulation.services import queue

    service = replace(queue(1, 1.0, law), arrivals=(arrivals,))
    hours = drawn(service, Span(30), 1, 0).hours
    assert hours.mean() == pytest.approx(2.0, rel=0.02)
    assert (hours**2).mean() == pytest.approx(law.square, rel=0.04)
