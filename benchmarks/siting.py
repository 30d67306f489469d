"""What siting hubs takes: a p-median of a city to a gap of 1 %, and coverage by reach against one matrix."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.best_known import P_CENTRES
from benchmarks.cities import City, main_city, random_places, sample
from benchmarks.orlib import read_optima, read_pmed, read_pmedcap
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.hubs.gains import reached_by_hub
from portee.hubs.siting.capacitated import capacitated_p_median
from portee.hubs.siting.choice import Float, choice
from portee.hubs.siting.covering import max_covering
from portee.hubs.siting.p_centre import p_centre
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
MEDIAN_S, CENTRE_S, CAPACITY_S = 60.0, 30.0, 20.0
"""Seconds for one published instance, by the clock."""


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
    """Tables of the main city, and of published instances where they are."""
    city = main_city(setting)
    folder = None if setting.data is None else setting.data / "optimisation" / "orlib_pmed"
    published = [] if folder is None or not folder.is_dir() else [_medians(folder), _capacitated(folder)]
    return [_p_median(setting, city), _coverage(setting, city), *published]


def _medians(folder: Path) -> Table:
    optima, rows = read_optima(folder / "pmedopt.txt"), []
    for number, radius in P_CENTRES.items():
        minutes, count = read_pmed(folder / f"pmed{number}.txt")
        limits, ones = choice(len(minutes), count=count), np.ones(len(minutes))
        start = time.perf_counter()
        found = p_median(ones, minutes, limits, time_limit_s=MEDIAN_S)
        spent = time.perf_counter() - start
        start = time.perf_counter()
        centre = p_centre(ones, minutes, limits, time_limit_s=CENTRE_S)
        rows.append([
            f"pmed{number}", str(len(minutes)), str(count), f"{found.value:.0f}", str(optima[f"pmed{number}"]),
            f"{100 * found.gap:.2f}", f"{spent:.1f}", f"{centre.value:.0f}", str(radius), f"{100 * centre.gap:.2f}",
            f"{time.perf_counter() - start:.1f}",
        ])  # fmt: skip
    columns = (
        "instance", "vertices", "places", "p-median", "optimum", "gap told, %", "s", "p-centre", "best radius",
        "gap told, %", "s",
    )  # fmt: skip
    about = f"At most {MEDIAN_S:g} s for the p-median and {CENTRE_S:g} s for the p-centre. A gap of 0 is a proof."
    return Table("OR-Library: p-median and p-centre", about, columns, rows)


def _capacitated(folder: Path) -> Table:
    rows = []
    for number, (best, count, capacity, distance, demands) in enumerate(read_pmedcap(folder / "pmedcap1.txt"), 1):
        n = len(demands)
        start = time.perf_counter()
        found, _ = capacitated_p_median(
            np.ones(n), distance, demands, np.full(n, capacity), choice(n, count=count), whole=True,
            time_limit_s=CAPACITY_S,
        )  # fmt: skip
        rows.append([
            str(number), str(n), str(count), f"{found.value:.0f}", str(best), f"{100 * (found.value / best - 1):+.2f}",
            f"{100 * found.gap:.2f}", f"{time.perf_counter() - start:.1f}",
        ])  # fmt: skip
    about = f"Each customer is served by one place. At most {CAPACITY_S:g} s each. A gap told of 0 is a proof."
    columns = ("instance", "customers", "places", "found", "best known", "above it, %", "gap told, %", "s")
    return Table("OR-Library: p-median with capacities", about, columns, rows)
