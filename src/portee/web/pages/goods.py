"""Parcels and rounds: a plan from a few answers or a file, to its rounds on the map beside vans from the depot.

As for hubs the server keeps no unfinished plan: its file, and the table of orders, go along in the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import PorteeError
from portee.services.describe import suggested_date
from portee.services.gazetteer import Spot
from portee.services.jobs.goods import LONGEST, SHAPES, read_goods_text
from portee.services.logistics.declared import GoodsFile
from portee.web.built import script_of
from portee.web.carried import changed_text, yaml_file
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed
from portee.web.goods_form import (
    FIRST,
    PLACES,
    answered,
    fields_of,
    placed,
    shown_places,
    started,
    variant_of,
    with_orders,
)
from portee.web.ground import ground_of
from portee.web.long_answers import ask, body_of, file_of, files_of, found_job, stopped, to_work, waiting
from portee.web.placing import spot_choices
from portee.web.private import desk_of
from portee.web.rendering import language_of, private, render
from portee.web.sent import Sent, sending
from portee.web.site import Site, site_of
from portee.web.what_if import problems_told

__all__ = ["router"]

router = APIRouter()

TEXTS = ("plan", "other", "orders")
"""The plan that is worked on, one to compare it with, and the table of orders of both."""
OTHER_DAY = date(2026, 1, 13)
"""Of figures, where no timetable tells of what days the territory is."""
RESIDENTS = "residents"

read_sent = sending(*TEXTS, longest=LONGEST, most_fields=400)


@router.get("/goods")
def start(request: Request) -> Response:
    """A few questions, or a file to open."""
    if request.url.query:
        return RedirectResponse(request.url.path, status_code=303)
    return _page(request, dict.fromkeys(TEXTS, ""))


@router.post("/goods")
def change(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """One step: begin a plan, open a file or a table of orders, change main answers, make a variant, save."""
    form, texts = sent.form, dict(sent.long)
    step = form.text("do")
    if step == "new":
        return _new(request, form)
    if step in ("open", "orders"):
        if not sent.file:
            form.wrong("file" if step == "open" else "orders-file", "whatif-no-file")
            return _page(request, texts, form=form)
        if step == "open":
            return _page(request, {**texts, "plan": sent.file})
        plan = changed_text(lambda: with_orders(texts["plan"]), texts["plan"])
        return _page(request, {**texts, "orders": sent.file, "plan": plan})
    if step == "edit":
        taken = _taken(request, form, texts)
        return taken if isinstance(taken, Response) else _page(request, taken, saved=True)
    if step == "variant":
        made = changed_text(lambda: variant_of(texts["plan"]), "")
        return _page(request, {**texts, "plan": made, "other": texts["plan"]} if made else texts)
    if step == "alone":
        return _page(request, {**texts, "other": ""})
    if step == "save":
        return yaml_file(texts["plan"], "goods")
    # Whoever comes from a hub brings where it stands; nothing is wrong yet.
    return _page(request, texts, form=Typed({name: form.text(name) for name in PLACES}))


@router.get("/goods/compare")
def compared(request: Request) -> Response:
    """Nothing is at the address of that form but the form: whoever comes here begins."""
    return RedirectResponse(f"/{language_of(request)}/goods", status_code=303)


@router.post("/goods/compare")
def compare(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """Make the rounds: on to the page that tells how far it is."""
    texts = sent.long
    if sent.form.text("answers"):
        taken = _taken(request, sent.form, dict(texts))
        if isinstance(taken, Response):
            return taken
        texts = taken
    plan, problems = read_goods_text(texts["plan"])
    if plan is None or problems:
        return _page(request, texts)
    lang, orders = language_of(request), texts["orders"]
    plans = [texts[name] for name in ("other", "plan") if texts[name].strip()]
    try:
        job = ask(request, "goods", {"plans": plans, "orders": orders}, _title(plan, lang))
    except PorteeError as problem:
        return _page(request, texts, refused=problem)
    return to_work(request, f"/{lang}/goods/{job.id}")


@router.get("/goods/{id}")
def answer(request: Request, id: str) -> Response:
    """The answer, or how far it is; who knows its address may look."""
    job, lang = found_job(request, id, "goods"), language_of(request)
    plans = [str(text) for text in job.asked.get("plans", ())]
    again = [*zip(("plan", "other"), reversed(plans), strict=False), ("orders", str(job.asked.get("orders", "")))]
    result = desk_of(request).result(job)
    if result is None:
        return waiting(request, job, again)
    request.state.styles_inside = True
    return private(
        render(
            request, "goods_answer.html", job=job, result=result, body=body_of(request, job),
            files=files_of(result, lang), again=again, script=script_of("goods"),
            ground=ground_of(site_of(request), lang),
        )
    )  # fmt: skip


@router.get("/goods/{id}/rounds.json")
def rounds(request: Request, id: str) -> Response:
    """Rounds as lines, for the page's map."""
    return file_of(request, id, "goods", SHAPES, "application/json")


