"""Instances with several depots, in the format of Cordeau, Gendreau and Laporte (1997).

Reference: doi:10.1002/(SICI)1097-0037(199709)30:2<105::AID-NET5>3.0.CO;2-G. Lengths are scaled by `SCALE` and rounded
to the nearest, as for Solomon's instances: their best known costs are told with two decimals.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from portee.core.errors import SourceError
from portee.logistics.goods import DAY_S, Load, Order, Site, Vehicle
from portee.logistics.problem import Problem
from portee.sources.vrp_instances import PER_METRE_EUR, SCALE, Instance

__all__ = ["read_cordeau"]

SEVERAL_DEPOTS, WITH_WINDOWS = 2, 6
"""Types of problem in the first line: several depots, and several depots with time windows."""


def read_cordeau(path: Path | str) -> Instance:
    """An instance with several depots: any vehicle serves any order, and comes back to where it started.

    Args:
        path: the text file: type, vehicles of a depot, customers, depots; a line per depot (longest duration, 0 for
            none, and load); then customers and depots (number, x, y, duration of service, demand, …, window).

    Raises:
        SourceError: the file cannot be read as such.
    """
    path = Path(path)
    try:
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        kind, vehicles, customers, depots = (int(text) for text in lines[0])
        limits = [(float(line[0]), int(line[1])) for line in lines[1 : 1 + depots]]
        rows = [[float(text) for text in line] for line in lines[1 + depots : 1 + depots + customers + depots]]
        if kind not in (SEVERAL_DEPOTS, WITH_WINDOWS) or len(rows) < customers + depots or min(map(len, rows)) < 5:
            raise ValueError(f"type {kind}, {len(rows)} of {customers + depots} places")
        windows = [_window(row) if kind == WITH_WINDOWS else (0, DAY_S * SCALE) for row in rows]
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as problem:
        raise SourceError(
            f"This is no instance with several depots: {problem}.", where=str(path), mend="Give another file."
        ) from None
    # In the file customers come first; a problem has its sites first.
    order = [*range(customers, customers + depots), *range(customers)]
    x, y = (np.array([rows[place][column] for place in order]) for column in (1, 2))
    table = np.round(SCALE * np.hypot(x[:, np.newaxis] - x, y[:, np.newaxis] - y)).astype(np.int64)[np.newaxis]
    sites = tuple(
        Site(f"depot{number}", row[1], row[2], opens, closes)
        for number, (row, (opens, closes)) in enumerate(zip(rows[customers:], windows[customers:], strict=True))
    )
    orders = tuple(
        Order(
            str(number), row[1], row[2], first, last, round(row[3] * SCALE), Load(parcels=int(row[4])),
        )
        for number, (row, (first, last)) in enumerate(zip(rows[:customers], windows[:customers], strict=True), 1)
    )  # fmt: skip
    fleet = tuple(
        Vehicle(
            f"of {site.id}", site.id, count=vehicles, capacity=Load(parcels=load), starts_s=site.opens_s,
            ends_s=site.closes_s, longest_s=round(longest * SCALE) or None, cost_km=PER_METRE_EUR,
        )
        for site, (longest, load) in zip(sites, limits, strict=True)
    )  # fmt: skip
    return Instance(path.stem, Problem(sites, orders, fleet, table, table), SCALE)


def _window(row: list[float]) -> tuple[int, int]:
    return round(row[-2] * SCALE), round(row[-1] * SCALE)
