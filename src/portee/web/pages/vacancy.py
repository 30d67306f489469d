"""One vacancy: five fields, from where and by whom the job can be taken up, and what a change would add.

As for a person, everything is sent in the body of a form and nothing of it is kept.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from portee.reports.sheet_html import sheet_html, sheet_values
from portee.services.diagnosis.interview import DAYS_ASKED
from portee.services.gazetteer import Spot
from portee.services.vacancies.posted import shift_of
from portee.web.answers import vacancy_answer, vacancy_page
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed, typed
from portee.web.placing import spot_choices, spots_of
from portee.web.rendering import language_of, private, render
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["router"]

router = APIRouter()

FIELDS = ("workplace", "spot", "workplace-asked", "start", "end", "days", "wage")
MOST_WAGE_EUR = 20_000


@router.get("/vacancy")
def fields(request: Request) -> Response:
    """The five fields. An address that carries more than the page's own is shortened before anything is shown."""
    if request.url.query:
        return RedirectResponse(request.url.path, status_code=303)
    return _form(request, Typed({}), ())


@router.post("/vacancy")
def answer(request: Request, form: Annotated[Typed, Depends(typed)]) -> Response:
    """The answer, or the fields again with what is missing."""
    site, lang = site_of(request), language_of(request)
    spots: tuple[Spot, ...] = ()
    if form.needed("workplace"):
        spots = spots_of(form, "workplace", gazetteer_of_site(site))
    form.needed("start")
    form.needed("end")
    start, end = form.minutes("start"), form.minutes("end")
    if start is not None and start == end:
        form.wrong("end", "form-same-time")
    days = form.choice("days", DAYS_ASKED) or "mon-fri"
    wage = form.whole("wage", 0, MOST_WAGE_EUR)
    if form.problems or start is None or end is None:
        return _form(request, form, spots)
    (spot,) = spots
    shift = shift_of(start * 60, end * 60, DAYS_ASKED[days])
    found = vacancy_answer(site, spot.lat, spot.lon, shift, None if wage is None else float(wage))
    sheet = vacancy_page(site, found, lang)
    if form.text("as") == "file":
        name = say(lang, "vacancy-file")
        saved = HTMLResponse(sheet_html(sheet), headers={"Content-Disposition": f'attachment; filename="{name}.html"'})
        return private(saved)
    again = [(name, form.text(name)) for name in FIELDS if form.text(name)]
    return private(render(request, "vacancy_answer.html", answer=sheet_values(sheet), again=again))


def _form(request: Request, form: Typed, spots: tuple[Spot, ...]) -> HTMLResponse:
    lang = language_of(request)
    return private(
        render(
            request, "vacancy.html", status=422 if form.problems else 200, typed=form.text, problems=form.problems,
            spots=spot_choices(spots, lang),
            days=[(key, say(lang, f"person-days-{key}")) for key in DAYS_ASKED], most=MOST_WAGE_EUR,
        )
    )  # fmt: skip
