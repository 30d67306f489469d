"""What kinds of residents have within reach: against one search for each way, day and leg, and under what-ifs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pytest
import shapely

from portee.core.errors import NoServiceError, ParameterError
from portee.indicators.competition import shen
from portee.indicators.decay import Step
from portee.indicators.spatial_availability import spatial_availability
from portee.kernels.shortest import UNREACHED
from portee.offers.catalogue import Offers
from portee.offers.low_emission import LowEmissionZone, ZoneRule
from portee.people.profile import Profile
from portee.reach.choices import situation_of, ways_of
from portee.reach.commute import homeward
from portee.reach.hours import Hours
from portee.reach.kinds import Along, ByTransit
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.reach.worked import hours_of, moments_of
from portee.services.profile_access import PRESENT, ProfileAccess, Scenario, profile_access, what_ifs
from portee.services.residents import residents_of
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.services.neighbourhoods import DAY, Village, fares, people

Bool = npt.NDArray[np.bool_]
Int64 = npt.NDArray[np.int64]

WEEK = ("night-cleaner", "apprentice-under-18", "home-care-worker", "over-55-limited-walking", "wheelchair-user")


@pytest.fixture(scope="module")
def village(xs_world: World, xs_territory: SyntheticTerritory) -> Village:
    return Village(xs_world, xs_territory)


def _seconds(world: World, origins: Places, destinations: Places, travel: Travel, window: Window | None) -> Int64:
    """Of one search for one minute, the worst draw; UNREACHED where impossible: (origins, destinations)."""
    found = reach(world, origins, destinations, travel, window, percentiles=(100,), threads=1)
    return np.concatenate([chunk.seconds[:, 0] for chunk in found.chunks()]).astype(np.int64)


def _by_transit(world: World, homes: Places, work: Places, travel: Travel, hours: Sequence[Hours]) -> Bool:
    """In time and back on every date: who leaves on the latest whole minute, and is home by the next one."""
    possible = np.ones((len(homes), len(work)), np.bool_)
    for part in hours:
        start, end = int(part.start[0]), int(part.end[0])
        told = _seconds(world, homes, work, travel, Window(part.day, start, 1, arrive=True))
        possible &= (told != UNREACHED) & (start - (start - told) // 60 * 60 <= travel.longest_s)
        told = _seconds(world, work, homes, homeward(travel), Window(part.day, end, 1)).T
        possible &= (told != UNREACHED) & (-(-(end + told) // 60) * 60 - end <= travel.longest_s)
    return possible


def _along(world: World, homes: Places, work: Places, way: Along, longest_min: float) -> Bool:
    most = min(way.limit_min + way.extra_min, longest_min)
    if way.mode == "car":
        travel = Travel(mode="car", max_time_min=most, parking_min=way.extra_min)
    elif way.mode in ("walk", "wheelchair"):
        travel = Travel(
            mode="walk", max_time_min=most, max_walk_min=most, walk_speed_kmh=way.speed_kmh,
            step_free=way.mode == "wheelchair",
        )  # fmt: skip
    else:
        travel = Travel(mode=way.mode, max_time_min=most, bicycle_speed_kmh=way.speed_kmh)
    there, back = _seconds(world, homes, work, travel, None), _seconds(world, work, homes, travel, None).T
    both: Bool = (there != UNREACHED) & (back != UNREACHED)
    return both


def _brute(village: Village, profile: Profile, offers: Offers, budget: float) -> tuple[Bool, Bool]:
    """Within reach, and in time, by every way: bool (cells, places). Only prices without kilometres are compared."""
    world, homes, work = village.world, village.cells, village.work
    hours = hours_of(profile.schedule, None, len(work), DAY)
    situation = situation_of(world.network, profile, offers, DAY, moments_of(hours))
    reached, in_time = (np.zeros((len(homes), len(work)), np.bool_) for _ in range(2))
    for way in ways_of(situation):
        if not way.usable:
            continue
        if isinstance(way.search, ByTransit):
            possible = _by_transit(world, homes, work, way.search.travel, hours)
        else:
            assert isinstance(way.search, Along)
            possible = _along(world, homes, work, way.search, profile.limits.max_time_min)
        in_time |= possible
        if math.isfinite(budget):
            assert not way.cost.by_distance
        if way.cost.month(2 * profile.schedule.commutes_per_month) <= budget or math.isinf(budget):
            reached |= possible
    return reached, in_time


def _weight(village: Village, within: Bool) -> npt.NDArray[np.float64]:
    weights = np.stack([village.work.weight(kind) for kind in ("jobs", "count")], axis=1)
    return np.asarray(within.astype(float) @ weights)


@pytest.mark.parametrize("limit", [13, 30])
def test_equals_one_search_for_each_way_day_and_leg(village: Village, limit: float) -> None:
    """Nights, split shifts, weekends, a bicycle left at the stop, a car, a wheelchair; no limit on money."""
    profiles = people(*WEEK, max_time_min=limit, budget_eur_month=None)
    found = village.access(profiles)
    for p, profile in enumerate(profiles):
        reached, in_time = _brute(village, profile, fares(), math.inf)
        np.testing.assert_array_equal(found.reached[0, p], _weight(village, reached))
        np.testing.assert_array_equal(found.in_time[p], _weight(village, in_time))
        assert found.in_time[p].any()
    assert (found.in_time < found.totals).any()


@pytest.mark.parametrize("budget", [0, 39, 70])
def test_money_counts(village: Village, budget: float) -> None:
    """Without a vehicle: on foot for nothing, with a ticket each time, or with a pass of 20 or 40 euros."""
    profiles = [
        p.replace(vehicles=())
        for p in people(*WEEK[:2], "newcomer-evening-kitchen", budget_eur_month=budget, max_time_min=25)
    ]
    found = village.access(profiles)
    for p, profile in enumerate(profiles):
        reached, in_time = _brute(village, profile, fares(), budget)
        np.testing.assert_array_equal(found.reached[0, p], _weight(village, reached))
        np.testing.assert_array_equal(found.in_time[p], _weight(village, in_time))


EVERY = ("jobseeker-old-diesel", *WEEK)


def test_without_a_what_if_there_is_the_present_alone(village: Village) -> None:
    offers = fares()
    assert [scenario.id for scenario in what_ifs(offers)] == [PRESENT]
    again = village.access(people(*EVERY), (*what_ifs(offers), Scenario("again", offers.replace())))
    assert again.reached[1].tobytes() == again.reached[0].tobytes()
    assert not again.losses.any()
    alone = village.access(people(*EVERY))
    assert alone.reached[0].tobytes() == again.reached[0].tobytes()
    assert alone.in_time.tobytes() == again.in_time.tobytes()
    # What is asked twice is searched once.
    assert again.questions == alone.questions
    assert again.searches == alone.searches


def test_a_profile_is_the_same_alone_and_among_others_on_any_threads(village: Village) -> None:
    together = village.access(people(*EVERY), threads=3)
    for p, profile in enumerate(people(*EVERY)):
        alone = village.access([profile])
        assert alone.reached[0, 0].tobytes() == together.reached[0, p].tobytes()


def test_no_limit_on_money_is_what_is_in_time(village: Village) -> None:
    profiles = people(*EVERY)
    free = people(*EVERY, budget_eur_month=None)
    found, unlimited = village.access(profiles), village.access(free)
    assert unlimited.reached[0].tobytes() == unlimited.in_time.tobytes() == found.in_time.tobytes()
    assert (found.reached[0] <= found.in_time).all()


def _hardly_walking(*ids: str, minutes: float = 2, **limits: object) -> list[Profile]:
    """Some minutes at most, so that vehicles matter in a village."""
    return [p.replace(walking={**p.walking.model_dump(), "max_min": minutes}) for p in people(*ids, **limits)]


def _zone(village: Village, **options: object) -> LowEmissionZone:
    west, south, east, north = village.world.network.bounds
    rules = {"car": ZoneRule("V3")}
    return LowEmissionZone("z", shapely.box(west, south, east, north), rules=rules, **options)  # type: ignore[arg-type]


def test_a_low_emission_zone_takes_the_old_car_and_gives_it_back(village: Village) -> None:
    """Everywhere, from Crit'Air 3: who drives one of class 4 no longer does; others lose nothing."""
    profiles = _hardly_walking("jobseeker-old-diesel", "reference-employee-car", "night-cleaner", max_time_min=12)
    found = village.access(profiles, what_ifs(fares(), zones=[_zone(village)]))
    assert found.scenarios == (PRESENT, "low_emission_zone")
    assert found.losses[0, 0].any()
    assert (found.losses >= 0).all()
    assert not found.losses[0, 1:].any()
    ended = village.access(profiles, what_ifs(fares(), zones=[_zone(village, end=date(2026, 9, 6))]))
    assert ended.reached[1].tobytes() == ended.reached[0].tobytes() == found.reached[0].tobytes()
    # Under a zone that holds already, another of the same changes nothing.
    twice = village.access(profiles, what_ifs(fares(zones=(_zone(village),)), zones=[_zone(village)]))
    assert twice.reached[0].tobytes() == twice.reached[1].tobytes() == found.reached[1].tobytes()


