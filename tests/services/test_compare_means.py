from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.people.library import find_profile
from portee.scenarios.scenario import parse_scenario
from portee.services.compare_means import compare_means
from portee.services.gather import gather
from portee.services.offers import no_offers
from portee.services.winners import GroupChange
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World

WHO = ("night-cleaner", "reference-employee-car")


@pytest.fixture(scope="module")
def asked(xs_network: Path, xs_territory: SyntheticTerritory) -> tuple[GroupChange, ...]:
    from portee.services.describe import suggested_date

    world = World.open(xs_network).replace(offers=no_offers())
    homes = gather(xs_territory.cells, world.network).take(np.arange(4))
    jobs = gather(xs_territory.jobs, world.network, weights=["jobs"])
    day = suggested_date(world.network)
    assert day is not None
    strike = parse_scenario("name: Strike\nmodifications:\n- {type: cancel}\n")
    return compare_means(
        world, strike, homes, jobs, "jobs", "jobs", np.ones(4), [find_profile(one) for one in WHO], day, threads=2
    )


def test_whoever_has_a_car_loses_nothing_of_a_strike(asked: tuple[GroupChange, ...]) -> None:
    walks, drives = asked
    assert [one.profile for one in asked] == list(WHO)
    assert drives.mean_before == drives.mean_after > 0
    assert drives.lose == 0
    assert walks.mean_after <= walks.mean_before
