"""The same reach on many machines: blocks of searches as Dask tasks over one network on shared storage.

Every worker opens the stored network by its path and prepares a search once; a task is then two numbers. Blocks come
back in order and a worker that is lost has its blocks searched again elsewhere, so the result is that of one machine.
`distributed` is imported on use: it is optional (portee[cluster]).
"""

from __future__ import annotations

import hashlib
import importlib
import pickle
import platform
import socket
import time
import warnings
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

import portee
from portee.core.errors import NetworkError, ParameterError, PorteeError
from portee.core.progress import Progress
from portee.network.store import read_manifest
from portee.reach.options import Travel, Window, check_percentiles
from portee.reach.reach import BlockRun, Chunk, Reach, ThreadBlocks, narrowed, reach, widened
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["ReachRequest", "cluster_chunks", "cluster_reach"]

T = TypeVar("T")

CONNECT_S = 15.0
"""How long a scheduler may take to answer."""

WORKERS_S = 60.0
"""How long to wait for a worker when there is none, at the start or after all were lost."""

LOOK_S = 5.0
"""How often a pending block is looked after."""

AHEAD = 3
"""Blocks under way or waiting to be read, per thread of the cluster: what bounds memory."""

KEPT = 2
"""Prepared searches a worker keeps."""

ROOMS = ("core", "kernels", "network", "reach", "territory", "world.py")
"""The code that decides results."""


@dataclass(frozen=True, eq=False)
class ReachRequest:
    """The arguments of `portee.reach.reach` but the world, as values that travel between machines."""

    origins: Places
    destinations: Places
    travel: Travel = field(default_factory=Travel)
    window: Window | None = None
    percentiles: tuple[float, ...] = (50.0,)
    park_and_ride: Places | None = None

    def over(self, world: World, threads: int | None = None) -> Reach:
        """The reach of this request in a world, on this machine. Raises as `portee.reach.reach`."""
        return reach(
            world, self.origins, self.destinations, self.travel, self.window,
            percentiles=self.percentiles, park_and_ride=self.park_and_ride, threads=threads,
        )  # fmt: skip

    def key(self) -> str:
        """Hash of all that can change an answer: positions and options, not names and attributes."""
        digest = hashlib.sha256()
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, Places):
                digest.update(f"{item.name} {len(value)}".encode())
                digest.update(np.asarray(value.lon, np.float64).tobytes() + np.asarray(value.lat, np.float64).tobytes())
            else:
                digest.update(f"{item.name} {value!r}".encode())
        return digest.hexdigest()

    def bare(self) -> ReachRequest:
        """The same with positions alone, which is all that searches need."""
        park = self.park_and_ride
        return replace(
            self,
            origins=_positions(self.origins),
            destinations=_positions(self.destinations),
            park_and_ride=None if park is None else _positions(park),
        )


def _positions(places: Places) -> Places:
    return Places(np.array([str(k) for k in range(len(places))], object), places.lon, places.lat)


@dataclass(frozen=True)
class _Expected:
    """What a worker must find at its place: the folder, the key of the network in it, and the versions of the code."""

    folder: str
    network_key: str
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class _Parcel:
    """What a worker needs to know once; `name` tells parcels apart."""

    name: str
    expected: _Expected
    request: ReachRequest


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    """What must be equal on all machines for equal results, and for tasks to be understood."""
    home, digest = Path(portee.__file__).parent, hashlib.sha256()
    for room in ROOMS:
        files = [home / room] if room.endswith(".py") else sorted((home / room).rglob("*.py"))
        for file in files:
            digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    python = ".".join(platform.python_version_tuple()[:2])
    return (
        ("portee", f"{portee.__version__} (code {digest.hexdigest()[:8]})"),
        ("Python", python),
        *((name, version(name)) for name in ("numpy", "numba", "distributed")),
    )


def _expected(folder: Path) -> _Expected:
    return _Expected(str(folder.absolute()), read_manifest(folder)["key"], _versions())


def _check_worker(expected: _Expected) -> None:
    """Runs on a worker: refuse a place where the answer could differ."""
    here = f"The worker on {socket.gethostname()}"
    pairs = zip(_versions(), expected.versions, strict=True)
    differing = [f"{name} {mine} instead of {wanted}" for (name, mine), (_, wanted) in pairs if mine != wanted]
    if differing:
        raise ParameterError(
            f"{here} has {', '.join(differing)}.",
            mend="Install the same versions on every machine of the cluster, and start its workers again.",
        )
    shared = "Put the network on storage that every worker sees under the same path."
    try:
        manifest = read_manifest(Path(expected.folder))
    except NetworkError as problem:
        raise NetworkError(f"{here} cannot open it: {problem.what}", where=expected.folder, mend=shared) from problem
    if manifest["key"] != expected.network_key:
        raise NetworkError(f"{here} sees another network under this path.", where=expected.folder, mend=shared)


