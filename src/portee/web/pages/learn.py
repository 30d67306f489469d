"""Learn: the booklet chapter by chapter, its quiz without a script, its files, and one-page sheets of places.

Until its figures are worked out, the first page tells how far they are, and the others lead there. What somebody
answers to the quiz is in the body of a form, told at once and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from portee.reports.booklet import Booklet
from portee.reports.booklet_html import booklet_html, booklet_values
from portee.reports.booklet_pdf import booklet_pdf
from portee.reports.sheet_html import sheet_values
from portee.reports.sheet_pdf import sheet_pdf
from portee.services.booklet import Facts
from portee.services.booklet.sheets import place_sheet, spot_code
from portee.web.errors import Problem
from portee.web.explorer import explorer_of, picture_base
from portee.web.forms import Typed, typed
from portee.web.learn import ask_again, booklet_in, facts_of, wait
from portee.web.rendering import language_of, private, render
from portee.web.site import site_of
from portee.web.wording import say

__all__ = ["router"]

QUIZ = "quiz"


def _to_start(request: Request) -> RedirectResponse:
    return RedirectResponse(f"/{language_of(request)}/learn", status_code=303)


class _NotReady(Exception):
    """The figures are not worked out yet."""


class _Route(APIRoute):
    """Where figures are missing, the page that tells how far they are is shown instead."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        handle = super().get_route_handler()

        async def ready(request: Request) -> Response:
            try:
                return await handle(request)
            except _NotReady:
                return _to_start(request)

        return ready


router = APIRouter(route_class=_Route)


@router.get("/learn")
def contents(request: Request) -> HTMLResponse:
    """What is in the booklet, its files and its sheets."""
    site = site_of(request)
    booklet, facts = booklet_in(site, language_of(request)), facts_of(site)
    if booklet is None or facts is None:
        return wait(request)
    return render(request, "learn.html", **_drawn(booklet), spots=facts.spots)


@router.post("/learn")
def again(request: Request) -> RedirectResponse:
    """Work the figures out once more, where that failed or was stopped."""
    ask_again(request)
    return _to_start(request)


@router.get("/learn/chapter/{id}")
def chapter(request: Request, id: str) -> HTMLResponse:
    """One chapter."""
    booklet = _booklet(request)
    found = booklet.chapter(id)
    if found is None or id == QUIZ:
        raise Problem(404)
    order = [one for one in booklet.chapters if one.id != QUIZ]
    at = order.index(found)
    return render(
        request, "learn_chapter.html", **_drawn(booklet), chapter=found,
        before=order[at - 1] if at else None, after=order[at + 1] if at + 1 < len(order) else None,
    )  # fmt: skip


@router.get("/learn/quiz")
def quiz(request: Request) -> HTMLResponse:
    """The questions."""
    return _quiz(request, None)


@router.post("/learn/quiz")
def marked(request: Request, form: Annotated[Typed, Depends(typed)]) -> HTMLResponse:
    """The same with what is right, and why."""
    return _quiz(request, form)


@router.get("/learn/booklet.html")
def page(request: Request) -> Response:
    """The booklet as a file that opens offline."""
    lang = language_of(request)
    text = booklet_html(_booklet(request))
    return _file(text.encode(), "text/html; charset=utf-8", f"{say(lang, 'learn-file')}.html")


@router.get("/learn/booklet.pdf")
def paper(request: Request) -> Response:
    """The booklet to print."""
    site, lang = site_of(request), language_of(request)
    booklet = _booklet(request)
    content: bytes = site.once(f"booklet pdf {lang}", lambda: booklet_pdf(booklet))
    return _file(content, "application/pdf", f"{say(lang, 'learn-file')}.pdf")


@router.get("/learn/sheet/{number}")
def sheet(request: Request, number: int) -> HTMLResponse:
    """The sheet of a place, to print."""
    site = site_of(request)
    code = spot_code(_facts(request), _spot(request, number), site.world.network)
    return render(
        request, "learn_sheet.html", answer=sheet_values(_sheet(request, number)), number=number, code=code,
    )  # fmt: skip


@router.get("/learn/sheet/{number}/sheet.pdf")
def sheet_paper(request: Request, number: int) -> Response:
    """The same as one page of PDF."""
    name = f"{say(language_of(request), 'learn-sheet-file')}-{number}.pdf"
    return _file(sheet_pdf(_sheet(request, number)), "application/pdf", name)


def _facts(request: Request) -> Facts:
    found = facts_of(site_of(request))
    if found is None:
        raise _NotReady
    return found


def _booklet(request: Request) -> Booklet:
    found = booklet_in(site_of(request), language_of(request))
    if found is None:
        raise _NotReady
    return found


def _drawn(booklet: Booklet) -> dict[str, Any]:
    """What chapters are drawn from; `t` is that of pages."""
    values = booklet_values(booklet)
    return {("booklet_t" if name == "t" else name): value for name, value in values.items()}


def _spot(request: Request, number: int) -> Any:
    spots = _facts(request).spots
    if not 1 <= number <= len(spots):
        raise Problem(404)
    return spots[number - 1]


def _sheet(request: Request, number: int) -> Any:
    site = site_of(request)
    spot = _spot(request, number)
    return place_sheet(_facts(request), spot, explorer_of(site), picture_base(site), language_of(request))


def _quiz(request: Request, form: Typed | None) -> HTMLResponse:
    booklet = _booklet(request)
    chapter = booklet.chapter(QUIZ)
    assert chapter is not None, "a booklet has a quiz"
    chosen: dict[str, int] = {}
    if form is not None:
        for one in booklet.questions:
            known = [str(k) for k in range(len(one.options))]
            picked = form.choice(one.id, known)
            if picked is not None:
                chosen[one.id] = int(picked)
    right = sum(chosen.get(one.id) == one.right for one in booklet.questions)
    return private(
        render(
            request, "learn_quiz.html", **_drawn(booklet), chapter=chapter, chosen=chosen,
            marked=form is not None, right=right, asked=len(booklet.questions),
        )
    )  # fmt: skip


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
