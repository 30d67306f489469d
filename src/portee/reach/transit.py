"""Public transport for a window of minutes: everything fixed before the first origin, then one search per root.

A *root* is where a search starts: an origin when the window holds departures, a destination when it holds
arrivals; then the timetable is mirrored in time and every leg is walked the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.kernels.egress import Links, percentile_rows, relative_lanes, rows_of, sample_rows, window_rows
from portee.kernels.lanes import Footpaths, LaneSpace, Rules, lane_space, padded
from portee.kernels.rounds import ride_rounds
from portee.network.daytable import DayTable, require_service, seconds_of_day
from portee.network.network import Network
from portee.reach.links import LinkStore
from portee.reach.opening import Opened, only_stops
from portee.reach.options import Travel, Window
from portee.reach.streetwise import DirectSearch, Stations
from portee.territory.places import Places

__all__ = ["Scratch", "TransitSearch", "search_of_links", "transit_search"]

SPACING_S = 60
LAST_LANE_VALUE = 32767


@dataclass(frozen=True)
class Scratch:
    """What one thread needs to search."""

    lanes: LaneSpace
    relative: npt.NDArray[np.int16]
    samples: npt.NDArray[np.int16]
    direct: tuple[object, object]


@dataclass(frozen=True, eq=False)
class TransitSearch:
    """All that does not depend on the root.

    Attributes:
        tables: one cut of the timetable per draw of the frequency lines.
        paths: footpaths between stops. access, egress: Links by root and by target.
        direct: search along streets alone. rules: as the kernels want them. after: seconds after the last vehicle.
        flipped: whether roots are destinations.
    """

    tables: tuple[DayTable, ...]
    paths: Footpaths
    access: Links
    egress: Links
    direct: DirectSearch
    rules: Rules
    after: int
    flipped: bool

    def scratch(self) -> Scratch:
        """Working memory for one thread."""
        cuts = [table.cut for table in self.tables]
        stops, width = len(self.paths.stay), padded(self.rules.lanes)
        lanes = lane_space(stops, self.rules.lanes, *cuts)
        return Scratch(
            lanes,
            np.zeros((len(cuts), stops, width), np.int16),
            np.zeros(len(cuts) * width, np.int16),
            self.direct.scratch(),
        )

    def _rooted(self, lo: int, hi: int) -> Links:
        first, last = self.access.offset[lo], self.access.offset[hi]
        return Links(
            self.access.offset[lo : hi + 1] - first, self.access.other[first:last], self.access.seconds[first:last]
        )

    def _ride(self, access: Links, row: int, scratch: Scratch) -> None:
        a, b = access.offset[row], access.offset[row + 1]
        for draw, table in enumerate(self.tables):
            ride_rounds(table.cut, self.paths, access.other[a:b], access.seconds[a:b], self.rules, scratch.lanes)
            relative_lanes(scratch.lanes.best, self.rules, self.after, scratch.relative[draw])

    def percentiles(
        self, lo: int, hi: int, percentiles: npt.NDArray[np.float64], scratch: Scratch
    ) -> npt.NDArray[np.int32]:
        """Seconds from roots lo .. hi: int32 (hi - lo, P, targets), UNREACHED beyond the longest time."""
        direct = self.direct.rows(lo, hi, scratch.direct)
        out = np.empty((hi - lo, len(percentiles), direct.shape[1]), np.int32)
        access = self._rooted(lo, hi)
        if len(self.tables) == 1:
            window_rows(
                self.tables[0].cut, self.paths, access, direct, self.egress, self.rules, self.after,
                percentiles, scratch.lanes, scratch.relative, scratch.samples, out,
            )  # fmt: skip
            return out
        for row in range(hi - lo):
            self._ride(access, row, scratch)
            percentile_rows(
                scratch.relative, self.egress, direct[row], self.rules, percentiles, scratch.samples, out[row]
            )
        return out

    def samples(
        self, root: int, scratch: Scratch, targets: npt.NDArray[np.int64] | None = None
    ) -> npt.NDArray[np.int32]:
        """Seconds from one root in every lane of every draw: int32 (targets, draws, lanes); some targets or all."""
        direct = self.direct.rows(root, root + 1, scratch.direct)[0]
        egress = self.egress
        if targets is not None:
            direct, egress = np.ascontiguousarray(direct[targets]), rows_of(egress, targets)
        self._ride(self._rooted(root, root + 1), 0, scratch)
        out = np.empty((len(direct), len(self.tables) * self.rules.lanes), np.int32)
        sample_rows(scratch.relative, egress, direct, self.rules, out)
        shaped = out.reshape(len(direct), len(self.tables), self.rules.lanes)
        return shaped[:, :, ::-1] if self.flipped else shaped


def transit_search(  # noqa: PLR0913 - what a search depends on
    network: Network,
    origins: Places,
    destinations: Places,
    travel: Travel,
    window: Window,
    *,
    stations: Stations | None = None,
    opened: Opened | None = None,
    store: LinkStore | None = None,
    every_min: int = 1,
) -> TransitSearch:
    """Prepare a search by public transport.

    Args:
        network, origins, destinations, travel, window: as for `reach`.
        stations: where rides of one's own begin or end, for access and egress that go by them.
        opened: the part of the timetable that may be used; None: all of it.
        store: links made before for the same network, completed by those made now.
        every_min: minutes of the window between two lanes, from its first one.

    Raises:
        ParameterError: the network has no timetable, or window and travel time are too long together.
        NoServiceError: no trip runs on the date.
    """
    if network.timetable is None:
        raise ParameterError(
            "The network has no timetable.",
            mend="Build it with --gtfs FEED.zip, or choose --mode walk, bicycle or car.",
        )
    store = store or LinkStore(network)
    going = store.stops(origins, travel, travel.access_mode, leaving=True, stations=stations)
    coming = store.stops(destinations, travel, travel.egress_mode, leaving=False, stations=stations)
    if opened is not None:
        going, coming = only_stops(going, opened.first), only_stops(coming, opened.last)
    direct_mode = "bicycle" if travel.bicycle_on_board else travel.foot
    roots, targets = (destinations, origins) if window.arrive else (origins, destinations)
    direct = store.direct(
        roots, targets, direct_mode, travel.limit_s(direct_mode), travel.units_per_second(direct_mode),
        towards=window.arrive,
    )  # fmt: skip
    return search_of_links(store, travel, window, going, coming, direct, opened=opened, every_min=every_min)


def search_of_links(
    store: LinkStore, travel: Travel, window: Window, going: Links, coming: Links, direct: DirectSearch, *,
    opened: Opened | None = None, every_min: int = 1,
) -> TransitSearch:  # fmt: skip
    """A search between places whose ways to and from the stops are known.

    Args:
        store: of the network. travel, window, opened, every_min: as for `transit_search`.
        going, coming: links by origin to stops, and by destination from them. direct: along streets alone, from the
            destinations for a window of arrivals.

    Raises:
        ParameterError, NoServiceError: as `transit_search`.
    """
    network, timetable = store.network, store.network.timetable
    assert timetable is not None
    horizon = (window.minutes - 1) * SPACING_S + travel.longest_s
    start = seconds_of_day(window.day, window.start_s, timetable.timezone)
    base = start - travel.longest_s if window.arrive else start
    random = bool((timetable.frequency_exact == 0).any())
    draws = range(travel.draws if random else 1)
    tables = tuple(store.table(window.day, base, horizon, travel, opened, draw, mirror=False) for draw in draws)
    if opened is None and not any(len(table.instance_trip) for table in tables):
        # Past midnight, trips of the day before may run on a date that has none of its own.
        require_service(timetable, window.day, may_stand_still=network.may_stand_still)
    slack = travel.boarding_slack_s
    paths = store.paths(travel, towards=window.arrive)
    # A change longer than the whole journey may be is as good as never, and leaves room in the lanes.
    never = np.int16(travel.longest_s + 1)
    paths = paths._replace(seconds=np.minimum(paths.seconds, never), stay=np.minimum(paths.stay, never))
    if window.arrive:
        # In the mirror the first vehicle boarded is the last one left, which needs no slack; the slack before the
        # first boarding comes after the last mirrored ride instead.
        access, egress, after = Links(coming.offset, coming.other, coming.seconds - slack), going, slack
    else:
        access, egress, after = going, coming, 0
    added = int(max(egress.seconds.max(initial=0), paths.seconds.max(initial=0), paths.stay.max(initial=0)))
    infinite = LAST_LANE_VALUE - added - slack - SPACING_S
    if horizon >= infinite:
        most = (infinite - 1) // 60
        raise ParameterError(
            f"Window and travel time together last {horizon // 60} minutes; at most {most} can be searched at once.",
            mend="Give a shorter window or a shorter --max-time.",
        )
    if window.arrive:
        tables = tuple(store.table(window.day, base, horizon, travel, opened, draw, mirror=True) for draw in draws)
    lanes = -(-window.minutes // every_min)
    rules = Rules(lanes, every_min * SPACING_S, travel.longest_s, travel.max_rides, slack, infinite)
    return TransitSearch(tables, paths, access, egress, direct, rules, after, window.arrive)
