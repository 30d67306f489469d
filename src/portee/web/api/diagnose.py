"""What is within reach of one person: POST /api/v1/diagnose. What is asked is kept nowhere, and in no address."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portee.core.clock import parse_time_of_day
from portee.core.errors import ParameterError
from portee.services.diagnosis.interview import Interview, profile_of
from portee.web.answers import person_dict
from portee.web.api.shapes import Clock, Days, Language, Latitude, Longitude, inside
from portee.web.site import site_of

__all__ = ["PersonQuestion", "router"]

router = APIRouter(prefix="/api/v1", tags=["diagnose"])


class PersonQuestion(BaseModel):
    """Who, where, and what differs from what is usual for this kind of resident.

    Attributes:
        profile: id of a kind of resident that comes with Portée, such as "night-cleaner"; /api/v1/profiles lists them.
        lat, lon: of the home, degrees WGS 84.
        start, end: of work; an end before the start is on the next day. days: worked.
        budget_eur_month: most that a month may cost. max_time_min: longest trip, one way.
        licence: of car (B). vehicle: at hand. children: to bring on the way. walk: how.
        lang: of the words of the answer.
    """

    model_config = ConfigDict(extra="forbid")

    profile: Annotated[str, Field(max_length=80, examples=["night-cleaner"])]
    lat: Latitude
    lon: Longitude
    start: Clock | None = None
    end: Clock | None = None
    days: Days | None = None
    budget_eur_month: Annotated[int, Field(ge=0, le=1000)] | None = None
    max_time_min: Annotated[int, Field(ge=5, le=240)] | None = None
    licence: Literal["yes", "no"] | None = None
    vehicle: Literal["none", "bicycle", "e_bike", "moped", "car"] | None = None
    children: Literal["none", "childcare", "school", "both"] | None = None
    walk: Literal["short", "pushchair", "wheelchair"] | None = None
    lang: Language = "fr"

    def interview(self) -> Interview:
        """The answers of an interview. Raises ParameterError where they do not hold together."""
        start, end = (None if text is None else parse_time_of_day(text) // 60 for text in (self.start, self.end))
        interview = Interview(
            self.lat, self.lon, self.profile, start, end, self.days, self.budget_eur_month, self.max_time_min,
            self.licence, self.vehicle, self.children, self.walk,
        )  # fmt: skip
        if start is not None and start == end:
            raise ParameterError("Work ends when it begins.", mend="Correct 'start' or 'end'.")
        try:
            profile_of(interview)
        except ValidationError as problem:
            what = problem.errors()[0]["msg"].removeprefix("Value error, ")
            raise ParameterError(what, mend="Change the profile, or leave the field out.") from None
        return interview


@router.post("/diagnose")
def diagnose(request: Request, asked: PersonQuestion) -> dict[str, Any]:
    """What is within reach there and back on every day worked, why the rest is not, and what would unlock most."""
    site = site_of(request)
    inside(site, asked.lat, asked.lon)
    return dict(person_dict(site, asked.interview(), asked.lang))
