"""From where and by whom a job can be taken up: POST /api/v1/vacancy. What is asked is kept nowhere."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from portee.core.clock import parse_time_of_day
from portee.services.diagnosis.interview import DAYS_ASKED
from portee.services.vacancies.posted import shift_of
from portee.web.answers import vacancy_answer, vacancy_json
from portee.web.api.shapes import Clock, Days, Language, Latitude, Longitude, inside
from portee.web.site import site_of

__all__ = ["VacancyQuestion", "router"]

router = APIRouter(prefix="/api/v1", tags=["vacancy"])


class VacancyQuestion(BaseModel):
    """Five things at most of a job.

    Attributes:
        lat, lon: where it is, degrees WGS 84.
        start, end: when; an end before the start is on the next day. days: on which days.
        wage_eur_month: net, where it is told.
        lang: of the words of the answer.
    """

    model_config = ConfigDict(extra="forbid")

    lat: Latitude
    lon: Longitude
    start: Clock
    end: Clock
    days: Days = "mon-fri"
    wage_eur_month: Annotated[float, Field(ge=0, le=20_000, allow_inf_nan=False)] | None = None
    lang: Language = "fr"


@router.post("/vacancy")
def vacancy(request: Request, asked: VacancyQuestion) -> dict[str, Any]:
    """Who can come in time, go back and pay the trip, by kind of resident, and what single changes would add."""
    site = site_of(request)
    inside(site, asked.lat, asked.lon)
    shift = shift_of(parse_time_of_day(asked.start), parse_time_of_day(asked.end), DAYS_ASKED[asked.days])
    found = vacancy_answer(site, asked.lat, asked.lon, shift, asked.wage_eur_month)
    return dict(vacancy_json(site, found, asked.lang))
