"""What is within reach of a place: /api/v1/reach, for the page's map and for anybody's program."""

from __future__ import annotations

import datetime
import math
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from portee.core.clock import format_time_of_day, parse_time_of_day
from portee.core.errors import ParameterError
from portee.services.describe import suggested_date
from portee.services.explorer import LONGEST_MIN, Answer, Question
from portee.web.explorer import explorer_of, gazetteer_of_site
from portee.web.reach_told import areas_json
from portee.web.site import Site, site_of

__all__ = ["ReachQuestion", "router"]

router = APIRouter(prefix="/api/v1", tags=["reach"])

Clock = Annotated[str, Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$", examples=["07:30"])]


class ReachQuestion(BaseModel):
    """Where, when, in how long, both ways or one, by whom, for how much.

    Attributes:
        lon, lat: degrees, WGS 84.
        day: the date; by default a Tuesday with usual service.
        there: first minute of departure; departures of half an hour are looked at, and the median told.
        back: first minute of being back.
        minutes: longest time of each way.
        direction: from the place, back to it, or both.
        profile: id of a kind of resident; without one, anybody who walks and takes public transport.
        budget_eur: most euros a month; asks for a profile.
    """

    model_config = ConfigDict(extra="forbid")

    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    day: datetime.date | None = None
    there: Clock = "08:00"
    back: Clock = "18:00"
    minutes: Annotated[int, Field(ge=5, le=LONGEST_MIN)] = 45
    direction: Literal["there", "back", "both"] = "there"
    profile: Annotated[str, Field(max_length=80)] | None = None
    budget_eur: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)] | None = None

    def question(self, site: Site) -> Question:
        """What is asked. Raises ParameterError."""
        day = self.day or suggested_date(site.world.network)
        if day is None:
            raise ParameterError("The network has no timetable.", mend="Give a day.")
        return Question(
            self.lon, self.lat, day, parse_time_of_day(self.there), parse_time_of_day(self.back), self.minutes,
            self.direction, self.profile, self.budget_eur,
        )  # fmt: skip


@router.post("/reach")
def reach(request: Request, asked: ReachQuestion) -> dict[str, Any]:
    """Counts minute by minute, ways with their prices, and areas. What is asked is kept nowhere."""
    site = site_of(request)
    return _json(explorer_of(site).answer(asked.question(site)))


@router.get("/reach")
def reach_by_address(request: Request, asked: Annotated[ReachQuestion, Query()]) -> dict[str, Any]:
    """The same by address, for programs that can do no other; an address may be kept in logs on its way."""
    return reach(request, asked)


@router.get("/places")
def places(request: Request, q: Annotated[str, Query(min_length=1, max_length=120)]) -> dict[str, Any]:
    """Names of the territory that fit a text: neighbourhoods, stops, streets."""
    found = gazetteer_of_site(site_of(request)).suggest(q)
    return {"places": [{"name": row.name, "kind": row.kind, "lon": row.lon, "lat": row.lat} for row in found]}


def _json(answer: Answer) -> dict[str, Any]:
    question = answer.question
    return {
        "question": {
            "lon": question.lon, "lat": question.lat, "day": question.day.isoformat(),
            "there": format_time_of_day(question.there_s), "back": format_time_of_day(question.back_s),
            "minutes": question.minutes, "direction": question.direction, "profile": question.profile,
            "budget_eur": question.budget_eur,
        },
        "kinds": {
            kind: {
                "reached": found.reached, "total": found.total, "by_minute": found.by_minute.tolist(),
                "nearest_min": round(found.nearest_min, 2) if math.isfinite(found.nearest_min) else None,
            }
            for kind, found in answer.kinds.items()
        },
        "ways": [
            {
                "id": way.id, "kind": way.kind, "reached": dict(way.reached), "affordable": way.affordable,
                "eur_month": None if way.eur_month is None else [round(eur, 2) for eur in way.eur_month],
            }
            for way in answer.ways
        ],
        "areas": areas_json(answer),
        "left_out": list(answer.left_out),
        "notes": list(answer.notes),
    }  # fmt: skip
