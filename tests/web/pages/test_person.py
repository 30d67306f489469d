from __future__ import annotations

import logging
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.services.diagnosis.sheet_code import interview_of
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.web.app import create_app
from portee.web.pages.person import CHOICES
from portee.web.site import Site
from portee.web.wording import LANGUAGES, say
from tests.web.asking import place_name, send
from tests.web.workspaces import written_workspace

SCRIPT = "<script>alert(1)</script>"
BUDGET, LONGEST = "85", "55"


@pytest.fixture(scope="module")
def home(site: Site) -> str:
    return place_name(site)


def code_in(text: str) -> str:
    found = re.search(r"<strong>([0-9A-Z-]+)</strong>", text)
    assert found
    return found[1]


def lasting(text: str) -> str:
    """A page without what is drawn anew for each: the nonce of its scripts, and the mask of the token of its forms."""
    return re.sub(r'nonce="[^"]+"|(?<=name="csrf" value=")[^"]+', "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_answers_are_enough(client: TestClient, home: str, lang: str) -> None:
    answer = send(client, f"/{lang}/person", home=home, profile="night-cleaner")
    assert answer.status_code == 200
    page = unescape(answer.text)
    assert say(lang, "question-jobs") in page
    assert say(lang, "changes-title") in page
    assert '<div role="img"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_the_code_of_the_sheet_tells_every_answer(client: TestClient, site: Site, home: str) -> None:
    answer = send(
        client, "/fr/person", home=home, profile="young-jobseeker-early-shift", start="05:30", end="13h",
        days="mon-sat", budget=BUDGET, longest=LONGEST, licence="no", vehicle="bicycle", children="none", walk="short",
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    found = interview_of(code_in(answer.text), site.world.network.bounds, "village")
    assert (found.start, found.end, found.budget_eur, found.longest_min) == (330, 780, 85, 55)
    assert {name: getattr(found, name) for name in CHOICES} == {
        "days": "mon-sat", "licence": "no", "vehicle": "bicycle", "children": "none", "walk": "short",
    }  # fmt: skip


def test_a_sheet_is_made_again_from_its_code(client: TestClient, home: str) -> None:
    first = send(client, "/fr/person", home=home, profile="night-cleaner", budget="40")
    again = send(client, "/fr/person", code=code_in(first.text).lower())
    main = re.compile(r"<main.*?</main>", re.DOTALL)
    assert main.findall(lasting(again.text)) == main.findall(lasting(first.text))


def test_the_sheet_is_saved_as_a_file_that_opens_offline(client: TestClient, home: str) -> None:
    code = code_in(send(client, "/fr/person", home=home, profile="night-cleaner").text)
    saved = send(client, "/fr/person", code=code, **{"as": "file"})
    assert saved.headers["content-disposition"] == 'attachment; filename="fiche.html"'
    assert "<style>" in saved.text
    assert "http://testserver" not in saved.text


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "form-needed"),
        ({"home": "qqqqqqq"}, "place-unknown"),
        ({"home": "rue"}, "place-several"),
        ({"profile": "nobody"}, "form-choice"),
        ({"start": "noon"}, "form-clock"),
        ({"start": "08:00", "end": "8h"}, "form-same-time"),
        ({"budget": "-3"}, "form-range"),
        ({"longest": "many"}, "form-number"),
        ({"vehicle": "rocket"}, "form-choice"),
        ({"profile": "apprentice-under-18", "licence": "yes"}, "person-licence-age"),
        ({"code": "0000-0000"}, "person-code-wrong"),
        ({"home": SCRIPT}, "place-unknown"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: TestClient, home: str, fields: dict[str, str], problem: str
) -> None:
    whole = {**({"home": home, "profile": "night-cleaner"} if fields else {}), **fields}
    answer = send(client, "/fr/person", **whole)
    assert answer.status_code == 422
    assert say("fr", problem) in unescape(answer.text)
    assert 'aria-invalid="true"' in answer.text or 'id="spot-problem"' in answer.text
    assert SCRIPT not in answer.text


def test_what_was_typed_stays_in_the_form(client: TestClient) -> None:
    answer = send(client, "/fr/person", home="qqqqqqq", profile="night-cleaner", budget=BUDGET, start="05:30")
    assert 'value="qqqqqqq"' in answer.text
    assert f'value="{BUDGET}"' in answer.text
    assert '<option value="night-cleaner" selected>' in answer.text
    assert "<details open>" in answer.text


def test_one_of_several_places_is_chosen(client: TestClient) -> None:
    answer = send(client, "/fr/person", home="rue", profile="night-cleaner")
    spots = re.findall(r'name="spot" value="([^"]+)"', answer.text)
    assert len(spots) > 1
    chosen = send(client, "/fr/person", home="rue", home_asked="rue", spot=spots[1], profile="night-cleaner")
    assert chosen.status_code == 200


def test_an_address_never_carries_an_answer(client: TestClient) -> None:
    answer = client.get("/fr/person", params={"home": "secret"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/fr/person")
    form = client.get("/fr/person").text
    assert set(re.findall(r'<form method="([a-z]+)"', form)) == {"post"}
    assert set(re.findall(r'<form[^>]* action="([^"]+)"', form)) == {"/fr/person"}


def test_a_form_that_is_sent_twice_gives_the_same_answer(client: TestClient, home: str) -> None:
    texts = [send(client, "/fr/person", home=home, profile="night-cleaner").text for _ in range(2)]
    assert lasting(texts[0]) == lasting(texts[1])


def test_without_the_token_nothing_is_computed(client: TestClient, home: str) -> None:
    assert client.post("/fr/person", data={"home": home, "profile": "night-cleaner"}).status_code == 403


def test_a_person_leaves_no_trace(
    tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory, home: str, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """Everything the workspace, the temporary folder and the log hold is searched for what was entered."""
    caplog.set_level(logging.DEBUG)
    folder = written_workspace(tmp_path / "village", xs_network, xs_territory)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    site = Site(open_workspace(folder))
    before = contents(folder)
    wrong = "12 rue de la Personne-Introuvable"
    with TestClient(create_app(site), base_url="https://testserver") as client:
        asked: dict[str, Any] = {"profile": "night-cleaner", "start": "04:55", "budget": "985.25", "walk": "short"}
        answered = send(client, "/fr/person", home=home, **asked)
        assert answered.status_code == 200
        code = code_in(answered.text)
        assert send(client, "/fr/person", home=wrong, **asked).status_code == 422
        assert send(client, "/fr/person", code=code, **{"as": "file"}).status_code == 200
        for response in (answered, *answered.history):
            assert "985.25" not in str(response.url)
            assert home not in "".join(response.headers.values())
    left = contents(folder)
    changed = {path: left[path] for path in left if left[path] != before.get(path)}
    secrets = [home.encode(), wrong.encode(), code.encode(), b"04:55", b"985.25"]
    for path, content in changed.items():
        for secret in secrets:
            assert secret not in content, path
    assert list(temporary.rglob("*")) == []
    for word in (home, wrong, code, "night-cleaner", "04:55", "985.25"):
        assert word not in caplog.text


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
