"""The one entry point: what is within reach of every origin, computed lazily, chunk by chunk."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from portee.core.errors import OutsideNetworkError, ParameterError
from portee.core.progress import Progress, Silent
from portee.kernels.shortest import UNREACHED
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window, check_percentiles
from portee.reach.streetwise import DirectSearch, Stations, attached_places
from portee.reach.transit import TransitSearch, transit_search
from portee.territory.places import Places
from portee.world import World

__all__ = ["Blocks", "Chunk", "Reach", "ThreadBlocks", "first_streets", "narrowed", "reach", "widened"]

CHUNK_VALUES = 2_000_000
"""Values computed at a time per thread: what bounds memory."""

MOST_ROOTS = 64
FEWER = 8
"""Along streets alone, how many times fewer destinations make a search start from them."""


@dataclass(frozen=True)
class Chunk:
    """Travel times of a run of origins: seconds int32 (origins, percentiles, destinations), UNREACHED where beyond."""

    first: int
    seconds: npt.NDArray[np.int32]

    @property
    def last(self) -> int:
        return self.first + len(self.seconds)

    def minutes(self) -> npt.NDArray[np.float32]:
        """The same in minutes, infinite where beyond reach."""
        return np.where(self.seconds == UNREACHED, np.inf, self.seconds / 60.0).astype(np.float32)


def narrowed(seconds: npt.NDArray[np.int32]) -> npt.NDArray[np.int16]:
    """Travel times in half the space, for a disk or a wire: -1 where UNREACHED. No travel time exceeds 8 hours."""
    return np.where(seconds == UNREACHED, -1, seconds).astype(np.int16)


def widened(seconds: npt.NDArray[np.int16]) -> npt.NDArray[np.int32]:
    """Back from `narrowed`."""
    return np.where(seconds < 0, UNREACHED, seconds).astype(np.int32)


class _StreetSearch:
    """Mode walk, bicycle, scooter or car: the same for every minute and percentile."""

    def __init__(self, direct: DirectSearch, extra_s: int, longest_s: int, *, flipped: bool) -> None:
        self._direct, self._extra, self._longest, self.flipped = direct, extra_s, longest_s, flipped

    def scratch(self) -> Any:
        return self._direct.scratch()

    def percentiles(
        self, lo: int, hi: int, percentiles: npt.NDArray[np.float64], scratch: Any
    ) -> npt.NDArray[np.int32]:
        rows = self._direct.rows(lo, hi, scratch)
        rows = np.where(rows <= self._longest - self._extra, rows + self._extra, UNREACHED).astype(np.int32)
        return np.repeat(rows[:, None, :], len(percentiles), axis=1)


BlockRun = Generator[tuple[int, npt.NDArray[np.int32]], None, None]


class Blocks(Protocol):
    """Where searches run, in blocks of roots: threads of this process, or a cluster.

    Attributes:
        flipped: whether roots are destinations.
    """

    @property
    def flipped(self) -> bool: ...

    def run(self, first: int, last: int, size: int, percentiles: npt.NDArray[np.float64]) -> BlockRun:
        """(its first root, int32 seconds (roots, percentiles, targets)) of each block in order; closing stops it."""
        ...


class ThreadBlocks:
    """Blocks of searches on the threads of this process, a few ahead of the reader."""

    def __init__(self, search: TransitSearch | _StreetSearch, threads: int) -> None:
        self.search, self._threads = search, threads
        self._spare: deque[Any] = deque()

    @property
    def flipped(self) -> bool:
        return self.search.flipped

    def block(self, lo: int, hi: int, percentiles: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
        """One block, in the calling thread."""
        try:
            scratch = self._spare.pop()
        except IndexError:
            scratch = self.search.scratch()
        found = self.search.percentiles(lo, hi, percentiles, scratch)
        self._spare.append(scratch)
        return found

    def run(self, first: int, last: int, size: int, percentiles: npt.NDArray[np.float64]) -> BlockRun:
        pool = ThreadPoolExecutor(self._threads)
        waiting: deque[tuple[int, Future[npt.NDArray[np.int32]]]] = deque()
        try:
            for lo in range(first, last, size):
                waiting.append((lo, pool.submit(self.block, lo, min(lo + size, last), percentiles)))
                if len(waiting) > 2 * self._threads:
                    start, job = waiting.popleft()
                    yield start, job.result()
            while waiting:
                start, job = waiting.popleft()
                yield start, job.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, eq=False)
class Reach:
    """Travel times from every origin to every destination, not yet computed.

    Attributes:
        origins, destinations: the places. travel, window, percentiles: as asked.
        unattached_origins, unattached_destinations: places with no street within reach of them; nothing is reached.
        notes: remarks every result must carry.
        threads: how many searches run at a time. blocks: where they run.
    """

    origins: Places
    destinations: Places
    travel: Travel
    window: Window | None
    percentiles: tuple[float, ...]
    unattached_origins: int
    unattached_destinations: int
    notes: tuple[str, ...]
    threads: int
    blocks: Blocks = field(repr=False)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Origins, percentiles, destinations."""
        return len(self.origins), len(self.percentiles), len(self.destinations)

    def chunks(self, progress: Progress | None = None, *, first: int = 0, last: int | None = None) -> Iterator[Chunk]:
        """Compute, in the order of origins first .. last. `progress` counts roots searched."""
        progress = progress or Silent()
        last = len(self.origins) if last is None else last
        if self.blocks.flipped:
            yield from self._turned(progress, first, last)
            return
        progress.start("reach", last - first)
        try:
            with closing(self._root_blocks(first, last)) as found:
                for start, block in found:
                    yield Chunk(start, block)
                    progress.advance(len(block))
        finally:
            progress.done()

    def minutes(self, progress: Progress | None = None) -> npt.NDArray[np.float32]:
        """All travel times at once: float32 (origins, percentiles, destinations), infinite where beyond reach."""
        parts = [chunk.minutes() for chunk in self.chunks(progress)]
        return np.concatenate(parts) if parts else np.zeros(self.shape, np.float32)

    def _root_blocks(self, first: int, last: int) -> BlockRun:
        """Searches of roots first .. last in order."""
        _, _, width = self.shape if not self.blocks.flipped else self.shape[::-1]
        per_root = max(1, width * len(self.percentiles))
        size = int(min(MOST_ROOTS, max(1, CHUNK_VALUES // per_root), max(1, -(-(last - first) // (4 * self.threads)))))
        return self.blocks.run(first, last, size, np.array(self.percentiles, np.float64))

    def _turned(self, progress: Progress, first: int, last: int) -> Iterator[Chunk]:
        """Searches from the destinations, gathered on disk and read back by origin."""
        roots = len(self.destinations)
        shape = (roots, len(self.percentiles), last - first)
        progress.start("reach", roots)
        with tempfile.TemporaryDirectory(prefix="portee-") as folder:
            # Not typed in every numpy that Portée runs with.
            spool = cast("Any", np.lib.format.open_memmap)(Path(folder) / "turned.npy", "w+", np.int16, shape)
            try:
                with closing(self._root_blocks(0, roots)) as found:
                    for start, block in found:
                        spool[start : start + len(block)] = narrowed(block[:, :, first:last])
                        progress.advance(len(block))
            finally:
                progress.done()
            size = max(1, CHUNK_VALUES // max(1, roots * len(self.percentiles)))
            for lo in range(0, last - first, size):
                yield Chunk(first + lo, widened(spool[:, :, lo : lo + size].transpose(2, 1, 0)))
            del spool


def _count_unattached(world: World, places: Places, mode: str, role: str) -> int:
    edge = attached_places(world.network, places, mode).edge
    missing = int((edge < 0).sum())
    if missing == len(places):
        west, south, east, north = world.network.bounds
        raise OutsideNetworkError(
            f"None of the {len(places)} {role} is near a street of the network, which covers longitudes "
            f"{west:.4f} to {east:.4f} and latitudes {south:.4f} to {north:.4f}.",
            mend="Check that longitude and latitude are not swapped, and that the places belong to this area.",
        )
    return missing


def first_streets(travel: Travel, leg: str) -> str:
    """The street graph that places enter, for one way of reaching or leaving stops, or for a street mode."""
    if travel.mode == "transit":
        return {"bicycle": "bicycle", "e_scooter": "e_scooter", "park_and_ride": "car"}.get(leg, travel.foot)
    return travel.foot if travel.mode == "walk" else travel.mode


def reach(
    world: World,
    origins: Places,
    destinations: Places,
    travel: Travel | None = None,
    window: Window | None = None,
    *,
    percentiles: Sequence[float] = (50,),
    park_and_ride: Places | None = None,
    threads: int | None = None,
) -> Reach:
    """Travel times from origins to destinations: lazy, computed by `chunks()` or `minutes()`.

    Args:
        world: the network and what is in it.
        origins, destinations: places; each enters the streets at its nearest edge.
        travel: how to travel (default: public transport with walking).
        window: departures or arrivals; needed for public transport, ignored along streets alone.
        percentiles: of travel time over the minutes of the window, by nearest rank, unreachable counted as infinite.
        park_and_ride: car parks, for access "park_and_ride".
        threads: origins searched at a time (default: all cores).

    Raises:
        ParameterError, NoServiceError, OutsideNetworkError.

    References: Conway, Byrd and van der Linden 2017, doi:10.3141/2653-06 (travel time over a window of departures).
    """
    travel = travel or Travel()
    ranks = check_percentiles(tuple(float(p) for p in percentiles))
    threads = threads or os.cpu_count() or 1
    for places, role in ((origins, "origins"), (destinations, "destinations")):
        if not len(places):
            raise ParameterError(f"There are no {role}.", mend="Give a file with at least one place.")
    network = world.network
    notes = network.notes
    search: TransitSearch | _StreetSearch
    street_mode = travel.foot if travel.mode in ("transit", "walk") else travel.mode
    lost = (
        _count_unattached(world, origins, first_streets(travel, travel.access_mode), "origins"),
        _count_unattached(world, destinations, first_streets(travel, travel.egress_mode), "destinations"),
    )
    if travel.mode == "transit":
        if window is None:
            raise ParameterError(
                "Public transport needs a date and a time.",
                mend="Give --date YYYY-MM-DD with --depart HH:MM or --arrive HH:MM.",
            )
        if travel.access == "park_and_ride" and park_and_ride is None:
            raise ParameterError("Park-and-ride needs car parks.", mend="Give them with --park-and-ride FILE.")
        stations = Stations(network, park_and_ride) if park_and_ride is not None else None
        store = LinkStore(network, threads=threads)
        search = transit_search(network, origins, destinations, travel, window, stations=stations, store=store)
        if len(search.tables) > 1:
            notes = (*notes, f"Lines without exact times were drawn {len(search.tables)} times (seed {travel.seed}).")
    else:
        limit = travel.longest_s
        if travel.mode == "walk" and travel.max_walk_min is not None:
            limit = travel.limit_s("walk")
        # A search costs the same from either end: with few destinations it starts from them.
        flipped = len(origins) > FEWER * len(destinations)
        roots, targets = (destinations, origins) if flipped else (origins, destinations)
        direct = DirectSearch(
            network.modes[street_mode], attached_places(network, roots, street_mode),
            attached_places(network, targets, street_mode), limit,
            travel.units_per_second(street_mode), towards=flipped,
        )  # fmt: skip
        extra = round(travel.parking_min * 60) if travel.mode == "car" else 0
        search = _StreetSearch(direct, extra, limit, flipped=flipped)
    blocks = ThreadBlocks(search, threads)
    return Reach(origins, destinations, travel, window, ranks, *lost, notes, threads, blocks)
