from __future__ import annotations

import re

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from portee.store.roles import Role
from portee.web.app import create_app, preferred
from portee.web.site import Site
from tests.web.people import Person

QUESTIONS = {
    f"/api/v1/{one}" for one in (
        "compare", "diagnose", "hub/accounts", "hub/check", "isochrone", "reach", "rules/check", "scenario/check",
        "territories/groups", "territories/replicate", "trip", "vacancy",
    )
}  # fmt: skip
"""What is asked of the API changes nothing: other sites' pages may ask it."""
OPEN = {
    f"/fr/{one}" for one in (
        "explorer", "explorer/answer", "person", "vacancy", "what-if", "what-if/compare", "what-if/{id}/cancel",
        "hub", "hub/compare", "hub/{id}/cancel", "goods", "goods/compare", "goods/{id}/cancel", "territory/{part}",
        "territory/{part}/{id}/cancel", "pains/new", "pains/mine", "incidents/new", "incidents/mine", "rules/check",
        "learn", "learn/quiz", "account/link", "account/link/{token}", "account/sign-in", "account/sign-out",
    )
}  # fmt: skip
"""Forms that need no account."""
VALUES = {"part": "work", "sort": "pain"}


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "fr"), ("en-GB,en;q=0.9", "en"), ("fr;q=0.4, en;q=0.9", "en"), ("de,es", "fr"), ("*", "fr"),
        ("en;q=0", "fr"), ("en;q=x,,;", "fr"), ("FR-ca", "fr"),
    ],
)  # fmt: skip
def test_the_front_door_speaks_the_readers_language(client: TestClient, accepted: str, lang: str) -> None:
    assert preferred(accepted) == lang
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{lang}/")


def test_a_site_of_one_language_speaks_it_to_all() -> None:
    assert preferred("fr", ("en",)) == "en"


def test_the_api_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert "/healthz" in described["paths"]
    assert not any(path.startswith(("/fr", "/en")) for path in described["paths"])


@pytest.mark.parametrize("path", ["/fr/", "/static/portee.css", "/openapi.json"])
def test_text_is_compressed_for_who_can_read_it(client: TestClient, path: str) -> None:
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert {"accept-encoding"} <= {part.strip().lower() for part in packed.headers["vary"].split(",")}
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    # The nonce of a page is drawn anew.
    assert abs(len(packed.content) - len(plain.content)) < 100


@pytest.mark.parametrize("path", ["/healthz", "/static/font.woff2"])
def test_what_is_short_or_compressed_already_is_not(client: TestClient, path: str) -> None:
    assert "content-encoding" not in client.get(path, headers={"accept-encoding": "gzip"}).headers


def changing(site: Site) -> list[tuple[str, str, str]]:
    """(method, declared, address) of whatever may change something, in French and in the API."""
    contexts = iter_route_contexts(create_app(site).router.routes)
    found = [(method, str(one.path)) for one in contexts for method in getattr(one, "methods", None) or ()]
    return [
        (method, path, re.sub(r"{(\w+)(:\w+)?}", lambda part: VALUES.get(part[1], "x"), path))
        for method, path in found
        if method not in ("GET", "HEAD") and not path.startswith("/en/")
    ]


def test_nothing_is_changed_by_a_form_of_another_site_nor_by_a_visitor_who_may_not(shared: Site) -> None:
    doors = changing(shared)
    assert len(doors) > 50
    assert {path for _, path, _ in doors} >= QUESTIONS | OPEN
    boss, visitor = Person(shared).signs_in("boss", Role.administrator), Person(shared)
    token = {"X-CSRF-Token": visitor.token()}
    for method, declared, address in doors:
        if declared not in QUESTIONS:
            assert boss.client.request(method, address).status_code == 403, declared
        if declared not in QUESTIONS | OPEN:
            assert visitor.client.request(method, address, headers=token).status_code == 401, declared


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/fr", "/fr/"), ("/fr/explorer/", "/fr/explorer"), ("/ogc/?f=json", "/ogc?f=json"), ("//else.org/fr", None),
        ("/nothing/", None), ("/fr/commons/a%0d%0ab/", None),
    ],
)  # fmt: skip
def test_the_other_slash_leads_on_without_a_word_of_whom_was_asked(
    client: TestClient, asked: str, to: str | None
) -> None:
    answer = client.get(f"https://testserver{asked}", headers={"host": "else.org"})
    assert answer.headers.get("location") == to
    assert answer.status_code == (404 if to is None else 307)
