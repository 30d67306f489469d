"""The public map of pains: anyone sends one, a moderator reads it, then it is shown; its place only in a crowd."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from portee.commons.anonymity import LEAST_PEOPLE
from portee.services.gazetteer import Spot as Named
from portee.store import audit
from portee.store.database import now
from portee.store.pains import LONGEST_TEXT, Pain, add_pain, find_pain, sent_pain, take_back_pain
from portee.web.built import script_of
from portee.web.forms import Typed, typed
from portee.web.ground import ground_of
from portee.web.pains import HIDING, KINDS_OF_PAIN, pain_features, shown_pains
from portee.web.placing import spot_choices
from portee.web.private import database_of
from portee.web.rendering import language_of, private, render
from portee.web.reports import (
    chosen_kind,
    kind_options,
    new_code,
    place_asked,
    sender_of,
    spend_sending,
    text_asked,
    zone_options,
)
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["router"]

router = APIRouter()

Text = Annotated[str, Form(max_length=20_000)]
Form_ = Annotated[Typed, Depends(typed)]


@router.get("/pains")
def board(request: Request, kind: str = "") -> Response:
    """The map with places where they may be shown, and the list that says the same."""
    site, lang = site_of(request), language_of(request)
    chosen = kind if kind in KINDS_OF_PAIN else None
    pains = shown_pains(site, chosen)
    placed = [one for one in pains if one.near is not None]
    request.state.styles_inside = True
    kinds = kind_options(lang, "pains-", KINDS_OF_PAIN)
    return render(
        request, "pains.html", pains=pains, placed=len(placed), least=LEAST_PEOPLE, chosen=chosen or "",
        kinds=[("", say(lang, "pains-all-kinds")), *kinds[1:]], script=script_of("board"),
        ground=ground_of(site, lang) if placed else {}, features=_numbered(pain_features(pains)),
        around=HIDING.most_m,
    )  # fmt: skip


def _numbered(features: dict[str, Any]) -> dict[str, Any]:
    """Those that have a place, with the number of their row in the table."""
    kept = [
        {"type": "Feature", "geometry": one["geometry"], "properties": {"number": number, "row": f"pain-{number}"}}
        for number, one in enumerate(features["features"], 1)
        if one["geometry"] is not None
    ]
    return {"type": "FeatureCollection", "features": kept}


@router.get("/pains/new")
def questions(request: Request) -> Response:
    """The form."""
    return _form(request, Typed({}), "", ())


def _form(request: Request, form: Typed, text: str, spots: tuple[Named, ...]) -> HTMLResponse:
    site, lang = site_of(request), language_of(request)
    request.state.styles_inside = True
    return private(
        render(
            request, "pains_new.html", status=422 if form.problems else 200, typed=form.text, problems=form.problems,
            text=text, kinds=kind_options(lang, "pains-", KINDS_OF_PAIN), longest=LONGEST_TEXT, least=LEAST_PEOPLE,
            spots=spot_choices(spots, lang), zones=zone_options(site, lang), script=script_of("board"),
            ground=ground_of(site, lang), code=form.text("code") or new_code(),
        )
    )  # fmt: skip


@router.post("/pains/new")
def send(request: Request, form: Form_, text: Text = "") -> Response:
    """Keep it for a moderator; the answer holds the code that takes it back."""
    site = site_of(request)
    kind = chosen_kind(form, "kind", KINDS_OF_PAIN)
    said = text_asked(form, text, LONGEST_TEXT)
    spots = place_asked(site, form)
    if form.problems:
        return _form(request, form, text[: LONGEST_TEXT * 2], spots)
    lat, lon, sender = spots[0].lat, spots[0].lon, sender_of(request, form)
    with database_of(site).reading() as connection:
        again = sent_pain(connection, lat, lon, kind, said, sender.token) is not None
    if not again:
        spend_sending(request, "pain")
    with database_of(site).writing() as connection:
        _, token = add_pain(connection, lat, lon, kind, said, now=now(), sender=sender)
    return private(render(request, "report_sent.html", token=token, back="pains"))


@router.post("/pains/mine")
def mine(request: Request, form: Form_) -> Response:
    """What became of one, by its code, or its erasure."""
    site, token, moment = site_of(request), form.text("token"), now()
    if form.text("act") != "erase":
        with database_of(site).reading() as connection:
            return _told(request, find_pain(connection, token))
    with database_of(site).writing() as connection:
        gone = take_back_pain(connection, token)
        if gone:
            audit.record(connection, "pain.taken-back", "", now=moment, by=None)
    return _told(request, None, gone=gone)


def _told(request: Request, found: Pain | None, *, gone: bool = False) -> Response:
    status = 200 if gone or found is not None else 404
    context = {"gone": gone, "found": found, "back": "pains"}
    return private(render(request, "report_told.html", status=status, **context))
