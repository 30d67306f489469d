"""How long each page of the web application takes, against the budget that the guide of whoever hosts it states."""

from __future__ import annotations

import re
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.budgets import BUDGETS
from benchmarks.cities import City, main_city, random_places
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.commons.repository.starting import begin
from portee.core.declared import Words
from portee.people.library import shipped_profiles
from portee.reach.streetwise import attached_places
from portee.services.tiles.mercator import tiles_of
from portee.services.workspace.manifest import Kind, PlacesEntry, WorkspaceFile
from portee.services.workspace.workspace import Workspace, open_workspace, start_workspace

__all__ = ["run"]

JOBS, CELLS, CARE = 10_000, 600, 200
TURNS, LONG_TURNS = 30, 7
"""How often a page is asked for, and one that takes seconds."""

FORMS = ("", "explorer", "person", "vacancy", "what-if", "hub", "account", "pains", "propose", "workshops")
COMMONS = ("commons", "commons/matrix", "commons/practices", "commons/search", "commons/alike", "commons/changes",
           "commons/reuse")  # fmt: skip
TILES = (11, 14, 16)


@dataclass(frozen=True)
class _Asked:
    """One kind of question. budget: a key of `BUDGETS`. ask: sends it, another one each time where that matters."""

    name: str
    budget: str
    ask: Callable[[], Any]


def _written(folder: Path, name: str, city: City, count: int, weight: str, values: np.ndarray[Any, Any]) -> PlacesEntry:
    """Invented places near streets, in a file of the workspace."""
    places = random_places(city.world, count)
    (folder / "data").mkdir(exist_ok=True)
    rows = zip(places.lon, places.lat, values, strict=True)
    lines = (f"{name}{k},{lon:.6f},{lat:.6f},{value}" for k, (lon, lat, value) in enumerate(rows))
    (folder / "data" / f"{name}.csv").write_text(f"id,lon,lat,{weight}\n" + "\n".join(lines) + "\n")
    return PlacesEntry(file=f"data/{name}.csv", weight=weight)


def _workspace(city: City, setting: Setting) -> Workspace:
    """A measured city with invented jobs, residents, schools and childcare, and the first records of a commons.

    The network is copied: building it was the work of `city.world`, that the places were drawn from.
    """
    folder, rng = setting.work / "pages", np.random.default_rng(3)
    shutil.rmtree(folder, ignore_errors=True)
    counts = (200, 50, 20) if setting.smoke else (JOBS, CELLS, CARE)
    kinds: dict[Kind, PlacesEntry] = {}
    start_workspace(folder, WorkspaceFile(name="pages", title=Words(fr="Mesure", en="Benchmark")))
    kinds["jobs"] = _written(folder, "jobs", city, counts[0], "jobs", rng.integers(1, 40, counts[0]))
    kinds["cells"] = _written(folder, "cells", city, counts[1], "residents", rng.integers(50, 900, counts[1]))
    kinds["childcare"] = _written(folder, "childcare", city, counts[2], "places", rng.integers(10, 60, counts[2]))
    kinds["school"] = _written(folder, "school", city, 2 * counts[2], "classes", rng.integers(2, 20, 2 * counts[2]))
    shutil.rmtree(folder / "network", ignore_errors=True)
    shutil.copytree(city.folder, folder / "network")
    shutil.copy(city.osm, folder / "data" / "streets.osm.pbf")
    begin(folder / "commons", "Portée", with_records="seed")
    offers = "marseille" if city.name == "Marseille" else None
    manifest = WorkspaceFile(
        name="pages", title=Words(fr="Mesure", en="Benchmark"), osm="data/streets.osm.pbf", commons="commons",
        offers=offers, places=kinds,
    )  # fmt: skip
    start_workspace(folder, manifest)
    return open_workspace(folder)


class _Visitor:
    """Somebody who asks the whole application, without the wire: from another place each time."""

    def __init__(self, client: Any, city: City) -> None:
        self._client, self._day = client, city.day.isoformat()
        network, places = city.world.network, random_places(city.world, 400)
        west, south, east, north = network.bounds
        usable = (places.lon > west) & (places.lon < east) & (places.lat > south) & (places.lat < north)
        for mode in ("walk", "bicycle", "car"):
            usable &= attached_places(network, places, mode).attached
        self._places = places.take(np.flatnonzero(usable))
        self._turn, self._rng = 0, np.random.default_rng(4)
        found = re.search(r'name="csrf" value="([^"]+)"', client.get("/fr/person").text)
        assert found is not None, "the page of a person has a form"
        self._token = found[1]

    def _place(self) -> tuple[float, float]:
        self._turn += 1
        row = self._turn % len(self._places)
        return float(self._places.lat[row]), float(self._places.lon[row])

    def page(self, path: str) -> Any:
        return self._client.get(path)

    def reach(self, **more: Any) -> Any:
        lat, lon = self._place()
        half_hour = int(self._rng.integers(12, 42))
        hour = f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"
        return self._client.post(
            "/api/v1/reach", json={"lon": lon, "lat": lat, "day": self._day, "there": hour, **more}
        )

    def form(self, path: str, place: str, **fields: str) -> Any:
        lat, lon = self._place()
        return self._client.post(path, data={"csrf": self._token, place: f"{lat:.5f}, {lon:.5f}", **fields})


