"""What is answered when something is wrong: one JSON shape for programs, one page for people, one reference for both.

    {"error": {"code": "not_found", "message": "…", "hint": "…", "reference": "8F2C-41D7"}}

The reference is in the log too, with where it happened; never with what was entered.
"""

from __future__ import annotations

import errno
import logging
import re
import secrets
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portee.core.errors import ConflictError, ManyProblems, OutputError, PorteeError, StoreError
from portee.reports.problems import error_in, problem_in
from portee.web.rendering import language_of, render
from portee.web.wording import LANGUAGES, say

__all__ = ["DESCRIBED", "LOG", "Catcher", "Problem", "answer_problem", "install"]

LOG = logging.getLogger("portee.web")


MOST_TOLD = 5
FULL = ("The disk is full.", "Your disk quota is used up.")
"""How the store and the writers of files tell it."""
FOR_PROGRAMS = ("api", "ogc", "tiles", "static", "healthz", "openapi.json")
"""First parts of addresses that are no pages."""
OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class Told(BaseModel):
    """What is wrong: a word for the status, what it is, how to mend it, and the reference that the log tells too."""

    code: str
    message: str
    hint: str | None
    reference: str


class Refusal(BaseModel):
    """The one shape of errors."""

    error: Told


DESCRIBED: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Refusal, "description": "What was asked is wrong, or asked too often."},
    "5XX": {"model": Refusal, "description": "The application could not answer."},
}
"""How the description of the API tells errors."""

KNOWN = {
    400: "bad_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    409: "conflict", 410: "gone", 413: "too_large", 415: "wrong_type", 422: "invalid", 429: "too_many", 500: "internal",
    503: "unavailable",
}  # fmt: skip
"""Status → code, and the messages `problem-<code>` and `problem-<code>-hint`."""