@router.post("/goods/{id}/cancel")
def cancel(request: Request, id: str) -> Response:
    """Stop it."""
    return stopped(request, id, "goods", f"/{language_of(request)}/goods/{id}")


def _new(request: Request, form: Typed) -> Response:
    site, texts = site_of(request), dict.fromkeys(TEXTS, "")
    for name in PLACES:
        form.needed(name)
    at, spots = placed(form, gazetteer_of_site(site))
    cells = _cells(site)
    if cells is None or form.problems or len(at) < len(PLACES):
        return _page(request, texts, form=form, at=at, spots=spots)
    made = started(form, at, suggested_date(site.world.network) or OTHER_DAY, *cells, language_of(request))
    return _page(request, texts, form=form) if form.problems else _page(request, {**texts, "plan": made}, saved=True)


def _cells(site: Site) -> tuple[str, str] | None:
    """The file of where people live, as a plan names it, and its column that counts; None where there is none."""
    path, entry = site.workspace.places("cells"), site.workspace.entry("cells")
    return None if path is None else (path.name, (entry.weight if entry is not None else None) or RESIDENTS)


def _taken(request: Request, form: Typed, texts: dict[str, str]) -> dict[str, str] | Response:
    """The texts after the answers; the page where something is wrong with them."""
    plan, problems = read_goods_text(texts["plan"])
    if plan is None or problems:
        return _page(request, texts, form=form)
    at, spots = placed(form, gazetteer_of_site(site_of(request)))
    before, lang = texts["plan"], language_of(request)
    made = changed_text(lambda: answered(before, plan, form, at, lang), before)
    if form.problems:
        return _page(request, texts, form=form, at=at, spots=spots)
    _, wrong = read_goods_text(made)
    return _page(request, texts, form=form, refused=wrong[0]) if wrong else {**texts, "plan": made}


def _title(plan: GoodsFile, lang: str) -> str:
    return plan.name if plan.title is None else plan.title.in_(lang)


def _page(
    request: Request, texts: Mapping[str, str], *, form: Typed | None = None, at: Mapping[str, Spot] | None = None,
    spots: tuple[Spot, ...] = (), refused: PorteeError | None = None, saved: bool = False,
) -> Response:  # fmt: skip
    site, lang = site_of(request), language_of(request)
    request.state.styles_inside = True
    form = form or Typed({})
    plan, problems = read_goods_text(texts["plan"]) if texts["plan"].strip() else (None, ())
    other, _ = read_goods_text(texts["other"]) if texts["other"].strip() else (None, ())
    told = problems_told([refused] if refused is not None else problems, lang)
    # Places are asked one after the other: the first that is not known yet is the one to choose.
    unclear = next((name for name in PLACES if form.text(name) and name not in (at or {})), "")
    return private(
        render(
            request, "goods.html", status=422 if told or form.problems else 200, texts=texts, plan=plan, other=other,
            told=told, typed=form.text, problems=form.problems, spots=spot_choices(spots, lang), saved=saved,
            unclear=unclear, vehicles=[] if plan is None else fields_of(plan),
            places=dict.fromkeys(PLACES, "") if plan is None else shown_places(plan), first=FIRST, longest=LONGEST,
            homes=_cells(site) is not None,
            script=script_of("goods"), ground=ground_of(site, lang),
            title=lambda one: _title(one, lang),
        )
    )  # fmt: skip
