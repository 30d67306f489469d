"""A scenario compared with today: how far it is while it waits, then who gains and loses, on a map and in tables."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from portee.web.built import script_of
from portee.web.ground import ground_of
from portee.web.long_answers import body_of, file_of, files_of, found_job, stopped, waiting
from portee.web.prices_told import price_bars, price_counts, price_rows
from portee.web.private import desk_of
from portee.web.rendering import language_of, private, render
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(prefix="/what-if")

KIND = "scenario"


@router.get("/{id}")
def answer(request: Request, id: str) -> Response:
    """The answer, or how far it is; who knows its address may look."""
    job, lang = found_job(request, id, KIND), language_of(request)
    result, again = desk_of(request).result(job), [("scenario", str(job.asked.get("scenario", "")))]
    if result is None:
        return waiting(request, job, again)
    request.state.styles_inside = True
    return private(
        render(
            request, "what_if_answer.html", job=job, result=result, body=body_of(request, job),
            files=files_of(result, lang), script=script_of("what_if"), ground=ground_of(site_of(request), lang),
            again=again, prices=price_rows(result["prices"], lang), counts=price_counts(result["prices"]),
            bars=price_bars(result["prices"], lang),
        )
    )  # fmt: skip


@router.get("/{id}/change.json")
def change(request: Request, id: str) -> Response:
    """Places with their figure before and after, for the page's map."""
    return file_of(request, id, KIND, "change.json", "application/geo+json")


@router.post("/{id}/cancel")
def cancel(request: Request, id: str) -> Response:
    """Stop it."""
    return stopped(request, id, KIND, f"/{language_of(request)}/what-if/{id}")
