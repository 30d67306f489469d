"""What a change of a territory takes: from a saved scenario to a compared result, against building all again."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.cities import City, main_city, random_places, real_cities, sample
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel
from portee.resilience.criticality import AccessAsked
from portee.scenarios.scenario import Scenario, apply_scenario, parse_scenario
from portee.services.access import compute_access
from portee.services.build import build_network
from portee.services.compare import Comparison, compare_scenario
from portee.services.critical import find_critical
from portee.services.measures import Asked, measures_of
from portee.services.search import prepare
from portee.territory.places import Places
from portee.world import World

__all__ = ["run"]

ORIGINS, PLACES, CUTOFF_MIN = 600, 3_000, 45.0
CRITICAL_ORIGINS = 150
SHARE = 1 / 20


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _median(work: Callable[[], object], passes: int) -> float:
    return statistics.median(_seconds(work) for _ in range(passes))


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
    anew, kept = setting.work / "anew", setting.work / "kept"

    def build() -> None:
        shutil.rmtree(anew, ignore_errors=True)
        build_network(anew, osm=city.osm, gtfs=city.gtfs)

    def whole(world: World) -> None:
        request = ReachRequest(origins, there, travel, window, (50.0,), None)
        compute_access([prepare(world, request, threads=2)], measures_of(asked, there, CUTOFF_MIN))

    built = _median(build, setting.passes)
    shutil.rmtree(anew, ignore_errors=True)
    rows = []
    for name, scenario in _scenarios(city).items():

        def compared(folder: Path | None, scenario: Scenario = scenario) -> Comparison:
            return compare_scenario(
                city.world, scenario, origins, {"jobs": there}, asked, travel, window, threads=2, kept=folder
            )  # fmt: skip

        changed = apply_scenario(scenario, city.world, city.day)
        compared(kept)  # the base is kept from here on
        found = compared(None)
        # One after the other in each pass, so that a slower machine is so for all of them.
        spent = [
            [
                _seconds(lambda: apply_scenario(scenario, city.world, city.day)),  # noqa: B023
                _seconds(lambda: compared(kept)),
                _seconds(lambda: compared(None)),
                _seconds(lambda: whole(city.world)), _seconds(lambda: whole(changed)),  # noqa: B023
            ]
            for _ in range(setting.passes)
        ]  # fmt: skip
        applied, from_kept, anew_s, base, after = (statistics.median(column) for column in zip(*spent, strict=True))
        # All that would be done without any of this: build, then search both worlds whole.
        in_full = built + base + after
        rows.append([
            name, f"{applied:.3f}", f"{from_kept:.2f}", f"{anew_s:.2f}", f"{built:.1f}", f"{base + after:.2f}",
            f"{int(found.searched.sum())} of {len(origins)}", str(int((found.change != 0).any(axis=1).sum())),
            at_most(applied / built, SHARE), f"1/{in_full / from_kept:.1f}", at_most(from_kept / in_full, SHARE),
        ])  # fmt: skip
    about = (
        f"{city.name}, {len(origins)} origins × {len(there):,} places, {CUTOFF_MIN:g} minutes, two threads. Rebuild: "
        "streets and timetables read again, without any search. Both whole: every origin searched before and after. "
        "The share is that of the comparison with a kept base in a rebuild and both whole."
    )
    columns = (
        "change", "applied, s", "compared, base kept, s", "compared, base searched, s", "rebuild, s", "both whole, s",
        "origins searched again", "figures that changed", "applied ≤ 1/20 of a rebuild", "share", "share ≤ 1/20",
    )  # fmt: skip
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
