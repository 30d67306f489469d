"""How near rounds come to the best known plans, and how long 500 doors and ten cargo bikes take."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.best_known import CORDEAU, CORDEAU_SHOWN, HOMBERGER_200, SOLOMON, instances_installed
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.logistics.goods import DAY_S, Load, Order, Site, Vehicle
from portee.logistics.plan import Plan
from portee.logistics.problem import Problem, whole_tables
from portee.logistics.route import route
from portee.logistics.verify import refuse_broken
from portee.sources.cordeau_instances import read_cordeau
from portee.sources.vrp_instances import Instance, read_solomon, read_solution, read_vrplib

__all__ = ["run"]

FEW, MANY, RELOADING, HEAD = (
    5000,
    20_000,
    3000,
    ("instance", "vehicles", "length", "best known", "gap", "orders left", "iterations", "s of processor"),
)
THOUSAND = 60_000
"""Iterations for 1,000 orders."""
DOORS, BIKES, MINUTE, LONG = 500, 10, 4000, 16_000
TWO_PER_CENT, ONE_MINUTE = 2.0, 60.0
HOUR = 3600


def run(setting: Setting) -> list[Table]:
    """Gaps on published instances, and one problem of 500 doors."""
    tables = [] if setting.data is None else _published(setting.data / "optimisation", setting)
    folder = None if setting.smoke else instances_installed()
    return [*tables, *([] if folder is None else _installed(folder, setting)), _doors(setting)]


def _timed(problem: Problem, iterations: int) -> tuple[Plan, float]:
    start = time.process_time()
    plan = route(problem, iterations=iterations, seed=1)
    refuse_broken(problem, plan)
    return plan, time.process_time() - start


def _published(folder: Path, setting: Setting) -> list[Table]:
    solomon = []
    for name, (vehicles, best) in SOLOMON.items():
        path = folder / "solomon" / f"{name}.txt"
        if path.is_file():
            setting.tell(name)
            solomon.append(_row(read_solomon(path, vehicles), best, FEW, str(vehicles)))
    others = []
    for part, most in (("homberger", THOUSAND), ("reload", RELOADING)):
        for path in sorted((folder / part).glob("*.vrp")):
            setting.tell(path.stem)
            routes, best = read_solution(path.with_suffix(".sol"))
            read = read_vrplib(path)
            # Costs of the instances with reloading are told in the tenths in which they were computed.
            others.append(_row(read if part == "homberger" else replace(read, scale=1), best, most, str(len(routes))))
    return [
        Table(
            "Solomon, with as many vehicles as the best known plan",
            "Every plan passed the verifier. An order that is left makes a length not comparable.", HEAD, solomon,
        ),
        Table(
            "Homberger with 1,000 orders, and reloading with releases",
            "As above; any number of vehicles, that of the best known plan in brackets.", HEAD, others,
        ),
    ]  # fmt: skip


def _installed(folder: Path, setting: Setting) -> list[Table]:
    homberger, cordeau = [], []
    for name, (vehicles, best) in HOMBERGER_200.items():
        setting.tell(name)
        homberger.append(_row(read_solomon(folder / "CVRPTW" / f"{name}.txt", vehicles), best, MANY, str(vehicles)))
    for name in CORDEAU_SHOWN:
        setting.tell(name)
        read = read_cordeau(folder / "MDVRP" / name)
        fleet = sum(vehicle.count for vehicle in read.problem.vehicles)
        cordeau.append(_row(read, CORDEAU[name], MANY, f"{fleet} at most"))
    return [
        Table(
            "Gehring and Homberger with 200 orders, with as many vehicles as the best known plan",
            "Every plan passed the verifier. An order that is left makes a length not comparable.", HEAD, homberger,
        ),
        Table(
            "Cordeau: several depots, and days of limited length in most",
            "As above; the vehicles that there are in brackets.", HEAD, cordeau,
        ),
    ]  # fmt: skip


def _row(instance: Instance, best: float, iterations: int, vehicles: str) -> list[str]:
    plan, seconds = _timed(instance.problem, iterations)
    length = plan.micro / instance.scale
    gap = "" if plan.unserved else f"{100 * (length / best - 1):+.2f} %"
    return [
        instance.name, f"{len(plan.rounds)} ({vehicles})", f"{length:.2f}", f"{best:.2f}", gap,
        str(len(plan.unserved)), str(iterations), f"{seconds:.1f}",
    ]  # fmt: skip


def _doors(setting: Setting) -> Table:
    doors = 20 if setting.smoke else DOORS
    problem = _district(doors)
    short, quick = _timed(problem, 20 if setting.smoke else MINUTE)
    long, slow = _timed(problem, 40 if setting.smoke else LONG)
    above = 100 * (short.euros / long.euros - 1)
    rows = [
        ["seconds of processor", f"{quick:.1f}", f"{slow:.1f}", at_most(quick, ONE_MINUTE)],
        ["euros", f"{short.euros:.2f}", f"{long.euros:.2f}", ""],
        ["above the long run, %", f"{above:.2f}", "", at_most(max(above, 0.0), TWO_PER_CENT)],
        ["bikes out", str(len(short.rounds)), str(len(long.rounds)), ""],
        ["doors left", str(len(short.unserved)), str(len(long.unserved)), ""],
    ]
    about = (
        f"{doors} doors drawn in a square of 4 km around a micro-hub, half in the morning and half in the afternoon, "
        f"{BIKES} cargo bikes that reload. The short run has {MINUTE:,} iterations, the long one {LONG:,}."
    )
    return Table("500 doors by cargo bike", about, ("figure", "short run", "long run", "target"), rows)


def _district(doors: int) -> Problem:
    rng = np.random.default_rng(1)
    x, y = (np.concatenate([[2000.0], rng.uniform(0, 4000, doors)]) for _ in range(2))
    metres = 1.3 * np.hypot(x[:, np.newaxis] - x, y[:, np.newaxis] - y)
    seconds, whole = whole_tables((metres / (15 / 3.6))[np.newaxis], metres[np.newaxis])
    windows = ((8 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR))
    orders = tuple(
        Order(f"o{k}", x[k + 1], y[k + 1], *windows[int(rng.random() < 0.5)], 120, Load(2.0, 1, 12.0))
        for k in range(doors)
    )  # fmt: skip
    bike = Vehicle(
        "bike", "hub", 0, BIKES, Load(100.0, 1_000_000, 500.0), 27_000, 18 * HOUR, 8 * HOUR, 60_000, 4, 22.0, 0.06, 8.0
    )
    return Problem((Site("hub", 2000.0, 2000.0, 0, DAY_S, 300),), orders, (bike,), seconds, whole)