class Problem(Exception):
    """Something that an answer must say.

    Args:
        status: of the answer, one of `KNOWN`.
        message, hint: in the reader's language; those of the status when left out.
        lang: of message and hint, when it is not that of the page.
        headers: of the answer.
        action: where to go from here, an address and what to call it; None for the first page alone.
    """

    def __init__(
        self, status: int, message: str = "", hint: str = "", *, lang: str | None = None,
        headers: Mapping[str, str] | None = None, action: tuple[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.action = action
        self.status, self.message, self.hint, self.lang = status, message, hint, lang
        self.headers = dict(headers or {})

    @property
    def code(self) -> str:
        """The word for its status."""
        return KNOWN.get(self.status, "bad_request" if self.status < 500 else "internal")


def install(app: FastAPI) -> None:
    """Let every error of an application answer so."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(PorteeError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def answer_problem(request: Request, problem: Problem, *, error: Exception | None = None) -> Response:
    """The answer for a problem, told in the log under its reference."""
    drawn = secrets.token_hex(4).upper()
    reference = f"{drawn[:4]}-{drawn[4:]}"
    # Where it happened, and what kind: the words of an error may repeat what was entered.
    trace = "" if error is None else f" {type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
    level = logging.ERROR if problem.status >= 500 else logging.INFO
    LOG.log(level, "problem %s %s %s%s", reference, problem.status, problem.code, trace.rstrip())
    for_people = _is_page(request)
    lang = language_of(request) if for_people else "en"
    message = problem.message or say(lang, f"problem-{problem.code}")
    hint = problem.hint or ("" if problem.message else say(lang, f"problem-{problem.code}-hint"))
    action = problem.action
    if for_people:
        if problem.status == HTTPStatus.UNAUTHORIZED and action is None:
            action = f"/{lang}/account", say(lang, "account-sign-in")
        response: Response = render(
            request, "problem.html", status=problem.status, message=message, hint=hint, reference=reference,
            message_lang=problem.lang or lang, action=action,
        )  # fmt: skip
    else:
        told = {"code": problem.code, "message": message, "hint": hint or None, "reference": reference}
        response = JSONResponse({"error": told}, status_code=problem.status)
    response.headers.update(problem.headers)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_page(request: Request) -> bool:
    first = request.url.path.split("/", 2)[1]
    if first in (*LANGUAGES, ""):
        return True
    # A person may mistype the first part of an address; what programs ask for is answered in their shape to all.
    return first not in FOR_PROGRAMS and "text/html" in request.headers.get("accept", "")


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return answer_problem(request, error)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, PorteeError)
    if isinstance(error, ConflictError):
        return answer_problem(request, Problem(409))
    if isinstance(error, (StoreError, OutputError)):
        # A disk that is full, a database that is busy: no fault of whoever asks, who may try again.
        LOG.error("%s: %s %s", type(error).__name__, error.what, error.mend)
        return answer_problem(request, _full(request) if error.what in FULL else Problem(503))
    lang = language_of(request) if _is_page(request) else "en"
    told = problem_in(lang, error.what, error.mend)
    # Of several problems the first ones are told: each says where it is and how to mend it.
    several = error.problems[:MOST_TOLD] if isinstance(error, ManyProblems) else ()
    hint = " ".join([told.mend, *(error_in(lang, problem) for problem in several)]).strip()
    what = told.what
    if request.url.path.startswith("/api/"):
        what, hint = _as_fields(what), _as_fields(hint)
    return answer_problem(request, Problem(422, what, hint, lang=told.lang))


def _as_fields(text: str) -> str:
    """Options of the command line, by the names of the fields of the API: --max-time is max_time."""
    return OPTION.sub(lambda found: found[1].replace("-", "_"), text)


def _full(request: Request) -> Problem:
    """What is told while the site can write nothing: that what was sent is not kept, so that people keep it."""
    lang = language_of(request) if _is_page(request) else "en"
    return Problem(503, say(lang, "problem-full"), say(lang, "problem-full-hint"))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if _is_page(request):
        return answer_problem(request, Problem(422))
    told = [f"{'.'.join(str(part) for part in one['loc'][1:]) or 'body'}: {one['msg']}" for one in error.errors()]
    # OGC API asks for 400 (Core, requirement query-param-invalid).
    status = 400 if request.url.path.startswith("/ogc") else 422
    return answer_problem(request, Problem(status, "; ".join(told)[:2000], "See /openapi.json for what is expected."))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404 and (other := _other_slash(request)):
        return RedirectResponse(other, status_code=307)
    given = str(error.detail) if error.detail != HTTPStatus(error.status_code).phrase else ""
    headers = {"Allow": ", ".join(_allowed(request))} if error.status_code == 405 else error.headers
    return answer_problem(request, Problem(error.status_code, given, headers=headers))


def _other_slash(request: Request) -> str:
    """The same address with or without "/" at its end, where that one is answered; "" where it is not.

    It names no machine: what a request says of where it arrived is anybody's word.
    """
    path = request.url.path
    other = path.rstrip("/") if path.endswith("/") else f"{path}/"
    if not other or not any(
        route.matches({**request.scope, "path": other})[0] == Match.FULL for route in request.app.router.routes
    ):
        return ""
    query = request.url.query
    return quote(other, safe="/:@!$&'()*+,;=") + (f"?{query}" if query else "")


def _allowed(request: Request) -> list[str]:
    """Methods of an address, of all its routes (RFC 9110, 10.2.1): the router knows those of the first one alone."""
    routes = request.app.router.routes

    def answered(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(dict(scope))[0] == Match.FULL for route in routes)

    return [method for method in METHODS if answered(method)]


class Catcher:
    """ASGI middleware that answers what nobody else caught: a defect, or a full disk. It says so and keeps running."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            # Whoever asked is gone: no defect, and nobody to answer.
            LOG.info("the connection was closed before all was sent")
        except Exception as error:
            request: Any = Request(scope, receive)
            full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
            response = answer_problem(request, _full(request) if full else Problem(500), error=error)
            if not started:
                await response(scope, receive, send)
