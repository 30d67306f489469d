"""One replication of one service, from event to event.

Rules, in this order:
- A user takes the vehicle with the most energy to spare among those that stand at the station and have enough for
  the way; a vehicle that is charging, or waits for a charger, may be taken.
- Whoever goes to another station reserves a dock there on leaving, so that no vehicle ever arrives where there is none.
- Whoever finds none waits, first come first served, until patience ends or the hub closes; somebody behind is served
  before if what is there is enough for them alone.
- A vehicle that comes back is charged until full, at constant power; chargers are taken in the order of coming back.
- Nobody comes after the end, but those who wait are still served or leave: each user is served or lost exactly once.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import deque
from collections.abc import Callable

import numpy as np

from portee.hubs.simulation.draws import Requests
from portee.hubs.simulation.given import ALWAYS, WEEK_H, Relocation, Simulated, Span
from portee.hubs.simulation.happened import Moment, Outcome, Run

__all__ = ["simulate_once"]

ENOUGH_KWH = 1e-6
"""A battery this little short is not short: it is rounding."""


BACK, CHARGED, MOVED, WAKE, GIVE_UP, RELOCATE = range(6)
"""Kinds of events; of several at one time the lower comes first, so that who waits may have what comes back."""


def simulate_once(
    given: Simulated, span: Span, requests: Requests, watch: Callable[[Moment], None] | None = None
) -> Run:
    """All that happens to these users. watch: called after every event."""
    return _Hub(given, span, requests, watch).run()


class _Hub:
    """The state of a hub while it is simulated. Nothing outside sees it."""

    def __init__(
        self, given: Simulated, span: Span, requests: Requests, watch: Callable[[Moment], None] | None
    ) -> None:
        self.given, self.span, self.watch = given, span, watch
        self.at, self.start, self.end = requests.at.tolist(), requests.start.tolist(), requests.end.tolist()
        self.hours, self.km = requests.hours.tolist(), requests.km.tolist()
        self.patience, self.held = requests.patience.tolist(), requests.held.tolist()
        self.outcome, self.wait = [-1] * len(requests), [0.0] * len(requests)
        self.spans = given.opens
        self.opening = [begin for begin, _ in self.spans]
        stations = given.stations
        self.docks = [math.inf if each.docks is None else each.docks for each in stations]
        self.chargers = [math.inf if each.chargers is None else each.chargers for each in stations]
        self.room = [math.inf if each.room is None else each.room for each in stations]
        self.standing: list[list[int]] = [[] for _ in stations]
        self.reserved = [0] * len(stations)
        self.charging = [0] * len(stations)
        self.for_charger: list[deque[tuple[int, int]]] = [deque() for _ in stations]
        self.queue: list[list[int]] = [[] for _ in stations]
        self.next_wake = [math.inf] * len(stations)
        self.place: list[int] = []
        self.full: list[float] = []
        self.per_km: list[float] = []
        self.power: list[float] = []
        for place, station in enumerate(stations):
            for kind, count in zip(given.fleet, station.vehicles, strict=True):
                for _ in range(count):
                    self.standing[place].append(len(self.full))
                    self.place.append(place)
                    self.full.append(0.0 if kind.battery_kwh is None else kind.battery_kwh)
                    self.per_km.append(0.0 if kind.battery_kwh is None else kind.kwh_per_km)
                    self.power.append(kind.charge_kw)
        self.alike = not any(self.full)
        self.kwh = list(self.full)
        self.since: list[float | None] = [None] * len(self.full)
        # Counts the times that a vehicle was plugged or taken: what was foretold before is void.
        self.version = [0] * len(self.full)
        self.hired = self.moving = self.waiting = self.plugged = self.moves = self.events = 0
        self.charged = self.used = 0.0
        self.heap: list[tuple[float, int, int, int, int]] = []
        self.counter = 0
        self.log: list[tuple[float, int, int, int, int, int]] = []

    def run(self) -> Run:
        first = sum(self.kwh)
        self._foresee_relocations(0.0)
        self._note(0.0)
        at, heap = self.at, self.heap
        coming, count = 0, len(at)
        while coming < count or heap:
            if heap and (coming == count or heap[0][0] <= at[coming]):
                now, kind, _, what, version = heapq.heappop(heap)
                if not self._happens(now, kind, what, version):
                    continue
            else:
                now = at[coming]
                self._comes(now, coming)
                coming += 1
            self.events += 1
            self._note(now)
        for place, queue in enumerate(self.queue):
            # Nothing will change any more for those who would wait for ever.
            for user in queue:
                self.outcome[user] = self._cause(place, user, math.inf)
        return Run(
            np.array(self.outcome, np.int8), np.array(self.wait), np.array(self.log), self.moves, first,
            sum(self.kwh), self.charged, self.used, self.events,
        )  # fmt: skip

    def _happens(self, now: float, kind: int, what: int, version: int) -> bool:
        """Let an event happen; False for one that no longer holds."""
        if kind == BACK:
            self.hired -= 1
            self._stand(what, version, now)
        elif kind == CHARGED:
            if self.version[what] != version:
                return False
            self._unplug(what, self.place[what], now)
        elif kind == MOVED:
            self.moving -= 1
            self._stand(what, version, now)
        elif kind == WAKE:
            self.next_wake[what] = math.inf
        elif kind == GIVE_UP:
            if self.outcome[what] >= 0:
                return False
            self._gives_up(now, what, closed=bool(version))
        else:
            self._relocate(now, towards_targets=True)
            self._foresee_relocations(now)
        self._settle(now)
        return True

    def _foretell(self, at: float, kind: int, what: int, version: int = 0) -> None:
        self.counter += 1
        heapq.heappush(self.heap, (at, kind, self.counter, what, version))

    def _note(self, now: float) -> None:
        away = self.hired + self.moving
        self.log.append((now, self.hired, self.moving, self.plugged, len(self.full) - away, self.waiting))
        if self.watch is not None:
            kwh = [self._level(vehicle, now) for vehicle in range(len(self.full))]
            self.watch(
                Moment(
                    now, [len(each) for each in self.standing], list(self.reserved), list(self.charging), self.hired,
                    self.moving, self.waiting, kwh,
                )
            )  # fmt: skip

    # Users

    def _comes(self, now: float, user: int) -> None:
        closing = self._closing(now)
        if closing is None:
            self.outcome[user] = Outcome.closed
            return
        place = self.start[user]
        cause = self._try(place, user, now)
        if cause == Outcome.served:
            self._settle(now)
            return
        leaves, closed = now + self.patience[user], 0
        if closing < leaves:
            leaves, closed = closing, 1
        if leaves <= now or len(self.queue[place]) >= self.room[place]:
            self.outcome[user] = cause
            return
        self.queue[place].append(user)
        self.waiting += 1
        if leaves < math.inf:
            self._foretell(leaves, GIVE_UP, user, closed)
        if not self.alike:
            self._foresee_charge(place, now)

    def _closing(self, now: float) -> float | None:
        """When a hub that is open now closes, None for one that is closed, inf for one that never closes."""
        week, hour = divmod(now, WEEK_H)
        place = bisect_right(self.opening, hour) - 1
        if place < 0 or hour >= self.spans[place][1]:
            return None
        if self.spans == ALWAYS:
            return math.inf
        end = self.spans[place][1]
        if end == WEEK_H and self.opening[0] == 0:
            # Open through the night from Sunday to Monday.
            end += self.spans[0][1]
        return week * WEEK_H + end

    def _gives_up(self, now: float, user: int, *, closed: bool) -> None:
        place = self.start[user]
        self.queue[place].remove(user)
        self.waiting -= 1
        self.wait[user] = now - self.at[user]
        self.outcome[user] = Outcome.closed if closed else self._cause(place, user, now)

    def _best(self, place: int, km: float, now: float) -> tuple[int, float]:
        """The vehicle with the most energy to spare, and how much, kWh; the lowest number of several."""
        best, most = -1, -math.inf
        for vehicle in self.standing[place]:
            spare = self._level(vehicle, now) - km * self.per_km[vehicle] if self.full[vehicle] else math.inf
            if spare > most or (spare == most and vehicle < best):
                best, most = vehicle, spare
        return best, most

    def _cause(self, place: int, user: int, now: float) -> Outcome:
        """Why somebody cannot leave now; served when they can."""
        if not self.standing[place]:
            return Outcome.no_vehicle
        if not self.alike and self._best(place, self.km[user], now)[1] < -ENOUGH_KWH:
            return Outcome.no_charge
        end = self.end[user]
        if end != place and len(self.standing[end]) + self.reserved[end] >= self.docks[end]:
            return Outcome.no_dock
        return Outcome.served

    def _try(self, place: int, user: int, now: float) -> Outcome:
        cause = self._cause(place, user, now)
        if cause != Outcome.served:
            return cause
        vehicle = self.standing[place][-1] if self.alike else self._best(place, self.km[user], now)[0]
        self._take(vehicle, place, now)
        self.reserved[self.end[user]] += 1
        self.hired += 1
        self._drive(vehicle, self.km[user])
        self.outcome[user] = Outcome.served
        self.wait[user] = now - self.at[user]
        self._foretell(now + self.held[user] + self.hours[user], BACK, vehicle, self.end[user])
        return cause

    def _settle(self, now: float) -> None:
        """Let those who wait have what there is, and staff move what is missing, until nothing more can be done."""
        if self.waiting:
            self._serve_waiting(now)
        relocation = self.given.relocation
        if relocation is not None and (relocation.below is not None or relocation.above is not None):
            while self._relocate(now, towards_targets=False):
                self._serve_waiting(now)
        if self.waiting and not self.alike:
            for place, queue in enumerate(self.queue):
                if queue:
                    self._foresee_charge(place, now)

    def _serve_waiting(self, now: float) -> None:
        changed = self.waiting > 0
        while changed:
            # Again, as a dock that became free may be what somebody elsewhere waits for.
            changed = False
            for place, queue in enumerate(self.queue):
                if not queue or not self.standing[place]:
                    continue
                for user in [*queue]:
                    if not self.standing[place]:
                        break
                    if self._try(place, user, now) == Outcome.served:
                        queue.remove(user)
                        self.waiting -= 1
                        changed = True

    # Vehicles and energy

    def _level(self, vehicle: int, now: float) -> float:
        since = self.since[vehicle]
        if since is None:
            return self.kwh[vehicle]
        return min(self.full[vehicle], self.kwh[vehicle] + (now - since) * self.power[vehicle])

    def _drive(self, vehicle: int, km: float) -> None:
        need = km * self.per_km[vehicle]
        self.kwh[vehicle] -= need
        self.used += need

    def _take(self, vehicle: int, place: int, now: float) -> None:
        self.standing[place].remove(vehicle)
        if self.since[vehicle] is not None:
            self._unplug(vehicle, place, now)
        self.version[vehicle] += 1

    def _stand(self, vehicle: int, place: int, now: float) -> None:
        self.reserved[place] -= 1
        self.standing[place].append(vehicle)
        self.place[vehicle] = place
        self.version[vehicle] += 1
        if self.kwh[vehicle] < self.full[vehicle] - ENOUGH_KWH:
            self.for_charger[place].append((vehicle, self.version[vehicle]))
            self._plug(place, now)

    def _plug(self, place: int, now: float) -> None:
        waiting = self.for_charger[place]
        while waiting and self.charging[place] < self.chargers[place]:
            vehicle, version = waiting.popleft()
            if self.version[vehicle] != version:
                continue
            self.charging[place] += 1
            self.plugged += 1
            self.since[vehicle] = now
            hours = (self.full[vehicle] - self.kwh[vehicle]) / self.power[vehicle]
            self._foretell(now + hours, CHARGED, vehicle, version)

    def _unplug(self, vehicle: int, place: int, now: float) -> None:
        level = self._level(vehicle, now)
        self.charged += level - self.kwh[vehicle]
        self.kwh[vehicle] = level
        self.since[vehicle] = None
        self.version[vehicle] += 1
        self.charging[place] -= 1
        self.plugged -= 1
        self._plug(place, now)

    def _foresee_charge(self, place: int, now: float) -> None:
        """Wake up when a vehicle that charges has enough for somebody who waits."""
        soonest = math.inf
        for vehicle in self.standing[place]:
            if self.since[vehicle] is None:
                continue
            for user in self.queue[place]:
                need = self.km[user] * self.per_km[vehicle]
                missing = need - self._level(vehicle, now)
                if missing > ENOUGH_KWH and need <= self.full[vehicle]:
                    soonest = min(soonest, now + missing / self.power[vehicle])
        if soonest < self.next_wake[place]:
            self.next_wake[place] = soonest
            self._foretell(soonest, WAKE, place)

    # Staff

    def _foresee_relocations(self, now: float) -> None:
        """The next of the set hours of the week, as long as users come."""
        relocation = self.given.relocation
        if relocation is None or not relocation.at_hours:
            return
        week = math.floor(now / WEEK_H)
        later = [(week + k) * WEEK_H + hour for k in (0, 1) for hour in relocation.at_hours]
        following = min(
            (at for at in later if at > now or (now == 0 and at == 0 and not self.events)), default=math.inf
        )
        if following < self.span.end_h:
            self._foretell(following, RELOCATE, 0)

    def _move_wanted(self, relocation: Relocation, *, towards_targets: bool) -> tuple[int, int] | None:
        """From which station to which a vehicle is to be moved now."""
        places = range(len(self.standing))
        spare = [len(self.standing[place]) - relocation.targets[place] for place in places]
        coming = [spare[place] + self.reserved[place] for place in places]
        room = [self.docks[place] - len(self.standing[place]) - self.reserved[place] for place in places]
        giver = max(places, key=lambda place: (spare[place], -place))
        taker = min(places, key=lambda place: (coming[place], place))
        short = towards_targets or len(self.standing[taker]) < (relocation.below or 0)
        if short and spare[giver] > 0 > coming[taker] and room[taker] > 0:
            return giver, taker
        if towards_targets or relocation.above is None:
            return None
        giver = max(places, key=lambda place: (len(self.standing[place]), -place))
        # Nowhere is filled beyond what would be emptied again.
        takers = [k for k in places if room[k] > 0 and len(self.standing[k]) + self.reserved[k] < relocation.above]
        if len(self.standing[giver]) <= relocation.above or not takers:
            return None
        return giver, min(takers, key=lambda place: (coming[place], place))

    def _relocate(self, now: float, *, towards_targets: bool) -> bool:
        """Send staff off; whether anybody went."""
        relocation = self.given.relocation
        assert relocation is not None
        before = self.moves
        while self.moving < relocation.staff:
            way = self._move_wanted(relocation, towards_targets=towards_targets)
            if way is None:
                break
            giver, taker = way
            vehicle, margin = self._best(giver, relocation.km, now)
            if margin < -ENOUGH_KWH:
                break
            self._take(vehicle, giver, now)
            self._drive(vehicle, relocation.km)
            self.reserved[taker] += 1
            self.moving += 1
            self.moves += 1
            self._foretell(now + relocation.hours, MOVED, vehicle, taker)
        return self.moves > before
