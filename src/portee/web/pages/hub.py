"""A hub: from an example or a file of one's own, changed by answers, to who gains, its service and its accounts.

As for scenarios the server keeps no unfinished hub: its file goes along in the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from portee.core.errors import PorteeError
from portee.services.gazetteer import Spot
from portee.services.jobs.hub import GAINS, LONGEST, inside, read_hub_text
from portee.web.built import script_of
from portee.web.carried import changed_text, yaml_file
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed
from portee.web.ground import ground_of
from portee.web.hub_form import (
    answered,
    changed_answers,
    example_text,
    example_titles,
    fields_of,
    shown_place,
    variant_of,
)
from portee.web.hub_told import offers_told
from portee.web.long_answers import ask, body_of, file_of, files_of, found_job, stopped, to_work, waiting
from portee.web.placing import spot_choices, spots_of
from portee.web.private import desk_of
from portee.web.rendering import language_of, private, render
from portee.web.sent import Sent, sending
from portee.web.site import site_of
from portee.web.what_if import problems_told
from portee.web.wording import LANGUAGES, say, typeset

__all__ = ["router"]

router = APIRouter()

TEXTS = ("hub", "other")
"""The hub that is worked on, and one to compare it with."""

read_sent = sending(*TEXTS, longest=LONGEST, most_fields=400)


@router.get("/hub")
def start(request: Request) -> Response:
    """An example to choose, or a file to open."""
    if request.url.query:
        return RedirectResponse(request.url.path, status_code=303)
    return _page(request, dict.fromkeys(TEXTS, ""))


@router.post("/hub")
def change(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """One step: take an example, open a file, change main fields, make a variant, save."""
    form, texts = sent.form, dict(sent.long)
    step = form.text("do")
    if step == "example":
        id = form.choice("example", example_titles())
        if id is None:
            form.wrong("example", "form-needed")
        else:
            texts["hub"] = example_text(id)
    elif step == "open":
        if sent.file:
            texts["hub"] = sent.file
        else:
            form.wrong("file", "whatif-no-file")
    elif step == "edit":
        return _edit(request, form, texts)
    elif step == "variant":
        words = {code: say(code, "hub-variant-word") for code in LANGUAGES}
        made = changed_text(lambda: variant_of(texts["hub"], words), "")
        if made:
            texts = {"hub": made, "other": texts["hub"]}
    elif step == "alone":
        texts["other"] = ""
    elif step == "save":
        return yaml_file(texts["hub"], "hub")
    return _page(request, texts, form=form)


@router.get("/hub/compare")
def compared(request: Request) -> Response:
    """Nothing is at the address of that form but the form: whoever comes here begins."""
    return RedirectResponse(f"/{language_of(request)}/hub", status_code=303)


@router.post("/hub/compare")
def compare(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> Response:
    """Compare with doing nothing, and with the other one: on to the page that tells how far it is."""
    hubs = sent.long
    if sent.form.text("answers"):
        # Answers that nobody took in first are compared all the same, not silently left out.
        taken = _taken(request, sent.form, dict(hubs))
        if isinstance(taken, Response):
            return taken
        hubs = taken
    texts = [hubs[name] for name in reversed(TEXTS) if hubs[name].strip()]
    plan, problems = read_hub_text(hubs["hub"])
    if plan is None or problems:
        return _page(request, hubs)
    try:
        job = ask(request, "hub", {"hubs": texts}, plan.title.in_(language_of(request)))
    except PorteeError as problem:
        return _page(request, hubs, refused=problem)
    return to_work(request, f"/{language_of(request)}/hub/{job.id}")


@router.get("/hub/{id}")
def answer(request: Request, id: str) -> Response:
    """The answer, or how far it is; who knows its address may look."""
    job, lang = found_job(request, id, "hub"), language_of(request)
    texts = [str(text) for text in job.asked.get("hubs", ())]
    again = list(zip(TEXTS, reversed(texts), strict=False))
    result = desk_of(request).result(job)
    if result is None:
        return waiting(request, job, again)
    request.state.styles_inside = True
    return private(
        render(
            request, "hub_answer.html", job=job, result=result, body=body_of(request, job),
            files=files_of(result, lang), again=again, script=script_of("hub") if result["gains"] else None,
            ground=ground_of(site_of(request), lang),
        )
    )  # fmt: skip


@router.get("/hub/{id}/gains.json")
def gains(request: Request, id: str) -> Response:
    """Places with what hubs are worth there, for the page's map."""
    return file_of(request, id, "hub", GAINS, "application/geo+json")


@router.post("/hub/{id}/cancel")
def cancel(request: Request, id: str) -> Response:
    """Stop it."""
    return stopped(request, id, "hub", f"/{language_of(request)}/hub/{id}")


def _edit(request: Request, form: Typed, texts: dict[str, str]) -> Response:
    taken = _taken(request, form, texts)
    return taken if isinstance(taken, Response) else _page(request, taken, saved=True)


def _taken(request: Request, form: Typed, texts: dict[str, str]) -> dict[str, str] | Response:
    """The hubs after the answers; the page where something is wrong with them."""
    site, lang = site_of(request), language_of(request)
    plan, problems = read_hub_text(texts["hub"])
    if plan is None or problems:
        return _page(request, texts, form=form)
    changed = changed_answers(plan, form, lang)
    spots = spots_of(changed, "place", gazetteer_of_site(site)) if changed.text("place") else ()
    made = changed_text(lambda: answered(texts["hub"], changed, spots, lang), texts["hub"])
    if changed.problems:
        form.problems.update(changed.problems)
        return _page(request, texts, form=form, spots=spots)
    _, wrong = read_hub_text(made)
    if wrong:
        return _page(request, texts, form=form, refused=wrong[0])
    return {**texts, "hub": made}


def _page(
    request: Request, texts: Mapping[str, str], *, form: Typed | None = None, spots: tuple[Spot, ...] = (),
    refused: PorteeError | None = None, saved: bool = False,
) -> Response:  # fmt: skip
    site, lang = site_of(request), language_of(request)
    request.state.styles_inside = True
    form = form or Typed({})
    plan, problems = read_hub_text(texts["hub"]) if texts["hub"].strip() else (None, ())
    other, _ = read_hub_text(texts["other"]) if texts["other"].strip() else (None, ())
    told = problems_told([refused] if refused is not None else problems, lang)
    titles = [(id, typeset(lang, title.in_(lang))) for id, title in example_titles().items()]
    return private(
        render(
            request, "hub.html", place_now="" if plan is None else shown_place(plan),
            status=422 if told or form.problems else 200, texts=texts, plan=plan, other=other,
            told=told, typed=form.text, problems=form.problems, spots=spot_choices(spots, lang),
            examples=[("", say(lang, "form-choose")), *titles],
            services=[] if plan is None else fields_of(plan, lang), saved=saved, longest=LONGEST,
            here_now=plan is not None and inside(plan, site.world.network), script=script_of("hub"),
            offers=[] if plan is None else offers_told(plan, lang), ground=ground_of(site, lang),
        )
    )  # fmt: skip
