"""portee commons rules: the rules of use of a charter, and what they say at a point and a moment."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from portee.cli.commons.options import CommonsArgument
from portee.cli.grouped import expand
from portee.cli.options import CommonOptions
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.usage_rules import UsageVerdict

__all__ = ["rules"]

_POSITION = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


class VehicleChoice(StrEnum):
    """Vehicles, as rules name them."""

    bike = "bike"
    cargo_bike = "cargo-bike"
    scooter = "scooter"
    moped = "moped"
    car = "car"
    van = "van"


@expand
def rules(
    path: CommonsArgument,
    common: CommonOptions,
    at: Annotated[
        str | None, typer.Option("--at", help="Ask at a point: LAT,LON in degrees.", show_default=False)
    ] = None,
    vehicle: Annotated[VehicleChoice, typer.Option("--vehicle", help="With which vehicle.")] = VehicleChoice.bike,
    when: Annotated[
        str | None,
        typer.Option(
            "--when", help="Moment, 2026-03-10T08:30, by the clock of the territory (default: now).",
            show_default=False,
        ),
    ] = None,
    clock: Annotated[str, typer.Option("--clock", help="Time zone of the territory.")] = "Europe/Paris",
) -> None:  # fmt: skip
    """List the rules of use of a charter; with --at, tell whether a vehicle may be left, ridden, taken there.

    A rule binds when it is published, an organisation agrees to it and none objects; others are told as proposed. The
    last committed version is read.

    Example: portee commons rules my-commons --at 43.3105,5.3705 --vehicle scooter --when 2026-03-10T08:30
    """
    out = Output(common)
    from portee.commons.records.charter_rule import CharterRule
    from portee.commons.records.references import split_id
    from portee.commons.records.words import value_label
    from portee.commons.repository.repository import Commons
    from portee.commons.text.record_file import parse_record
    from portee.core.errors import InputError, ParameterError, SourceError, Where
    from portee.services.usage_rules import in_force, placed_rules, usage_at

    position = None if at is None else _POSITION.fullmatch(at)
    if at is not None and (position is None or abs(float(position[1])) > 90 or abs(float(position[2])) > 180):
        raise ParameterError(
            f"'{at[:60]}' is not a position.", where="--at",
            mend="Write latitude,longitude in degrees: 43.2965,5.3698.",
        )  # fmt: skip
    if when is not None and at is None:
        raise ParameterError("A moment needs a point.", where="--when", mend="Give --at LAT,LON.")
    moment = _moment(when, clock)
    found: list[CharterRule] = []
    head = Commons.open(path).head()
    if head is None:
        raise InputError("Nothing is committed yet.", where=str(path), mend="Commit the records first.")
    for file, blob in head.records():
        if split_id(file)[0] != "charter-rule":
            continue
        parsed = parse_record(head.text_of(blob), file)
        if parsed.file is None or parsed.problems:
            raise SourceError("The record cannot be read.", where=Where(file), mend="See: portee commons check PATH")
        if isinstance(parsed.file.record, CharterRule):
            found.append(parsed.file.record)
    found.sort(key=lambda rule: (not in_force(rule), rule.id))
    told = [
        {"id": rule.id, "title": rule.title.in_(out.lang), "rule": rule.rule.in_(out.lang), "in_force": in_force(rule),
         "version": rule.version, "placed": rule.area is not None}
        for rule in found
    ]  # fmt: skip
    if position is None:
        out.say("rules_found" if found else "rules_none", count=len(found), force=sum(in_force(one) for one in found))
        for rule in found:
            state = out.text("rules_in_force" if in_force(rule) else "rules_proposed")
            out.line(f"{rule.title.in_(out.lang)}  [{state}] {rule.id}\n  {rule.rule.in_(out.lang)}")
        out.result({"rules": told})
        return
    verdict = usage_at(
        placed_rules(found, moment.tzinfo or ZoneInfo(clock)), vehicle.value, float(position[2]), float(position[1]),
        moment,
    )  # fmt: skip
    out.line(f"{value_label('vehicles', vehicle.value, out.lang)}, {at}, {moment:%Y-%m-%d %H:%M}")
    _tell(out, verdict)
    out.result(
        {
            "at": moment.isoformat(timespec="minutes"), "park": verdict.park, "ride": verdict.ride,
            "take": verdict.take, "maximum_speed_kmh": verdict.maximum_speed_kmh,
            "rules": [rule.id for rule in verdict.citing], "proposed": [rule.id for rule in verdict.proposed],
        }
    )  # fmt: skip


def _tell(out: Output, verdict: UsageVerdict) -> None:
    for act, may in (("park", verdict.park), ("ride", verdict.ride), ("take", verdict.take)):
        out.say(f"rules_may_{act}" if may else f"rules_not_{act}")
    if verdict.maximum_speed_kmh is not None:
        out.say("rules_speed", speed=out.number(verdict.maximum_speed_kmh))
    for key, some in (("rules_cited", verdict.citing), ("rules_would", verdict.proposed)):
        for rule in some:
            out.say(key, title=rule.title.in_(out.lang), id=rule.id)


def _moment(when: str | None, clock: str) -> datetime:
    from portee.core.errors import ParameterError
    from portee.store.database import now

    try:
        zone = ZoneInfo(clock)
    except (OSError, ValueError, KeyError):
        raise ParameterError(
            f"'{clock[:40]}' is no time zone.", where="--clock", mend="Give one such as Europe/Paris."
        ) from None
    if when is None:
        return now().astimezone(zone)
    try:
        return datetime.strptime(when, "%Y-%m-%dT%H:%M").replace(tzinfo=zone)
    except ValueError:
        raise ParameterError(
            f"'{when[:40]}' is no moment.", where="--when", mend="Write it as 2026-03-10T08:30."
        ) from None
