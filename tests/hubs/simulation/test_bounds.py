"""The bound is above anything simulated, and met by more than enough vehicles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.hubs.simulation.bounds import bound_of
from portee.hubs.simulation.given import Simulated, Span
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import shares_by_group
from tests.hubs.simulation.services import services


@settings(max_examples=25)
@given(services(), st.integers(0, 5))
def test_nothing_exceeds_the_bound(service: Simulated, seed: int) -> None:
    span = Span(7, 1)
    bound = bound_of(service, span, 0.9, seed=seed, replications=2)
    shares = shares_by_group(service, replicate(service, span, seed=seed, replications=2))
    assert bound.users.keys() == shares.keys()
    for group, share in shares.items():
        assert bound.users[group] == 0 or share.mean <= bound.shares[group].mean + 1e-12


@settings(max_examples=15)
@given(services(stations=1), st.integers(0, 5))
def test_more_than_enough_of_everything_meets_the_bound(service: Simulated, seed: int) -> None:
    span = Span(3, 1)
    bound = bound_of(service, span, 0.9, seed=seed, replications=2)
    station = replace(service.stations[0], vehicles=(600,) * len(service.fleet), docks=None, chargers=None)
    plenty = replace(service, relocation=None, stations=(station,))
    shares = shares_by_group(plenty, replicate(plenty, span, seed=seed, replications=2))
    assert {group: share.mean for group, share in shares.items()} == pytest.approx(
        {group: share.mean for group, share in bound.shares.items()}, nan_ok=True
    )
