"""One person: the few questions of an interview, the answer in plain words, a sheet to take home.

Everything is sent in the body of a form and answered at once: nothing about the person is in an address, a file, the
database, the log, or the memory of the application once it has answered. What a sheet needs to be made again is in the
code that is printed on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from portee.core.errors import ParameterError
from portee.people.library import shipped_profiles
from portee.reports.sheet_html import sheet_html, sheet_values
from portee.services.diagnosis.interview import (
    CHILDREN,
    DAYS_ASKED,
    LICENCES,
    SHORT_WALK_MIN,
    VEHICLES,
    WALKS,
    Interview,
)
from portee.services.diagnosis.sheet_code import code_of, interview_of, rounded
from portee.services.gazetteer import Spot
from portee.web.answers import person_sheet
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed, typed
from portee.web.placing import spot_choices, spots_of
from portee.web.rendering import language_of, private, render
from portee.web.site import Site, site_of
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter()

CHOICES: dict[str, tuple[str, ...]] = {
    "days": tuple(DAYS_ASKED), "licence": LICENCES, "vehicle": VEHICLES, "children": CHILDREN, "walk": WALKS,
}  # fmt: skip
DETAILS = ("start", "end", "budget", "longest", *CHOICES)
"""Fields that may be left as usual."""

MOST_EUR, LEAST_MIN, MOST_MIN = 1000, 5, 240


@router.get("/person")
def questions(request: Request) -> Response:
    """The questions. An address that carries more than the page's own is shortened before anything is shown."""
    if request.url.query:
        return RedirectResponse(request.url.path, status_code=303)
    return _form(request, Typed({}), ())


@router.post("/person")
def answer(request: Request, form: Annotated[Typed, Depends(typed)]) -> Response:
    """The answer, or the questions again with what is missing."""
    site, lang = site_of(request), language_of(request)
    spots: tuple[Spot, ...] = ()
    if form.text("code"):
        interview = _from_code(site, form)
    else:
        interview, spots = _from_answers(site, form)
    if interview is None or form.problems:
        return _form(request, form, spots)
    try:
        sheet = person_sheet(site, interview, lang)
    except ValidationError:
        # Each answer is possible, but not all together: the one case is a licence that its age does not allow.
        form.wrong("licence", "person-licence-age")
        return _form(request, form, spots)
    network = site.world.network
    code = code_of(interview, network.bounds, site.workspace.name)
    if form.text("as") == "file":
        name = say(lang, "person-file")
        saved = HTMLResponse(sheet_html(sheet), headers={"Content-Disposition": f'attachment; filename="{name}.html"'})
        return private(saved)
    return private(render(request, "person_answer.html", answer=sheet_values(sheet), code=code))


def _from_code(site: Site, form: Typed) -> Interview | None:
    try:
        return interview_of(form.text("code"), site.world.network.bounds, site.workspace.name)
    except ParameterError:
        form.wrong("code", "person-code-wrong")
        return None


def _from_answers(site: Site, form: Typed) -> tuple[Interview | None, tuple[Spot, ...]]:
    """The interview of the fields; where several places are meant, these instead."""
    spots: tuple[Spot, ...] = ()
    if form.needed("home"):
        spots = spots_of(form, "home", gazetteer_of_site(site))
    profile = form.choice("profile", [known.id for known in shipped_profiles()])
    if profile is None:
        form.wrong("profile", "form-needed")
    start, end = form.minutes("start"), form.minutes("end")
    if start is not None and start == end:
        form.wrong("end", "form-same-time")
    budget, longest = form.whole("budget", 0, MOST_EUR), form.whole("longest", LEAST_MIN, MOST_MIN)
    chosen_of = {name: form.choice(name, known) for name, known in CHOICES.items()}
    if form.problems or profile is None:
        return None, spots
    (spot,) = spots
    interview = Interview(spot.lat, spot.lon, profile, start, end, budget_eur=budget, longest_min=longest, **chosen_of)
    # To steps of five, as the code on the sheet tells it: the sheet made again says the same.
    return rounded(interview, site.world.network.bounds, site.workspace.name), spots


def _form(request: Request, form: Typed, spots: tuple[Spot, ...]) -> HTMLResponse:
    lang = language_of(request)
    context: Mapping[str, Any] = {
        "typed": form.text,
        "problems": form.problems,
        "spots": spot_choices(spots, lang),
        "profiles": sorted(
            ((known.id, typeset(lang, known.title.in_(lang))) for known in shipped_profiles()),
            key=lambda pair: pair[1].casefold(),
        ),
        "choices": {
            name: [
                ("", say(lang, "person-usual")),
                *((key, say(lang, f"person-{name}-{key}", minutes=SHORT_WALK_MIN)) for key in known),
            ]
            for name, known in CHOICES.items()
        },
        "detailed": any(form.text(name) or name in form.problems for name in DETAILS),
        "bounds": {"least": LEAST_MIN, "most": MOST_MIN, "eur": MOST_EUR},
    }
    return private(render(request, "person.html", status=422 if form.problems else 200, **context))


def _options(name: str, known: tuple[str, ...], lang: str) -> list[tuple[str, str]]:
    told = ((key, say(lang, f"person-{name}-{key}", minutes=SHORT_WALK_MIN)) for key in known)
    return [("", say(lang, "person-usual")), *told]
