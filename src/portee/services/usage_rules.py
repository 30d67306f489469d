"""Rules of use at a point and a moment: may one leave a vehicle here, ride, take one; and which rule says so.

Rules are records of the commons (`charter-rule` with an area). A rule binds when it is published and an organisation
agrees to it; others are told as proposed. All rules that hold at a point hold together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

import shapely

from portee.commons.records.charter_rule import CharterRule
from portee.commons.records.rule_area import DAYS, RuleArea
from portee.commons.records.shape import Record
from portee.core.declared import Words
from portee.core.errors import ParameterError, Where
from portee.offers.catalogue import Offers
from portee.offers.services import FreeFloating
from portee.offers.zones import Rule, Zone, permissions
from portee.reach.service_ways import grounds_of

__all__ = ["PlacedRule", "UsageVerdict", "in_force", "placed_rules", "usage_at"]

SHARED = {"bike": ("bicycle", "e_bike"), "scooter": ("e_scooter",)}
"""Vehicles of services without stations, by the name that rules give them."""


@dataclass(frozen=True, eq=False)
class PlacedRule:
    """A rule of the charter with its area, as `portee.offers.zones` reads it; by the clock of the territory."""

    record: CharterRule
    area: RuleArea
    zone: Zone

    @property
    def binds(self) -> bool:
        """Whether it is in force."""
        return in_force(self.record)

    def holds_at(self, at: datetime) -> bool:
        """Whether it applies at a moment: its dates, its days, its hours."""
        return self.zone.exists(at) and _in_hours(self.area, at)


@dataclass(frozen=True)
class UsageVerdict:
    """What may be done at a point.

    Attributes:
        park, ride, take: whether a vehicle may be left, ridden across, taken there.
        maximum_speed_kmh: the lowest limit, None where no rule tells one.
        citing: rules that hold there and bind. proposed: those that would, were they published.
        operators: (id, title) of services without stations whose vehicles may not be left there.
    """

    park: bool
    ride: bool
    take: bool
    maximum_speed_kmh: float | None
    citing: tuple[CharterRule, ...]
    proposed: tuple[CharterRule, ...]
    operators: tuple[tuple[str, Words], ...]


def in_force(rule: CharterRule) -> bool:
    """Whether a rule binds: published, an organisation agrees to it, and none objects. The last word of each counts."""
    said = {str(consent.by): consent.says for consent in rule.consents}
    return rule.status == "published" and "agrees" in said.values() and "objects" not in said.values()


def placed_rules(records: Iterable[Record], zone: tzinfo) -> tuple[PlacedRule, ...]:
    """The rules that have an area, in the order of the records. zone: of the clock of the territory."""
    return tuple(
        PlacedRule(record, record.area, _zone_of(record, record.area, zone))
        for record in records
        if isinstance(record, CharterRule) and record.area is not None
    )


def usage_at(
    rules: Sequence[PlacedRule], vehicle: str, lon: float, lat: float, at: datetime, offers: Offers | None = None
) -> UsageVerdict:
    """What may be done at a point with a vehicle.

    Args:
        rules: as `placed_rules` gives them. vehicle: as rules name it.
        lon, lat: degrees. at: moment (aware). offers: whose services may have areas of their own, None for none.

    Raises:
        ParameterError: coordinates are no finite numbers, or the moment has no time zone.
    """
    if at.tzinfo is None:
        raise ParameterError("The moment has no time zone.", where=Where(field="at"), mend="Give an aware datetime.")
    here = [
        rule for rule in rules
        if rule.holds_at(at) and permissions((rule.zone,), (), vehicle, lon, lat, at=at).zone[0] == 0
    ]  # fmt: skip
    binding = [rule for rule in here if rule.binds]
    each = [permissions((rule.zone,), (), vehicle, lon, lat, at=at) for rule in binding]
    speeds = [float(found.maximum_speed_kmh[0]) for found in each]
    lowest = min(speeds, default=float("inf"))
    operators = tuple(_operators_that_refuse(offers, vehicle, lon, lat))
    return UsageVerdict(
        park=all(bool(found.end[0]) for found in each),
        ride=all(bool(found.through[0]) for found in each),
        take=all(bool(found.start[0]) for found in each),
        maximum_speed_kmh=lowest if lowest != float("inf") else None,
        citing=tuple(rule.record for rule in binding),
        proposed=tuple(rule.record for rule in here if not rule.binds),
        operators=operators,
    )


def _zone_of(record: CharterRule, area: RuleArea, zone: tzinfo) -> Zone:
    forbids = area.forbids
    rule = Rule(
        ride_start_allowed="take" not in forbids, ride_end_allowed="park" not in forbids,
        ride_through_allowed="ride" not in forbids, maximum_speed_kmh=area.maximum_speed_kmh,
        vehicle_types=area.vehicles,
    )  # fmt: skip
    begins = None if area.since is None else datetime.combine(date.fromisoformat(area.since), time(), zone)
    # A night that begins on the last day still belongs to it.
    after = 2 if _passes_midnight(area) else 1
    ends = (
        None if area.until is None
        else datetime.combine(date.fromisoformat(area.until) + timedelta(days=after), time(), zone)
    )  # fmt: skip
    return Zone(record.title.fr, shapely.Polygon(area.corners), (rule,), begins, ends)


def _passes_midnight(area: RuleArea) -> bool:
    return area.starts is not None and area.ends is not None and area.ends < area.starts


def _in_hours(area: RuleArea, at: datetime) -> bool:
    """Whether the days and hours of an area hold a moment, told by the clock of the territory."""
    clock, day = at.strftime("%H:%M"), at.date()
    if area.starts is None or area.ends is None:
        return _on_day(area, day)
    if not _passes_midnight(area):
        return area.starts <= clock < area.ends and _on_day(area, day)
    before = day - timedelta(days=1)
    evening = clock >= area.starts and _on_day(area, day)
    return evening or (clock < area.ends and _on_day(area, before))


def _on_day(area: RuleArea, day: date) -> bool:
    within = (area.since is None or area.since <= day.isoformat()) and (
        area.until is None or day.isoformat() <= area.until
    )
    return within and (not area.days or DAYS[day.weekday()] in area.days)


def _operators_that_refuse(
    offers: Offers | None, vehicle: str, lon: float, lat: float
) -> Iterable[tuple[str, Words]]:  # fmt: skip
    import numpy as np

    for service in () if offers is None else offers.services:
        if isinstance(service, FreeFloating) and service.vehicle in SHARED.get(vehicle, ()):
            grounds = grounds_of(service)
            if grounds is not None and not bool(grounds(np.array([lon]), np.array([lat]))[0]):
                yield service.id, service.title
