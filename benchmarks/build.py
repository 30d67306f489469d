"""Time and memory from open data to a stored network, against R5."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

from benchmarks.cities import City, real_cities, synthetic
from benchmarks.measure import in_new_process
from benchmarks.r5_figures import BUILD_S, PEAK_MB
from benchmarks.results import Table, at_least, at_most
from benchmarks.setting import Setting
from benchmarks.yardstick import R5_MACHINE_MS
from portee.services.build import build_network

__all__ = ["build", "run"]

TIMES_FASTER = 5.0
MEMORY_SHARE = 0.25


class _Stages:
    """A listener that notes how long each stage takes."""

    def __init__(self) -> None:
        self.seconds: list[tuple[str, float]] = []
        self._since: tuple[str, float] | None = None

    def start(self, label: str, total: int | None = None) -> None:
        del total
        self.done()
        self._since = label, time.perf_counter()

    def advance(self, steps: int = 1) -> None:
        del steps

    def done(self) -> None:
        if self._since is not None:
            label, since = self._since
            self.seconds.append((label, time.perf_counter() - since))
            self._since = None


def build(folder: str, osm: str, gtfs: list[str]) -> list[Any]:
    """Build from nothing. Returns the stages and their seconds."""
    shutil.rmtree(folder, ignore_errors=True)
    stages = _Stages()
    build_network(Path(folder), osm=osm, gtfs=gtfs, progress=stages)
    shutil.rmtree(folder)
    return stages.seconds


def _measured(city: City, folder: Path) -> tuple[float, float, list[Any]]:
    spent = in_new_process(
        "benchmarks.build:build", folder=str(folder), osm=str(city.osm), gtfs=[str(feed) for feed in city.gtfs]
    )
    return spent.seconds, spent.peak_mb, spent.value


def run(setting: Setting) -> list[Table]:
    """Every city once, in a process of its own, with a warm kernel cache."""
    setting.work.mkdir(parents=True, exist_ok=True)
    folder = setting.work / "built"
    tiny = synthetic(setting)
    # So that compiling the kernels does not count.
    first = _measured(tiny, folder)
    cities = [tiny] if setting.smoke else [*real_cities(setting), tiny]
    rows, stages = [], []
    for city in cities:
        seconds, peak, parts = first if setting.smoke else _measured(city, folder)
        stages += [[city.name, label, f"{spent:.1f}"] for label, spent in parts]
        yardsticks = setting.yardsticks(seconds * 1000)
        row = [city.name, f"{seconds:.1f}", f"{yardsticks:,.0f}", f"{peak:,.0f}"]
        if city.name in BUILD_S:
            theirs, limit = BUILD_S[city.name] * 1000 / R5_MACHINE_MS, PEAK_MB[city.name] * MEMORY_SHARE
            times = theirs / yardsticks
            row += [
                f"{theirs:,.0f}",
                f"{times:.1f}",
                f"≥ {TIMES_FASTER:.0f}: {at_least(times, TIMES_FASTER)}",
                f"≤ {limit:,.0f} MB: {at_most(peak, limit)}",
            ]
        else:
            row += [""] * 4
        rows.append(row)
    columns = ("city", "s", "yardsticks", "peak, MB", "R5, yardsticks", "times faster", "target", "memory target")
    return [
        Table(
            "Building a network",
            "PBF and GTFS to a stored network with the graphs of all modes, in a new process with a warm kernel cache; "
            "R5: streets, timetable and stop links.",
            columns,
            rows,
        ),
        Table("Stages of the build", "As the progress bar tells them.", ("city", "stage", "s"), stages),
    ]