def test_energy_at_the_same_price_is_the_present_and_dearer_is_never_more(village: Village) -> None:
    profiles = _hardly_walking(
        "jobseeker-old-diesel", "home-care-worker", "apprentice-under-18", budget_eur_month=12.0
    )  # fmt: skip
    found = [village.access(profiles, what_ifs(fares(), energy=factor)) for factor in (0.5, 1.0, 1.5, 20.0)]
    assert found[1].reached[1].tobytes() == found[1].reached[0].tobytes()
    for less, more in zip(found[1:], found[:-1], strict=True):
        assert (less.reached[1] <= more.reached[1]).all()
    assert found[3].losses.any()
    # Prices change, searches do not.
    assert len({result.searches for result in found}) == 1
    factors = {row["factor"] for row in found[2].figures if row["parameter"].startswith("energy.")}
    assert factors == {1.0, 1.5}
    shocked = fares(shocks={"energy.": 2.0})
    both = village.access(profiles, what_ifs(shocked, energy=10.0))
    assert both.reached[1].tobytes() == found[3].reached[1].tobytes()


def test_without_an_evening_service_one_walks_and_cycles_in_the_evening(village: Village) -> None:
    """A night that begins at 21:30 and ends at 04:30: nothing runs before the way there."""
    profiles = _hardly_walking(
        "night-cleaner", "shop-worker-evening-sunday", "over-55-limited-walking", minutes=7, max_time_min=60
    )  # fmt: skip
    profiles[1] = profiles[1].replace(vehicles=({"kind": "bicycle", "energy": "human"},))
    found = village.access(profiles, what_ifs(fares(), evening_s=17 * 3600))
    streets = replace(village.world.network, timetable=None)
    walked = village.access(profiles, world=World(streets))
    np.testing.assert_array_equal(found.reached[1, :2], walked.reached[0, :2])
    assert found.losses[0, 0].any()
    assert (found.losses >= 0).all()
    # Hours until one in the afternoon are not touched.
    assert not found.losses[0, 2].any()


