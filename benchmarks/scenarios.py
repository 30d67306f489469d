"""What a change of a territory takes: from a saved scenario to a compared result, against building all again."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl

from benchmarks.cities import City, main_city, random_places, real_cities, sample
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.reach.options import Travel
from portee.resilience.criticality import AccessAsked
from portee.scenarios.scenario import Scenario, apply_scenario, parse_scenario
from portee.services.build import build_network
from portee.services.compare import compare_scenario
from portee.services.critical import find_critical
from portee.services.measures import Asked
from portee.territory.places import Places

__all__ = ["run"]

ORIGINS, PLACES, CUTOFF_MIN = 600, 3_000, 45.0
CRITICAL_ORIGINS = 150
SHARE = 1 / 20


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ends(setting: Setting, city: City, origins: int) -> tuple[Places, Places]:
    there = random_places(city.world, 60 if setting.smoke else PLACES)
    counted = replace(there, attributes=pl.DataFrame({"jobs": np.ones(len(there))}))
    return sample(random_places(city.world, 2_000), 6 if setting.smoke else origins), counted


def _scenarios(city: City) -> dict[str, Scenario]:
    """One street polygon, one line, one hub: a stop, a line to it, and jobs beside it."""
    streets, timetable = city.world.network.streets, city.world.network.timetable
    assert timetable is not None
    lon, lat = (float(np.median(values)) / 1e7 for values in (streets.node_lon_e7, streets.node_lat_e7))
    stop = int(np.argmin((timetable.stop_lon - lon) ** 2 + (timetable.stop_lat - lat) ** 2))
    lon, lat = float(timetable.stop_lon[stop]), float(timetable.stop_lat[stop])
    e = 0.0015
    ring = [[lon - e, lat - e], [lon + e, lat - e], [lon + e, lat + e], [lon - e, lat + e]]
    line = timetable.route_id[int(np.bincount(timetable.pattern_route).argmax())]
    far = int(np.argsort((timetable.stop_lon - lon) ** 2 + (timetable.stop_lat - lat) ** 2)[40 % timetable.stop_count])
    hub = (
        f"  - {{type: add_line, id: hub, name: Hub, mode: bus, stops: ['{timetable.stop_id[stop]}', "
        f"'{timetable.stop_id[far]}'], every_min: 10, between: {{from: '06:00', until: '22:00'}}}}\n"
    )
    bodies = {
        "one street polygon": f"  - {{type: close_streets, area: {ring}}}\n",
        "one line": f"  - {{type: remove_line, line: '{line}'}}\n",
        "one hub": hub,
    }
    return {name: parse_scenario(f"name: {name}\nmodifications:\n{body}") for name, body in bodies.items()}


def _changes(setting: Setting, city: City) -> Table:
    origins, there = _ends(setting, city, ORIGINS)
    asked, travel, window = Asked(("jobs",), (CUTOFF_MIN,)), Travel(max_time_min=CUTOFF_MIN), city.window(60)
    anew = setting.work / "anew"
    shutil.rmtree(anew, ignore_errors=True)
    built = _seconds(lambda: build_network(anew, osm=city.osm, gtfs=city.gtfs))
    shutil.rmtree(anew, ignore_errors=True)
    rows = []
    for name, scenario in _scenarios(city).items():

        def compared(scenario: Scenario = scenario) -> object:
            return compare_scenario(
                city.world, scenario, origins, {"jobs": there}, asked, travel, window, threads=2
            )  # fmt: skip

        found = compared()
        applied = statistics.median(_seconds(lambda s=scenario: apply_scenario(s, city.world)) for _ in range(3))  # type: ignore[misc]
        whole = statistics.median(_seconds(compared) for _ in range(setting.passes))
        again = int(found.searched.sum())  # type: ignore[attr-defined]
        rows.append([
            name, f"{applied:.2f}", f"{whole:.2f}", f"{built:.1f}", f"{again} of {len(origins)}",
            f"applied ≤ 1/20 of a rebuild: {at_most(applied / built, SHARE)}",
        ])  # fmt: skip
    about = (
        f"{city.name}, {len(origins)} origins × {len(there):,} places, {CUTOFF_MIN:g} minutes, both worlds searched, "
        "two threads. Rebuild: streets and timetables read again, without any search."
    )
    columns = ("change", "applied, s", "compared, s", "rebuild, s", "origins searched again", "aim")
    return Table(f"From a scenario to a compared result: {city.name}", about, columns, rows)


def _critical(setting: Setting, city: City) -> Table:
    origins, there = _ends(setting, city, CRITICAL_ORIGINS)
    asked = AccessAsked(origins, there, np.ones(len(origins)), there.weight("jobs"), CUTOFF_MIN)
    travel, window = Travel(max_time_min=CUTOFF_MIN), city.window(60)
    rows = []
    for kind, how in (("lines", travel), ("streets", Travel(mode="car", max_time_min=CUTOFF_MIN))):
        wanted = asked if kind == "lines" else replace(asked, cutoff_min=15)
        start = time.perf_counter()
        found = find_critical(
            city.world, kind, wanted, how, window if kind == "lines" else None, k=10, most_used=500, threads=2  # type: ignore[arg-type]
        )  # fmt: skip
        spent, told = time.perf_counter() - start, found.found
        rows.append([
            "all lines, 45 minutes" if kind == "lines" else "500 most used links by car, 15 minutes",
            str(len(told.ids)), f"{spent:.0f}", str(told.evaluated), str(told.recomputations_avoided),
            f"{told.searches_avoided:,} of {len(told.ids) * told.searches:,}",
        ])  # fmt: skip
    about = (
        f"{city.name}, {len(origins)} origins × {len(there):,} places, the ten greatest losses exactly, two threads."
    )
    columns = ("elements", "count", "s", "worked out in full", "recomputations spared", "searches spared")
    return Table("Which elements matter most", about, columns, rows)


def run(setting: Setting) -> list[Table]:
    """Changes of Marseille and Lyon, and what Marseille can least do without."""
    city = main_city(setting)
    tables = [_changes(setting, city)]
    if not setting.smoke:
        tables += [_changes(setting, other) for other in real_cities(setting) if other.name == "Lyon"]
    return [*tables, _critical(setting, city)]
