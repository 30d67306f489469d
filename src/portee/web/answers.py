"""Answers that take seconds, for one person and for one vacancy. Nothing of a question is kept, not even in memory.

So many at a time are computed as there are threads to search with; others wait a little, then are told to come back.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import numpy as np

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.people.library import shipped_profiles
from portee.people.schedule import Shift
from portee.reach.ways import Stores
from portee.reports.sheet import AnswerSheet
from portee.reports.sheet_ground import Ground
from portee.services.describe import suggested_date
from portee.services.diagnose import Diagnosis, diagnose
from portee.services.diagnosis.interview import Interview, profile_of
from portee.services.diagnosis.record import diagnosis_dict
from portee.services.diagnosis.sheet import diagnosis_sheet
from portee.services.known_links import know_rides, known_links
from portee.services.residents import Residents, residents_of, squares_of
from portee.services.street_ground import street_ground
from portee.services.vacancies.record import vacancy_dict
from portee.services.vacancies.sheet import vacancy_sheet
from portee.services.vacancy import VacancyAnswer, vacancy
from portee.territory.places import Places
from portee.web.errors import Problem
from portee.web.site import Site

__all__ = [
    "at_work", "day_of", "diagnosis_of", "person_dict", "person_sheet", "ready", "vacancy_answer",
    "vacancy_json", "vacancy_page",
]  # fmt: skip

PATIENCE_S = 60.0
"""How long a question waits for its turn."""

CARE = ("childcare", "school")


@contextmanager
def at_work(site: Site) -> Iterator[None]:
    """The turn of one long computation. Raises Problem 503 when it does not come."""
    turns = site.once("turns", lambda: threading.BoundedSemaphore(site.settings.threads))
    if not turns.acquire(timeout=PATIENCE_S):
        raise Problem(503, headers={"Retry-After": "60"})
    try:
        yield
    finally:
        turns.release()


def day_of(site: Site) -> date:
    """A usual day of the timetable. Raises ParameterError where there is none."""
    day = suggested_date(site.world.network)
    if day is None:
        raise ParameterError("The network has no timetable to take a date from.", mend="Build it with a timetable.")
    return day


def diagnosis_of(site: Site, interview: Interview) -> Diagnosis:
    """What is within reach of one person.

    Raises:
        Problem: the turn does not come.
        pydantic.ValidationError: the answers do not hold together.
        ParameterError: the workspace has no places of work; or as the searches raise.
    """
    work = site.places("jobs")
    if work is None:
        raise ParameterError("The workspace has no file of jobs.", mend="Name one in workspace.yaml, under 'places'.")
    profile = profile_of(interview)
    care = {kind: places for kind in CARE if (places := site.places(kind)) is not None}
    with at_work(site):
        return diagnose(
            site.world, profile, _place("home", interview.lat, interview.lon), work, offers=site.offers,
            day=day_of(site), care=care, stores=_links(site).branch(), threads=1,
        )  # fmt: skip


def person_sheet(site: Site, interview: Interview, lang: str) -> AnswerSheet:
    """The page of an interview."""
    found = diagnosis_of(site, interview)
    ground = site.once("ground of work", lambda: _ground(site, found.work))
    return diagnosis_sheet(site.world.network, found, lang, ground=ground)


def person_dict(site: Site, interview: Interview, lang: str) -> Mapping[str, Any]:
    """The answer of an interview as JSON values."""
    return diagnosis_dict(site.world.network, diagnosis_of(site, interview), lang)


def vacancy_answer(site: Site, lat: float, lon: float, shift: Shift, wage_eur_month: float | None) -> VacancyAnswer:
    """From where and by whom a job can be taken up. Raises as `portee.services.vacancy.vacancy`, and Problem."""
    with at_work(site):
        return vacancy(
            site.world, _place("workplace", lat, lon), shift, residents=_residents(site), offers=site.offers,
            day=day_of(site), wage_eur_month=wage_eur_month, stores=_rides(site).branch(), threads=1,
        )  # fmt: skip


def vacancy_page(site: Site, found: VacancyAnswer, lang: str) -> AnswerSheet:
    """The page of a vacancy."""
    ground = site.once("ground of homes", lambda: _ground(site, found.residents.homes))
    return vacancy_sheet(site.world.network, found, lang, ground=ground)


def vacancy_json(site: Site, found: VacancyAnswer, lang: str) -> Mapping[str, Any]:
    """The answer of a vacancy as JSON values."""
    return vacancy_dict(site.world.network, found, lang)


def ready(site: Site, *, vacancies: bool = False) -> None:
    """Make what all questions share before anybody asks; what vacancies alone ask for too, when told.

    Raises as the readers of the workspace's files.
    """
    _links(site)
    if vacancies:
        _rides(site)


def _links(site: Site) -> Stores:
    """Links of the places of work, and of those where people live: the same for all who ask."""

    def make() -> Stores:
        work = site.places("jobs")
        shared = [_residents(site).homes, *([] if work is None else [work])]
        return known_links(
            site.world, site.offers, day_of(site), shared, shipped_profiles(), threads=site.settings.threads
        )

    return site.once("links", make)


def _rides(site: Site) -> Stores:
    """The same links, with rides from where people live to the stops."""

    def make() -> Stores:
        know_rides(_links(site), site.world, site.offers, day_of(site), _residents(site).homes, shipped_profiles())
        return _links(site)

    return site.once("rides", make)


def _ground(site: Site, places: Places) -> Ground | None:
    """Streets under places that all questions share, None where there are none."""
    return street_ground(site.world.network, places.lon, places.lat) if len(places) else None


def _residents(site: Site) -> Residents:
    """Who lives in the territory: read and mixed once."""

    def make() -> Residents:
        network: Network = site.world.network
        cells, who = site.places("cells"), shipped_profiles()
        return squares_of(who, network) if cells is None else residents_of(cells, who, network)

    return site.once("residents", make)


def _place(name: str, lat: float, lon: float) -> Places:
    return Places(np.array([name], dtype=object), np.array([lon]), np.array([lat]))
