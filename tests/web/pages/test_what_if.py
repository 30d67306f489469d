from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.core.plain_yaml import parse_yaml, plain_text
from portee.scenarios.scenario import parse_scenario
from portee.sources.synthetic import SyntheticTerritory
from portee.web.site import Site
from portee.web.what_if import line_choices
from portee.web.what_if_form import KINDS
from portee.web.wording import LANGUAGES, say
from tests.cli.conftest import Run, portee
from tests.web.asking import place_name, send

__all__ = ["portee"]

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
    (line, _), place = line_choices(site)[0], place_name(site)
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


def drawn(site: Site, kind: str) -> tuple[dict[str, str], dict[str, Any]]:
    """What the map of a kind of change writes into the form, and the modification that a hand would write for it.

    The map writes "latitude, longitude" with five decimals, a point a line, as `written` of frontend/src/what_if does.
    """
    west, south, east, north = site.world.network.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    corners = [(lon - 0.002, lat - 0.002), (lon + 0.002, lat - 0.002), (lon, lat + 0.002)]
    lines = "\n".join(f"{y:.5f}, {x:.5f}" for x, y in corners)
    outline = [[round(float(f"{x:.5f}"), 6), round(float(f"{y:.5f}"), 6)] for x, y in corners]
    here = f"{lat:.5f}, {lon:.5f}"
    at = {"lon": float(f"{lon:.5f}"), "lat": float(f"{lat:.5f}")}
    timetable = site.world.network.timetable
    assert timetable is not None
    route = int(timetable.pattern_route[0])
    line, stops = timetable.route_id[route], timetable.pattern_stop[: timetable.pattern_offset[1]].tolist()
    after, before = (timetable.stop_name[stop] for stop in stops[:2])
    known: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
        "closure": ({"kind": "close_streets", "area": lines}, {"type": "close_streets", "area": outline}),
        "hazard": (
            {"kind": "hazard", "area": lines, "depth_cm": "60"},
            {"type": "hazard", "zones": [{"depth_m": 0.6, "area": outline}]},
        ),
        "hub": (
            {"kind": "add_places", "of": "shops", "name": "Hub", "place": here, "count": "1"},
            {"type": "add_places", "of": "shops", "places": [{"id": "Hub 1", **at}]},
        ),
        "line": (
            {"kind": "add_line", "name": "Neuf", "mode": "bus", "stops": lines, "every_min": "10", "first": "06:00",
             "last": "22:00", "speed_kmh": "18", "from": "06:00", "until": "22:00"},
            {"type": "add_line", "id": "new-Neuf", "name": "Neuf", "mode": "bus", "every_min": 10, "speed_kmh": 18,
             "stops": [{"id": f"new-Neuf-{k + 1}", "name": f"Neuf {k + 1}", "lon": x, "lat": y}
                       for k, (x, y) in enumerate(outline)]},
        ),
        "stop": (
            {"kind": "add_stop", "name": "Halte", "place": here, "line": line, "after": after, "before": before},
            {"type": "add_stop", "id": "new-Halte", "name": "Halte", **at, "line": line, "after": after,
             "before": before},
        ),
    }  # fmt: skip
    return known[kind]


@pytest.mark.parametrize("kind", ["closure", "hazard", "hub", "line", "stop"])
def test_what_is_drawn_is_the_file_that_the_command_line_reads(
    client: TestClient, site: Site, portee: Run, xs_network: Path, xs_territory: SyntheticTerritory, kind: str
) -> None:
    fields, by_hand = drawn(site, kind)
    client.get("/fr/what-if")
    made = client.post("/fr/what-if", data={"csrf": client.cookies["portee-form"], "do": "add", **fields})
    assert made.status_code == 200, unescape(made.text)
    saved = send(client, "/fr/what-if", do="save", scenario=carried(made.text)).text
    (part,) = parse_yaml(saved, "scenario.yaml")[0]["modifications"]
    assert {name: part[name] for name in by_hand} == by_hand
    Path("drawn.yaml").write_text(saved, encoding="utf-8")
    places = ("--origins", str(xs_territory.cells), "--opportunities", str(xs_territory.shops))
    ran = portee("scenario", "check", xs_network, "drawn.yaml", *(places if kind == "hub" else ()))
    assert ran.code == 0, ran.err + ran.out
    # Written by hand it is the same scenario, and opened by the page it is what was drawn.
    whole = plain_text({**parse_yaml(saved, "scenario.yaml")[0], "modifications": [part]})
    assert parse_scenario(whole).id == parse_scenario(saved).id
    again = opened(client, saved.encode())
    assert carried(again.text) == saved


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
    line, _ = line_choices(site)[0]
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
    line, _ = line_choices(site)[0]
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
