"""How long a new process takes from import to its first answer, kernels compiled before."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.cities import City, main_city
from benchmarks.measure import ROOT
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting

__all__ = ["run"]

TARGET_S = 2.0
MINUTES = 60

PROGRAMME = """
import time
start = time.perf_counter()
import json, sys
from datetime import date
import numpy as np
from portee.reach import Travel, Window, reach
from portee.territory.places import Places
from portee.world import World
imported = time.perf_counter()
asked = json.loads(sys.argv[1])
lon, lat = np.load(asked["points"])
world = World.open(asked["network"])
there = Places(np.array([str(k) for k in range(len(lon))], object), lon, lat)
travel = Travel(max_walk_min=asked["max_walk_min"])
window = Window(date.fromisoformat(asked["day"]), asked["start_s"], asked["minutes"])
found = reach(world, there.take(np.array([asked["origin"]])), there, travel, window)
prepared = time.perf_counter()
minutes = found.minutes()
end = time.perf_counter()
print(json.dumps([imported - start, prepared - imported, end - prepared, end - start, int(np.isfinite(minutes).sum())]))
"""


def _asked(city: City, setting: Setting) -> str:
    points = setting.work / "first_answer.npy"
    np.save(points, np.stack([city.destinations.lon, city.destinations.lat]))
    return json.dumps(
        {
            "points": str(points),
            "network": str(city.world.network.folder),
            "max_walk_min": city.max_walk_min,
            "day": city.day.isoformat(),
            "start_s": city.start_s,
            "minutes": MINUTES,
            "origin": len(city.destinations) // 2,
        }
    )


def _once(asked: str, folder: Path) -> list[float]:
    start = time.perf_counter()
    # An installed package keeps its byte code; an environment that forbids writing it would measure compiling.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAMME, asked], cwd=folder, env=usual, check=True, stdout=subprocess.PIPE, text=True
    )
    whole = time.perf_counter() - start
    *seconds, reached = json.loads(done.stdout)
    assert reached > 0, "nothing was within reach: the measurement means nothing"
    return [*seconds, whole]


def run(setting: Setting) -> list[Table]:
    """Import, prepare, answer: each the median over new processes, after one that fills the kernel cache."""
    city = main_city(setting)
    asked = _asked(city, setting)
    _once(asked, ROOT)
    passes = [_once(asked, ROOT) for _ in range(setting.passes + 2)]
    seconds = [statistics.median(part) for part in zip(*passes, strict=True)]
    names = ("importing", "opening and preparing", "searching", "from import to answer", "whole process")
    rows = [[name, f"{spent:.2f}", ""] for name, spent in zip(names, seconds, strict=True)]
    rows[3][2] = f"≤ {TARGET_S:.0f} s: {at_most(seconds[3], TARGET_S)}"
    about = (
        f"{city.name}, one origin to {len(city.destinations):,} destinations, {MINUTES} departures; a new process with "
        f"a warm kernel cache, median of {len(passes)}."
    )
    return [Table("First answer", about, ("part", "s", "target"), rows)]