_PREPARED: OrderedDict[str, Reach] = OrderedDict()
_PREPARING = Lock()


def _prepared(parcel: _Parcel) -> Reach:
    """Runs on a worker: the reach of a request, made by the first task that asks; others wait for it."""
    with _PREPARING:
        if parcel.name in _PREPARED:
            _PREPARED.move_to_end(parcel.name)
            return _PREPARED[parcel.name]
        _check_worker(parcel.expected)
        from distributed import get_worker

        threads = get_worker().state.nthreads
        found = parcel.request.over(World.open(parcel.expected.folder), threads)
        _PREPARED[parcel.name] = found
        while len(_PREPARED) > KEPT:
            _PREPARED.popitem(last=False)
        return found


def _unpack(packed: bytes) -> _Parcel:
    """Runs on a worker. The scheduler sees bytes, so it need not hold the places of every request as objects."""
    return pickle.loads(packed)  # type: ignore[no-any-return] # noqa: S301 - from our own client, as every Dask task


def _describe(parcel: _Parcel) -> tuple[int, int, tuple[str, ...]]:
    """Runs on a worker: what `reach` finds while preparing, its errors included."""
    found = _prepared(parcel)
    return found.unattached_origins, found.unattached_destinations, found.notes


def _block(parcel: _Parcel, lo: int, hi: int, percentiles: npt.NDArray[np.float64]) -> npt.NDArray[np.int16]:
    """Runs on a worker: one block, in half the bytes for the wire."""
    blocks = _prepared(parcel).blocks
    assert isinstance(blocks, ThreadBlocks)
    return narrowed(blocks.block(lo, hi, percentiles))


class _ClusterBlocks:
    """Blocks of searches as tasks of a Dask cluster, a bounded number ahead of the reader."""

    def __init__(self, scheduler: str, parcel: _Parcel, *, flipped: bool) -> None:
        self._scheduler, self._parcel, self._flipped = scheduler, parcel, flipped

    @property
    def flipped(self) -> bool:
        return self._flipped

    def run(self, first: int, last: int, size: int, percentiles: npt.NDArray[np.float64]) -> BlockRun:
        waiting: deque[tuple[int, Future[npt.NDArray[np.int16]]]] = deque()
        with _connected(self._scheduler) as client:
            parcel = _send(client, self._parcel)
            try:
                for lo in range(first, last, size):
                    # Asked each time: a cluster grows and shrinks while it works.
                    while waiting and len(waiting) >= AHEAD * max(1, _threads(client)):
                        yield self._next(client, waiting)
                    hi = min(lo + size, last)
                    waiting.append((lo, client.submit(_block, parcel, lo, hi, percentiles, pure=False)))
                while waiting:
                    yield self._next(client, waiting)
            finally:
                # Leaving the block closes the client, which makes the scheduler forget what is still to do.
                waiting.clear()

    def _next(
        self, client: Client, waiting: deque[tuple[int, Future[npt.NDArray[np.int16]]]]
    ) -> tuple[int, npt.NDArray[np.int32]]:
        start, future = waiting.popleft()
        return start, widened(_result(client, future))


def _send(client: Client, parcel: _Parcel) -> Future[_Parcel]:
    """A parcel as a task of its own: it goes once to each worker, and is made again should all that hold it be lost."""
    with warnings.catch_warnings():
        # Dask advises to scatter large values, but what is scattered is lost with its workers.
        warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
        return client.submit(_unpack, pickle.dumps(parcel), pure=False)


def _threads(client: Any) -> int:
    """Threads of all workers there are now; 0 when the scheduler does not answer."""
    try:
        return sum(client.nthreads().values())
    except OSError:
        return 0


def _result(client: Client, future: Future[T]) -> T:
    """The result of a task, as long as there are workers to do it."""
    from distributed import CancelledError, KilledWorker

    alone_since: float | None = None
    patience = LOOK_S
    while True:
        try:
            return future.result(timeout=patience)
        except PorteeError:
            raise
        except TimeoutError as problem:
            if future.status == "error":
                raise _worker_failed(problem) from problem
        except KilledWorker as problem:
            raise PorteeError(
                "The same part of the work ended several workers, probably for want of memory.",
                mend="Give each worker more memory, or start workers with fewer threads.",
            ) from problem
        except CancelledError as problem:
            raise PorteeError("The scheduler was lost or restarted during the work.", mend="Run it again.") from problem
        except Exception as problem:
            raise _worker_failed(problem) from problem
        # Each time longer: the time also covers bringing a large block here, over any line.
        patience = min(2 * patience, WORKERS_S)
        now = time.monotonic()
        alone_since = None if _threads(client) else (alone_since or now)
        if alone_since is not None and now - alone_since > WORKERS_S:
            raise PorteeError("All workers of the cluster were lost.", mend="Start workers, then run it again.")


