"""How far the answers agree with R5's, pair by pair, in Porto Alegre."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.cities import City, real_cities, synthetic
from benchmarks.results import Table, at_least_points
from benchmarks.setting import Setting
from portee.reach import reach

__all__ = ["Agreement", "compare", "run"]

WINDOWS = (1, 60, 120)
EQUAL_SETS, WITHIN_2, WITHIN_5 = 98.5, 95.0, 99.0
"""Targets, per cent of pairs."""


@dataclass(frozen=True)
class Agreement:
    """Shares in per cent.

    Attributes:
        same_reached: of all pairs, those that both reach or neither does.
        within_2, within_5: of the pairs both reach, those whose minutes, rounded down, differ by so many at most.
        mean: mean difference, ours less theirs, minutes.
        ours_alone, theirs_alone: pairs reached by one alone.
    """

    same_reached: float
    within_2: float
    within_5: float
    mean: float
    ours_alone: int
    theirs_alone: int


def compare(ours: npt.NDArray[np.float64], theirs: npt.NDArray[np.float64]) -> Agreement:
    """Agreement of two matrices of minutes of one shape, infinite where beyond reach; ours is rounded down first."""
    here, there = np.isfinite(ours), np.isfinite(theirs)
    both = here & there
    off = np.floor(ours[both]) - theirs[both]
    return Agreement(
        100 * float((here == there).mean()),
        100 * float((np.abs(off) <= 2).mean()),
        100 * float((np.abs(off) <= 5).mean()),
        float(off.mean()),
        int((here & ~there).sum()),
        int((there & ~here).sum()),
    )


def _minutes(city: City, minutes: int) -> npt.NDArray[np.float64]:
    found = reach(city.world, city.destinations, city.destinations, city.travel, city.window(minutes))
    return found.minutes()[:, 0, :].astype(np.float64)


def _reference(city: City, minutes: int) -> npt.NDArray[np.float64]:
    """R5's medians as a matrix in the order of the hexagons, infinite where it has none."""
    table = pl.read_parquet(city.osm.parent / "r5_reference.parquet")
    place = {name: k for k, name in enumerate(city.destinations.ids.tolist())}
    row = table["from_id"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
    to = table["to_id"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
    full = np.full((len(place), len(place)), np.inf)
    values = table[f"p50_window{minutes}"].cast(pl.Float64).to_numpy()
    full[row, to] = np.where(np.isnan(values), np.inf, values)
    return full


def run(setting: Setting) -> list[Table]:
    """All pairs, three windows. In a smoke run the reference is our own answer, which agrees with itself."""
    city = synthetic(setting) if setting.smoke else next(iter(real_cities(setting)), None)
    if city is None:
        return [Table("Agreement with R5", "Needs the real data: set PORTEE_REAL_DATA to its folder.", (), ())]
    rows = []
    for minutes in WINDOWS:
        ours = _minutes(city, minutes)
        theirs = np.floor(ours) if setting.smoke else _reference(city, minutes)
        found = compare(ours, theirs)
        row = [str(minutes)]
        for share, target in (
            (found.same_reached, EQUAL_SETS), (found.within_2, WITHIN_2), (found.within_5, WITHIN_5),
        ):  # fmt: skip
            row += [f"{share:.2f}", f"≥ {target:g}: {at_least_points(share, target)}"]
        rows.append([*row, f"{found.mean:+.2f}", f"{found.ours_alone:,}", f"{found.theirs_alone:,}"])
    about = (
        f"{city.name}, {len(city.destinations):,} × {len(city.destinations):,} pairs, median in whole minutes. Reached "
        "alike: of all pairs; within 2 and 5 minutes: of the pairs that both reach."
    )
    columns = (
        "window, min", "reached alike, %", "target", "within 2 min, %", "target", "within 5 min, %", "target",
        "mean difference, min", "we alone", "R5 alone",
    )  # fmt: skip
    return [Table("Agreement with R5", about, columns, rows)]
