from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.scenarios.scenario import parse_scenario
from portee.web.site import Site
from portee.web.what_if import line_names
from portee.web.what_if_form import KINDS
from portee.web.wording import LANGUAGES, say
from tests.web.asking import place_name, send

FAR = "name: Ailleurs\nmodifications:\n- {type: remove_line, line: Transsibérien}\n"


def carried(page: str) -> str:
    """The scenario that a page's forms carry."""
    found = re.search(r'name="scenario" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def opened(client: TestClient, text: bytes, name: str = "x.yaml") -> Any:
    client.get("/fr/what-if")
    return client.post(
        "/fr/what-if", data={"csrf": client.cookies["portee-form"], "do": "open"}, files={"file": (name, text)}
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_of_change_has_its_questions(client: TestClient, lang: str) -> None:
    page = unescape(client.get(f"/{lang}/what-if").text)
    for kind, questions in KINDS.items():
        # This territory tells no price: there is none to change.
        assert (say(lang, f"whatif-{kind.replace('_', '-')}") in page) == (kind != "set_fare")
        asked = send(client, f"/{lang}/what-if", do="kind", kind=kind)
        assert asked.status_code == 200
        for question in questions:
            assert say(lang, f"whatif-ask-{question.name.replace('_', '-')}") in unescape(asked.text)


def test_changes_are_added_told_saved_and_taken_away(client: TestClient, site: Site) -> None:
    (line, _), place = line_names(site)[0], place_name(site)
    one = send(
        client,
        "/en/what-if",
        do="add",
        kind="add_places",
        of="shops",
        name="Hub",
        place=place,
        count="2",
        scenario_name="Less <b>",
    )
    assert one.status_code == 200, one.text
    text = carried(one.text)
    two = send(client, "/en/what-if", do="add", kind="remove_line", line=line, scenario=text)
    assert two.status_code == 200, two.text
    saved = send(client, "/en/what-if", do="save", scenario=carried(two.text))
    assert saved.headers["content-disposition"] == 'attachment; filename="scenario.yaml"'
    scenario = parse_scenario(saved.text)
    assert scenario.name == "Less <b>"
    assert "<b>" not in two.text
    assert [part.type for part in scenario.content.modifications] == ["add_places", "remove_line"]
    less = send(client, "/en/what-if", do="remove-0", scenario=carried(two.text))
    assert [part.type for part in parse_scenario(carried(less.text)).content.modifications] == ["remove_line"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"kind": "remove_line"}, "form-needed"), ({"kind": "close_streets"}, "whatif-no-street"),
        ({"kind": "service_hours"}, "whatif-no-hours"), ({"kind": "hazard", "area": "1,1"}, "whatif-few-points"),
        ({"kind": "set_fare", "percent": "-3"}, "form-range"), ({"kind": "bomb"}, "form-choice"),
        ({"kind": "curfew", "last_departure": "99"}, "form-clock"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(client: TestClient, fields: dict[str, str], problem: str) -> None:
    client.get("/fr/what-if")
    answer = client.post("/fr/what-if", data={"csrf": client.cookies["portee-form"], "do": "add", **fields})
    assert answer.status_code == 422
    assert say("fr", problem) in unescape(answer.text)


def test_a_scenario_of_another_territory_is_refused_in_a_clear_word(client: TestClient, site: Site) -> None:
    answer = opened(client, FAR.encode())
    assert answer.status_code == 422
    here = site.workspace.title.fr
    assert say("fr", "whatif-elsewhere", territory=here) in unescape(answer.text)
    assert "Transsibérien" in unescape(answer.text)
    # A file that is ours with one slip is told as a slip.
    line, _ = line_names(site)[0]
    slip = f"name: x\nmodifications:\n- {{type: remove_line, line: '{line}'}}\n- {{type: close_stop, stops: [Rien]}}\n"
    told = unescape(opened(client, slip.encode()).text)
    assert say("fr", "whatif-unsound") in told
    assert say("fr", "whatif-line-number", line=4) in told


HOSTILE = {
    "anchors": (b"a: &a [x,x]\nb: [*a,*a,*a]\n", 422),
    "deep": (b"[" * 50_000, 422),
    "bytes": (b"\x00\xff\xfe", 422),
    "empty": (b"", 422),
    "code": (b"name: !!python/object/apply:os.system [id]\nmodifications: []\n", 422),
    "long": (b"name: " + b"x" * 150_000, 422),
    "large": (b"x" * 300_000, 413),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(client: TestClient, name: str) -> None:
    text, status = HOSTILE[name]
    assert opened(client, text).status_code == status


def test_a_script_in_a_name_stays_text(client: TestClient, site: Site) -> None:
    line, _ = line_names(site)[0]
    text = f"name: '<script>alert(1)</script>'\nmodifications:\n- {{type: remove_line, line: '{line}'}}\n"
    answer = opened(client, text.encode(), '"><script>.yaml')
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_what_is_wrong_in_the_hidden_text_breaks_nothing(client: TestClient) -> None:
    for do in ("remove-0", "remove-99999999", "remove-x", "kind", "nothing"):
        answer = send(client, "/fr/what-if", do=do, scenario="[not: a scenario")
        assert answer.status_code in (404, 422), do


def test_the_address_of_the_comparison_leads_to_the_form(client: TestClient) -> None:
    assert client.get("/en/what-if/compare").headers["location"] == "/en/what-if"
