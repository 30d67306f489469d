"""Rules of use: may I leave a vehicle here now; the charter with who agreed to it; rules with a place on a map; a new
rule proposed by a form of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from portee.commons.records.rule_area import DAYS, VEHICLES
from portee.commons.records.words import value_label
from portee.core.errors import ConflictError, InputError, ParameterError
from portee.services.gazetteer import Spot
from portee.services.proposing.outline import LARGEST_FILE, outline_of_geojson, outline_of_lines
from portee.services.proposing.proposals import KIND, begin, save_typed
from portee.services.usage_rules import usage_at
from portee.store.accounts import Account
from portee.store.database import now
from portee.store.drafts import DraftState, list_drafts
from portee.store.roles import Role
from portee.web.built import script_of
from portee.web.commons.shelves import reading_of
from portee.web.commons_folder import commons_of
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed, typed
from portee.web.ground import ground_of
from portee.web.placing import spot_choices, spots_of
from portee.web.private import database_of
from portee.web.rendering import language_of, private, render
from portee.web.reports import kind_options
from portee.web.rules import charter_of, placed_of, rule_features
from portee.web.security.signed_in import needs, person_of
from portee.web.sent import Sent, sending
from portee.web.site import Site, clock_of, site_of
from portee.web.wording import say, typeset

__all__ = ["router"]

router = APIRouter(prefix="/rules")

TEXTS = ("rule", "why", "what")
LONGEST_TEXT = 2_000
FORBIDS = ("park", "ride", "take")
MOST_DRAFTS = 200

Form_ = Annotated[Typed, Depends(typed)]
Contributor = Annotated[Account, Depends(needs(Role.contributor))]
read_sent = sending("area", *TEXTS, longest=LARGEST_FILE, most_fields=60)


@router.get("")
def board(request: Request) -> Response:
    """The charter, and the rules that have a place."""
    return _board(request, Typed({}), (), None)


@router.post("/check")
def check(request: Request, form: Form_) -> Response:
    """May one leave a vehicle, ride, take one, at a point and a moment; which rule says so. It is kept nowhere."""
    site = site_of(request)
    reading = reading_of(request)
    vehicle = form.choice("vehicle", VEHICLES)
    if vehicle is None:
        form.wrong("vehicle", "form-needed")
    at = _moment(site, form)
    spots = spots_of(form, "place", gazetteer_of_site(site)) if form.needed("place") else ()
    if form.problems or at is None or vehicle is None or not spots:
        return _board(request, form, spots, None)
    lang = language_of(request)
    found = usage_at(placed_of(site, reading), vehicle, spots[0].lon, spots[0].lat, at, site.offers)
    told = {
        "verdict": found, "place": spots[0].name, "vehicle": say(lang, f"vehicle-{vehicle}"),
        "at": at,
        "cited": [(rule.id, typeset(lang, rule.title.in_(lang)), typeset(lang, rule.rule.in_(lang)), where)
                  for rule, where in ((rule, _where(rule.id, reading, lang)) for rule in found.citing)],
        "proposed": [(rule.id, typeset(lang, rule.title.in_(lang))) for rule in found.proposed],
        "operators": [typeset(lang, title.in_(lang)) for _, title in found.operators],
    }  # fmt: skip
    return _board(request, form, spots, told)


def _where(id: str, reading: Any, lang: str) -> str:
    return next((one.where for one in charter_of(reading, lang) if one.id == id), "")


def _moment(site: Site, form: Typed) -> datetime | None:
    """The moment asked, by the clock of the territory; now where none is told."""
    clock = clock_of(site)
    present = now().astimezone(clock)
    minutes = form.minutes("hour")
    try:
        day = date.fromisoformat(form.text("day")) if form.text("day") else present.date()
    except ValueError:
        form.wrong("day", "rules-day-wrong")
        return None
    if form.problems:
        return None
    told = present.time().replace(tzinfo=None) if minutes is None else time(minutes // 60, minutes % 60)
    return datetime.combine(day, told, clock)


def _board(request: Request, form: Typed, spots: tuple[Spot, ...], told: Mapping[str, Any] | None) -> Response:
    site, lang, person, reading = site_of(request), language_of(request), person_of(request), reading_of(request)
    rules = charter_of(reading, lang)
    features = rule_features(rules)
    with database_of(site).reading() as connection:
        drafts, _ = list_drafts(connection, states=[DraftState.submitted], limit=MOST_DRAFTS)
    waiting = {draft.object for draft in drafts if draft.kind == KIND and draft.object.startswith("charter-rule/")}
    request.state.styles_inside = True
    context: dict[str, Any] = {
        "rules": rules, "features": features, "ground": ground_of(site, lang) if features["features"] else {},
        "script": script_of("board"), "in_force": sum(rule.state == "in-force" for rule in rules), "told": told,
        "placed": len(features["features"]), "vehicles": kind_options(lang, "vehicle-", VEHICLES),
        "spots": spot_choices(spots, lang), "typed": form.text, "problems": form.problems, "waiting": waiting,
        "new_waiting": len(waiting - {rule.id for rule in rules}),
        "proposes": person is not None and person.role.includes(Role.contributor),
    }  # fmt: skip
    page = render(request, "rules.html", status=422 if form.problems else 200, **context)
    # A place that somebody asked about is in no cache.
    return private(page) if request.method == "POST" else page


@router.get("/new")
def questions(request: Request, person: Contributor) -> Response:
    """The form of a rule with a place."""
    del person
    commons_of(request)
    return _form(request, Sent(Typed({}), {}, None))


def _form(request: Request, sent: Sent) -> Response:
    lang, form = language_of(request), sent.form
    request.state.styles_inside = True
    context: dict[str, Any] = {
        "typed": form.text, "problems": form.problems, "long": sent.long, "script": script_of("board"),
        "ground": ground_of(site_of(request), lang), "key": form.text("key") or secrets.token_urlsafe(16),
        "forbids": [(one, value_label("forbids", one, lang)) for one in FORBIDS],
        "vehicles": [(one, value_label("vehicles", one, lang)) for one in VEHICLES],
        "days": [(one, value_label("days", one, lang)) for one in DAYS],
        "texts": TEXTS, "longest": LONGEST_TEXT, "size": LARGEST_FILE // 1000,
    }  # fmt: skip
    return private(render(request, "rules_new.html", status=422 if form.problems else 200, **context))


@router.post("/new")
def propose(request: Request, person: Contributor, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """Begin a proposal of a rule, filled in; then it is checked, consented to and sent as every other."""
    form, root, lang = sent.form, commons_of(request), language_of(request)
    values = _values(sent)
    if form.problems:
        return _form(request, sent)
    try:
        with database_of(site_of(request)).writing() as connection:
            draft = begin(
                connection, root, person, now=now(), key=form.text("key")[:64], kind="charter-rule",
                title=form.text("title"),
            )  # fmt: skip
            # The same form sent twice leads to the same draft, as it stands.
            if not draft.content["values"].get("rule"):
                save_typed(
                    connection, draft, draft.version, values, {}, note="", author=person.name, now=now()
                )  # fmt: skip
    except ConflictError:
        form.wrong("title", "propose-too-many")
    except ParameterError:
        form.wrong("title", "propose-title-wrong")
    except InputError:
        form.wrong("title", "propose-there-already")
    if form.problems:
        return _form(request, sent)
    return RedirectResponse(f"/{lang}/propose/{draft.id}/send", status_code=303)


def _values(sent: Sent) -> dict[str, Any]:
    """What the form says, as values of a record; the form is told what is wrong."""
    form = sent.form
    title = form.needed("title")
    texts = {name: sent.long.get(name, "").strip() for name in TEXTS}
    for name, text in texts.items():
        if not text or len(text) > LONGEST_TEXT:
            form.wrong(name, "report-text-wrong" if text else "form-needed")
    decided_by = form.needed("decided")
    area: dict[str, Any] = {}
    try:
        area["outline"] = list(
            outline_of_geojson(sent.file) if sent.file is not None else outline_of_lines(sent.long.get("area", ""))
        )
    except ParameterError:
        form.wrong("file" if sent.file is not None else "area", "rules-outline-wrong")
    for field, known in (("forbids", FORBIDS), ("vehicles", VEHICLES), ("days", DAYS)):
        ticked = [one for one in known if form.text(f"{field}-{one}") == "yes"]
        # All ticked says what none ticked says, except of what is forbidden.
        if ticked and (field == "forbids" or len(ticked) < len(known)):
            area[field] = ticked
    speed = form.whole("speed", 1, 130)
    if speed is not None:
        area["maximum_speed_kmh"] = speed
    if not area.get("forbids") and speed is None:
        form.wrong("forbids", "rules-forbids-needed")
    area |= _hours(form)
    return {
        "title": {"fr": title},
        **{name: {"fr": texts[name]} for name in ("rule", "why")},
        "consequences": [{"step": 1, "what": {"fr": texts["what"]}, "decided_by": {"fr": decided_by}}],
        "version": 1,
        "area": area,
    }


def _hours(form: Typed) -> dict[str, str]:
    found: dict[str, str] = {}
    minutes = {name: form.minutes(name) for name in ("starts", "ends")}
    if (minutes["starts"] is None) != (minutes["ends"] is None) or (
        minutes["starts"] is not None and minutes["starts"] == minutes["ends"]
    ):
        form.wrong("ends", "rules-hours-wrong")
    for name, value in minutes.items():
        if value is not None:
            found[name] = f"{value // 60:02}:{value % 60:02}"
    for name in ("since", "until"):
        if form.text(name):
            try:
                found[name] = date.fromisoformat(form.text(name)).isoformat()
            except ValueError:
                form.wrong(name, "rules-day-wrong")
    if found.get("since", "") > found.get("until", "9999"):
        form.wrong("until", "rules-day-wrong")
    return found
