from __future__ import annotations

import re

import pytest

from portee.commons.workshops.places import distance_m
from portee.store.database import now
from portee.store.pains import PainState, add_pain, list_pains, moderate_pain
from portee.store.roles import Role
from portee.web.pages.pains import shown_pains
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person


def place_in(site: Site) -> str:
    west, south, east, north = site.world.network.bounds
    return f"{(south + north) / 2:.5f}, {(west + east) / 2:.5f}"


def crowd(site: Site, people: int, lat: float = 43.3002, lon: float = 5.3702) -> list[str]:
    ids = []
    with database_of(site).writing() as connection:
        for k in range(people):
            pain, _ = add_pain(connection, lat, lon, "no-bus", f"Le bus {k}", now=now())
            moderate_pain(connection, pain.id, PainState.shown, before=PainState.waiting, now=now())
            ids.append(pain.id)
    return ids


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_pain_is_shown_once_a_moderator_has_read_it_and_its_author_may_erase_it(private: Site, lang: str) -> None:
    ada = Person(private, lang)
    assert ada.get("/pains/new").status_code == 200
    sent = ada.send("/pains/new", place=place_in(private), kind="dark", text="Aucune <b>lumière</b> le soir.")
    assert sent.status_code == 200, sent.text
    token = re.search(r"<code>([^<]+)</code>", sent.text)
    assert token is not None
    assert "lumière" not in ada.get("/pains").text
    with database_of(private).reading() as connection:
        ((pain,), _) = list_pains(connection, state=PainState.waiting)
    eve = Person(private).signs_in("eve", Role.reviewer)
    assert eve.send(f"/admin/moderation/{pain.id}", act="show").status_code == 303
    page = ada.get("/pains").text
    assert "Aucune &lt;b&gt;lumière&lt;/b&gt; le soir." in page
    assert f"{pain.lat:.3f}" not in page
    assert ada.send("/pains/take-back", token=token[1]).status_code == 200
    assert ada.send("/pains/take-back", token=token[1]).status_code == 404
    assert "lumière" not in ada.get("/pains").text


def test_places_are_shown_in_a_crowd_alone_moved_and_always_the_same(private: Site) -> None:
    crowd(private, 10)
    assert [pain.near for pain in shown_pains(private)] == [None] * 10
    crowd(private, 30)
    first = [pain.near for pain in shown_pains(private)]
    shown = [point for point in first if point is not None]
    assert all(100 <= distance_m(43.3002, 5.3702, point.lat, point.lon) <= 300 for point in shown)
    assert [pain.near for pain in shown_pains(private)] == first
    crowd(private, 1)
    after = [pain.near for pain in shown_pains(private)][1:]
    assert all(a == b for a, b in zip(after, first, strict=True) if a is not None and b is not None)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": "Appelez le 06 12 34 56 78"}, "nom, un numéro"),
        ({"text": "Mme Durand attend le bus"}, "nom, un numéro"),
        ({"text": "Au 12 rue de la République"}, "nom, un numéro"),
        ({"text": ""}, "signes"),
        ({"text": "x" * 1001}, "signes"),
        ({"kind": "war"}, "Choisissez"),
        ({"kind": ""}, "question"),
        ({"place": ""}, "question"),
        ({"place": "Zzyzx"}, "trouvé"),
        ({"place": "999, 999"}, "trouvé"),
        ({"place": "<script>alert(1)</script>"}, "trouvé"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(private: Site, fields: dict[str, str], told: str) -> None:
    given = {"place": place_in(private), "kind": "dark", "text": "Il fait noir.", **fields}
    answer = Person(private).send("/pains/new", **given)
    assert answer.status_code == 422
    assert told in answer.text
    assert "<script>alert" not in answer.text
    with database_of(private).reading() as connection:
        assert list_pains(connection, state=None)[1] == 0


def test_one_address_sends_a_few_at_a_time(private: Site) -> None:
    import dataclasses

    limited = Site(private.workspace, dataclasses.replace(private.settings, limited=True))
    ada = Person(limited)
    given = {"place": place_in(private), "kind": "dark", "text": "Il fait noir."}
    answers = [ada.send("/pains/new", **given).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
