from __future__ import annotations

import re

import pytest

from portee.store.moderating import PublicState
from portee.store.pains import list_pains
from portee.store.roles import Role
from portee.web.explorer import gazetteer_of_site
from portee.web.forms import Typed
from portee.web.private import database_of
from portee.web.reports import place_asked
from portee.web.site import Site
from tests.web.people import Person
from tests.web.test_pains import crowd


def place_in(site: Site) -> str:
    west, south, east, north = site.world.network.bounds
    return f"{(south + north) / 2:.5f}, {(west + east) / 2:.5f}"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_pain_is_shown_once_a_moderator_has_read_it_and_its_author_may_erase_it(private: Site, lang: str) -> None:
    ada = Person(private, lang)
    assert ada.get("/pains/new").status_code == 200
    sent = ada.send("/pains/new", place=place_in(private), kind="dark", text="Aucun <b>lampadaire</b> le soir.")
    assert sent.status_code == 200, sent.text
    token = re.search(r"<code>([^<]+)</code>", sent.text)
    assert token is not None
    assert "lampadaire" not in ada.get("/pains").text
    with database_of(private).reading() as connection:
        ((pain,), _) = list_pains(connection, state=PublicState.waiting)
    eve = Person(private).signs_in("eve", Role.reviewer)
    assert eve.send(f"/admin/moderation/pain/{pain.id}", act="show").status_code == 303
    page = ada.get("/pains").text
    assert "Aucun &lt;b&gt;lampadaire&lt;/b&gt; le soir." in page
    assert f"{pain.lat:.3f}" not in page
    assert ada.send("/pains/mine", act="erase", token=token[1]).status_code == 200
    assert ada.send("/pains/mine", act="erase", token=token[1]).status_code == 404
    assert "lampadaire" not in ada.get("/pains").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": "Appelez le 06 12 34 56 78"}, "nom, un numéro"),
        ({"text": "Mme Durand attend le bus"}, "nom, un numéro"),
        ({"text": "Au 12 rue de la République"}, "nom, un numéro"),
        ({"text": ""}, "quelques mots"),
        ({"text": "x" * 1001}, "quelques mots"),
        ({"kind": "war"}, "Choisissez"),
        ({"kind": ""}, "question"),
        ({"place": ""}, "Dites où"),
        ({"place": "", "zone": "Atlantide"}, "Dites où"),
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


def test_its_author_learns_what_became_of_it(private: Site) -> None:
    ada, eve = Person(private), Person(private).signs_in("eve", Role.reviewer)
    sent = ada.send("/pains/new", place=place_in(private), kind="dark", text="Il fait noir.")
    token = re.search(r"<code>([^<]+)</code>", sent.text)
    assert token is not None
    assert "doit encore le lire" in ada.send("/pains/mine", act="see", token=token[1]).text
    with database_of(private).reading() as connection:
        ((pain,), _) = list_pains(connection, state=PublicState.waiting)
    assert eve.send(f"/admin/moderation/pain/{pain.id}", act="hide", refusal="unclear").status_code == 303
    told = ada.send("/pains/mine", act="see", token=token[1]).text
    assert "pas publié" in told
    assert "ce qu&#39;il faudrait changer" in told or "ce qu’il faudrait changer" in told
    assert ada.send("/pains/mine", act="see", token="made-up").status_code == 404  # noqa: S106 - of nobody


def test_a_form_sent_twice_is_one_person(private: Site) -> None:
    ada = Person(private)
    code = re.search(r'name="code" value="([^"]+)"', ada.get("/pains/new").text)
    assert code is not None
    given = {"place": place_in(private), "kind": "dark", "text": "Il fait noir.", "code": code[1]}
    pages = [ada.send("/pains/new", **given) for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert all(f"<code>{code[1]}</code>" in page.text for page in pages)
    with database_of(private).reading() as connection:
        assert list_pains(connection, state=None)[1] == 1
    # A code that anybody could guess is not taken.
    ada.send("/pains/new", **{**given, "code": "1"})
    assert ada.send("/pains/mine", act="erase", token="1").status_code == 404  # noqa: S106 - guessed


def test_a_neighbourhood_is_enough(site: Site, private: Site) -> None:
    names = [one.name for one in gazetteer_of_site(private).neighbourhoods]
    page = Person(private).get("/pains/new").text
    assert ('id="zone"' in page) == bool(names)
    village = [one.name for one in gazetteer_of_site(site).neighbourhoods]
    assert village, "the village names neighbourhoods"
    asked = Typed({"zone": village[0]})
    (found,) = place_asked(site, asked)
    assert (found.name, asked.problems) == (village[0], {})


def test_a_kind_filters_the_list(private: Site) -> None:
    crowd(private, 1)
    assert "Le bus 0" in Person(private).get("/pains?kind=no-bus").text
    assert "Le bus 0" not in Person(private).get("/pains?kind=dark").text
    assert "Le bus 0" in Person(private).get("/pains?kind=war").text
