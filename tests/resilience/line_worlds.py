"""Small worlds of a few lines, and who has enough within reach when only some of them run."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.network.timetable_draft import TimetableDraft
from portee.reach.options import Travel, Window
from portee.reach.reach import reach
from portee.resilience.criticality import AccessAsked
from portee.world import World
from tests.worlds import TODAY, grid_streets, random_places, timetable_of

__all__ = ["COLUMNS", "EIGHT", "ROWS", "TRAVEL", "WINDOW", "asked_of", "lines_world", "met", "running"]

EIGHT = 8 * 3600
COLUMNS, ROWS = 9, 8
TRAVEL = Travel(max_time_min=60, max_walk_min=4, max_transfer_m=300)
WINDOW = Window(TODAY, EIGHT, 12)


def lines_world(seed: int, lines: int, *, blocks: bool = False) -> World:
    """Lines of five of eight stops every few minutes; with blocks, some vehicles run on as another line."""
    rng = np.random.default_rng(seed)
    at = random_places(rng, 8, COLUMNS, ROWS)
    patterns, numbers = [], {}
    for line in range(lines):
        trips = []
        for trip in range(8):
            time = EIGHT - 600 + trip * 480 + int(rng.integers(0, 300))
            calls = []
            for _ in range(5):
                calls.append((time, time + 30))
                time += int(rng.integers(2, 8)) * 30
            trips.append(calls)
            if blocks and rng.random() < 0.5:
                numbers[line, trip] = int(rng.integers(0, 4))
        patterns.append((rng.permutation(8)[:5].tolist(), trips))
    timetable = timetable_of(8, patterns, blocks=numbers, lon=at.lon.tolist(), lat=at.lat.tolist())
    return World(Network.of(grid_streets(COLUMNS, ROWS, rng=rng), timetable, transfer_m=300))


def asked_of(seed: int, cutoff_min: float = 35.5, percentile: float = 50.0) -> AccessAsked:
    """Six homes and five places of opportunities."""
    rng = np.random.default_rng(seed)
    here, there = random_places(rng, 6, COLUMNS, ROWS), random_places(rng, 5, COLUMNS, ROWS)
    return AccessAsked(here, there, rng.integers(1, 5, 6), rng.integers(0, 5, 5), cutoff_min, percentile)


def running(world: World, lines: Collection[str]) -> World:
    """The world with the trips of these routes alone."""
    timetable = world.network.timetable
    assert timetable is not None
    draft = TimetableDraft(timetable)
    gone = [route for route, id in enumerate(timetable.route_id) if id not in lines]
    draft.change(gone, lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    return World(replace(world.network, timetable=draft.packed(), may_stand_still=True, key=f"only {sorted(lines)}"))


def met(
    world: World, asked: AccessAsked, needed: float, travel: Travel = TRAVEL, window: Window = WINDOW
) -> npt.NDArray[np.bool_]:
    """Origins with enough within the cutoff, journeys being searched for longer than it: bool (n,)."""
    found = reach(
        world, asked.origins, asked.destinations, travel, window, percentiles=(asked.percentile,), threads=1
    )  # fmt: skip
    seconds = np.concatenate([chunk.seconds[:, 0] for chunk in found.chunks()])
    near = (seconds != UNREACHED) & (seconds <= asked.cutoff_min * 60)
    return np.asarray(near @ np.asarray(asked.opportunities) >= needed)
