from __future__ import annotations

import importlib
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from portee.core.errors import NetworkError, NoServiceError, ParameterError, PorteeError
from portee.core.progress import Cancelled, Silent
from portee.network.network import Network, write_links, write_modes
from portee.network.store import draft
from portee.reach import cluster
from portee.reach.cluster import ReachRequest, cluster_chunks, cluster_reach
from portee.reach.options import Travel, Window
from portee.territory.places import Places
from portee.world import World
from tests.worlds import DAY, grid_streets, random_timetable

COLUMNS, ROWS = 12, 9
MONDAY = date(1970, 1, 1) + timedelta(days=DAY)
START_S = 8 * 3600


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stored network of a small random town."""
    rng = np.random.default_rng(4)
    streets = grid_streets(COLUMNS, ROWS)
    nodes = rng.integers(0, streets.node_count, 15)
    timetable = random_timetable(
        rng, len(nodes), start=START_S - 1800,
        lon=(streets.node_lon_e7[nodes] / 1e7).tolist(), lat=(streets.node_lat_e7[nodes] / 1e7).tolist(),
    )  # fmt: skip
    path = tmp_path_factory.mktemp("shared") / "town"
    with draft(path) as work:
        work.write("streets", "streets", streets)
        write_modes(work, streets, "streets")
        work.write("timetable", "timetable", timetable)
        write_links(work, streets, timetable, Network.of(streets).modes, "links", 1000)
        work.facts = {"key": "town", "provenance": [], "notes": []}
    return path


def places(count: int, seed: int, prefix: str) -> Places:
    rng = np.random.default_rng(seed)
    lon, lat = 5.0 + rng.random(count) * COLUMNS * 0.0012, 43.0 + rng.random(count) * ROWS * 0.0012
    return Places(np.array([f"{prefix}{k}" for k in range(count)], object), lon, lat)


def request(**changes: Any) -> ReachRequest:
    asked = ReachRequest(
        places(150, 1, "from"), places(90, 2, "to"), Travel(max_walk_min=6, max_time_min=90),
        Window(MONDAY, START_S, 30), (10, 50, 90),
    )  # fmt: skip
    return replace(asked, **changes)


def local(folder: Path, asked: ReachRequest) -> np.ndarray[Any, Any]:
    return np.concatenate([chunk.seconds for chunk in asked.over(World.open(folder), 2).chunks()])


def client_of(**where: str) -> Any:
    distributed: Any = importlib.import_module("distributed")
    return distributed.Client(set_as_default=False, **where)


class Machines:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / "scheduler.json"
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        self._scheduler = self._start(
            "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", str(self._file),
        )  # fmt: skip

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen([sys.executable, *arguments], cwd=self._folder, stdout=log, stderr=log)

    def add(self, name: str, *, threads: int = 1, before: str = "") -> None:
        """Start a worker; `before` is Python that it runs first."""
        start = f"{before}\nfrom distributed.cli.dask_worker import main\nmain()"
        self.workers[name] = self._start(
            "-c", start, "--scheduler-file", str(self._file), "--no-nanny", "--no-dashboard",
            "--nthreads", str(threads), "--name", name,
        )  # fmt: skip

    def client(self) -> Any:
        return client_of(scheduler_file=str(self._file))

    def ready(self) -> str:
        """The address, once all workers are there."""
        with self.client() as client:
            client.wait_for_workers(len(self.workers), timeout=60)
            return str(client.scheduler.address)

    def kill(self, name: str) -> None:
        worker = self.workers.pop(name)
        worker.kill()
        worker.wait()

    def stop(self) -> None:
        for process in (*self.workers.values(), self._scheduler):
            process.kill()
            process.wait()


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    started = Machines(folder)
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a cluster of two workers, one with two threads."""
    with machines(tmp_path_factory.mktemp("cluster")) as started:
        started.add("a")
        started.add("b", threads=2)
        yield started.ready()


CASES = {
    "departures": request(),
    "arrivals": request(window=Window(MONDAY, START_S + 3600, 20, arrive=True)),
    "walk": request(travel=Travel(mode="walk", max_time_min=45), window=None),
    "one of each": request(origins=places(1, 1, "from"), destinations=places(1, 2, "to"), percentiles=(50,)),
}


