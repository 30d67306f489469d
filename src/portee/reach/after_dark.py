"""Walking after dark: which legs lie in the dark, and the network as someone who minds the dark feels it.

A leg is walked in the dark when any part of it is, by the sun alone (see `portee.core.daylight`). A leg by day is
walked on the network as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Self
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from portee.core.daylight import dark_spells
from portee.core.parameters import Figures
from portee.kernels.shortest import UNREACHED
from portee.network.network import Network
from portee.people.profile import Profile
from portee.reach.comfort import CLOSED, ON_FOOT, Comfort, Layer, comfortable, lighting
from portee.reach.hours import Hours
from portee.reach.kinds import Along
from portee.reach.ways import Way

__all__ = [
    "Darkness",
    "comfort_after_dark",
    "dark_notes",
    "legs_by_light",
    "may_be_dark",
    "night_network",
    "ways_after_dark",
]

Int32 = npt.NDArray[np.int32]
Bool = npt.NDArray[np.bool_]

SUMMER_TIME = (0, 1, 2)
"""Hours that clocks are ahead of the sun's own zone, where the zone is not known."""

DAY, AROUND = timedelta(days=1), (-2, 4)
"""Days around a date within which its legs lie."""


@dataclass(frozen=True)
class Darkness:
    """When it is dark in an area.

    Attributes:
        lon, lat: a position in it, degrees WGS 84.
        zones: its time zone; several where it is not known: dark by any of them is dark.
    """

    lon: float
    lat: float
    zones: tuple[tzinfo, ...]

    @classmethod
    def over(cls, network: Network, zone: str | None = None) -> Self:
        """Of the middle of a network.

        zone: name of its time zone, by default that of its timetable. Without either, clocks may be up to two hours
        ahead of the zone of the longitude.
        """
        west, south, east, north = network.bounds
        lon, lat = (west + east) / 2, (south + north) / 2
        name = zone or (network.timetable.timezone if network.timetable is not None else None)
        if name is not None:
            return cls(lon, lat, (ZoneInfo(name),))
        return cls(lon, lat, tuple(timezone(timedelta(hours=round(lon / 15) + ahead)) for ahead in SUMMER_TIME))

    def during(self, day: date, first: npt.ArrayLike, last: npt.ArrayLike) -> Bool:
        """Whether it is dark at any moment from `first` to `last`, seconds after midnight of a date by the clock: both
        arrays of one shape, such as (d,), from two days before it to four days after.
        """
        begin_s, end_s = np.broadcast_arrays(np.asarray(first), np.asarray(last))
        dark = np.zeros(begin_s.shape, np.bool_)
        for zone in self.zones:
            for begin, end in _spells(day, zone, self.lon, self.lat):
                dark |= (begin <= end_s) & (end > begin_s)
        return dark


@lru_cache(maxsize=1024)
def _spells(day: date, zone: tzinfo, lon: float, lat: float) -> tuple[tuple[float, float], ...]:
    """When it is dark around a date, seconds after its midnight by the clock. Kept: an interview asks again and again
    for the same few dates, and where the sun stood takes thousands of sines.
    """
    midnight = datetime.combine(day, time())
    first_day, last_day = ((midnight + days * DAY).replace(tzinfo=zone) for days in AROUND)

    def seconds(edge: datetime) -> float:
        return (edge.astimezone(zone).replace(tzinfo=None) - midnight).total_seconds()

    return tuple((seconds(begin), seconds(end)) for begin, end in dark_spells(first_day, last_day, lon, lat))


def comfort_after_dark(profile: Profile, figures: Figures, layers: tuple[Layer, ...] = ()) -> Comfort:
    """How a kind of resident feels streets after dark.

    Args:
        profile: who; `limits.dark` tells.
        figures: `comfort.unlit_avoided` and `comfort.unknown_lighting`.
        layers: areas that feel longer to someone who minds the dark.
    """
    dark = profile.limits.dark
    if dark == "fine":
        return Comfort()
    unlit = CLOSED if dark == "refuses" else figures.number("comfort.unlit_avoided")
    return Comfort(unlit, figures.number("comfort.unknown_lighting"), layers)


When = Sequence[Hours] | Sequence[datetime]
"""Hours of places; or moments by the clock at which one must be there or may leave."""


def may_be_dark(when: When, longest_min: float, darkness: Darkness) -> bool:
    """Whether any leg of at most so many minutes may touch the dark; of moments, before or after them."""
    span = int(longest_min * 60)
    for part in when:
        if isinstance(part, datetime):
            at = (part - datetime.combine(part.date(), time())).total_seconds()
            if darkness.during(part.date(), at - span, at + span):
                return True
            continue
        for times, before, after in ((part.start, span, 0), (part.end, 0, span)):
            asked = np.unique(times[times >= 0])
            if darkness.during(part.day, asked - before, asked + after).any():
                return True
    return False


