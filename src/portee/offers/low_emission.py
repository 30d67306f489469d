"""Low-emission zones: dated law that says which vehicles may not drive in an area, on which days and at which hours.

Words and meaning follow the French national base (BNZFE, schema "Zones à Faibles Emissions" 0.8.2,
https://schema.data.gouv.fr/etalab/schema-zfe/): a rule names the Crit'Air sticker *from which* driving is not allowed.

A zone is data: one that has ended, is not yet in force, or is left out of the list (abolished) bans nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError, Where

if TYPE_CHECKING:
    from opening_hours import OpeningHours
    from shapely.geometry.base import BaseGeometry

__all__ = [
    "CRIT_AIR",
    "VEHICLE_CLASSES",
    "LowEmissionZone",
    "ZoneRule",
    "applies",
    "banned",
    "in_force",
    "inside",
    "valid_hours",
]

CRIT_AIR = ("EL", "V1", "V2", "V3", "V4", "V5", "NC")
"""Crit'Air stickers from the cleanest to the dirtiest, in the order the national schema gives: EL electric and
hydrogen, V1 to V5, NC a vehicle that gets no sticker."""

VEHICLE_CLASSES = ("car", "van", "truck", "bus", "two_wheeler")
"""The five classes of the national schema: vp, vul, pl, autobus_autocars, deux_rm (with motor tricycles and
quadricycles)."""

_COUNTRY = "FR"
# Public holidays ("PH" in the hours) are those of the country whose law this is.
_LONGEST_HOURS = 2000
# Longer texts are no opening hours; the bound keeps a hostile text from a slow parser.


@dataclass(frozen=True)
class ZoneRule:
    """What a zone forbids to one class of vehicles.

    Attributes:
        banned_from: a code of `CRIT_AIR`; this sticker and every dirtier one may not drive. "V3" bans V3, V4, V5 and
            NC; "NC" bans only vehicles without a sticker; "EL" bans every vehicle of the class.
        hours: when the ban holds, in OSM's opening_hours syntax, or None for always.

    Raises:
        ParameterError: the code is not known, or the hours cannot be understood.
    """

    banned_from: str
    hours: str | None = None

    def __post_init__(self) -> None:
        _check_code(self.banned_from, "banned_from")
        if self.hours is not None and not valid_hours(self.hours):
            raise ParameterError(
                f"'{self.hours[:60]}' is not an opening_hours text.",
                where=Where(field="hours"),
                mend="Write hours as OSM does, such as 'Mo-Fr 08:00-20:00; PH off', or none for always.",
            )


@dataclass(frozen=True, eq=False)
class LowEmissionZone:
    """One area with one set of rules for one span of dates; a zone that tightens step by step is several of them.

    Attributes:
        id: identifier of the source, not always unique there.
        geometry: polygon or multipolygon, degrees WGS 84.
        start: first day in force, or None for since ever.
        end: last day in force, itself included, or None for no end. The national schema only says "date de fin de la
            réglementation"; areas publish an end on the eve of the next step's start (Marseille: to 2023-08-31, then
            from 2023-09-01), so the last day counts.
        rules: by vehicle class of `VEHICLE_CLASSES`; a class that is missing may drive.
        url: page of the decree or of the zone, or None.

    Raises:
        ParameterError: the end lies before the start, a class is not known, or the geometry is not a valid area.
    """

    id: str
    geometry: BaseGeometry
    start: date | None = None
    end: date | None = None
    rules: dict[str, ZoneRule] = field(default_factory=dict)
    url: str | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ParameterError(
                f"The zone ends on {self.end}, before it starts on {self.start}.",
                where=Where(field="end"),
                mend="Exchange the dates, or leave the end empty.",
            )
        for name in self.rules:
            _check_class(name)
        if self.geometry.geom_type not in ("Polygon", "MultiPolygon") or self.geometry.is_empty:
            raise ParameterError("The zone is not an area.", where=Where(field="geometry"), mend="Give a polygon.")
        if not self.geometry.is_valid:
            raise ParameterError(
                "The zone's outline crosses itself.",
                where=Where(field="geometry"),
                mend="Mend it with shapely.make_valid.",
            )


def banned(banned_from: str, crit_air: str) -> bool:
    """Whether a vehicle's sticker is the one from which driving is not allowed, or a dirtier one.

    Raises:
        ParameterError: one of the two is not a code of `CRIT_AIR`.
    """
    _check_code(banned_from, "banned_from")
    _check_code(crit_air, "crit_air")
    return CRIT_AIR.index(crit_air) >= CRIT_AIR.index(banned_from)


def applies(
    zone: LowEmissionZone, vehicle_class: str, crit_air: str, moment: datetime, until: datetime | None = None
) -> bool:
    """Whether a vehicle may not drive in a zone at a moment.

    One moment stands for the minute that begins then: give the departure of a trip. A drive that takes longer, or a
    window of departures, is asked with `until`: the vehicle is then banned when the ban holds at any time from
    `moment` to just before `until`. Hours whose state is "unknown" count as a ban.

    Args:
        zone: the zone.
        vehicle_class: one of `VEHICLE_CLASSES`.
        crit_air: the vehicle's sticker, one of `CRIT_AIR`.
        moment: local time of the zone, without time zone.
        until: end of the interval, not included.

    Raises:
        ParameterError: an unknown class or sticker, a moment with a time zone, or `until` not after `moment`.
    """
    _check_class(vehicle_class)
    _check_code(crit_air, "crit_air")
    first, last = _interval(moment, until)
    rule = zone.rules.get(vehicle_class)
    if rule is None or not banned(rule.banned_from, crit_air):
        return False
    if zone.start is not None:
        first = max(first, datetime.combine(zone.start, time()))
    if zone.end is not None and zone.end < date.max:
        last = min(last, datetime.combine(zone.end + timedelta(days=1), time()))
    return first < last and (rule.hours is None or _holds(rule.hours, first, last))


def in_force(
    zones: Iterable[LowEmissionZone],
    vehicle_class: str,
    crit_air: str,
    moment: datetime,
    until: datetime | None = None,
) -> tuple[LowEmissionZone, ...]:
    """The zones a vehicle may not drive in; arguments and errors as for `applies`."""
    return tuple(zone for zone in zones if applies(zone, vehicle_class, crit_air, moment, until))


def inside(
    zones: Iterable[LowEmissionZone],
    lon: npt.NDArray[np.float64],
    lat: npt.NDArray[np.float64],
    vehicle_class: str,
    crit_air: str,
    moment: datetime,
    until: datetime | None = None,
) -> npt.NDArray[np.bool_]:
    """Which places lie strictly inside a zone that bans a vehicle: nobody drives such a vehicle from there or to there.

    A place on the border is not inside. Callers rule these places out for drives with the vehicle: it may stand
    there, but not move.

    Args:
        zones: all zones; those that do not apply are passed over.
        lon, lat: degrees WGS 84, shape (k,).
        vehicle_class, crit_air, moment, until: as for `applies`.

    Returns:
        bool (k,).

    Raises:
        ParameterError: as `applies`.
    """
    import shapely

    found = np.zeros(np.shape(lon), np.bool_)
    for zone in in_force(zones, vehicle_class, crit_air, moment, until):
        found |= shapely.contains_xy(zone.geometry, lon, lat)
    return found


def valid_hours(text: str) -> bool:
    """Whether a text is OSM opening_hours (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification)."""
    from opening_hours import validate

    return len(text) <= _LONGEST_HOURS and validate(text)


@lru_cache(maxsize=256)
def _parsed(hours: str) -> OpeningHours:
    from opening_hours import OpeningHours

    return OpeningHours(hours, country=_COUNTRY)


def _holds(hours: str, first: datetime, last: datetime) -> bool:
    """Whether the hours are on at any time from `first` to just before `last`."""
    told = _parsed(hours)
    at: datetime | None = first
    while at is not None and at < last:
        if not told.is_closed(at):
            return True
        at = told.next_change(at)
    return False


def _interval(moment: datetime, until: datetime | None) -> tuple[datetime, datetime]:
    if moment.tzinfo is not None or (until is not None and until.tzinfo is not None):
        raise ParameterError(
            "The moment has a time zone.", where=Where(field="moment"), mend="Give the local time of the zone alone."
        )
    if until is not None and until <= moment:
        raise ParameterError(
            f"The interval from {moment} to {until} is empty.", where=Where(field="until"), mend="Give a later end."
        )
    return moment, until or moment + timedelta(minutes=1)


def _check_code(code: str, name: str) -> None:
    if code not in CRIT_AIR:
        raise ParameterError(
            f"'{str(code)[:40]}' is not a Crit'Air sticker.",
            where=Where(field=name),
            mend=f"Choose one of {', '.join(CRIT_AIR)}.",
        )


def _check_class(name: str) -> None:
    if name not in VEHICLE_CLASSES:
        raise ParameterError(
            f"'{str(name)[:40]}' is not a vehicle class.",
            where=Where(field="vehicle_class"),
            mend=f"Choose one of {', '.join(VEHICLE_CLASSES)}.",
        )