def test_more_time_or_money_never_gives_less(village: Village) -> None:
    times = [village.access(people(*EVERY), limit_min=limit) for limit in (8.0, 15.0, 30.0)]
    for less, more in itertools.pairwise(times):
        assert (less.reached <= more.reached).all()
        assert (less.in_time <= more.in_time).all()
    money = [village.access(people(*EVERY, budget_eur_month=euros)) for euros in (0, 20, 60, 300)]
    for less, more in itertools.pairwise(money):
        assert (less.reached <= more.reached).all()
        assert less.in_time.tobytes() == more.in_time.tobytes()


def test_rights_never_give_less(village: Village) -> None:
    month = fares().tariffs[0]
    reduced = type(month).model_validate(
        {
            **month.model_dump(exclude_none=True), "id": "reduced", "price_eur": 10.0,
            "eligibility": [{"fact": "rights", "has": "solidarity_fare"}],
        }
    )  # fmt: skip
    entitled = fares().replace(tariffs=(*fares().tariffs, reduced))
    plain = people("night-cleaner", "no-smartphone-no-card", budget_eur_month=12.0)
    with_right = tuple(p.replace(rights=(*p.rights, "solidarity_fare")) for p in plain)
    before = village.access([p.replace(rights=()) for p in plain], what_ifs(entitled))
    after = village.access(with_right, what_ifs(entitled))
    assert (before.reached <= after.reached).all()
    assert (before.reached < after.reached).any()


def _demand(found: ProfileAccess) -> npt.NDArray[np.float64]:
    return found.residents.people


