"""Feeds (Atom, RFC 4287) of work that has ended: a feed reader needs no password, only an address nobody can guess."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Request
from fastapi.responses import Response

from portee.store.accounts import Account, find_account
from portee.store.jobs import Job, JobState, list_jobs
from portee.web.address import base_of
from portee.web.errors import Problem
from portee.web.private import database_of, secret_of
from portee.web.site import Site, site_of
from portee.web.wording import say

__all__ = ["feed_token", "router"]

router = APIRouter(prefix="/api/v1/feeds", tags=["jobs"])

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50


def feed_token(site: Site, account: str) -> str:
    """What opens the feed of an account; made from the site's secret, so it need not be kept."""
    proof = hmac.new(secret_of(site).encode(), f"feed:{account}".encode(), hashlib.sha256).hexdigest()
    return f"{account}.{proof[:40]}"


@router.get("/{token}/jobs.atom", response_class=Response)
def jobs_feed(request: Request, token: str) -> Response:
    """The last work of one person that has ended."""
    site = site_of(request)
    account = token.partition(".")[0]
    if not hmac.compare_digest(token.encode(), feed_token(site, account).encode()):
        raise Problem(404)
    with database_of(site).reading() as connection:
        person = find_account(connection, id=account)
        ended = [state for state in JobState if state.ended]
        jobs, _ = list_jobs(connection, account=account, states=ended, limit=MOST)
    if person is None or person.disabled is not None:
        raise Problem(404)
    return Response(_atom(site, person, jobs, base_of(request)), media_type="application/atom+xml")


def _atom(site: Site, person: Account, jobs: Sequence[Job], base: str) -> bytes:
    lang = person.language
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    SubElement(feed, "id").text = f"urn:portee:{site.workspace.name}:jobs:{person.id}"
    SubElement(feed, "title").text = say(lang, "feed-title", territory=site.workspace.title.in_(lang))
    moments = [job.ended_at or job.asked_at for job in jobs] or [person.created]
    SubElement(feed, "updated").text = max(moments).isoformat()
    SubElement(SubElement(feed, "author"), "name").text = "Portée"
    for job in jobs:
        entry = SubElement(feed, "entry")
        SubElement(entry, "id").text = f"urn:portee:{site.workspace.name}:job:{job.id}"
        SubElement(entry, "title").text = f"{_plain(job.title)} – {say(lang, f'work-state-{job.state.value}')}"
        SubElement(entry, "updated").text = (job.ended_at or job.asked_at).isoformat()
        SubElement(entry, "link", {"href": f"{base}/{lang}/account/work/{job.id}"})
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable())
