"""The public map of pains: anyone sends one, a moderator reads it, then it is shown; its place only in a crowd."""

from __future__ import annotations

import hashlib
import hmac
import random
import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from portee.commons.anonymity import LEAST_PEOPLE, telling_problems
from portee.commons.records.territory import Point
from portee.commons.workshops.places import Hiding, Spot, hidden_places
from portee.core.errors import ParameterError
from portee.services.gazetteer import Spot as Named
from portee.store import audit
from portee.store.database import now
from portee.store.pains import LONGEST_TEXT, Pain, add_pain, list_pains, take_back_pain
from portee.web.errors import Problem
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed, typed
from portee.web.placing import spot_choices, spots_of
from portee.web.private import database_of, secret_of
from portee.web.rendering import language_of, private, render
from portee.web.security.rates import Rate
from portee.web.security.signed_in import person_of
from portee.web.security.tries import spend_try
from portee.web.site import Site, site_of
from portee.web.wording import say

__all__ = ["KINDS_OF_PAIN", "ShownPain", "router", "shown_pains"]

router = APIRouter()

KINDS_OF_PAIN = ("no-bus", "too-early-late", "unsafe-crossing", "steps", "dark", "price", "parcel", "other")
SENDING = Rate(5, 1 / 600)
"""Five at once from one address, then one every ten minutes."""

MOST_SHOWN = 500
HIDING = Hiding()

Text = Annotated[str, Form(max_length=20_000)]
Form_ = Annotated[Typed, Depends(typed)]


@dataclass(frozen=True)
class ShownPain:
    """A pain as everybody sees it: its text, and a moved point where enough others spoke nearby."""

    kind: str
    text: str
    language: str
    month: str
    near: Point | None


def shown_pains(site: Site) -> list[ShownPain]:
    """What moderators showed, the newest first.

    Each place is moved by lot, always the same lot for the same pain: drawn from the site's key, so that asking again
    tells nothing more.
    """
    with database_of(site).reading() as connection:
        found, _ = list_pains(connection, limit=10_000)
    key = secret_of(site).encode()

    def draw(person: Hashable) -> random.Random:
        return random.Random(hmac.new(key, f"pain {person}".encode(), hashlib.sha256).digest())

    # The lot is of the pain; people are counted by account where there is one, so that nobody makes a crowd alone.
    first: dict[str, Pain] = {}
    for pain in found:
        first.setdefault(pain.account or pain.id, pain)
    spots = [Spot(f"{pain.account or pain.id}", pain.lat, pain.lon) for pain in found]
    points = hidden_places(spots, HIDING, lambda person: draw(first[str(person)].id))
    shown = [
        ShownPain(pain.kind, pain.text, pain.language, pain.created.strftime("%Y-%m"), point)
        for pain, point in zip(found, points, strict=True)
    ]
    return shown[::-1][:MOST_SHOWN]


@router.get("/pains")
def board(request: Request) -> Response:
    """The list, with places where they may be shown."""
    pains = shown_pains(site_of(request))
    return render(
        request, "pains.html", pains=pains, placed=sum(pain.near is not None for pain in pains), least=LEAST_PEOPLE
    )


@router.get("/pains/new")
def questions(request: Request) -> Response:
    """The form."""
    return _form(request, Typed({}), "", ())


def _form(request: Request, form: Typed, text: str, spots: tuple[Named, ...]) -> HTMLResponse:
    lang = language_of(request)
    kinds = [("", say(lang, "form-choose")), *((kind, say(lang, f"pains-{kind}")) for kind in KINDS_OF_PAIN)]
    return private(
        render(
            request, "pains_new.html", status=422 if form.problems else 200, typed=form.text, problems=form.problems,
            text=text, kinds=kinds, longest=LONGEST_TEXT, spots=spot_choices(spots, lang), least=LEAST_PEOPLE,
        )
    )  # fmt: skip


@router.post("/pains/new")
def send(request: Request, form: Form_, text: Text = "") -> Response:
    """Keep it for a moderator; the answer holds the code that takes it back."""
    site, lang, person = site_of(request), language_of(request), person_of(request)
    kind = form.choice("kind", KINDS_OF_PAIN)
    if kind is None:
        form.wrong("kind", "form-needed")
    said = _plain(text)
    if not said or len(said) > LONGEST_TEXT:
        form.wrong("text", "pains-text-wrong")
    elif any(telling_problems(said)):
        form.wrong("text", "pains-telling")
    spots: tuple[Named, ...] = ()
    if form.needed("place"):
        spots = spots_of(form, "place", gazetteer_of_site(site))
    if form.problems or kind is None:
        return _form(request, form, text[: LONGEST_TEXT * 2], spots)
    spend_try(site, "pain", request.client.host if request.client else "", SENDING)
    try:
        with database_of(site).writing() as connection:
            _, token = add_pain(
                connection, spots[0].lat, spots[0].lon, kind, said, now=now(), language=lang,
                account=None if person is None else person.id,
            )  # fmt: skip
    except ParameterError:
        raise Problem(422) from None
    return private(render(request, "pains_sent.html", token=token))


@router.post("/pains/take-back")
def take_back(request: Request, token: Text = "") -> Response:
    """Erase one by its code."""
    site, moment = site_of(request), now()
    with database_of(site).writing() as connection:
        gone = take_back_pain(connection, token.strip()[:200])
        if gone:
            audit.record(connection, "pain.taken-back", "", now=moment, by=None)
    return private(render(request, "pains_gone.html", status=200 if gone else 404, gone=gone))


def _plain(text: str) -> str:
    kept = "".join(sign if sign.isprintable() else " " for sign in text.replace("\r\n", "\n"))
    return re.sub(r"\s+", " ", kept).strip()