def test_what_falls_to_all_is_all_that_somebody_has_within_reach(village: Village) -> None:
    """ΣV = ΣO, and both measures equal those of the indicators from the same reach."""
    profiles = people(*EVERY, max_time_min=12)
    found = village.access(profiles)
    shared = found.competition
    assert shared is not None
    np.testing.assert_allclose(shared.available.sum(axis=(0, 1)) + shared.unreached, found.totals, rtol=1e-12)
    minutes = np.full((len(profiles), len(village.cells), len(village.work)), np.inf)
    for j in range(len(village.work)):
        alone = Village.__new__(Village)
        alone.world, alone.stores, alone.cells = village.world, village.stores, village.cells
        alone.work = village.work.take(np.array([j]))
        minutes[:, :, j] = np.where(alone.access(profiles).reached[0, :, :, 1] > 0, 0.0, np.inf)
    offers = np.stack([village.work.weight(kind) for kind in ("jobs", "count")], axis=1)
    expected = spatial_availability(minutes, offers, _demand(found), Step(1.0))
    np.testing.assert_allclose(shared.available, expected, rtol=1e-9)
    np.testing.assert_allclose(shared.per_person, shen(minutes, offers, _demand(found), Step(1.0)), rtol=1e-9)
    wanted = np.isfinite(minutes).any(axis=(0, 1)) & (
        (np.isfinite(minutes) * _demand(found)[:, :, None]).sum((0, 1)) > 0
    )
    np.testing.assert_allclose(shared.unreached, offers[~wanted].sum(axis=0))


def test_without_a_mix_nobody_competes(village: Village) -> None:
    plain = Places(village.cells.ids, village.cells.lon, village.cells.lat)
    residents = residents_of(plain, people("night-cleaner"), village.world.network)
    found = profile_access(
        village.world, residents, village.work, ["jobs"], scenarios=what_ifs(fares()), day=DAY, stores=village.stores
    )
    assert found.competition is None
    grid = village.access(people("night-cleaner"))
    np.testing.assert_array_equal(found.reached[..., 0], grid.reached[..., 0])


def test_what_must_be_told_is_told(village: Village) -> None:
    found = village.access(people("single-parent-no-car", "jobseeker-old-diesel"))
    assert "Drives are timed in free-flowing traffic." in found.notes
    assert [row["parameter"] for row in found.figures] == sorted(row["parameter"] for row in found.figures)
    assert "energy.diesel" in {row["parameter"] for row in found.figures}
    assert len(set(found.notes)) == len(found.notes)
    assert sum(note.startswith("Figures out of date") for note in found.notes) <= 1
    assert found.places == len(village.work)
    assert found.totals.tolist() == [village.work.weight("jobs").sum(), len(village.work)]


def test_impossible_arguments_are_refused(village: Village) -> None:
    residents = residents_of(village.cells, people("night-cleaner"), village.world.network)
    arguments = {"scenarios": what_ifs(fares()), "day": DAY, "stores": village.stores}
    with pytest.raises(ParameterError, match="no kind"):
        profile_access(village.world, residents, village.work, [], **arguments)  # type: ignore[arg-type]
    nothing = village.work.take(np.zeros(0, np.int64))
    with pytest.raises(ParameterError, match="no opportunity"):
        profile_access(village.world, residents, nothing, ["jobs"], **arguments)  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="no scenario"):
        profile_access(village.world, residents, village.work, ["jobs"], **{**arguments, "scenarios": ()})  # type: ignore[arg-type]
    with pytest.raises(NoServiceError, match="2031"):
        profile_access(
            village.world,
            residents,
            village.work,
            ["jobs"],
            **{**arguments, "day": date(2031, 1, 1)},  # type: ignore[arg-type]
        )
    for factor in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(ParameterError, match="Energy"):
            what_ifs(fares(), energy=factor)


def test_the_first_week_of_a_timetable_can_be_asked_about(village: Village) -> None:
    """Service begins on Tuesday 1 September; the Monday of that week is taken from the next one."""
    first = profile_access(
        village.world, residents_of(village.cells, people("night-cleaner"), village.world.network), village.work,
        ["jobs"], scenarios=what_ifs(fares()), day=date(2026, 9, 1), stores=village.stores,
    )  # fmt: skip
    np.testing.assert_array_equal(first.reached[..., 0], village.access(people("night-cleaner")).reached[..., 0])
