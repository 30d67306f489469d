"""What answers about people take: a diagnosis, tickets of several prices, and a whole territory there and back."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import polars as pl

from benchmarks.cities import City, main_city, random_places, sample
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.core.declared import Words
from portee.offers.cost import MonthlyCost
from portee.people.library import find_profile, shipped_profiles
from portee.reach import Travel, reach
from portee.reach.hours import Hours
from portee.reach.kinds import ByTransit
from portee.reach.opening import Opened
from portee.reach.questions import Questions
from portee.reach.ways import Stores, Way, search_ways
from portee.services.diagnose import diagnose
from portee.services.offers import no_offers
from portee.services.profile_access import profile_access, what_ifs
from portee.services.residents import residents_of
from portee.territory.places import Places

__all__ = ["run"]

PLACES = 20_000
BUNDLES = 8
CELLS, CELL_PLACES, PROFILES = 200, 3_000, 12
LIMIT_MIN = 60
DIAGNOSED = (
    "reference-employee-car",
    "night-cleaner",
    "home-care-worker",
    "young-jobseeker-early-shift",
    "warehouse-temp-5x8",
)


def _seconds(work: Callable[[], object], passes: int) -> float:
    """Median seconds of some passes."""
    spent = []
    for _ in range(passes):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def _diagnosis(setting: Setting, city: City) -> Table:
    """From a home and places nobody prepared, and with the links of the last interview kept."""
    there = random_places(city.world, 60 if setting.smoke else PLACES)
    home = sample(random_places(city.world, 50), 1)
    rows = []
    for name in DIAGNOSED:
        ask = partial(
            diagnose, city.world, find_profile(name), home, there, offers=no_offers(), day=city.day, threads=2
        )  # fmt: skip
        kept = Stores(city.world.network, threads=2)
        ask(stores=kept)
        warm = _seconds(partial(ask, stores=kept), setting.passes)
        new = _seconds(ask, setting.passes)
        rows.append([name, f"{new:.2f}", f"{warm:.2f}", f"≤ 1 s warm: {at_most(warm, 1.0)}"])
    about = (
        f"{city.name}, one home, {len(there):,} places of work, hours of the profile, there and back, with reasons and "
        "changes. New: nothing kept from before but compiled kernels. Warm: the links of an earlier interview kept."
    )
    return Table("Diagnosis of one person", about, ("profile", "new, s", "warm, s", "aim"), rows)


def _tickets(setting: Setting, city: City) -> Table:
    """Eight tickets that each open another part of the network, against the plain matrix of the same pairs."""
    there = random_places(city.world, 60 if setting.smoke else 3_000)
    homes = sample(there, 5 if setting.smoke else 60)
    timetable = city.world.network.timetable
    assert timetable is not None
    rng = np.random.default_rng(7)
    route = np.repeat(timetable.pattern_route, np.diff(timetable.pattern_offset))
    travel = Travel(max_time_min=LIMIT_MIN)
    hours = [Hours(city.day, np.full(len(there), 8 * 3600 + 1800, np.int32), np.full(len(there), 17 * 3600, np.int32))]
    words = Words(fr="titre", en="ticket")
    ways = [Way("all", words, "transit", ByTransit(travel), MonthlyCost(fixed_eur=70))]
    for k in range(1, BUNDLES):
        opened = rng.random(len(timetable.route_id)) < 0.5
        ways.append(
            Way(f"part {k}", words, "transit", ByTransit(travel, Opened(opened[route])), MonthlyCost(fixed_eur=8.0 * k))
        )
    stores = Stores(city.world.network, threads=2)

    def both(chosen: list[Way]) -> None:
        search_ways(stores, homes, there, chosen, hours, LIMIT_MIN, threads=2)

    def within(chosen: list[Way]) -> None:
        questions = Questions(stores, homes, there)
        questions.ask(chosen, hours, LIMIT_MIN, 40, budget_eur=60, whole=True)
        for _ in questions.answers(threads=2):
            pass

    matrix = reach(city.world, homes, there, travel, city.window(60), threads=2)
    both(ways)
    matrix.minutes()
    within(ways)
    plain = _seconds(matrix.minutes, setting.passes)
    one = _seconds(lambda: both(ways[:1]), setting.passes)
    eight = _seconds(lambda: both(ways), setting.passes)
    budget = _seconds(lambda: within(ways), setting.passes)
    rows = [
        ["plain matrix, one leg, 60 minutes", f"{plain * 1000 / len(homes):.1f}", "1.0", ""],
        ["there and back, no prices", f"{one * 1000 / len(homes):.1f}", f"{one / plain:.1f}", ""],
        [f"there and back, within reach and within a budget, {BUNDLES} tickets", f"{budget * 1000 / len(homes):.1f}",
         f"{budget / plain:.1f}", f"≤ 10 × the plain matrix: {at_most(budget / plain, 10.0)}"],
        [f"there and back, minutes by each of {BUNDLES} tickets", f"{eight * 1000 / len(homes):.1f}",
         f"{eight / plain:.1f}", f"≤ 10 × the plain matrix: {at_most(eight / plain, 10.0)}"],
    ]  # fmt: skip
    pairs = f"{len(homes)} homes × {len(there):,} places"
    about = f"{city.name}, {pairs}, two threads, links kept. R5's fare search takes 46 times its plain one."
    return Table("Tickets of several prices", about, ("search", "ms per home", "times the plain matrix", "aim"), rows)


def _territory(setting: Setting, city: City) -> Table:
    """Every profile from every cell, there and back."""
    cells, count = (6, 40) if setting.smoke else (CELLS, CELL_PLACES)
    places = random_places(city.world, count)
    homes = sample(places, cells)
    work = replace(places, attributes=_ones(places))
    profiles = [
        profile.replace(schedule=profile.schedule.model_copy(update={"shifts": profile.schedule.shifts[:2]}))
        for profile in shipped_profiles()[: 2 if setting.smoke else PROFILES]
    ]
    residents = residents_of(homes, profiles, city.world.network)
    start = time.perf_counter()
    profile_access(
        city.world, residents, work, ["jobs"], scenarios=what_ifs(no_offers()), day=city.day, threads=2
    )  # fmt: skip
    spent = time.perf_counter() - start
    each = spent * 1000 / (len(homes) * len(profiles))
    rows = [[str(len(homes)), str(len(profiles)), f"{spent:.0f}", f"{each:.1f}", f"{setting.yardsticks(each):.2f}"]]
    about = f"{city.name}, {count:,} places, hours both ways, every way a profile may use, two threads, links included."
    columns = ("cells", "profiles", "s", "ms per cell and profile", "yardsticks per cell and profile")
    return Table("A territory for all its kinds of residents", about, columns, rows)


def _ones(places: Places) -> pl.DataFrame:
    return pl.DataFrame({"jobs": np.ones(len(places))})


def run(setting: Setting) -> list[Table]:
    """A diagnosis, tickets, a territory."""
    city = main_city(setting)
    return [_diagnosis(setting, city), _tickets(setting, city), _territory(setting, city)]
