"""The explorer of the invented village."""

from __future__ import annotations

import pytest

from portee.people.library import shipped_profiles
from portee.services.explorer import Explorer, Targets, targets_of
from portee.services.gather import gather
from portee.services.offers import no_offers
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


@pytest.fixture(scope="session")
def village_targets(xs_world: World, xs_territory: SyntheticTerritory) -> Targets:
    network = xs_world.network
    jobs = gather(xs_territory.jobs, network, weights=["jobs"])
    health = gather(xs_territory.health, network)
    return targets_of(network, {"jobs": (jobs, "jobs"), "health": (health, "@count")}, most_points=600)


@pytest.fixture(scope="session")
def village_explorer(xs_world: World, village_targets: Targets) -> Explorer:
    profiles = {profile.id: profile for profile in shipped_profiles()}
    return Explorer(xs_world, no_offers(), village_targets, profiles, threads=2)
