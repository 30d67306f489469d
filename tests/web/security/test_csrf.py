from __future__ import annotations

import re

import pytest
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient

from portee.web.app import create_app
from portee.web.rendering import render
from portee.web.security.csrf import HEADER, LENGTH, checked, cookie_name, token_of
from portee.web.site import Settings, Site

FORGED = "x" * LENGTH


@pytest.fixture
def asked(site: Site) -> TestClient:
    return asking(site)


def asking(site: Site) -> TestClient:
    router = APIRouter()

    @router.get("/ask")
    def ask(request: Request) -> HTMLResponse:
        token_of(request)
        return render(request, "home.html", people=())

    @router.post("/ask")
    def answer(text: str = Form("")) -> str:
        return f"said {text}"

    app = create_app(site)
    app.include_router(router, prefix="/fr", dependencies=[Depends(checked)])
    return TestClient(app, base_url="https://testserver")


def token(client: TestClient) -> str:
    client.get("/fr/ask")
    return str(client.cookies["portee-form"])


def test_a_form_of_this_site_is_answered(asked: TestClient) -> None:
    answer = asked.post("/fr/ask", data={"csrf": token(asked), "text": "é"})
    assert (answer.status_code, answer.json()) == (200, "said é")


def test_so_is_a_script_of_this_site(asked: TestClient) -> None:
    assert asked.post("/fr/ask", headers={HEADER: token(asked)}).status_code == 200


def test_a_page_tells_it_under_another_mask_each_time(asked: TestClient) -> None:
    told = [re.findall(r'name="csrf" value="([^"]+)"', asked.get("/fr/person").text)[0] for _ in range(2)]
    assert told[0] != told[1]
    assert not any(asked.cookies["portee-form"] in one for one in told)
    for one in told:
        assert asked.post("/fr/ask", data={"csrf": one, "text": "a"}).json() == "said a"
        turned = ("A" if one[0] != "A" else "B") + one[1:]
        assert asked.post("/fr/ask", data={"csrf": turned}).status_code == 403


@pytest.mark.parametrize("given", ["", FORGED, "short", "é" * LENGTH, "A" * 116, "A" * 115, "é" * 116])
def test_any_other_token_is_refused(asked: TestClient, given: str) -> None:
    token(asked)
    assert asked.post("/fr/ask", data={"csrf": given}).status_code == 403


def test_a_file_is_no_token(asked: TestClient) -> None:
    token(asked)
    assert asked.post("/fr/ask", files={"csrf": ("a.txt", b"a")}).status_code == 403


def test_without_the_cookie_nothing_is_answered(asked: TestClient) -> None:
    assert asked.post("/fr/ask", data={"csrf": ""}).status_code == 403
    assert asked.post("/fr/ask", data={"csrf": FORGED}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://else.example"},
        {"origin": "http://["}, {"origin": ""},
    ],
)  # fmt: skip
def test_what_says_that_it_comes_from_elsewhere_is_refused(asked: TestClient, headers: dict[str, str]) -> None:
    kept = token(asked)
    assert asked.post("/fr/ask", data={"csrf": kept}, headers=headers).status_code == 403
    own = {"sec-fetch-site": "same-origin", "origin": "https://testserver"}
    assert asked.post("/fr/ask", data={"csrf": kept}, headers=own).status_code == 200


def test_the_token_stays_the_same_for_all_tabs(asked: TestClient) -> None:
    first = token(asked)
    assert "set-cookie" not in asked.get("/fr/ask").headers
    assert token(asked) == first


def test_no_script_reads_the_cookie_and_no_other_site_sends_it(site: Site) -> None:
    told = asking(site).get("/fr/ask").headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=strict" in told
    secured = asking(Site(site.workspace, Settings(secure=True))).get("/fr/ask").headers["set-cookie"]
    assert secured.startswith(cookie_name(secure=True))
    assert "Secure" in secured
    assert "Domain" not in secured


def test_a_page_without_a_form_sets_no_cookie(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/fr/").headers
