"""What the forms of pains and of incidents have in common: a place, a plain text, a code that finds it again."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from fastapi import Request

from portee.commons.anonymity import telling_problems
from portee.services.gazetteer import Spot
from portee.store.moderating import Sender
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed
from portee.web.placing import spots_of
from portee.web.rendering import language_of
from portee.web.security.rates import Rate, caller_of
from portee.web.security.signed_in import person_of
from portee.web.security.tries import spend_try
from portee.web.site import Site, site_of
from portee.web.wording import say

__all__ = [
    "SENDING",
    "chosen_kind",
    "kind_options",
    "new_code",
    "place_asked",
    "plain_text",
    "sender_of",
    "spend_sending",
    "text_asked",
    "zone_options",
]

SENDING = Rate(5, 1 / 600)
"""Five at once from one address, then one every ten minutes."""

_CODE = re.compile(r"[A-Za-z0-9_-]{40,64}")


def new_code() -> str:
    """What a form carries: its author finds by it what was sent, and the same form sent twice is one report."""
    return secrets.token_urlsafe(32)


def sender_of(request: Request, form: Typed) -> Sender:
    """Who sends a form."""
    person, code = person_of(request), form.text("code")
    return Sender(
        None if person is None else person.id, language_of(request), code if _CODE.fullmatch(code) else None
    )  # fmt: skip


def spend_sending(request: Request, what: str) -> None:
    """Take one of the reports that an address may send. Raises Problem 429."""
    spend_try(site_of(request), what, caller_of(request), SENDING)


def place_asked(site: Site, form: Typed) -> tuple[Spot, ...]:
    """The place of a report: typed, touched on the map, or a neighbourhood of the list where none was typed."""
    gazetteer = gazetteer_of_site(site)
    if form.text("place"):
        return spots_of(form, "place", gazetteer)
    zone = form.text("zone")
    found = tuple(one for one in gazetteer.neighbourhoods if zone and one.name == zone)
    if not found:
        form.wrong("place", "report-place-needed")
    return found[:1]


def zone_options(site: Site, lang: str) -> list[tuple[str, str]]:
    """Neighbourhoods to choose among; none where the territory names none."""
    names = sorted(one.name for one in gazetteer_of_site(site).neighbourhoods)
    return [("", say(lang, "report-no-zone")), *((name, name) for name in names)] if names else []


def chosen_kind(form: Typed, field: str, known: Iterable[str]) -> str:
    """One of some kinds, told to be missing when none is chosen."""
    found = form.choice(field, known)
    if found is None:
        form.wrong(field, "form-needed")
    return found or ""


def kind_options(lang: str, prefix: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Kinds in words, after a line that says to choose."""
    return [("", say(lang, "form-choose")), *((kind, say(lang, f"{prefix}{kind}")) for kind in known)]


def text_asked(form: Typed, text: str, longest: int) -> str:
    """What was written, as it may be kept; the form is told when it is missing, too long, or tells who somebody is."""
    said = plain_text(text)
    if not said or len(said) > longest:
        form.wrong("text", "report-text-wrong")
    elif any(telling_problems(said)):
        form.wrong("text", "pains-telling")
    return said


def plain_text(text: str) -> str:
    """A text on one line, without signs that cannot be seen."""
    kept = "".join(sign if sign.isprintable() else " " for sign in text.replace("\r\n", "\n"))
    return re.sub(r"\s+", " ", kept).strip()
