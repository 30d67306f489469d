"""What if: a scenario made by answering questions, opened from a file or saved as one, and compared with today.

The server keeps no unfinished scenario: its text goes along in the form. What is compared waits as long work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import NoServiceError, ParameterError
from portee.services.gazetteer import Spot
from portee.services.jobs.scenario import MOST_CASES
from portee.services.lines import names_by_route
from portee.services.scenario_fit import LONGEST, Looked, look_at
from portee.web.built import script_of
from portee.web.carried import changed_text, yaml_file
from portee.web.explorer import gazetteer_of_site, profiles_of
from portee.web.forms import Typed
from portee.web.ground import ground_of
from portee.web.kinds import kind_name
from portee.web.long_answers import ask, to_work
from portee.web.pages import what_if_answer
from portee.web.placing import spot_choices
from portee.web.rendering import language_of, private, render
from portee.web.sent import Sent, sending
from portee.web.site import Site, site_of
from portee.web.what_if import (
    base_of_site,
    counted_kinds,
    line_choices,
    parts_told,
    problems_told,
    tariff_names,
    weights_of,
)
from portee.web.what_if_form import KINDS, MODES, added, modification_of, without
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter()

LONG = ("scenario", "stops", "streets", "area")
"""Fields that hold more than a line."""
CUTOFFS = (15, 20, 30, 45, 60, 90)

read_sent = sending(*LONG, longest=LONGEST, most_fields=60)


@router.get("/what-if")
def start(request: Request) -> Response:
    """An empty scenario. An address that carries more than the page's own is shortened."""
    if request.url.query:
        return RedirectResponse(request.url.path, status_code=303)
    return _page(request, "")


