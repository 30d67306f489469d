"""Rules of use and incidents for programs: /api/v1/rules, /api/v1/rules/check, /api/v1/incidents."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from portee.services.usage_rules import usage_at
from portee.store.database import now
from portee.store.incidents import list_incidents
from portee.web.commons.shelves import reading_of
from portee.web.errors import Problem
from portee.web.incidents import KINDS_OF_INCIDENT, incident_features
from portee.web.private import database_of
from portee.web.rules import charter_of, placed_of, rule_features
from portee.web.site import clock_of, site_of

__all__ = ["RuleQuestion", "router"]

router = APIRouter(prefix="/api/v1", tags=["reports"])

Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class RuleQuestion(BaseModel):
    """Where, when, with what.

    Attributes:
        lon, lat: degrees, WGS 84.
        vehicle: as rules name it.
        at: moment by the clock of the territory, without a zone; now when it is not told.
    """

    model_config = ConfigDict(extra="forbid")

    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    vehicle: Literal["bike", "cargo-bike", "scooter", "moped", "car", "van"]
    at: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$", examples=["2026-03-10T08:30"])] | None = None


@router.get("/rules")
def rules(request: Request, lang: Annotated[str, Query(pattern="^(fr|en)$")] = "fr") -> dict[str, Any]:
    """The charter: every rule with its state and who agrees; areas of those that have a place, as GeoJSON."""
    found = charter_of(reading_of(request), lang)
    return {
        **rule_features(found),
        "charter": [
            {
                "id": one.id, "title": one.title, "rule": one.rule, "state": one.state, "version": one.version,
                "agrees": list(one.agrees), "objects": list(one.objects), "stands_aside": list(one.aside),
            }
            for one in found
        ],
    }  # fmt: skip


@router.post("/rules/check")
def check(request: Request, asked: RuleQuestion) -> dict[str, Any]:
    """May one leave a vehicle, ride, take one, at a point and a moment; which rules say so. It is kept nowhere."""
    site = site_of(request)
    clock = clock_of(site)
    try:
        at = now().astimezone(clock) if asked.at is None else datetime.fromisoformat(asked.at).replace(tzinfo=clock)
    except ValueError:
        raise Problem(422, "There is no such moment.", "Write it as 2026-03-10T08:30.") from None
    found = usage_at(placed_of(site, reading_of(request)), asked.vehicle, asked.lon, asked.lat, at, site.offers)
    return {
        "at": at.isoformat(timespec="minutes"), "park": found.park, "ride": found.ride, "take": found.take,
        "maximum_speed_kmh": found.maximum_speed_kmh, "rules": [rule.id for rule in found.citing],
        "proposed": [rule.id for rule in found.proposed], "operators": [id for id, _ in found.operators],
    }  # fmt: skip


@router.get("/incidents")
def incidents(
    request: Request, kind: Annotated[str, Query(max_length=40)] = "", since: Day = "", until: Day = ""
) -> dict[str, Any]:  # fmt: skip
    """Incidents that a moderator published, the last days first, as GeoJSON; at most 500."""
    if kind and kind not in KINDS_OF_INCIDENT:
        raise Problem(422, "There is no such kind.", f"Kinds: {', '.join(KINDS_OF_INCIDENT)}.")
    with database_of(site_of(request)).reading() as connection:
        found, total = list_incidents(connection, kind=kind, since=since, until=until)
    return {**incident_features(found), "total": total}
