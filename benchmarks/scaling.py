"""How time grows with the window and with the origins, and memory with the destinations."""

from __future__ import annotations

import math
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.cities import City, main_city, random_places, sample
from benchmarks.measure import in_new_process, median_ms
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.reach import Travel, Window, reach
from portee.services.matrix import write_matrix
from portee.world import World

__all__ = ["matrix", "run"]

WINDOWS = (1, 5, 15, 30, 60, 120, 240)
ORIGINS = (25, 50, 100, 200, 400, 800)
DESTINATIONS = (1_000, 5_000, 10_000, 20_000, 50_000)
MEMORY_ORIGINS = 100
FLAT = 2.0
"""“Nearly flat”: fifty times the destinations in at most twice the memory."""
LINEAR = 1.1
"""“Linear”: the cost of one more origin grows by at most a tenth."""


def _loop_ms(city: City, minutes: int, origins: int, passes: int) -> float:
    """The search of all origins, one thread, ms."""
    there = city.destinations
    found = reach(city.world, sample(there, origins), there, city.travel, city.window(minutes), threads=1)
    return median_ms(lambda: [None for _ in found.chunks()], passes)


def _by_window(city: City, setting: Setting) -> Table:
    windows = WINDOWS[:3] if setting.smoke else WINDOWS
    origins = 10 if setting.smoke else 50
    spent = [_loop_ms(city, minutes, origins, setting.passes) / origins for minutes in windows]

    def exponent(k: int, j: int) -> float:
        """How the cost grows between two windows: 1 is in proportion, less is sub-linear."""
        return math.log(spent[j] / spent[k]) / math.log(windows[j] / windows[k])

    rows = [
        [str(minutes), f"{ms:.2f}", f"{ms / minutes:.3f}", f"{exponent(k - 1, k):.2f}" if k else ""]
        for k, (minutes, ms) in enumerate(zip(windows, spent, strict=True))
    ]
    overall = exponent(0, len(windows) - 1)
    about = (
        f"{city.name}, {origins} origins to {len(city.destinations):,} destinations, one thread, search alone. "
        f"Exponent of the window: from the row before; from the first row to the last it is {overall:.2f}. "
        f"Target: sub-linear, below 1: {'met' if overall < 1 else 'missed'}."
    )
    columns = ("window, min", "ms per origin", "ms per minute", "exponent")
    return Table("Cost against the window", about, columns, rows)


def _by_origins(city: City, setting: Setting) -> Table:
    counts = (5, 20) if setting.smoke else ORIGINS
    spent = [_loop_ms(city, 60, count, setting.passes) for count in counts]
    rows = [[str(n), f"{ms:,.0f}", f"{ms / n:.2f}"] for n, ms in zip(counts, spent, strict=True)]
    growth = (spent[-1] / counts[-1]) / (spent[0] / counts[0])
    about = (
        f"{city.name}, {len(city.destinations):,} destinations, 60 minutes, one thread, search alone. From {counts[0]} "
        f"to {counts[-1]} origins the cost of each is multiplied by {growth:.2f}. Target: linear, ≤ {LINEAR}: "
        f"{at_most(growth, LINEAR)}."
    )
    return Table("Cost against the number of origins", about, ("origins", "ms", "ms per origin"), rows)


def matrix(network: str, destinations: int, max_walk_min: float, day: str, start_s: int) -> int:
    """A 60-minute matrix with three percentiles, streamed to a file; returns its pairs."""
    world = World.open(network)
    there = random_places(world, destinations)
    window = Window(date.fromisoformat(day), start_s, 60)
    found = reach(
        world, sample(there, MEMORY_ORIGINS), there, Travel(max_walk_min=max_walk_min), window, percentiles=(10, 50, 90)
    )
    with tempfile.TemporaryDirectory(prefix="portee-") as folder:
        return write_matrix(Path(folder) / "matrix.parquet", world.network, found).pairs


def _by_destinations(city: City, setting: Setting) -> Table:
    counts = (100, 1_000) if setting.smoke else DESTINATIONS
    rows, peaks = [], []
    for count in counts:
        spent = in_new_process(
            "benchmarks.scaling:matrix",
            network=str(city.world.network.folder), destinations=count, max_walk_min=city.max_walk_min,
            day=city.day.isoformat(), start_s=city.start_s,
        )  # fmt: skip
        peaks.append(spent.peak_mb)
        rows.append([f"{count:,}", f"{spent.peak_mb:,.0f}", f"{spent.seconds:.1f}"])
    growth = peaks[-1] / peaks[0]
    about = (
        f"{city.name}, {MEMORY_ORIGINS} origins, 60 minutes, three percentiles, all cores, streamed to Parquet; peak "
        f"of a new process, mapped files included. From {counts[0]:,} to {counts[-1]:,} destinations it is multiplied "
        f"by {growth:.2f}. Target: nearly flat, ≤ {FLAT:.0f}: {at_most(growth, FLAT)}."
    )
    return Table("Memory against the number of destinations", about, ("destinations", "peak, MB", "s"), rows)


def run(setting: Setting) -> list[Table]:
    """Three laws of growth."""
    city = main_city(setting)
    return [_by_window(city, setting), _by_origins(city, setting), _by_destinations(city, setting)]
