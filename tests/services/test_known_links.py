from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from portee.people.library import shipped_profiles
from portee.people.profile import Profile
from portee.reach import links as module
from portee.reach.choices import situation_of
from portee.reach.commute import homeward
from portee.reach.feeder_ways import rides_to_stops
from portee.reach.links import LinkStore
from portee.reach.ways import Stores
from portee.services.known_links import know_rides, known_links
from portee.services.offers import read_offers
from portee.sources.places import read_places
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World

DAY = date(2026, 9, 8)


@pytest.fixture(scope="module")
def shared(xs_territory: SyntheticTerritory) -> Places:
    return read_places(xs_territory.jobs).take(np.arange(40))


@pytest.fixture(scope="module")
def known(xs_world: World, shared: Places) -> Stores:
    return known_links(xs_world, read_offers(None, xs_world.network), DAY, [shared], shipped_profiles())


@pytest.mark.parametrize("profile", shipped_profiles(), ids=lambda profile: profile.id)
def test_they_are_those_that_each_question_would_make(
    xs_world: World, shared: Places, known: Stores, profile: Profile
) -> None:
    """Cut from the farthest walks of all kinds of resident, to the last bit those of a search of its own."""
    travel = situation_of(xs_world.network, profile, read_offers(None, xs_world.network), DAY, ()).travel
    branch, alone = known.branch().of(None), LinkStore(xs_world.network)
    made = set(branch._made)
    for leaving, way in ((True, travel), (False, travel), (True, homeward(travel)), (False, homeward(travel))):
        for found, own in zip(
            branch.stops(shared, way, "walk", leaving=leaving), alone.stops(shared, way, "walk", leaving=leaving),
            strict=True,
        ):  # fmt: skip
            np.testing.assert_array_equal(found, own)
            assert np.asarray(found).dtype == np.asarray(own).dtype
        points = branch.points(shared, travel.foot, towards=leaving), alone.points(shared, travel.foot, towards=leaving)
        for found, own in zip(*points, strict=True):
            np.testing.assert_array_equal(found, own)
    assert set(branch._made) == made, "nothing had to be made"


def test_what_a_branch_learns_is_its_own(known: Stores, xs_territory: SyntheticTerritory) -> None:
    home = read_places(xs_territory.jobs).take(np.array([50]))
    branch, other = known.branch(), known.branch()
    branch.of(None).attached(home, "walk")
    for store in (known.of(None), other.of(None)):
        assert ("attached", id(home), "walk") not in store._made
        assert not any(kept is home for kept in store._kept)
    assert ("attached", id(home), "walk") in branch.of(None)._made


def test_rides_to_stops_are_known_for_all_and_for_some_homes(
    xs_world: World, shared: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every vehicle that a resident has, none is searched again, and all are those of a search of their own."""
    offers = read_offers(None, xs_world.network)
    stores, alone = Stores(xs_world.network), LinkStore(xs_world.network)
    know_rides(stores, xs_world, offers, DAY, shared, shipped_profiles())
    asked = [
        (travel, mode) for profile in shipped_profiles()
        for mode, travel in rides_to_stops(situation_of(xs_world.network, profile, offers, DAY, ()))
    ]  # fmt: skip
    assert {mode for _, mode in asked} == {"bicycle", "e_scooter"}
    branch = stores.branch().of(None)
    some = branch.subset(shared, np.arange(3, 30, 4))
    wanted = [
        [alone.stops(places, travel, mode, leaving=leaving) for leaving in (True, False) for places in (shared, some)]
        for travel, mode in asked
    ]  # fmt: skip
    monkeypatch.setattr(module, "street_costs", None)
    for (travel, mode), expected in zip(asked, wanted, strict=True):
        found = [
            branch.stops(places, travel, mode, leaving=leaving)
            for leaving in (True, False)
            for places in (shared, some)
        ]
        for one, own in zip(found, expected, strict=True):
            for part, other in zip(one, own, strict=True):
                np.testing.assert_array_equal(part, other)