@router.post("/what-if")
def change(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """One step: choose a kind of change, add one, take one away, open a file, save it."""
    form, text = sent.form, sent.long["scenario"]
    step, _, number = form.text("do").partition("-")
    if step == "open":
        if not sent.file:
            form.wrong("file", "whatif-no-file")
            return _page(request, text, form=form)
        return _page(request, sent.file)
    if step == "remove" and number.isascii() and number.isdigit() and len(number) < 5:
        return _page(request, changed_text(lambda: without(text, int(number)), text))
    if step == "add":
        return _add(request, sent, text)
    if step == "save":
        return yaml_file(text, say(language_of(request), "whatif-file"))
    return _page(request, text, kind=form.choice("kind", KINDS), form=form)


@router.get("/what-if/compare")
def compared(request: Request) -> Response:
    """Nothing is at the address of that form but the form: whoever comes here begins."""
    return RedirectResponse(f"/{language_of(request)}/what-if", status_code=303)


@router.post("/what-if/compare")
def compare(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """Compare with today: on to the page that tells how far it is."""
    return _compare(request, sent.form, sent.long["scenario"])


router.include_router(what_if_answer.router)


def _add(request: Request, sent: Sent, text: str) -> Response:
    site, lang, form = site_of(request), language_of(request), sent.form
    kind = form.choice("kind", KINDS)
    if kind is None:
        return _page(request, text, form=form)
    part, spots = modification_of(kind, form, sent.long, gazetteer_of_site(site), weights_of(site))
    if form.problems:
        return _page(request, text, kind=kind, form=form, long=sent.long, spots=spots)
    longer = changed_text(lambda: added(text, form.text("scenario-name") or say(lang, "whatif-unnamed"), part), text)
    looked = look_at(longer, base_of_site(site))
    if looked.problems and longer != text:
        return _page(request, text, kind=kind, form=form, long=sent.long, spots=spots, refused=looked)
    return _page(request, longer)


def _compare(request: Request, form: Typed, text: str) -> Response:
    site = site_of(request)
    cutoff, depart = form.whole("cutoff", 5, 120) or 45, form.minutes("depart")
    kind = form.choice("of", counted_kinds(site)) or next(iter(counted_kinds(site)), "jobs")
    looked = look_at(text, base_of_site(site))
    if form.problems or looked.problems or looked.scenario is None:
        return _page(request, text, form=form)
    asked: dict[str, Any] = {"scenario": text, "kind": kind, "cutoff": cutoff}
    if depart is not None:
        asked["depart"] = f"{depart // 60:02}:{depart % 60:02}"
    if form.text("date"):
        asked["date"] = form.text("date")
    if others := _hours(form):
        asked["hours"] = others
    if who := form.choice("who", profiles_of(site)):
        asked["profiles"] = [who]
    if form.problems:
        return _page(request, text, form=form)
    try:
        job = ask(request, "scenario", asked, looked.scenario.name)
    except (NoServiceError, ParameterError):
        form.wrong("date", "whatif-date")
        return _page(request, text, form=form)
    return to_work(request, f"/{language_of(request)}/what-if/{job.id}")


def _hours(form: Typed) -> list[str]:
    """Other hours of departure, apart by commas or semicolons; the form is told of what is none."""
    found = []
    for one in re.split("[;,]", form.text("hours")):
        typed = Typed({"hour": one})
        minutes = typed.minutes("hour")
        if typed.problems:
            form.wrong("hours", "form-clock")
        elif minutes is not None:
            found.append(f"{minutes // 60:02}:{minutes % 60:02}")
    if len(found) > MOST_CASES:
        form.wrong("hours", "whatif-many-hours")
    return found


def _page(
    request: Request, text: str, *, kind: str | None = None, form: Typed | None = None,
    long: Mapping[str, str] | None = None, spots: tuple[Spot, ...] = (), refused: Looked | None = None,
) -> Response:  # fmt: skip
    site, lang = site_of(request), language_of(request)
    request.state.styles_inside = True
    form = form or Typed({})
    looked = look_at(text, base_of_site(site)) if text.strip() else Looked(None)
    shown = refused or looked
    wrong = bool(form.problems or shown.problems)
    parts = parts_told(looked, lang, names_by_route(site.world.network.timetable))
    drawn = [question for question in KINDS.get(kind or "", ()) if question.sort in ("area", "place")]
    return private(
        render(
            request, "what_if.html", status=422 if wrong else 200, text=text, looked=looked, refused=refused,
            elsewhere=shown.elsewhere, told=problems_told(shown.problems, lang), parts=parts,
            name=looked.scenario.name if looked.scenario else "", kind=kind, questions=KINDS.get(kind or "", ()),
            typed=form.text, long=long or {}, problems=form.problems, spots=spot_choices(spots, lang),
            choices=_choices(site, lang), cutoffs=[(str(n), say(lang, "whatif-minutes", count=n)) for n in CUTOFFS],
            homes=site.places("cells") is not None, longest=LONGEST, script=script_of("what_if"), drawn=drawn,
            ground=ground_of(site, lang) if drawn or (kind == "add_line") else {},
        )
    )  # fmt: skip


def _choices(site: Site, lang: str) -> dict[str, list[tuple[str, str]]]:
    """What may be chosen in lists."""
    kinds = [kind for kind in KINDS if kind != "set_fare" or site.offers.tariffs]
    any_line = [("", say(lang, "whatif-every-line")), *line_choices(site)]
    return {
        "change": [("", say(lang, "form-choose")), *((kind, say(lang, f"whatif-{_dashed(kind)}")) for kind in kinds)],
        "line": [("", say(lang, "form-choose")), *line_choices(site)],
        "anyline": any_line,
        "mode": [(mode, say(lang, f"mode-{mode}")) for mode in MODES],
        "tariff": [("", say(lang, "whatif-every-tariff")), *tariff_names(site, lang)],
        "who": [
            ("", say(lang, "whatif-who-all")),
            *sorted(
                ((profile.id, typeset(lang, profile.title.in_(lang))) for profile in profiles_of(site).values()),
                key=lambda pair: pair[1],
            ),
        ],
        "kind": [(kind, kind_name(site, lang, kind)) for kind in counted_kinds(site)],
    }


def _dashed(kind: str) -> str:
    return kind.replace("_", "-")
