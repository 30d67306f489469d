"""Milliseconds per origin against R5's core, and end to end against r5py."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.cities import City, real_cities, synthetic
from benchmarks.measure import in_new_process, median_ms
from benchmarks.r5_figures import PEAK_MB, R5PY_OVER_CORE, core_yardsticks, r5py_yardsticks
from benchmarks.r5py_beside import beside
from benchmarks.results import Table, at_least, at_most
from benchmarks.setting import Setting, real_data
from portee.reach import Reach, reach
from portee.services.matrix import write_matrix
from portee.world import World

__all__ = ["matrix", "run"]

WINDOWS = (1, 60, 120)
CORE_TARGET, R5PY_TARGET = 10.0, 20.0
TARGET_WINDOW = 120
BOTH = 2
MEMORY_SHARE = 0.25


def _drain(found: Reach) -> None:
    for _ in found.chunks():
        pass


def _prepared(city: City, world: World, minutes: int, threads: int) -> Reach:
    window = city.window(minutes)
    return reach(world, city.chosen_origins, city.destinations, city.travel, window, threads=threads)


def _end_to_end(city: City, minutes: int, threads: int, path: Path) -> None:
    """As a user does: open the network, prepare, compute, write the table."""
    world = World.open(city.folder)
    write_matrix(path, world.network, _prepared(city, world, minutes, threads))


def matrix(name: str, minutes: int, threads: int, work: str, path: str) -> int:
    """One matrix in a process of its own, for its memory. Returns its pairs."""
    setting = Setting(smoke=False, data=real_data(), work=Path(work), yardstick_ms=1.0)
    city = next(city for city in real_cities(setting) if city.name == name)
    world = World.open(city.folder)
    return write_matrix(Path(path), world.network, _prepared(city, world, minutes, threads)).pairs


def _against(ours: float, theirs: float | None, target: float | None) -> tuple[str, str, str]:
    """Their figure in yardsticks, how many times faster ours is, and whether that reaches the target."""
    if theirs is None:
        return "not measured", "", ""
    times = theirs / ours
    return f"{theirs:.3f}", f"{times:.1f}", "" if target is None else f"≥ {target:.0f}: {at_least(times, target)}"


def run(setting: Setting) -> list[Table]:
    """Every city, window and number of threads."""
    cities = [synthetic(setting)] if setting.smoke else real_cities(setting)
    if not cities:
        return [Table("Against R5", "Needs the real data: set PORTEE_REAL_DATA to its folder.", (), ())]
    core: list[list[str]] = []
    whole: list[list[str]] = []
    with tempfile.TemporaryDirectory(prefix="portee-") as folder:
        path = Path(folder) / "matrix.parquet"
        for city in cities:
            many = f"{len(city.chosen_origins):,} × {len(city.destinations):,}"
            for threads in setting.threads:
                for minutes in WINDOWS:
                    _measure(setting, city, [city.name, many, str(threads), str(minutes)], path, core, whole)
        memory = [] if setting.smoke else [_memory(city, setting, path) for city in cities if city.name in PEAK_MB]
    place = ("city", "origins × destinations", "threads", "window, min")
    ours = ("ms per origin", "yardsticks")
    return [
        Table(
            "Against R5's core",
            "Median travel time; the search alone (`Reach.chunks()` of a prepared reach) as R5's core was measured; "
            f"median of at most {setting.passes} passes after a first.",
            (*place, *ours, "R5, yardsticks", "times faster", "target"),
            core,
        ),
        Table(
            "End to end, against r5py",
            "Opening the stored network, preparing, searching and writing the table as Parquet, in a warm process. "
            f"r5py is taken as {R5PY_OVER_CORE:.2f} × R5's core, the best it reached where both were measured. "
            "Preparing: of the whole matrix, once.",
            (*place, *ours, "preparing, ms", "r5py, yardsticks", "times faster", "target"),
            whole,
        ),
        Table(
            "Memory of a matrix",
            f"Peak of a new process that computes and writes the {TARGET_WINDOW}-minute matrix on two threads, mapped "
            "files included, against R5's peak.",
            ("city", "MB", "R5, MB", "target"),
            memory,
        ),
        beside(setting, cities),
    ]


def _measure(
    setting: Setting, city: City, place: list[str], path: Path, core: list[list[str]], whole: list[list[str]]
) -> None:
    name, _, threads, minutes = city.name, place[1], int(place[2]), int(place[3])
    count = len(city.chosen_origins)
    found = _prepared(city, city.world, minutes, threads)
    ms = median_ms(lambda: _drain(found), setting.passes) / count
    setting.tell(*place, f"{ms:.2f} ms")
    decided = minutes == TARGET_WINDOW
    theirs = core_yardsticks(name, threads, minutes)
    against = _against(setting.yardsticks(ms), theirs, CORE_TARGET if decided else None)
    core.append([*place, f"{ms:.2f}", f"{setting.yardsticks(ms):.4f}", *against])
    preparing = median_ms(lambda: _prepared(city, city.world, minutes, threads), 1, warm=False)
    # Warm enough: the search just ran.
    ms = median_ms(lambda: _end_to_end(city, minutes, threads, path), setting.passes, warm=False) / count
    theirs = r5py_yardsticks(name, threads, minutes)
    # r5py's figure is of two threads; on one it is only estimated.
    against = _against(setting.yardsticks(ms), theirs, R5PY_TARGET if decided and threads == BOTH else None)
    whole.append([*place, f"{ms:.2f}", f"{setting.yardsticks(ms):.4f}", f"{preparing:.0f}", *against])


def _memory(city: City, setting: Setting, path: Path) -> list[str]:
    spent = in_new_process(
        "benchmarks.r5_targets:matrix",
        name=city.name, minutes=TARGET_WINDOW, threads=2, work=str(setting.work), path=str(path),
    )  # fmt: skip
    limit = PEAK_MB[city.name] * MEMORY_SHARE
    return [
        city.name,
        f"{spent.peak_mb:,.0f}",
        f"{PEAK_MB[city.name]:,.0f}",
        f"≤ {limit:,.0f} MB: {at_most(spent.peak_mb, limit)}",
    ]
