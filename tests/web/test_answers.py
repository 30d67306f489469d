from __future__ import annotations

import dataclasses
import threading

import pytest

from portee.core.errors import ParameterError
from portee.people.schedule import Shift
from portee.services.diagnosis.interview import Interview
from portee.services.diagnosis.record import diagnosis_dict
from portee.services.diagnosis.sheet import diagnosis_sheet
from portee.services.people_api import diagnose
from portee.web import answers
from portee.web.answers import at_work, day_of, person_dict, person_sheet, vacancy_answer, vacancy_json
from portee.web.errors import Problem
from portee.web.site import Settings, Site
from tests.web.workspaces import VillageWorkspace


@pytest.fixture(scope="module")
def interview(site: Site) -> Interview:
    west, south, east, north = site.world.network.bounds
    return Interview((south + north) / 2, (west + east) / 2, "night-cleaner")


def test_the_answer_is_that_of_the_command_line(site: Site, interview: Interview) -> None:
    found = person_dict(site, interview, "en")
    jobs, childcare = site.places("jobs"), site.places("childcare")
    assert jobs is not None
    told = diagnose(
        site.world, interview.profile, (interview.lat, interview.lon), jobs, childcare=childcare, offers=site.offers
    )
    assert found == diagnosis_dict(site.world.network, told, "en")
    assert person_sheet(site, interview, "en") == diagnosis_sheet(site.world.network, told, "en")


def test_a_question_waits_for_its_turn_and_is_told_when_it_does_not_come(
    village: VillageWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PATIENCE_S", 0.05)
    busy = Site(village, Settings(threads=1))
    with at_work(busy), pytest.raises(Problem) as caught, at_work(busy):
        pass
    assert caught.value.status == 503
    assert caught.value.headers["Retry-After"] == "60"
    with at_work(busy):
        pass


def test_a_turn_is_given_back_after_an_error(village: VillageWorkspace) -> None:
    site = Site(village, Settings(threads=1))
    with pytest.raises(RuntimeError), at_work(site):
        raise RuntimeError
    done = threading.Event()
    with at_work(site):
        done.set()
    assert done.is_set()


def test_a_territory_without_places_of_work_says_so(
    village: VillageWorkspace, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VillageWorkspace, "places", lambda self, kind: None)  # noqa: ARG005
    with pytest.raises(ParameterError, match="no file of jobs"):
        person_dict(Site(dataclasses.replace(village)), interview, "fr")


def test_a_vacancy_is_answered_with_the_residents_of_the_territory(site: Site, interview: Interview) -> None:
    shift = Shift.model_validate({"days": "mon-fri", "start": "08:00", "end": "16:00"})
    found = vacancy_answer(site, interview.lat, interview.lon, shift, 1500.0)
    assert found.residents.basis == "mix"
    assert found.residents is vacancy_answer(site, interview.lat, interview.lon, shift, None).residents
    assert vacancy_json(site, found, "en")


def test_the_day_is_one_of_the_timetable(site: Site) -> None:
    assert day_of(site).year >= 2024
