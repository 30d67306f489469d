"""What siting hubs takes: a p-median of a city to a gap of 1 %, and coverage by reach against one matrix."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from benchmarks.cities import City, main_city, random_places, sample
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.hubs.gains import reached_by_hub
from portee.hubs.siting.choice import Float, choice
from portee.hubs.siting.covering import max_covering
from portee.hubs.siting.p_median import p_median
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel
from portee.services.search import prepare
from portee.territory.places import Places

__all__ = ["run"]

CELLS, CANDIDATES, HUBS, PLACES = 2_000, 300, 10, 2_000
GAP = 0.01
BEYOND_MIN, WITHIN_MIN = 45.0, 30.0
SEED = 11


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ends(setting: Setting, city: City) -> tuple[Places, Places, Float]:
    """Demand, candidates and persons."""
    points = random_places(city.world, 4 * CELLS)
    demand = sample(points, 40 if setting.smoke else CELLS)
    candidates = sample(random_places(city.world, 3 * CANDIDATES), 8 if setting.smoke else CANDIDATES)
    persons = np.random.default_rng(SEED).integers(1, 300, len(demand)).astype(np.float64)
    return demand, candidates, persons


def _p_median(setting: Setting, city: City) -> Table:
    demand, candidates, persons = _ends(setting, city)
    rows = []
    for mode in ("walk", "bicycle"):
        travel = Travel(mode=mode, max_time_min=BEYOND_MIN)
        request = ReachRequest(demand, candidates, travel, None)
        start = time.perf_counter()
        minutes = prepare(city.world, request, threads=2).minutes()[:, 0].astype(np.float64)
        searched = time.perf_counter() - start
        limits = choice(len(candidates), count=2 if setting.smoke else HUBS)
        start = time.perf_counter()
        near = p_median(persons, minutes, limits, beyond=BEYOND_MIN, gap=GAP)
        spent = time.perf_counter() - start
        start = time.perf_counter()
        best = p_median(persons, minutes, limits, beyond=BEYOND_MIN, time_limit_s=5.0 if setting.smoke else 60.0)
        exact = time.perf_counter() - start
        rows.append([
            mode, f"{searched:.2f}", f"{spent:.2f}", f"{100 * near.gap:.2f}", at_most(near.gap, GAP), f"{exact:.1f}",
            f"{100 * best.gap:.2f}",
        ])  # fmt: skip
    about = (
        f"{city.name}, {len(demand):,} places of demand × {len(candidates)} candidates × {limits.count} hubs, random "
        f"corners of streets and persons, whoever is further than {BEYOND_MIN:g} minutes counting {BEYOND_MIN:g}. "
        "First to a gap of 1 %, then as far as 60 seconds go."
    )
    columns = ("minutes by", "matrix, s", "to 1 %, s", "gap, %", "gap ≤ 1 %", "to the best, s", "gap left, %")
    return Table(f"p-median: {city.name}", about, columns, rows)


def _coverage(setting: Setting, city: City) -> Table:
    demand, candidates, persons = _ends(setting, city)
    there = random_places(city.world, 60 if setting.smoke else PLACES)
    within_s, threads = round(WITHIN_MIN * 60), 2
    walk, ride = Travel(mode="walk", max_time_min=WITHIN_MIN), Travel(mode="bicycle", max_time_min=WITHIN_MIN)
    transit = Travel(max_time_min=WITHIN_MIN)

    def matrix(origins: Places, places: Places, travel: Travel) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
        window = city.window(60) if travel.mode == "transit" else None
        chunks = prepare(city.world, ReachRequest(origins, places, travel, window), threads=threads).chunks()
        return np.concatenate([chunk.seconds[:, 0] for chunk in chunks])

    today = matrix(demand, there, transit) <= within_s  # compiled from here on
    whole = _seconds(lambda: matrix(demand, there, transit))
    start = time.perf_counter()
    to_hub, onward = matrix(demand, candidates, walk), matrix(candidates, there, ride)
    searched = time.perf_counter() - start
    start = time.perf_counter()
    gained = reached_by_hub(to_hub, onward, np.ones(len(there)), within_s, today)
    counted = time.perf_counter() - start
    needed = float(np.quantile(gained, 0.9))
    start = time.perf_counter()
    found = max_covering(persons, gained >= needed, choice(len(candidates), count=HUBS))
    solved = time.perf_counter() - start
    row = [
        f"{whole:.2f}", f"{searched:.2f}", f"{counted:.2f}", f"{(searched + counted) / whole:.2f}",
        at_most(searched + counted, whole), f"{solved:.2f}", f"{100 * found.gap:.2f}",
    ]  # fmt: skip
    about = (
        f"{city.name}, {len(demand):,} places of demand, {len(candidates)} candidates, {len(there):,} opportunities, "
        f"{WITHIN_MIN:g} minutes, two threads. One matrix: demand to opportunities by public transport, 60 departures, "
        "which tells what is reached today. Coverage: on foot to all candidates, by bicycle from them, and what each "
        "place of demand gains with each candidate."
    )
    columns = (
        "one matrix, s", "searches of coverage, s", "gains, s", "share of one matrix", "coverage ≤ one matrix",
        "covering solved, s", "gap, %",
    )  # fmt: skip
    return Table(f"Coverage by reach: {city.name}", about, columns, [row])


def run(setting: Setting) -> list[Table]:
    """Both tables, of the main city."""
    city = main_city(setting)
    return [_p_median(setting, city), _coverage(setting, city)]
