"""What one does with a commons, for programs: /api/v1/commons/{check, process, ask, ladder, evidence, verify,
people/{help, calendar}}, with the names of the commands of `portee commons`.

Reading is open to everybody. A survey and a computation are taken from whoever is signed in as a contributor.
"""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from portee.commons.check.check import check_commons
from portee.commons.ladder.ladder import ladders
from portee.commons.ladder.survey import read_survey
from portee.commons.network.asking import ask as asked_of
from portee.commons.network.event_calendar import calendar_text
from portee.commons.network.help_requests import unanswered
from portee.commons.network.standing import standing
from portee.commons.records.event import Event
from portee.commons.records.evidence import Evidence
from portee.commons.records.help import Help
from portee.commons.records.process import Process
from portee.core.errors import InputError, ManyProblems, PorteeError
from portee.services.commons_reading.facts import answers_facts, help_facts, ladders_facts, process_facts
from portee.services.jobs.verify import MOST_IDS
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.roles import Role
from portee.web.api.jobs import JobTold, job_told
from portee.web.commons.shelves import reading_of, shelf_of
from portee.web.errors import Problem
from portee.web.private import desk_of
from portee.web.security import csrf
from portee.web.security.signed_in import needs
from portee.web.site import site_of

__all__ = ["SurveySent", "VerifyAsked", "router"]

router = APIRouter(prefix="/api/v1/commons", tags=["commons"])

Id = Annotated[str, Query(max_length=140)]
Lang = Annotated[str, Query(pattern="^(fr|en)$")]
Contributor = Annotated[Account, Depends(needs(Role.contributor))]

MOST_PROBLEMS = 500
LARGEST_SURVEY = 100_000
"""Signs: some two thousand answers."""


class SurveySent(BaseModel):
    """Answers of a survey as a CSV text: id, group, neighbourhood, service, know, access, afford, use, respect."""

    model_config = ConfigDict(extra="forbid")

    survey: Annotated[str, Field(max_length=LARGEST_SURVEY)]


class VerifyAsked(BaseModel):
    """Which evidence to compute again; all computed evidence when none is named."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[Annotated[str, Field(max_length=140)]], Field(max_length=MOST_IDS)] = []


@router.get("/check")
def check(request: Request) -> dict[str, Any]:
    """How many records there are, and everything that is wrong with them; at most 500 problems are told."""
    reading = reading_of(request)
    found = check_commons(reading.root)
    problems = [_told(problem) for problem in found.problems[:MOST_PROBLEMS]]
    return {
        "records": len(found.records), "by_type": found.by_type(), "problems": problems, "count": len(found.problems)
    }  # fmt: skip


def _told(problem: PorteeError) -> dict[str, Any]:
    """A problem without the folder that the commons lies in: where that is, is nobody's matter."""
    told = problem.as_dict()
    file = str(told["file"] or "")
    kept = "/".join(Path(file).parts[-2:]) if Path(file).is_absolute() else file
    return {**told, "file": kept or None}


@router.get("/process")
def process(request: Request, id: Id) -> dict[str, Any]:
    """Where a process stands: which step may begin, what waits for what, whose gate is shut by which artefact."""
    reading = reading_of(request)
    file = reading.release.by_id.get(id)
    if file is None or not isinstance(file.record, Process):
        raise Problem(404, "There is no such process.", "Processes: /api/v1/commons/search?q=…&type=process")
    return process_facts(id, standing(file.record, frozenset(reading.release.by_id)))


@router.get("/ask")
def ask(
    request: Request, question: Annotated[str, Query(min_length=1, max_length=300)], lang: Lang = "fr",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> dict[str, Any]:  # fmt: skip
    """The rows that answer a question, and the words that no row holds. The question is kept nowhere."""
    reading = reading_of(request)
    try:
        found = asked_of(shelf_of(site_of(request)).commons(), question, lang, limit)
    except InputError as problem:
        raise Problem(422, problem.what, problem.mend) from None
    return {
        "question": found.question,
        "answers": answers_facts(one for one in found.answers if one.hit.id in reading.release.by_id),
        "missing": list(found.missing),
    }  # fmt: skip


@router.get("/people/help")
def people_help(
    request: Request,
    date: Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="Day to reckon from; today.")] = "",
) -> list[dict[str, Any]]:  # fmt: skip
    """Requests for mutual aid that nobody has answered, those beyond their days first, and who is asked next."""
    records = [file.record for file in reading_of(request).release.of_type("help")]
    try:
        today = datetime.date.fromisoformat(date) if date else now().date()
    except ValueError:
        raise Problem(422, "This is no day.", "Write it as 2026-12-01.") from None
    return help_facts(unanswered([one for one in records if isinstance(one, Help)], today))


@router.get("/people/calendar", response_class=Response)
def people_calendar(request: Request, lang: Lang = "fr") -> Response:
    """Events of the network as a calendar file (iCalendar) that any calendar reads."""
    release = reading_of(request).release
    events = [file.record for file in release.of_type("event")]
    text = calendar_text(
        [one for one in events if isinstance(one, Event)], release.manifest.name,
        datetime.datetime.fromisoformat(release.moment), lang,
    )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="events.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


@router.post("/ladder", dependencies=[Depends(csrf.checked)])
def ladder(request: Request, sent: SurveySent, person: Contributor) -> dict[str, Any]:
    """Shares of people who know, reach, pay, use a service and are respected there, by group and neighbourhood.

    Groups of fewer than 11 people are hidden, and others with them. The survey is read and forgotten.
    """
    del request, person
    with tempfile.TemporaryDirectory(prefix="portee-") as folder:
        path = Path(folder) / "survey.csv"
        path.write_text(sent.survey, encoding="utf-8", errors="replace")
        try:
            found = ladders(read_survey(path))
        except ManyProblems as problems:
            first = problems.problems[0]
            raise Problem(422, first.what, first.mend) from None
        except InputError as problem:
            raise Problem(422, problem.what, problem.mend) from None
    return {"ladders": ladders_facts(found)}


@router.get("/evidence")
def evidence(request: Request, id: Id = "") -> list[dict[str, Any]]:
    """Figures with what they rest on: the recipe and the hashes of its inputs, or the page that is cited."""
    records = [file.record for file in reading_of(request).release.of_type("evidence")]
    found = [one for one in records if isinstance(one, Evidence) and id in ("", str(one.id))]
    if id and not found:
        raise Problem(404, "There is no such evidence.", "Ids: /api/v1/commons/evidence")
    return [
        {
            "id": str(one.id), "value": one.value, "unit": one.unit, "low": one.low, "high": one.high,
            "status": one.status,
            "computed": None if one.computed is None else one.computed.model_dump(mode="json", exclude_none=True),
            "cited": None if one.cited is None else one.cited.model_dump(mode="json", exclude_none=True),
        }
        for one in found
    ]  # fmt: skip


@router.post("/verify", status_code=202, dependencies=[Depends(csrf.checked)])
def verify(request: Request, asked: VerifyAsked, person: Contributor) -> JobTold:
    """Compute evidence again from the files of the workspace, as long work; the result tells whether it is the same."""
    reading_of(request)
    job = desk_of(request).ask("verify", {"ids": asked.ids}, "verify", account=person.id, language=person.language)
    return job_told(request, job)
