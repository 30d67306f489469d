"""What Conveyal R5 and r5py took, measured on another machine; compared in yardsticks of that machine.

R5: newest public source of August 2026, Java 25, `TravelTimeComputer` per origin, median travel time, walk 3.6 km/h,
4 rides, 120 minutes at most, as many draws as minutes in the window, second pass on a warm JVM, 2 cores.
"""

from __future__ import annotations

from benchmarks.yardstick import R5_MACHINE_MS

__all__ = ["BUILD_S", "CORE_MS", "PEAK_MB", "R5PY_OVER_CORE", "core_yardsticks", "r5py_yardsticks"]

CORE_MS: dict[tuple[str, int], dict[int, float]] = {
    ("Porto Alegre", 2): {1: 4.0, 60: 18.9, 120: 37.2},
    ("Marseille", 1): {1: 12.7, 60: 49.6, 120: 74.0},
    ("Marseille", 2): {1: 5.5, 60: 19.3, 120: 33.4},
    ("Lyon", 1): {1: 28.0, 60: 92.0, 120: 147.2},
    ("Lyon", 2): {1: 14.3, 60: 46.9, 120: 75.2},
}
"""Milliseconds per origin by city and threads, then by minutes of the window. Where R5 varied, its best."""

R5PY_OVER_CORE = 55 / 24
"""r5py end to end, its table included, against R5's core: 55 to 67 ms against 24 in Porto (200 × 3,359); its best."""

BUILD_S = {"Marseille": 31.0, "Lyon": 67.0}
"""Seconds to build streets, timetable and stop links."""

PEAK_MB = {"Marseille": 3500.0, "Lyon": 7400.0}
"""Peak resident memory, MB."""


def core_yardsticks(city: str, threads: int, minutes: int) -> float | None:
    """R5's core per origin in yardsticks, None where it was not measured."""
    found = CORE_MS.get((city, threads), {}).get(minutes)
    return None if found is None else found / R5_MACHINE_MS


def r5py_yardsticks(city: str, threads: int, minutes: int) -> float | None:
    """r5py end to end per origin in yardsticks, estimated from R5's core in that city."""
    core = core_yardsticks(city, threads, minutes)
    return None if core is None else core * R5PY_OVER_CORE
