"""What is measured of one replication: means by hour add up to means, and waits and counts to what happened."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.hubs.simulation.draws import drawn
from portee.hubs.simulation.given import Law, Simulated, Span
from portee.hubs.simulation.happened import Outcome
from portee.hubs.simulation.measured import HIRED, STANDING, measured
from portee.hubs.simulation.run import simulate_once
from tests.hubs.simulation.services import queue, services


@settings(max_examples=40)
@given(services(), st.integers(0, 5))
def test_everything_is_counted_once(service: Simulated, seed: int) -> None:
    span = Span(7, 2)
    requests = drawn(service, span, seed, 0)
    run = simulate_once(service, span, requests)
    found = measured(service, span, requests, run)
    late = requests.at >= span.begin_h
    assert found.counts.sum() == late.sum()
    assert [len(each) for each in found.waits] == found.counts[:, Outcome.served].tolist()
    assert found.by_hour.mean(axis=0) == pytest.approx(found.means, abs=1e-9)
    # Hired, moving and standing are all the vehicles, in every hour.
    assert found.by_hour[:, [0, 1, 3]].sum(axis=1) == pytest.approx(service.vehicles)


def test_one_hire_fills_its_hours() -> None:
    service, span = queue(2, 0.01, Law(1.5)), Span(7)
    requests = drawn(service, span, 0, 0)
    found = measured(service, span, requests, simulate_once(service, span, requests))
    assert len(requests) == found.counts[0, 0] > 0
    begun = np.minimum(requests.at + 1.5, span.end_h) - requests.at
    assert found.means[HIRED - 1] * span.end_h == pytest.approx(begun.sum())
    assert found.means[STANDING - 1] + found.means[HIRED - 1] == pytest.approx(2)
    first = requests.at[0]
    assert found.by_hour[int(first), 0] == pytest.approx(min(1.0, 1 - first % 1))


def test_hours_that_no_day_holds_are_not_a_number() -> None:
    service, span = queue(1, 1.0, Law(1.0)), Span(2, 1)
    requests = drawn(service, span, 0, 0)
    found = measured(service, span, requests, simulate_once(service, span, requests))
    assert np.isnan(found.by_hour[:24]).all()
    assert not np.isnan(found.by_hour[24:72]).any()
