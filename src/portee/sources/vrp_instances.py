"""Published instances of vehicle routing: Solomon's text tables, and VRPLIB files with windows, releases and reloading.

Coordinates are in units of length; a vehicle covers one in one unit of time. All is scaled to whole numbers: by
`SCALE` and rounded to the nearest for Solomon's (whose best known costs are told with two decimals), by ten and cut off
for VRPLIB's (the convention of the twelfth DIMACS challenge, in which their costs are told).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from portee.core.errors import SourceError, Where
from portee.logistics.goods import Load, Order, Site, Vehicle
from portee.logistics.problem import Problem

__all__ = ["Instance", "read_solomon", "read_solution", "read_vrplib"]

SCALE = 1000
DIMACS = 10
PER_METRE_EUR = 0.001
"""Euros per kilometre at which one metre costs one millionth of a euro: costs of a plan are then lengths."""
DEPOT = "depot"


@dataclass(frozen=True, eq=False)
class Instance:
    """A problem whose costs in millionths of a euro are lengths; scale: of them, per unit of length of the file."""

    name: str
    problem: Problem
    scale: int


@dataclass(frozen=True)
class _Row:
    x: float
    y: float
    demand: int
    from_: int
    until: int
    service: int
    ready: int = 0


def read_solomon(path: Path | str, vehicles: int | None = None) -> Instance:
    """An instance of Solomon (1987, doi:10.1287/opre.35.2.254).

    Args:
        path: the text file. vehicles: how many there are, those of the file when None.

    Raises:
        SourceError: the file cannot be read as such.
    """
    path = Path(path)
    numbers = [line.split() for line in _text(path).splitlines() if re.fullmatch(r"[\d\s.]+", line) and line.split()]
    if len(numbers) < 3 or len(numbers[0]) != 2 or any(len(row) != 7 for row in numbers[1:]):
        raise SourceError(
            "This is no table of Solomon's: two numbers, then seven a line.", where=str(path), mend="Give another file."
        )
    count, capacity = int(numbers[0][0]), int(numbers[0][1])
    rows = [
        _Row(float(r[1]), float(r[2]), *(int(float(value)) for value in r[3:])) for r in numbers[1:]
    ]  # fmt: skip
    return _instance(path.stem, rows, vehicles or count, capacity, 0, SCALE)


def read_vrplib(path: Path | str) -> Instance:
    """A VRPLIB file with time windows (Gehring and Homberger's), and releases and reloading (Yang's). As above."""
    path = Path(path)
    facts: dict[str, str] = {}
    tables: dict[str, dict[int, list[float]]] = {}
    section = ""
    for number, line in enumerate(_text(path).splitlines(), 1):
        if re.match(r"^[A-Z_]+_SECTION", line):
            section = line.strip()
            tables[section] = {}
        elif ":" in line:
            key, _, value = line.partition(":")
            facts[key.strip()] = value.strip()
        elif section and re.match(r"^\s*-?[\d]", line):
            try:
                first, *rest = (float(part) for part in line.split())
            except ValueError:
                raise SourceError(
                    "This line is not of numbers.", where=Where(str(path), number), mend="Give another file."
                ) from None
            tables[section][int(first)] = rest
    try:
        points, demand = tables["NODE_COORD_SECTION"], tables["DEMAND_SECTION"]
        windows, ready = tables["TIME_WINDOW_SECTION"], tables.get("RELEASE_TIME_SECTION", {})
        service, count = int(facts["SERVICE_TIME"]), int(facts["VEHICLES"])
        rows = [
            _Row(
                points[id][0], points[id][1], int(demand[id][0]), int(windows[id][0]), int(windows[id][1]),
                0 if id == 1 else service, int(ready[id][0]) if id in ready else 0,
            )
            for id in sorted(points)
        ]  # fmt: skip
        capacity = int(facts["CAPACITY"])
    except (KeyError, ValueError, IndexError) as problem:
        raise SourceError(
            f"This is no VRPLIB file with time windows: {problem}.", where=str(path), mend="Give another file."
        ) from None
    reloads = len(rows) if "VEHICLES_RELOAD_DEPOT_SECTION" in tables else 0
    return _instance(path.stem, rows, count, capacity, reloads, DIMACS)


def read_solution(path: Path | str) -> tuple[tuple[tuple[int, ...], ...], float]:
    """Published routes, as numbers of orders with 0 for a reload, and their cost. Raises SourceError."""
    text = _text(Path(path))
    routes = tuple(
        tuple(int(part) for part in found.split()) for found in re.findall(r"^Route #\d+:([\d ]*)$", text, re.MULTILINE)
    )
    cost = re.search(r"^Cost:? *([\d.]+)", text, re.MULTILINE)
    if not routes or cost is None:
        raise SourceError("This file has no routes or no cost.", where=str(path), mend="Give a .sol file.")
    return routes, float(cost[1])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise SourceError(f"The file cannot be read: {problem}.", where=str(path), mend="Check its name.") from None


def _instance(name: str, rows: list[_Row], count: int, capacity: int, reloads: int, scale: int) -> Instance:
    x, y = np.array([row.x for row in rows]), np.array([row.y for row in rows])
    length = scale * np.hypot(x[:, np.newaxis] - x, y[:, np.newaxis] - y)
    table = (np.floor(length + 1e-9) if scale == DIMACS else np.round(length)).astype(np.int64)[np.newaxis]
    first, *others = rows
    depot = Site(DEPOT, first.x, first.y, first.from_ * scale, first.until * scale)
    orders = tuple(
        Order(
            str(number), row.x, row.y, row.from_ * scale, row.until * scale, row.service * scale,
            Load(parcels=row.demand), ready_s=row.ready * scale,
        )
        for number, row in enumerate(others, 1)
    )  # fmt: skip
    vehicle = Vehicle(
        "vehicle", DEPOT, count=count, capacity=Load(parcels=capacity), starts_s=depot.opens_s, ends_s=depot.closes_s,
        reloads=reloads, cost_km=PER_METRE_EUR,
    )  # fmt: skip
    return Instance(name, Problem((depot,), orders, (vehicle,), table, table), scale)
