"""The booklet of a site: its figures are long work, done once for the same data and kept over restarts."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from portee.reports.booklet import Booklet
from portee.services.booklet import Facts
from portee.services.booklet.collect import SEED
from portee.services.booklet.written import booklet_of
from portee.services.jobs.booklet import BOOKLET, kept_facts
from portee.services.jobs.results import forget_result, key_of_work
from portee.store.jobs import Job, JobState
from portee.web.built import script_of
from portee.web.explorer import picture_base
from portee.web.private import desk_of
from portee.web.rendering import language_of, private, render
from portee.web.site import Site
from portee.web.trouble import trouble_of
from portee.web.wording import say

__all__ = ["KIND", "ask_again", "booklet_in", "facts_of", "wait"]

KIND = BOOKLET.name
ASKED = {"seed": SEED}


def facts_of(site: Site) -> Facts | None:
    """The figures, read once from what the work left; None while there are none."""
    kept: dict[str, Facts] = site.once("booklet", dict)
    if KIND not in kept:
        found = kept_facts(site.workspace, _key(site))
        if found is None:
            return None
        kept[KIND] = found
    return kept[KIND]


def booklet_in(site: Site, lang: str) -> Booklet | None:
    """The booklet in a language; None while there are no figures."""
    facts = facts_of(site)
    if facts is None:
        return None
    found: Booklet = site.once(f"booklet {lang}", lambda: booklet_of(facts, picture_base(site), lang))
    return found


def wait(request: Request) -> HTMLResponse:
    """How far the figures are, asked for when nobody did; where they failed, why, and a way to ask again.

    Raises:
        Problem: the site has no workspace to work in. PorteeError: the territory has nothing to tell of.
    """
    desk, lang = desk_of(request), language_of(request)
    job, result, key = desk.last(KIND, ASKED)
    if result is not None:
        # Work that was done left figures that cannot be read.
        forget_result(desk.workspace, key)
    if job is None or job.state is JobState.done:
        job = _ask(request)
    return private(
        render(
            request, "learn_wait.html", job=job, ahead=0 if job.state.ended else desk.ahead(job),
            script=script_of("work"), trouble=trouble_of(job.problem, lang),
        )
    )  # fmt: skip


def ask_again(request: Request) -> None:
    """Ask for the figures once more, where their work failed or was stopped."""
    job, _, _ = desk_of(request).last(KIND, ASKED)
    if job is None or job.state.ended:
        _ask(request)


def _ask(request: Request) -> Job:
    """The work belongs to nobody: whoever comes meanwhile waits for the same."""
    lang = language_of(request)
    return desk_of(request).ask(KIND, ASKED, say(lang, "learn-work"), language=lang)


def _key(site: Site) -> str:
    """Files that the figures follow from do not change under a site that runs: they are hashed once."""
    key: str = site.once("booklet key", lambda: key_of_work(site.workspace, BOOKLET, ASKED))
    return key