@pytest.mark.slow
@pytest.mark.parametrize("asked", CASES.values(), ids=CASES)
def test_same_as_on_one_machine(folder: Path, scheduler: str, asked: ReachRequest) -> None:
    expected = local(folder, asked)
    found = cluster_reach(folder, asked, scheduler)
    one = asked.over(World.open(folder), 2)
    assert (found.shape, found.notes) == (one.shape, one.notes)
    assert (found.unattached_origins, found.unattached_destinations) == (0, 0)
    assert found.origins is asked.origins
    chunks = list(found.chunks())
    assert [chunk.first for chunk in chunks] == [0, *(chunk.last for chunk in chunks[:-1])]
    answer = np.concatenate([chunk.seconds for chunk in chunks])
    assert answer.dtype == expected.dtype
    assert np.array_equal(answer, expected)
    assert (expected < 5400).any() or expected.size == 1


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_nothing(folder: Path, tmp_path: Path) -> None:
    asked = request(origins=places(400, 3, "from"))
    expected = local(folder, asked)
    with machines(tmp_path) as started:
        for name in "ab":
            started.add(name)
        address = started.ready()
        chunks = cluster_chunks(folder, asked, address)
        answer = [next(chunks)]
        assert answer[0].last < len(asked.origins)
        with started.client() as client:
            names = {at: worker["name"] for at, worker in client.scheduler_info()["workers"].items()}
            held: Counter[str] = Counter()
            for told in (client.has_what(), client.processing()):
                held.update({at: sum(str(key).startswith("_block") for key in keys) for at, keys in told.items()})
            victim, blocks = held.most_common(1)[0]
            assert blocks > 0, "the worker to be killed has nothing to lose"
            started.kill(str(names[victim]))
            answer += chunks
            assert victim not in client.nthreads()
    assert np.array_equal(np.concatenate([chunk.seconds for chunk in answer]), expected)


@pytest.mark.slow
def test_losing_everyone_ends_with_words(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LOOK_S", 0.2)
    with machines(tmp_path) as started:
        started.add("a")
        address = started.ready()
        chunks = cluster_chunks(folder, request(), address)
        next(chunks)
        started.kill("a")
        monkeypatch.setattr(cluster, "WORKERS_S", 1.0)
        with pytest.raises(PorteeError, match="All workers of the cluster were lost"):
            list(chunks)
        with pytest.raises(ParameterError, match=r"no worker.*dask worker tcp://"):
            cluster_reach(folder, request(), address)


@pytest.mark.slow
def test_a_worker_without_portee_is_named(folder: Path, tmp_path: Path) -> None:
    with machines(tmp_path) as started:
        started.add("bare", before="import sys; sys.modules['portee'] = None")
        with pytest.raises(ParameterError, match=r"cannot load Portée.*portee\[cluster\]"):
            cluster_reach(folder, request(), started.ready())


@pytest.mark.slow
def test_stopping_leaves_no_work_behind(folder: Path, scheduler: str) -> None:
    class Impatient(Silent):
        def advance(self, steps: int = 1) -> None:
            raise Cancelled(steps)

    with pytest.raises(Cancelled):
        list(cluster_chunks(folder, request(), scheduler, progress=Impatient()))
    with client_of(address=scheduler) as client:
        deadline = time.monotonic() + 20
        while any(client.processing().values()) or any(client.has_what().values()):
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.slow
def test_errors_of_the_search_come_back_whole(folder: Path, scheduler: str) -> None:
    asked = request(window=Window(date(2001, 1, 1), START_S))
    with pytest.raises(NoServiceError) as here:
        asked.over(World.open(folder))
    with pytest.raises(NoServiceError) as there:
        cluster_reach(folder, asked, scheduler)
    assert str(here.value) == str(there.value)


WRONG = {
    "another network": ({"network_key": "x"}, NetworkError, "sees another network.*shared|under the same path"),
    "no such folder": ({"folder": "nowhere"}, NetworkError, "cannot open it: .* does not exist.*under the same path"),
    "other versions": (
        {"versions": (("portee", "9.9.9"), *cluster._versions()[1:])},
        ParameterError,
        r"has portee \S+ \(code \w+\) instead of 9\.9\.9\.",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("changes", "error", "match"), WRONG.values(), ids=WRONG)
def test_a_worker_where_the_answer_could_differ_is_refused(
    folder: Path,
    scheduler: str,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, Any],
    error: type[PorteeError],
    match: str,
) -> None:
    wrong = replace(cluster._expected(folder), **changes)
    monkeypatch.setattr(cluster, "_expected", lambda _: wrong)
    with pytest.raises(error, match=match):
        cluster_reach(folder, request(), scheduler)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://somewhere", "not an address"])
def test_a_scheduler_out_of_reach_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(cluster, "CONNECT_S", 0.3)
    with pytest.raises(ParameterError, match=f"'{address}' cannot be reached.*dask scheduler"):
        cluster_reach(folder, request(), address)


def test_a_folder_that_is_no_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="has no manifest"):
        cluster_reach(tmp_path, request(), "tcp://127.0.0.1:9")


def test_the_missing_package_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ParameterError, match=r'pip install "portee\[cluster\]"'):
        cluster_reach(folder, request(), "tcp://127.0.0.1:9")


def test_dask_is_imported_on_use_alone() -> None:
    code = "import sys, portee.reach.cluster; sys.exit(bool({'dask', 'distributed'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_key_of_a_request_tells_what_matters() -> None:
    one = request()
    assert one.key() == request().key() == one.bare().key()
    others = [
        request(origins=places(150, 7, "from")),
        request(origins=one.destinations, destinations=one.origins),
        request(travel=Travel(max_walk_min=7)),
        request(window=Window(MONDAY, START_S, 31)),
        request(percentiles=(10, 50)),
        request(park_and_ride=places(3, 5, "park")),
    ]
    assert len({one.key(), *(other.key() for other in others)}) == len(others) + 1
