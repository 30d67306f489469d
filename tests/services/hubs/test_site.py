from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.kernels.shortest import UNREACHED
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel
from portee.reach.reach import reach
from portee.services.gather import gather_all
from portee.services.hubs import site as module
from portee.services.hubs.asked import ByReach, SitingAsked
from portee.services.hubs.candidates import candidates_of
from portee.services.hubs.site import SitedHubs, facts_of, site_hubs
from portee.services.search import prepare
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.services.hubs.ground import WALK, grid_of, homes_of


def sited(world: World, territory: SyntheticTerritory, **options: Any) -> SitedHubs:
    asked = SitingAsked(options.pop("weight", "households"), **options)
    return site_hubs(world, homes_of(world, territory), grid_of(world), asked, WALK, None, threads=1)


def seconds(world: World, origins: Places, destinations: Places, travel: Travel) -> np.ndarray[Any, Any]:
    chunks = reach(world, origins, destinations, travel, threads=1).chunks()
    return np.concatenate([chunk.seconds[:, 0] for chunk in chunks])


def test_p_median_is_the_best_pair_of_all(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = sited(xs_world, xs_territory, count=2)
    persons, minutes = found.demand.weight("households"), np.minimum(found.minutes, 60.0)
    pairs = itertools.combinations(range(len(found.candidates)), 2)
    least = min(float(persons @ minutes[:, list(pair)].min(axis=1)) for pair in pairs)
    assert found.found.value == pytest.approx(least)
    assert found.found.optimal
    everyone = found.groups[0]
    assert everyone.persons == persons.sum()
    assert found.persons_served.sum() == pytest.approx(everyone.served)


def test_rows_in_another_order_give_the_same_hubs(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    asked = SitingAsked("households", "covering", within_min=8.0, count=2)
    one = site_hubs(xs_world, homes, places, asked, WALK, None, threads=1)
    rng = np.random.default_rng(4)
    shuffled = homes.take(rng.permutation(len(homes))), places.take(rng.permutation(len(places)))
    other = site_hubs(xs_world, *shuffled, asked, WALK, None, threads=1)
    assert one.found.opened.tolist() == other.found.opened.tolist()
    assert one.candidates.ids.tolist() == other.candidates.ids.tolist()


def test_decided_stays_excluded_never_comes_and_money_covers_more(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:  # fmt: skip
    options: dict[str, Any] = {"model": "covering", "within_min": 8.0, "cost": "euros"}
    free = sited(xs_world, xs_territory, budget=3.0, **options)
    best = [str(id) for id in free.candidates.ids[free.found.opened]]
    worst = str(free.candidates.ids[int((free.minutes <= 8).sum(axis=0).argmin())])
    bound = sited(xs_world, xs_territory, budget=6.0, decided=(worst,), excluded=(best[0],), **options)
    opened = [str(id) for id in bound.candidates.ids[bound.found.opened]]
    assert worst in opened
    assert best[0] not in opened
    assert bound.choice.costs[bound.found.opened].sum() <= 6.0
    values = [sited(xs_world, xs_territory, budget=money, **options).found.value for money in (1.0, 3.0, 5.0)]
    assert values == sorted(values)


def test_groups_count_more_and_are_told_once(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    plain = sited(xs_world, xs_territory, count=2, equity={"poor_households": 1.0})
    weighted = sited(xs_world, xs_territory, count=2, equity={"poor_households": 20.0})
    assert [group.name for group in weighted.groups] == ["", "poor_households"]
    assert weighted.groups[1].persons == plain.groups[1].persons
    assert weighted.groups[1].minutes <= plain.groups[1].minutes
    assert weighted.groups[0].minutes >= plain.groups[0].minutes


def test_set_covering_p_centre_and_capacities(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    cheapest = sited(xs_world, xs_territory, model="set-covering", within_min=15.0, share=0.7, cost="euros")
    everyone = cheapest.groups[0]
    assert everyone.served >= 0.7 * everyone.persons * (1 - 1e-9)
    centre = sited(xs_world, xs_territory, model="p-centre", count=2)
    counted = centre.demand.weight("households") > 0
    assert centre.found.value == centre.minutes[counted][:, centre.found.opened].min(axis=1).max()
    held = sited(xs_world, xs_territory, count=3, capacity="room")
    assert held.shares is not None
    assert (held.persons_served <= held.candidates.weight("room") * held.found.opened + 1e-4).all()
    assert held.persons_served.sum() == pytest.approx(held.groups[0].persons)


def test_coverage_by_reach_is_what_searches_tell(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    jobs = gather_all([xs_territory.jobs], xs_world.network, weights=["jobs"])
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    needed = 0.4 * jobs.weight("jobs").sum()
    asked = SitingAsked(
        "households", "covering", within_min=12.0, count=1, by_reach=ByReach("jobs", needed, "bicycle", 2.0)
    )
    found = site_hubs(xs_world, homes, places, asked, WALK, None, opportunities=jobs, threads=1)
    here = int(found.found.opened.nonzero()[0][0])
    place = found.candidates.take(np.array([here]))
    walk, ride = replace(WALK, max_time_min=12.0), Travel(mode="bicycle", max_time_min=12.0)
    own = seconds(xs_world, found.demand, jobs, walk)
    to_hub = seconds(xs_world, found.demand, place, walk)[:, 0]
    onward = seconds(xs_world, place, jobs, ride)[0]
    for row in range(len(found.demand)):
        way = int(to_hub[row]) + 120 + onward.astype(np.int64) <= 720
        way &= (onward != UNREACHED) & (to_hub[row] != UNREACHED)
        today = own[row] <= 720
        assert found.today[row] == (jobs.weight("jobs")[today].sum() >= needed)
        assert found.served[row] == (jobs.weight("jobs")[today | way].sum() >= needed)
    assert found.groups[0].today < found.groups[0].served
    all_of_it = replace(asked, by_reach=ByReach("jobs", 1e9))
    little = replace(asked, within_min=60.0, by_reach=ByReach("jobs", 0.1))
    with pytest.raises(ParameterError, match="less than the"):
        site_hubs(xs_world, homes, places, all_of_it, WALK, None, opportunities=jobs, threads=1)
    with pytest.raises(ParameterError, match="no hub is missing"):
        site_hubs(xs_world, homes, places, little, WALK, None, opportunities=jobs, threads=1)


@pytest.mark.parametrize("side", [300, 900])
def test_coverage_by_reach_takes_two_matrices_beside_that_of_today_however_many_candidates(
    xs_world: World, xs_territory: SyntheticTerritory, monkeypatch: pytest.MonkeyPatch, side: int
) -> None:
    """On foot to all candidates at once and on from all of them at once: no search per candidate."""
    asked_for: list[tuple[int, int]] = []

    def counted(world: World, request: ReachRequest, **options: Any) -> Any:
        asked_for.append((len(request.origins), len(request.destinations)))
        return prepare(world, request, **options)

    monkeypatch.setattr(module, "prepare", counted)
    jobs = gather_all([xs_territory.jobs], xs_world.network, weights=["jobs"])
    homes, places = homes_of(xs_world, xs_territory), candidates_of(f"grid:{side}", xs_world.network)
    needed = 0.3 * jobs.weight("jobs").sum()
    asked = SitingAsked("households", "covering", within_min=15.0, count=1, by_reach=ByReach("jobs", needed, "bicycle"))
    found = site_hubs(xs_world, homes, places, asked, WALK, None, opportunities=jobs, threads=1)
    n, m, k = len(found.demand), len(places), asked_for[1][1]
    assert asked_for == [(n, m), (m, k), (n, k)]
    assert k <= len(jobs)
    if side == 900:  # as few candidates as a town would weigh: both matrices together have fewer pairs than one
        assert n * m + m * k <= n * k


def test_tables_and_facts_tell_the_same(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = sited(xs_world, xs_territory, model="covering", count=2, within_min=8.0)
    frame, cells, facts = found.to_geodataframe(), found.cells(), facts_of(found)
    assert frame.loc[frame["opened"] == 1, "id"].tolist() == [one["id"] for one in facts["opened"]]
    assert cells.loc[cells["covered"] == 1, "households"].sum() == facts["groups"][0]["served"] == found.found.value
    assert facts["gap"] == 0.0
    assert (cells.loc[cells["covered"] == 1, "hub_min"] <= 8.0).all()
    assert cells.loc[cells["covered"] == 0, "hub"].isna().all()


def test_limits_that_cannot_be_are_told(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    with pytest.raises(ParameterError, match=r"The cheapest candidate costs 1, 0\.5 more than the budget"):
        sited(xs_world, xs_territory, budget=0.5, cost="euros")
    with pytest.raises(ParameterError, match="within the limits cover"):
        sited(xs_world, xs_territory, model="set-covering", within_min=10.0, share=0.8, count=1)


def test_too_many_pairs_and_times_beyond_the_usual(
    xs_world: World, xs_territory: SyntheticTerritory, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes, places = homes_of(xs_world, xs_territory), grid_of(xs_world)
    asked = SitingAsked("households", "covering", within_min=30.0, count=1)
    short = replace(WALK, max_time_min=5.0)
    one, other = (site_hubs(xs_world, homes, places, asked, travel, None, threads=1) for travel in (WALK, short))
    assert one.found.value == other.found.value > 0
    monkeypatch.setattr("portee.services.hubs.site.MOST_PAIRS", 100)
    with pytest.raises(ParameterError, match="more than the 100 that are sited at once"):
        site_hubs(xs_world, homes, places, asked, WALK, None, threads=1)


def test_nobody_served_is_told_by_how_much(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    everywhere = grid_of(xs_world)
    far = sited(xs_world, xs_territory, model="covering", within_min=30.0, count=1)
    nearest = float(far.minutes[far.demand.weight("households") > 0].min())
    with pytest.raises(ParameterError, match=rf"the nearest is {nearest:.1f} minutes away"):
        sited(xs_world, xs_territory, model="covering", within_min=nearest / 2, count=1)
    jobs = gather_all([xs_territory.jobs], xs_world.network, weights=["jobs"])
    total = float(jobs.weight("jobs").sum())
    asked = SitingAsked("households", "covering", within_min=2.0, count=1, by_reach=ByReach("jobs", total))
    with pytest.raises(ParameterError, match=r"With no candidate does anybody reach .* too little"):
        site_hubs(
            xs_world, homes_of(xs_world, xs_territory), everywhere, asked, WALK, None, opportunities=jobs, threads=1
        )