def _questions(visitor: _Visitor, city: City) -> Iterator[_Asked]:
    for slug in (*FORMS, *COMMONS):
        yield _Asked(f"/fr/{slug}", "page", lambda slug=slug: visitor.page(f"/fr/{slug}"))  # type: ignore[misc]
    middle = random_places(city.world, 1)
    for zoom in TILES:
        lon, lat = float(middle.lon[0]), float(middle.lat[0])
        tile = tiles_of((lon, lat, lon, lat), zoom)[0]
        path = f"/tiles/{tile.z}/{tile.x}/{tile.y}.pbf"
        yield _Asked(f"tile of zoom {zoom}", "tile", lambda path=path: visitor.page(path))  # type: ignore[misc]
    asked: list[tuple[str, dict[str, Any]]] = [
        ("anybody", {}), ("anybody, both ways", {"direction": "both"}), ("anybody, 90 minutes", {"minutes": 90}),
        ("no car", {"profile": "single-parent-no-car"}),
        ("many vehicles, both ways", {"profile": "young-jobseeker-early-shift", "direction": "both"}),
        ("car", {"profile": "home-care-worker"}),
        ("car, both ways", {"profile": "home-care-worker", "direction": "both"}),
        ("budget", {"profile": "home-care-worker", "direction": "both", "budget_eur": 100}),
    ]  # fmt: skip
    for name, more in asked:
        yield _Asked(f"explorer: {name}", "explorer", lambda more=more: visitor.reach(**more))  # type: ignore[misc]
    for profile in sorted(shipped_profiles(), key=lambda one: one.id):
        budget = "children" if len(profile.stops) > 1 else "person"
        yield _Asked(
            f"person: {profile.id}", budget,
            lambda id=profile.id: visitor.form("/fr/person", "home", profile=id),  # type: ignore[misc]
        )  # fmt: skip
    for start, end in (("05:00", "13:00"), ("09:00", "17:00")):
        yield _Asked(
            f"vacancy: {start} to {end}", "vacancy",
            lambda start=start, end=end: visitor.form("/fr/vacancy", "workplace", start=start, end=end),  # type: ignore[misc]
        )  # fmt: skip


def _measured(asked: _Asked, turns: int) -> list[str]:
    spent, worked, size = [], [], 0
    for _ in range(turns + 1):
        wall, processor = time.perf_counter(), time.process_time()
        answer = asked.ask()
        spent.append((time.perf_counter() - wall) * 1000)
        worked.append((time.process_time() - processor) * 1000)
        assert answer.status_code in (200, 204), (asked.name, answer.status_code, answer.text[:300])
        size = len(answer.content)
    first, *spent = spent
    middle, budget = statistics.median(spent), BUDGETS[asked.budget].ms
    late = float(np.percentile(spent, 95, method="inverted_cdf"))
    return [
        asked.name, f"{first:.0f}", f"{middle:.0f}", f"{late:.0f}", f"{statistics.median(worked[1:]):.0f}",
        f"{size / 1000:.0f}", f"≤ {budget:.0f} ms: {at_most(middle, budget)}",
    ]  # fmt: skip


def run(setting: Setting) -> list[Table]:
    """Every page, after what `portee serve` prepares at its start."""
    from fastapi.testclient import TestClient

    from portee.web.app import create_app
    from portee.web.private import close_private
    from portee.web.site import Settings, Site
    from portee.web.warming import warm

    city = main_city(setting)
    site = Site(_workspace(city, setting), Settings(threads=2, limited=False))
    began = time.perf_counter()
    warm(site)
    took = time.perf_counter() - began
    try:
        with TestClient(create_app(site), base_url="http://localhost", follow_redirects=False) as client:
            visitor, rows = _Visitor(client, city), []
            for asked in _questions(visitor, city):
                long = asked.budget in ("person", "children", "vacancy")
                rows.append(_measured(asked, 1 if setting.smoke else LONG_TURNS if long else TURNS))
                setting.tell(*rows[-1])
    finally:
        close_private(site)
    about = (
        f"{city.name}, {JOBS:,} places of work, {CELLS} cells, {3 * CARE} schools and nurseries, all invented; the "
        f"whole application in one process without the wire, two threads, other places and hours each time. "
        f"What `portee serve` prepares at its start took {took:.1f} s. Processor: median of all threads of the process."
    )
    columns = ("page", "first, ms", "median, ms", "95 %, ms", "processor, ms", "kB", "budget of the median")
    return [Table("Every page against its budget", about, columns, rows)]