_MADE: WeakKeyDictionary[Network, dict[Comfort, Network]] = WeakKeyDictionary()


def night_network(
    network: Network,
    profile: Profile,
    figures: Figures,
    when: When | None = None,
    *,
    layers: tuple[Layer, ...] = (),
    darkness: Darkness | None = None,
) -> Network | None:
    """The network as a kind of resident walks it after dark; None when that is no other than by day.

    Args:
        network: as it is.
        profile: who, and the longest leg. figures: factors.
        when: places want someone; where no leg within the profile's longest time can touch the dark, None is told.
            None: whatever the hours.
        layers: areas that feel longer after dark.
        darkness: where and by which clock it is dark, by default that of the network.

    Returns:
        a variant for `Along.network` and `ByTransit.network`: the same object each time for the same network and
        factors, so that its links are made once. Its minutes on foot are perceived minutes.
    """
    comfort = comfort_after_dark(profile, figures, layers)
    if comfort == Comfort():
        return None
    if when is not None and not may_be_dark(when, profile.limits.max_time_min, darkness or Darkness.over(network)):
        return None
    made = _MADE.setdefault(network, {})
    if comfort not in made:
        made[comfort] = comfortable(network, comfort)
    return None if made[comfort] is network else made[comfort]


def dark_notes(network: Network, profile: Profile, figures: Figures) -> tuple[str, ...]:
    """Remarks that results on foot after dark must carry; none for someone who does not mind the dark."""
    if profile.limits.dark == "fine":
        return ()
    known = lighting(network.streets).known_share
    if known == 0:
        return ("No street tells whether it is lit: walking after dark is counted as by day.",)
    share = f"{known:.0%}" if known >= 0.005 else "less than 1%"
    told = f"Whether a street is lit is known for {share} of the length of the streets."
    if profile.limits.dark == "refuses":
        return (f"After dark, streets told to be unlit are not walked. {told}",)
    factor = figures.number("comfort.unlit_avoided")
    return (
        f"After dark, minutes on foot are perceived minutes: along unlit streets each counts {factor:g} times. {told}",
    )


def ways_after_dark(
    ways: Sequence[Way],
    network: Network,
    profile: Profile,
    figures: Figures,
    when: When | None = None,
    *,
    layers: tuple[Layer, ...] = (),
) -> tuple[Way, ...]:
    """The same ways, in the same order, as they are after dark.

    Walks all the way, to stops and to docks are those of the night of their network, and the ways carry what must be
    told. Rides and drives along streets stay as they are.

    Args:
        ways: by day. network: theirs, where they name no other.
        profile, figures, when, layers: as for `night_network`; where no leg can touch the dark the ways themselves.
    """
    if profile.limits.dark == "fine":
        return tuple(ways)
    if when is not None and not may_be_dark(when, profile.limits.max_time_min, Darkness.over(network)):
        return tuple(ways)
    notes, made = dark_notes(network, profile, figures), []
    for way in ways:
        search = way.search
        if isinstance(search, Along) and search.mode not in ON_FOOT:
            made.append(way)
            continue
        night = night_network(search.network or network, profile, figures, layers=layers)
        made.append(
            replace(way, search=replace(search, network=night or search.network), notes=(*way.notes, *notes))
        )  # fmt: skip
    return tuple(made)


def legs_by_light(
    by_day: tuple[Int32, Int32], after_dark: tuple[Int32, Int32], hours: Sequence[Hours], darkness: Darkness
) -> tuple[Int32, Int32]:
    """Both legs, each on the network of its light.

    Args:
        by_day, after_dark: (out, back) of both networks, int32 (..., d) seconds, UNREACHED where impossible.
        hours: when places want someone.
        darkness: where and when it is dark.

    Returns:
        (out, back): a leg that lies in the light on every date as by day; one that is walked in the dark on any date,
        even in part, as after dark.
    """
    legs = []
    for leg, (day, night) in enumerate(zip(by_day, after_dark, strict=True)):
        dark = day == UNREACHED
        lasts = np.where(dark, 0, day).astype(np.int64)
        for part in hours:
            at = part.end if leg else part.start
            first, last = (at, at + lasts) if leg else (at - lasts, at)
            dark |= (at >= 0) & darkness.during(part.day, first, last)
        legs.append(np.where(dark, night, day).astype(np.int32))
    return legs[0], legs[1]
