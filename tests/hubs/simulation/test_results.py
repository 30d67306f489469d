"""Results of all replications: groups add up to everyone, shares to one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.hubs.simulation.given import Simulated, Span
from portee.hubs.simulation.replications import replicate
from portee.hubs.simulation.results import result_of, shares_by_group
from tests.hubs.simulation.services import services


@settings(max_examples=25)
@given(services(), st.integers(0, 5))
def test_groups_add_up_and_every_user_is_served_or_lost(service: Simulated, seed: int) -> None:
    span = Span(7, 1)
    measures = replicate(service, span, seed=seed, replications=3)
    result = result_of(service, span, measures)
    assert sum(group.users for group in result.groups) == result.everyone.users
    for group in (result.everyone, *result.groups):
        if group.users:
            assert group.served.mean + sum(each.mean for each in group.lost.values()) == pytest.approx(1)
        else:
            assert math.isnan(group.served.mean)
    assert {group.group: group.served.mean for group in result.groups} == pytest.approx(
        {name: share.mean for name, share in shares_by_group(service, measures).items()}, nan_ok=True
    )
    assert 0 <= result.used.mean <= 1 + 1e-9
    assert result.charger_use is None or result.charger_use.mean <= 1 + 1e-9
