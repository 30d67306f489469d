"""How long the explorer of the web application takes for an answer, alone and when fifty people explore at once."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import socket
import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cities import City, main_city, random_places
from benchmarks.results import Table, at_most
from benchmarks.setting import Setting
from portee.core.declared import Words
from portee.people.library import shipped_profiles
from portee.services.explorer import DIRECTIONS, Explorer, Question, targets_of
from portee.services.offers import read_offers
from portee.services.workspace.manifest import PlacesEntry
from portee.territory.places import Places

__all__ = ["run"]

AIM_MS = 150.0
QUESTIONS, OPPORTUNITIES = 60, 5_000
EXPLORERS, EACH, PAUSE_S = 50, 8, 2.0
PROFILES = (None, "single-parent-no-car", "young-jobseeker-early-shift", "home-care-worker")
HOST = "127.0.0.1"
TITLE = Words(fr="Mesure", en="Benchmark")
LONGEST_S = 120.0
"""After which a load run gives up."""


def _targets(city: City, count: int) -> dict[str, tuple[Places, str]]:
    return {
        "jobs": (random_places(city.world, count), "@count"),
        "childcare": (random_places(city.world, max(1, count // 20)), "@count"),
    }


def _alone(city: City, setting: Setting) -> Table:
    """Answers one after the other, in this process."""
    questions, opportunities = (4, 200) if setting.smoke else (QUESTIONS, OPPORTUNITIES)
    network = city.world.network
    offers = read_offers("marseille" if city.name == "Marseille" else None, network)
    profiles = {profile.id: profile for profile in shipped_profiles()}
    explorer = Explorer(city.world, offers, targets_of(network, _targets(city, opportunities)), profiles, threads=2)
    places, rng = random_places(city.world, questions), np.random.default_rng(1)
    rows = []
    for profile in PROFILES:
        for direction in DIRECTIONS:
            moved: list[float] = []
            slid: list[float] = []
            for k in range(questions):
                # Half hours of the day from 6 to 21 h, as a slider gives them.
                asked = Question(
                    float(places.lon[k]), float(places.lat[k]), city.day, int(rng.integers(12, 42)) * 1800, 18 * 3600,
                    45, direction, profile,
                )  # fmt: skip
                for spent, question in ((moved, asked), (slid, replace(asked, minutes=30))):
                    start = time.perf_counter()
                    explorer.answer(question)
                    spent.append((time.perf_counter() - start) * 1000)
            first, *moved = moved
            middle = statistics.median(moved)
            late = float(np.percentile(moved, 95, method="inverted_cdf"))
            rows.append(
                [profile or "anybody", direction, f"{first:.0f}", f"{middle:.0f}", f"{late:.0f}",
                 f"{statistics.median(slid):.1f}", f"≤ {AIM_MS:.0f} ms: {at_most(middle, AIM_MS)}"]
            )  # fmt: skip
    about = (
        f"{city.name}, {opportunities:,} opportunities and a grid of {int(explorer.targets.shown.sum()):,} points, "
        f"{questions} places, the hour drawn anew for each; two threads. Areas included, the page around them not. "
        "First: nothing prepared yet. Slider: the same place with another time."
    )
    columns = ("profile", "ways", "first, ms", "median, ms", "95 %, ms", "slider, median ms", "aim of the median")
    return Table("One explorer", about, columns, rows)


@dataclass(frozen=True)
class _Workspace:
    """A workspace of a measured city, with invented opportunities."""

    folder: Path
    network: Path
    osm: Path | None
    name: str = "benchmark"
    title: Words = TITLE
    languages: tuple[str, ...] = ("fr", "en")
    offers: Path | str | None = None
    commons: Path | None = None
    boundary: Path | None = None
    notices: tuple[Words, ...] = ()
    ground: Mapping[str, Path] = field(default_factory=dict)
    ground_credits: tuple[str, ...] = ()

    @property
    def private(self) -> Path:
        return self.folder / "private"

    @property
    def results(self) -> Path:
        return self.folder / "results"

    @property
    def tiles(self) -> Path:
        return self.folder / "tiles"

    def places(self, kind: str) -> Path | None:
        path = self.folder / f"{kind}.csv"
        return path if path.is_file() else None

    def entry(self, kind: str) -> PlacesEntry | None:
        path = self.places(kind)
        return None if path is None else PlacesEntry(file=path.name, weight="@count")


def _serve(workspace: _Workspace, port: int) -> None:
    import uvicorn

    from portee.web.app import create_app
    from portee.web.site import Settings, Site

    app = create_app(Site(workspace, Settings(threads=1, limited=False)))
    uvicorn.run(app, host=HOST, port=port, log_level="error", access_log=False)


def _wait(port: int) -> None:
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        with closing(http.client.HTTPConnection(HOST, port, timeout=LONGEST_S)) as connection:
            try:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.2)
    raise TimeoutError("the application did not start")


class _Person(threading.Thread):
    """Somebody who explores: a few questions, a pause after each."""

    def __init__(self, port: int, questions: Sequence[dict[str, Any]], pause_s: float) -> None:
        super().__init__(daemon=True)
        self._port, self._questions, self._pause_s = port, questions, pause_s
        self.spent: list[float] = []
        self.failed = 0

    def run(self) -> None:
        with closing(http.client.HTTPConnection(HOST, self._port, timeout=LONGEST_S)) as connection:
            for question in self._questions:
                start = time.perf_counter()
                try:
                    connection.request(
                        "POST", "/api/v1/reach", json.dumps(question), {"Content-Type": "application/json"}
                    )
                    answer = connection.getresponse()
                    answer.read()
                    self.failed += answer.status != 200
                except (OSError, http.client.HTTPException):
                    self.failed += 1
                    connection.close()
                self.spent.append((time.perf_counter() - start) * 1000)
                time.sleep(self._pause_s)


def _loaded(city: City, setting: Setting) -> Table:
    """Fifty people at once, against the whole application in a process of its own, on this machine alone."""
    people, each, pauses = (3, 2, (0.1,)) if setting.smoke else (EXPLORERS, EACH, (PAUSE_S, 0.0))
    folder = setting.work / "explorer"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (places, _) in _targets(city, 200 if setting.smoke else OPPORTUNITIES).items():
        lines = (f"{k},{lon:.6f},{lat:.6f}" for k, (lon, lat) in enumerate(zip(places.lon, places.lat, strict=True)))
        (folder / f"{kind}.csv").write_text("id,lon,lat\n" + "\n".join(lines) + "\n")
    with closing(socket.socket()) as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    workspace = _Workspace(folder, city.folder, None)
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(workspace, port), daemon=True)
    server.start()
    try:
        _wait(port)
        questions = _questions(city, people * each)
        warm = _Person(port, questions[:2], 0.0)
        warm.run()
        rows = []
        for pause_s in pauses:
            crowd = [_Person(port, questions[k::people], pause_s) for k in range(people)]
            began = time.perf_counter()
            for person in crowd:
                person.start()
            for person in crowd:
                person.join(LONGEST_S)
            took = time.perf_counter() - began
            spent = [one for person in crowd for one in person.spent]
            failed = sum(person.failed for person in crowd)
            rows.append(
                [str(people), f"{pause_s:g}", str(len(spent)), f"{len(spent) / took:.1f}",
                 f"{statistics.median(spent):.0f}", f"{np.percentile(spent, 95, method='inverted_cdf'):.0f}",
                 f"{max(spent):.0f}", f"{100 * failed / len(spent):.1f} %"]
            )  # fmt: skip
    finally:
        server.terminate()
        server.join(10)
    about = (
        f"{city.name}, the whole application by HTTP on the loopback address, one process; whoever asks shares the "
        "machine's two cores with it. Each explorer asks for other places, hours and directions, there being no "
        f"profile; {each} questions each. Pause 0: each asks again as soon as the answer is there."
    )
    columns = (
        "explorers", "pause, s", "questions", "answers a second", "median, ms", "95 %, ms", "worst, ms", "errors",
    )  # fmt: skip
    return Table("Many explorers at once", about, columns, rows)


def _questions(city: City, count: int) -> list[dict[str, Any]]:
    places, rng = random_places(city.world, count), np.random.default_rng(2)
    return [
        {
            "lon": float(lon), "lat": float(lat), "day": city.day.isoformat(), "minutes": int(rng.choice([30, 45, 60])),
            "there": f"{int(rng.integers(6, 21)):02d}:{int(rng.choice([0, 30])):02d}",
            "direction": DIRECTIONS[int(rng.integers(3))],
        }
        for lon, lat in zip(places.lon, places.lat, strict=True)
    ]  # fmt: skip


def run(setting: Setting) -> list[Table]:
    """One explorer, then many."""
    city = main_city(setting)
    return [_alone(city, setting), _loaded(city, setting)]
