"""What simulating hubs takes: events a second by kind of hub, and sizing the example; processes beside one alone."""

from __future__ import annotations

import time

from benchmarks.results import Table
from benchmarks.setting import Setting
from portee.hubs.simulation.given import WEEK_H, Arrivals, Fleet, Law, Relocation, Simulated, Span, Station
from portee.hubs.simulation.replications import replicate
from portee.services.hubs.simulate import hub_simulation

__all__ = ["run"]

SEED = 11
PROCESSES = 2


def _hubs() -> dict[str, Simulated]:
    """One queue, one station of electric cars, ten stations of bicycles with docks and staff."""
    day = [0.0] * 6 + [1.0] * 16 + [0.0] * 2
    plain = (2.0,) * WEEK_H
    cars = tuple(2.0 * hour for hour in day) * 7
    bikes = tuple(0.6 * hour for hour in day) * 7
    stations = tuple(Station(f"s{place}", (8,), docks=14) for place in range(10))
    ways = tuple(
        Arrivals(f"group{(k + j) % 3}", f"s{k}", bikes, Law(0.4, "lognormal", 0.6), patience=Law(0.1), to=f"s{j}")
        for k in range(10) for j in range(10)
    )  # fmt: skip
    return {
        "one queue, no energy": Simulated(
            "queue", (Station("hub", (6,)),), (Fleet("car"),),
            (Arrivals("all", "hub", plain, Law(2.0, "exponential"), patience=Law(0.1)),),
        ),
        "12 electric cars, 4 chargers": Simulated(
            "cars", (Station("hub", (12,), chargers=4),), (Fleet("car", 45.0, 0.18, 7.4),),
            (Arrivals("all", "hub", cars, Law(3.0, "lognormal", 0.6), Law(40.0, "lognormal", 0.6), Law(0.1)),),
        ),
        "80 bicycles, 10 stations, staff": Simulated(
            "bikes", stations, (Fleet("bike"),), ways,
            relocation=Relocation((8,) * 10, at_hours=tuple(24.0 * d + h for d in range(7) for h in (6, 13)), staff=2),
        ),
    }  # fmt: skip


def _events(setting: Setting) -> Table:
    span, replications = (Span(7, 1), 2) if setting.smoke else (Span(364, 7), 4)
    rows = []
    for name, hub in _hubs().items():
        start = time.perf_counter()
        alone = replicate(hub, span, seed=SEED, replications=replications)
        one = time.perf_counter() - start
        start = time.perf_counter()
        both = replicate(hub, span, seed=SEED, replications=replications, processes=PROCESSES)
        two = time.perf_counter() - start
        same = all((a.counts == b.counts).all() for a, b in zip(alone, both, strict=True))
        events = sum(each.events for each in alone)
        users = sum(int(each.counts.sum()) for each in alone)
        rows.append([
            name, f"{users:,}", f"{events:,}", f"{one:.2f}", f"{events / one:,.0f}", f"{two:.2f}", f"{one / two:.2f}",
            "yes" if same else "NO",
        ])  # fmt: skip
    about = (
        f"{replications} replications of {span.days} days. An event is a user who comes, leaves or gives up waiting, a "
        "vehicle that comes back, is full or is moved. Starting two processes is counted."
    )
    columns = (
        "hub", "users", "events", "one process, s", "events/s", "two processes, s", "times faster", "same results",
    )  # fmt: skip
    return Table("Simulated hubs", about, columns, rows)


def _sizing(setting: Setting) -> Table:
    days, replications = (28, 3) if setting.smoke else (364, 20)
    start = time.perf_counter()
    plain = hub_simulation("fabriques", days=days, replications=replications, seed=SEED)
    once = time.perf_counter() - start
    start = time.perf_counter()
    found = hub_simulation("fabriques", days=days, replications=replications, seed=SEED, size_to=0.9)
    spent = time.perf_counter() - start
    events = sum(result.events for result in plain.results)
    told = ", ".join(f"{each.given.service} {each.now} → {each.vehicles}" for each in found.sized)
    row = [f"{events:,}", f"{once:.2f}", f"{spent:.2f}", f"{spent / once:.1f}", told]
    about = f"The example of Les Fabriques, {replications} replications of {days} days, to serve 90 % of every group."
    columns = ("events of one simulation", "simulated, s", "with sizing, s", "times longer", "vehicles")
    return Table("The size of a hub", about, columns, [row])


def run(setting: Setting) -> list[Table]:
    """Both tables."""
    return [_events(setting), _sizing(setting)]
