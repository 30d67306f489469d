from __future__ import annotations

import json
import re

import pytest

from portee.store.drafts import DraftState, list_drafts
from portee.store.roles import Role
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.contributing import hidden
from tests.web.people import Person
from tests.web.rules_site import RULE, lay_rule, middle

CORNERS = "43.1000, 5.0000\n43.1000, 5.0010\n43.1010, 5.0010"


def at(site: Site, off: float = 0.0) -> str:
    lon, lat = middle(site)
    return f"{lat + off:.5f}, {lon + off:.5f}"


@pytest.mark.parametrize(
    ("lang", "told"), [("fr", "on ne laisse pas ce véhicule ici"), ("en", "No: this vehicle is not left")]
)
def test_a_point_in_a_no_parking_zone_is_refused_and_the_rule_cited(shared: Site, lang: str, told: str) -> None:
    lay_rule(shared)
    ada = Person(shared, lang)
    answer = ada.send("/rules/check", place=at(shared), vehicle="scooter")
    assert answer.status_code == 200, answer.text
    assert told in answer.text
    assert f'href="/{lang}/commons/{RULE}"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    for fields in ({"place": at(shared, 0.0045)}, {"place": at(shared), "vehicle": "bike"}):
        free = ada.send("/rules/check", **{"vehicle": "scooter", **fields})
        assert told not in free.text


def test_a_rule_holds_at_its_hours(shared: Site) -> None:
    lay_rule(shared, starts="08:00", ends="12:00")
    ada = Person(shared)
    asked = {"place": at(shared), "vehicle": "scooter", "day": "2026-03-10"}
    assert "on ne laisse pas ce véhicule ici" in ada.send("/rules/check", **asked, hour="08:30").text
    assert "on ne laisse pas ce véhicule ici" not in ada.send("/rules/check", **asked, hour="12:30").text


def test_a_rule_under_consultation_is_cited_as_such(shared: Site) -> None:
    lay_rule(shared, status="reviewed")
    answer = Person(shared).send("/rules/check", place=at(shared), vehicle="scooter").text
    assert "on ne laisse pas ce véhicule ici" not in answer
    assert "pas encore en vigueur" in answer


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"vehicle": "tank"}, "Choisissez"), ({"vehicle": ""}, "question"), ({"place": "Zzyzx"}, "trouvé"),
     ({"place": ""}, "question"), ({"day": "demain"}, "calendrier"), ({"hour": "25:00"}, "heure"),
     ({"place": "<script>alert(1)</script>"}, "trouvé")],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(shared: Site, fields: dict[str, str], told: str) -> None:
    answer = Person(shared).send("/rules/check", **{"place": at(shared), "vehicle": "bike", **fields})
    assert answer.status_code == 422
    assert told in answer.text
    assert "<script>alert" not in answer.text


def test_the_charter_is_read_with_its_consents(shared: Site) -> None:
    lay_rule(shared)
    page = Person(shared).get("/rules").text
    assert "Une règle est en vigueur" in page
    assert page.count("Consent") >= 2
    assert "Aucune donnée personnelle" in page
    assert "Brouillon" in page
    assert "/propose/change/" not in page
    assert f"/propose/change/{RULE}" in Person(shared).signs_in("ada").get("/rules").text


def rule(**fields: str) -> dict[str, str]:
    return {
        "title": "Quai libre", "rule": "On ne laisse rien sur le quai.", "why": "Les fauteuils passent.",
        "what": "On déplace le véhicule.", "decided": "La régie.", "forbids-park": "yes", "vehicles-scooter": "yes",
        "area": CORNERS, "starts": "08:00", "ends": "20:00", "key": "k" * 20, **fields,
    }  # fmt: skip


def test_a_rule_is_proposed_checked_consented_to_and_accepted(shared: Site) -> None:
    ada, eve = Person(shared).signs_in("ada"), Person(shared).signs_in("eve", Role.reviewer)
    assert Person(shared).get("/rules/new").status_code == 401
    assert ada.get("/rules/new").status_code == 200
    one, two = (ada.send("/rules/new", **rule()) for _ in range(2))
    assert one.status_code == 303, one.text
    assert one.headers["location"] == two.headers["location"]
    path = str(one.headers["location"]).removeprefix("/fr")
    page = ada.get(path)
    assert page.status_code == 200, page.text
    assert "43.1, 5" in page.text
    assert ada.send(path, version=hidden(page.text)["version"], consent="yes").status_code == 303
    assert "Une nouvelle règle est en relecture" in Person(shared).get("/rules").text
    with database_of(shared).reading() as connection:
        ((draft,), _) = list_drafts(connection, states=[DraftState.submitted])
    review = eve.get(f"/review/{draft.id}").text
    accepted = eve.send(f"/review/{draft.id}", act="accept", version=hidden(review)["version"])
    assert accepted.status_code == 303, accepted.text
    charter = Person(shared).get("/rules").text
    assert "Quai libre" in charter
    assert "Soumise au consentement" in charter


def test_an_outline_comes_from_a_geojson_file(shared: Site) -> None:
    ada = Person(shared).signs_in("ada")
    ring = [[5.0, 43.1], [5.001, 43.1], [5.001, 43.101], [5.0, 43.1]]
    found = json.dumps({"type": "Polygon", "coordinates": [ring]})

    def sent(text: str) -> int:
        fields = {**rule(area="", title="Par fichier"), "csrf": ada.token()}
        answer = ada.client.post("/fr/rules/new", data=fields, files={"file": ("a.geojson", text.encode())})
        return answer.status_code

    for bomb in ("[" * 50_000, '{"type":"Polygon","coordinates":[[' + "[5,43]," * 20_000 + "[5,43]]]}", "x" * 900_000):
        assert sent(bomb) in (413, 422)
    assert sent(found) == 303


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"area": "43.1, 5.0"}, "un seul polygone"),
        ({"area": "<script>"}, "un seul polygone"),
        ({"title": ""}, "question"),
        ({"title": "!!!"}, "titre"),
        ({"forbids-park": ""}, "Cochez"),
        ({"ends": ""}, "deux heures"),
        ({"ends": "08:00"}, "deux heures"),
        ({"since": "2026-02-30"}, "calendrier"),
        ({"since": "2026-02-20", "until": "2026-02-10"}, "calendrier"),
        ({"speed": "900"}, "trop grand"),
        ({"rule": ""}, "question"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    shared: Site, fields: dict[str, str], told: str
) -> None:  # fmt: skip
    ada = Person(shared).signs_in("ada")
    answer = ada.send("/rules/new", **rule(**fields))
    assert answer.status_code == 422
    assert told in answer.text
    assert "On déplace le véhicule." in answer.text
    assert not re.search(r"<script>(?!\s*$)", answer.text.split("<main", 1)[1])
    with database_of(shared).reading() as connection:
        assert list_drafts(connection)[1] == 0
