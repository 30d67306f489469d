from __future__ import annotations

import pytest

from portee.store.audit import read_audit
from portee.store.database import now
from portee.store.incidents import Told, add_incident, list_incidents
from portee.store.moderating import PublicState
from portee.store.pains import add_pain, list_pains
from portee.store.roles import Role
from portee.web.pages.moderation import waiting_reports
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person


def reports(site: Site) -> tuple[str, str]:
    """A pain and an incident that wait; their ids."""
    with database_of(site).writing() as connection:
        pain, _ = add_pain(connection, 43.31234, 5.37123, "no-bus", "<script>alert(1)</script>", now=now())
        told = Told(43.3, 5.37, "left-across", now().date(), "En travers", "scooter", 8)
        incident, _ = add_incident(connection, told, now=now())
    return pain.id, incident.id


def test_both_are_read_in_words_without_the_place_of_the_pain(private: Site) -> None:
    reports(private)
    page = Person(private).signs_in("eve", Role.reviewer).get("/admin/moderation").text
    assert "&lt;script&gt;" in page
    assert "43.31" not in page
    assert "Pas de bus, ou trop rare" in page
    assert "Véhicule laissé en travers" in page
    assert "Trottinette" in page
    assert "no-bus" not in page
    with database_of(private).reading() as connection:
        assert waiting_reports(connection) == 2


def test_of_two_moderators_at_once_the_second_is_told(private: Site) -> None:
    pain, incident = reports(private)
    one, two = (Person(private).signs_in(name, Role.reviewer) for name in ("one", "two"))
    for sort, id in (("pain", pain), ("incident", incident)):
        assert one.send(f"/admin/moderation/{sort}/{id}", act="show").status_code == 303
        late = two.send(f"/admin/moderation/{sort}/{id}", act="hide", refusal="unkind")
        assert late.status_code == 409
        assert "avant vous" in late.text
    with database_of(private).reading() as connection:
        assert list_pains(connection)[1] == list_incidents(connection)[1] == 1


def test_a_refusal_has_a_reason_and_is_written_down(private: Site) -> None:
    pain, _ = reports(private)
    eve = Person(private).signs_in("eve", Role.reviewer)
    asked = eve.send(f"/admin/moderation/pain/{pain}", act="hide")
    assert asked.status_code == 422
    assert "Choisissez une raison" in asked.text
    assert eve.send(f"/admin/moderation/pain/{pain}", act="hide", refusal="repeated").status_code == 303
    assert "déjà été envoyé" in eve.get("/admin/moderation?state=hidden").text
    with database_of(private).reading() as connection:
        (entry, *_), _ = read_audit(connection, action="pain.")
    assert (entry.action, entry.object, entry.details) == ("pain.hidden", pain, {"reason": "repeated"})


def test_what_was_published_may_be_hidden_later(private: Site) -> None:
    _, incident = reports(private)
    eve = Person(private).signs_in("eve", Role.reviewer)
    eve.send(f"/admin/moderation/incident/{incident}", act="show")
    path = f"/admin/moderation/incident/{incident}"
    assert eve.send(path, act="hide", before="shown", refusal="personal").status_code == 303
    with database_of(private).reading() as connection:
        assert list_incidents(connection, state=PublicState.hidden)[1] == 1


@pytest.mark.parametrize(
    ("path", "fields"),
    [("pain/x", {"act": "burn"}), ("dragon/x", {"act": "show"}), ("pain/x", {"act": "show", "before": "shown"})],
)
def test_wrong_orders_are_refused(private: Site, path: str, fields: dict[str, str]) -> None:
    eve = Person(private).signs_in("eve", Role.reviewer)
    assert eve.send(f"/admin/moderation/{path}", **fields).status_code == 422


def test_a_contributor_reads_none(private: Site) -> None:
    assert Person(private).signs_in("ada").get("/admin/moderation").status_code == 403
    assert Person(private).get("/admin/moderation").status_code == 401
