from __future__ import annotations

import errno
import logging
import re
from html import unescape

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect

from portee.core.errors import ParameterError, StoreError
from portee.web.app import create_app
from portee.web.errors import KNOWN, Problem
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say

SOMEBODY = "madame X"
REFERENCE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")


@pytest.fixture
def failing(site: Site) -> TestClient:
    """An application that fails in each way, for people under /fr and for programs under /api."""
    router = APIRouter()

    @router.get("/refused")
    def refused() -> None:
        raise ParameterError("It is too large.", mend="Give less.")

    @router.get("/broken")
    def broken() -> None:
        raise RuntimeError(f"secret of {SOMEBODY}")

    @router.get("/busy")
    def busy() -> None:
        raise Problem(503, headers={"Retry-After": "60"})

    @router.get("/full/{where}")
    def full(where: str) -> None:
        raise StoreError("The disk is full.") if where == "store" else OSError(errno.ENOSPC, "x")

    @router.get("/old")
    def old() -> None:
        raise Problem(410, "Too old.", "Ask for another.", action=("/fr/account", "Another"))

    @router.get("/gone")
    def gone() -> None:
        raise ClientDisconnect

    @router.get("/typed")
    def typed(count: int) -> int:
        return count

    app = create_app(site)
    app.include_router(router, prefix="/fr")
    app.include_router(router, prefix="/api")
    return TestClient(app)


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("refused", 422, "It is too large."), ("broken", 500, "Something went wrong on our side."),
        ("busy", 503, "The service is busy."), ("typed?count=x", 422, "count: Input should be a valid integer"),
        ("full/store", 503, "The disk of this site is full"), ("full/file", 503, "The disk of this site is full"),
        ("nothing", 404, "There is nothing at this address."),
    ],
)  # fmt: skip
def test_programs_are_told_in_one_shape(
    failing: TestClient, path: str, status: int, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "portee.web")
    answer = failing.get(f"/api/{path}")
    assert answer.status_code == status
    told = answer.json()["error"]
    assert set(told) == {"code", "message", "hint", "reference"}
    assert told["code"] == KNOWN[status]
    assert told["message"].startswith(message)
    assert REFERENCE.fullmatch(told["reference"])
    assert told["reference"] in caplog.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["refused", "broken", "busy", "full/file", "nothing"])
def test_people_get_a_page_with_the_same_reference(
    failing: TestClient, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "portee.web")
    answer = failing.get(f"/fr/{path}")
    assert answer.headers["content-type"].startswith("text/html")
    found = REFERENCE.search(answer.text)
    assert found
    assert found[0] in caplog.text
    assert say("fr", "problem-title") in unescape(answer.text)


@pytest.mark.parametrize(
    ("path", "accept", "page"),
    [("/carte", "text/html,*/*;q=0.8", True), ("/carte", "*/*", False), ("/api/v1/carte", "text/html", False)],
)  # fmt: skip
def test_a_person_who_mistypes_an_address_gets_a_page(failing: TestClient, path: str, accept: str, page: bool) -> None:
    answer = failing.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html") is page
    assert (say("fr", "problem-title") in unescape(answer.text)) is page


def test_what_is_gone_says_where_to_go_on(failing: TestClient) -> None:
    answer = failing.get("/fr/old")
    assert answer.status_code == 410
    assert "<h1>Too old.</h1>" in answer.text
    assert '<a href="/fr/account">Another</a>' in answer.text
    assert REFERENCE.search(answer.text)


def test_a_defect_is_told_without_what_was_entered(failing: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = failing.get("/api/broken")
    assert SOMEBODY not in answer.text
    assert SOMEBODY not in caplog.text
    assert "RuntimeError" in caplog.text
    assert "test_errors.py" in caplog.text


def test_whoever_hangs_up_is_no_defect(failing: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "portee.web"), pytest.raises(AssertionError):
        # No answer was begun: the client of the tests says so.
        failing.get("/api/gone")
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert "closed before" in caplog.text


def test_what_the_engine_says_in_english_is_marked_so(failing: TestClient) -> None:
    assert '<p class="answer" lang="en">It is too large.</p>' in failing.get("/fr/refused").text


def test_a_method_that_an_address_does_not_know_is_told_with_those_it_does(failing: TestClient) -> None:
    answer = failing.delete("/api/v1/reach")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) >= {"GET", "POST"}
    assert "DELETE" not in answer.headers["allow"]


def test_headers_of_a_problem_are_sent(failing: TestClient) -> None:
    assert failing.get("/api/busy").headers["retry-after"] == "60"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_code_has_words(lang: str) -> None:
    for code in KNOWN.values():
        assert say(lang, f"problem-{code}")
        assert say(lang, f"problem-{code}-hint")
