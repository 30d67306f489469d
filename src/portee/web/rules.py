"""Rules of use of a site: the charter of its commons, what rules have a place, which of them hold where and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from portee.commons.records.charter_rule import CharterRule
from portee.commons.records.words import value_label
from portee.core.clock import parse_time_of_day
from portee.core.errors import PorteeError
from portee.reports.dates import day_text
from portee.reports.fluent import clock as clock_text
from portee.services.commons_reading.shelf import Reading
from portee.services.usage_rules import PlacedRule, in_force, placed_rules, usage_at
from portee.store.incidents import Incident
from portee.web.commons.shelves import shelf_of
from portee.web.site import Site, clock_of
from portee.web.wording import say, typeset

__all__ = ["ShownRule", "charter_of", "place_words", "placed_of", "rule_features", "rules_cited"]


@dataclass(frozen=True)
class ShownRule:
    """A rule of the charter as the page shows it.

    Attributes:
        number: in the list, and on the map. title, rule: in the reader's language.
        state: "in-force", "objected", "consulted" or "draft". agrees, objects, aside: names of organisations.
        where: its place, hours and vehicles in words, "" for a rule that holds everywhere.
    """

    number: int
    id: str
    title: str
    rule: str
    state: str
    version: int
    agrees: tuple[str, ...]
    objects: tuple[str, ...]
    aside: tuple[str, ...]
    where: str
    record: CharterRule


def charter_of(reading: Reading, lang: str) -> tuple[ShownRule, ...]:
    """The rules of a commons, those in force first, numbered in that order."""
    records = [file.record for file in reading.release.of_type("charter-rule")]
    rules = [one for one in records if isinstance(one, CharterRule)]
    rules.sort(key=lambda one: (_state(one) != "in-force", one.area is None, one.title.in_(lang)))

    def names(rule: CharterRule, says: str) -> tuple[str, ...]:
        found = reading.release.by_id
        last = {str(one.by): one for one in rule.consents}
        return tuple(
            typeset(lang, found[by].record.title.in_(lang)) if by in found else by
            for by, one in last.items() if one.says == says
        )  # fmt: skip

    return tuple(
        ShownRule(
            number, rule.id, typeset(lang, rule.title.in_(lang)), typeset(lang, rule.rule.in_(lang)), _state(rule),
            rule.version, names(rule, "agrees"), names(rule, "objects"), names(rule, "stands-aside"),
            place_words(rule, lang), rule,
        )
        for number, rule in enumerate(rules, 1)
    )  # fmt: skip


def _state(rule: CharterRule) -> str:
    last = {str(one.by): one.says for one in rule.consents}
    if in_force(rule):
        return "in-force"
    if "objects" in last.values():
        return "objected"
    return "draft" if rule.status == "draft" else "consulted"


def place_words(rule: CharterRule, lang: str) -> str:
    """Where, when and to which vehicles a rule applies, in words; "" where it holds everywhere."""
    area = rule.area
    if area is None:
        return ""

    def listed(name: str, values: Sequence[str]) -> str:
        return ", ".join(value_label(name, one, lang) for one in values)

    parts = []
    if area.forbids:
        parts.append(say(lang, "rules-forbids", what=listed("forbids", area.forbids)))
    if area.maximum_speed_kmh is not None:
        parts.append(say(lang, "rules-speed", speed=f"{area.maximum_speed_kmh:g}"))
    parts.append(listed("vehicles", area.vehicles) if area.vehicles else say(lang, "rules-all-vehicles"))
    if area.days:
        parts.append(listed("days", area.days))
    if area.starts and area.ends:
        hours = {"starts": area.starts, "ends": area.ends}
        told = {name: clock_text(parse_time_of_day(at), lang) for name, at in hours.items()}
        parts.append(say(lang, "rules-hours", **told))
    if area.since:
        parts.append(say(lang, "rules-since", day=day_text(area.since, lang)))
    if area.until:
        parts.append(say(lang, "rules-until", day=day_text(area.until, lang)))
    return " · ".join(parts)


def placed_of(site: Site, reading: Reading) -> tuple[PlacedRule, ...]:
    """The rules that have a place; read once for each commit."""
    key = "placed rules"
    if key not in reading.kept:
        records = [file.record for file in reading.release.of_type("charter-rule")]
        reading.kept[key] = placed_rules(records, clock_of(site))
    found: tuple[PlacedRule, ...] = reading.kept[key]
    return found


def rule_features(rules: Sequence[ShownRule]) -> dict[str, Any]:
    """Areas of rules as GeoJSON (RFC 7946), with what they say."""
    features = []
    for rule in rules:
        area = rule.record.area
        if area is None:
            continue
        ring = [list(corner) for corner in (*area.corners, area.corners[0])]
        features.append(
            {
                "type": "Feature", "id": rule.id, "geometry": {"type": "Polygon", "coordinates": [ring]},
                "properties": {
                    "number": rule.number, "row": f"rule-{rule.number}", "sort": "ban" if area.forbids else "slow",
                    "title": rule.title, "state": rule.state, "version": rule.version,
                    "forbids": list(area.forbids), "maximum_speed_kmh": area.maximum_speed_kmh,
                    "vehicles": list(area.vehicles), "days": list(area.days), "starts": area.starts,
                    "ends": area.ends, "since": area.since, "until": area.until,
                },
            }
        )  # fmt: skip
    return {"type": "FeatureCollection", "features": features}


def rules_cited(site: Site, incidents: Sequence[Incident], lang: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each incident, by id, the (id, title) of rules in force where and when it happened. None without a commons.

    Where the hour is not told, noon is taken.
    """
    if site.workspace.commons is None:
        return {}
    try:
        reading = shelf_of(site, lang).reading()
    except PorteeError:
        return {}
    rules, clock = placed_of(site, reading), clock_of(site)
    found = {}
    for one in incidents:
        at = datetime.combine(datetime.fromisoformat(one.day).date(), time(12 if one.hour is None else one.hour), clock)
        cited = usage_at(rules, one.vehicle or "bike", one.lon, one.lat, at).citing
        found[one.id] = tuple((rule.id, typeset(lang, rule.title.in_(lang))) for rule in cited)
    return found
