"""How long an interactive map waits for one origin."""

from __future__ import annotations

import statistics
import time

import numpy as np

from benchmarks.cities import City, main_city, random_places, sample
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.reach import reach
from portee.territory.places import Places

__all__ = ["run"]

AIMS_MS = {1: 15.0, 60: 60.0}
DESTINATIONS = 10_000
ORIGINS = 50


def _each_ms(city: City, there: Places, minutes: int, origins: int) -> list[float]:
    """Milliseconds of every origin, one at a time, in a prepared reach; the first ones warm it and do not count."""
    found = reach(city.world, sample(there, origins), there, city.travel, city.window(minutes), threads=1)
    spent = []
    for turn in range(2):
        for k in range(origins):
            start = time.perf_counter()
            list(found.chunks(first=k, last=k + 1))
            if turn:
                spent.append((time.perf_counter() - start) * 1000)
    return spent


def _new_ms(city: City, there: Places, minutes: int) -> float:
    """Milliseconds for an origin nobody prepared, all destinations prepared again."""
    spent = []
    for k in range(3):
        start = time.perf_counter()
        reach(city.world, there.take(np.array([k])), there, city.travel, city.window(minutes)).minutes()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def run(setting: Setting) -> list[Table]:
    """Median and nineteenth of twenty, over origins spread at random."""
    city = main_city(setting)
    count, origins = (200, 3) if setting.smoke else (DESTINATIONS, ORIGINS)
    there = random_places(city.world, count)
    rows = []
    for minutes, aim in AIMS_MS.items():
        spent = _each_ms(city, there, minutes, origins)
        middle, late = statistics.median(spent), float(np.percentile(spent, 95, method="inverted_cdf"))
        new = _new_ms(city, there, minutes)
        aimed = f"≤ {aim:.0f} ms: {at_most(middle, aim)}"
        rows.append([str(minutes), f"{middle:.1f}", f"{late:.1f}", f"{max(spent):.1f}", f"{new:.0f}", aimed])
    about = (
        f"{city.name}, one origin at a time to {count:,} destinations, one thread, prepared search, {origins} origins. "
        "Unprepared: the same with the stops and destinations attached to the streets anew."
    )
    columns = ("window, min", "median, ms", "95 %, ms", "worst, ms", "unprepared, ms", "aim")
    return [Table("Latency of one origin", about, columns, rows)]