def _worker_failed(problem: BaseException) -> PorteeError:
    # An error that a worker meets before it runs anything arrives as text.
    if isinstance(problem, ImportError) or "ModuleNotFoundError" in str(problem):
        return ParameterError(
            f"A worker or the scheduler cannot load Portée ({problem}).",
            mend='Install the same "portee[cluster]" on every machine of the cluster.',
        )
    return PorteeError(
        f"A worker failed ({type(problem).__name__}: {problem}).", mend="See the log of the worker, and run it again."
    )


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    """A client, closed at the end whatever happens."""
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as problem:
        raise ParameterError(
            "A scheduler was given but the package 'distributed' is not installed.",
            mend='Install it with: pip install "portee[cluster]"',
        ) from problem
    try:
        with warnings.catch_warnings():
            # Differing versions are told as errors, and only where they matter.
            warnings.simplefilter("ignore")
            client = distributed.Client(scheduler, timeout=CONNECT_S, set_as_default=False, name="portee")
    except (OSError, ValueError, ImportError) as problem:
        raise ParameterError(
            f"The scheduler '{scheduler}' cannot be reached ({problem}).",
            mend="Check the address, such as tcp://host:8786, and that a scheduler runs there (dask scheduler).",
        ) from problem
    try:
        yield client
    finally:
        client.close(timeout=CONNECT_S)


def _check_cluster(client: Client, scheduler: str, expected: _Expected) -> None:
    """Every worker sees the network and runs the same code, or an error says which does not."""
    try:
        client.wait_for_workers(1, timeout=WORKERS_S)
    except TimeoutError as problem:
        raise ParameterError(
            "The scheduler has no worker.", mend=f"Start some with: dask worker {scheduler}"
        ) from problem
    answers: dict[str, Any] = client.run(_check_worker, expected, on_error="return")
    for _, answer in sorted(answers.items()):
        # A worker that left meanwhile raises OSError; the others do its work.
        if isinstance(answer, PorteeError):
            raise answer
        if isinstance(answer, Exception) and not isinstance(answer, OSError):
            raise _worker_failed(answer) from answer


def cluster_reach(network_folder: Path | str, request: ReachRequest, scheduler: str) -> Reach:
    """As `portee.reach.reach`, computed by the workers of a Dask cluster; the answers are bit-identical.

    Args:
        network_folder: a stored network, on storage that every worker sees under the same path.
        request: what to compute.
        scheduler: address of the Dask scheduler, such as "tcp://host:8786".

    Returns:
        a `Reach` whose chunks come from the cluster. It connects again each time it computes.

    Raises:
        ParameterError: `distributed` is not installed, the scheduler cannot be reached or has no worker, or a worker
            runs other versions.
        NetworkError: the folder is not a network, or a worker does not see it or sees another.
        PorteeError: while computing, the scheduler or all workers were lost.
        Errors of `portee.reach.reach`.
    """
    ranks = check_percentiles(tuple(float(p) for p in request.percentiles))
    request = replace(request, percentiles=ranks)
    expected = _expected(Path(network_folder))
    name = hashlib.sha256(repr((expected, request.key())).encode()).hexdigest()
    parcel = _Parcel(name, expected, request.bare())
    with _connected(scheduler) as client:
        _check_cluster(client, scheduler, expected)
        threads = max(1, _threads(client))
        lost_origins, lost_destinations, notes = _result(
            client, client.submit(_describe, _send(client, parcel), pure=False)
        )
    flipped = request.travel.mode == "transit" and request.window is not None and request.window.arrive
    blocks = _ClusterBlocks(scheduler, parcel, flipped=flipped)
    return Reach(
        request.origins, request.destinations, request.travel, request.window, ranks,
        lost_origins, lost_destinations, notes, threads, blocks,
    )  # fmt: skip


def cluster_chunks(
    network_folder: Path | str, request: ReachRequest, scheduler: str, *, progress: Progress | None = None
) -> Iterator[Chunk]:
    """Chunks of origins in order, computed by a Dask cluster. Arguments and errors of `cluster_reach`."""
    yield from cluster_reach(network_folder, request, scheduler).chunks(progress)
