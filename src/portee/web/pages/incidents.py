"""The register of incidents: what happened at a public place, when; a list and a map, filters, a form of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import ConflictError, ParameterError
from portee.services.gazetteer import Spot
from portee.store import audit
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.incidents import (
    LONGEST_TEXT,
    Incident,
    Told,
    add_incident,
    find_incident,
    list_incidents,
    sent_incident,
    settle_incident,
    take_back_incident,
)
from portee.store.roles import Role
from portee.web.built import script_of
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed, typed
from portee.web.ground import ground_of
from portee.web.incidents import KINDS_OF_INCIDENT, VEHICLES, has_plate, incident_features
from portee.web.placing import spot_choices, spots_of
from portee.web.private import database_of
from portee.web.rendering import language_of, private, render
from portee.web.reports import (
    chosen_kind,
    kind_options,
    new_code,
    sender_of,
    spend_sending,
    text_asked,
)
from portee.web.rules import rules_cited
from portee.web.security.signed_in import needs, person_of
from portee.web.site import Site, clock_of, site_of
from portee.web.wording import say

__all__ = ["router"]

router = APIRouter(prefix="/incidents")

Text = Annotated[str, Form(max_length=20_000)]
Form_ = Annotated[Typed, Depends(typed)]
Reviewer = Annotated[Account, Depends(needs(Role.reviewer))]

OLDEST = timedelta(days=365)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@router.get("")
def board(request: Request, kind: str = "", since: str = "", until: str = "") -> Response:
    """What was published, on a map and in the table that says the same."""
    site, lang, person = site_of(request), language_of(request), person_of(request)
    chosen = kind if kind in KINDS_OF_INCIDENT else ""
    bounds = [day if not day or DAY.fullmatch(day) else None for day in (since, until)]
    with database_of(site).reading() as connection:
        found, total = list_incidents(connection, kind=chosen, since=bounds[0] or "", until=bounds[1] or "")
    request.state.styles_inside = True
    kinds = [("", say(lang, "incidents-all")), *kind_options(lang, "incident-", KINDS_OF_INCIDENT)[1:]]
    context: dict[str, Any] = {
        "incidents": found, "total": total, "open": sum(one.settled is None for one in found), "chosen": chosen,
        "kinds": kinds, "since": (since or "")[:10], "until": (until or "")[:10], "wrong_dates": None in bounds,
        "script": script_of("board"), "ground": ground_of(site, lang) if found else {},
        "features": _numbered(found), "settles": person is not None and person.role.includes(Role.reviewer),
        "cited": rules_cited(site, found, lang), "rules": site.workspace.commons is not None,
    }  # fmt: skip
    return render(request, "incidents.html", status=422 if None in bounds else 200, **context)


def _numbered(incidents: Sequence[Incident]) -> dict[str, Any]:
    kept = [
        {**one, "properties": {"number": number, "row": f"incident-{number}"}}
        for number, one in enumerate(incident_features(incidents)["features"], 1)
    ]
    return {"type": "FeatureCollection", "features": kept}


@router.get("/new")
def questions(request: Request) -> Response:
    """The form."""
    return _form(request, Typed({}), "", ())


def _form(request: Request, form: Typed, text: str, spots: tuple[Spot, ...]) -> Response:
    site, lang = site_of(request), language_of(request)
    request.state.styles_inside = True
    vehicles = [("", say(lang, "incidents-no-vehicle")), *kind_options(lang, "vehicle-", VEHICLES)[1:]]
    return private(
        render(
            request, "incidents_new.html", status=422 if form.problems else 200, typed=form.text,
            problems=form.problems, text=text, kinds=kind_options(lang, "incident-", KINDS_OF_INCIDENT),
            vehicles=vehicles, longest=LONGEST_TEXT, spots=spot_choices(spots, lang), zones=[],
            script=script_of("board"), ground=ground_of(site, lang), code=form.text("code") or new_code(),
            today=_today(site).isoformat(),
        )
    )  # fmt: skip


def _today(site: Site) -> date:
    return now().astimezone(clock_of(site)).date()


@router.post("/new")
def send(request: Request, form: Form_, text: Text = "") -> Response:
    """Keep it for a moderator; the answer holds the code that takes it back."""
    site = site_of(request)
    kind = chosen_kind(form, "kind", KINDS_OF_INCIDENT)
    vehicle = form.choice("vehicle", VEHICLES) or ""
    said = text_asked(form, text, LONGEST_TEXT)
    if has_plate(said):
        form.wrong("text", "incidents-plate")
    day, hour = _day(site, form), form.whole("hour", 0, 23)
    spots = spots_of(form, "place", gazetteer_of_site(site)) if form.needed("place") else ()
    if form.problems or day is None or not spots:
        return _form(request, form, text[: LONGEST_TEXT * 2], spots)
    told, sender = Told(spots[0].lat, spots[0].lon, kind, day, said, vehicle, hour), sender_of(request, form)
    with database_of(site).reading() as connection:
        again = sent_incident(connection, told, sender.token) is not None
    if not again:
        spend_sending(request, "incident")
    with database_of(site).writing() as connection:
        _, token = add_incident(connection, told, now=now(), sender=sender)
    return private(render(request, "report_sent.html", token=token, back="incidents"))


def _day(site: Site, form: Typed) -> date | None:
    try:
        day = date.fromisoformat(form.text("day")) if DAY.fullmatch(form.text("day")) else None
    except ValueError:
        day = None
    if day is None or not _today(site) - OLDEST <= day <= _today(site):
        form.wrong("day", "incidents-day-wrong")
        return None
    return day


@router.post("/mine")
def mine(request: Request, form: Form_) -> Response:
    """What became of one, by its code, or its erasure."""
    site, token = site_of(request), form.text("token")
    gone, found = False, None
    if form.text("act") == "erase":
        with database_of(site).writing() as connection:
            gone = take_back_incident(connection, token)
            if gone:
                audit.record(connection, "incident.taken-back", "", now=now(), by=None)
    else:
        with database_of(site).reading() as connection:
            found = find_incident(connection, token)
    status = 200 if gone or found is not None else 404
    return private(render(request, "report_told.html", status=status, gone=gone, found=found, back="incidents"))


@router.post("/{id}/settle")
def settle(request: Request, id: str, person: Reviewer) -> Response:
    """Tell that it is dealt with; told twice, it is settled once."""
    moment = now()
    try:
        with database_of(site_of(request)).writing() as connection:
            settle_incident(connection, id, now=moment)
            audit.record(connection, "incident.settled", id, now=moment, by=person)
    except (ConflictError, ParameterError):
        pass
    return RedirectResponse(f"/{language_of(request)}/incidents", status_code=303)
