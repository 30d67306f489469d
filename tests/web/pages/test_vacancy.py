from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.asking import place_name, send


@pytest.fixture(scope="module")
def workplace(site: Site) -> str:
    return place_name(site)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_five_answers_give_who_can_come_and_what_would_add_people(
    client: TestClient, workplace: str, lang: str
) -> None:
    answer = send(
        client, f"/{lang}/vacancy", workplace=workplace, start="05:30", end="13:00", days="mon-sat", wage="1500"
    )
    assert answer.status_code == 200, answer.text
    page = unescape(answer.text)
    for id in ("vacancy-question", "vacancy-who-title", "vacancy-added-title"):
        assert say(lang, id) in page
    assert '<div role="img"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    # The form that saves it sends the same five answers.
    hidden = dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', answer.text))
    assert unescape(hidden["workplace"]) == workplace
    assert (hidden["start"], hidden["end"], hidden["days"], hidden["wage"]) == ("05:30", "13:00", "mon-sat", "1500")


def test_it_is_saved_as_a_file(client: TestClient, workplace: str) -> None:
    saved = send(client, "/en/vacancy", workplace=workplace, start="22:00", end="06:00", **{"as": "file"})
    assert saved.headers["content-disposition"] == 'attachment; filename="vacancy.html"'
    assert "<style>" in saved.text


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"workplace": ""}, "form-needed"), ({"start": ""}, "form-needed"), ({"end": "05:30"}, "form-same-time"),
        ({"days": "never"}, "form-choice"), ({"wage": "1e9"}, "form-range"), ({"workplace": "rue"}, "place-several"),
        ({"workplace": "<script>"}, "place-unknown"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(client: TestClient, workplace: str, fields: dict[str, str], problem: str) -> None:
    whole = {"workplace": workplace, "start": "05:30", "end": "13:00", **fields}
    answer = send(client, "/fr/vacancy", **whole)
    assert answer.status_code == 422
    assert say("fr", problem) in unescape(answer.text)
    assert "<script>" not in answer.text


def test_an_address_never_carries_an_answer(client: TestClient) -> None:
    assert client.get("/fr/vacancy?workplace=secret").headers["location"] == "/fr/vacancy"
