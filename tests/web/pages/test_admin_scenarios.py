from __future__ import annotations

from html import unescape

from portee.services.workspace.scenarios import files_of
from portee.services.workspace.workspace import Workspace
from portee.store.roles import Role
from portee.web.site import Site
from portee.web.wording import say
from tests.web.people import Person

PAGE = "/admin/scenarios"
TEXT = "name: Travaux <b>\nmodifications:\n- {type: cancel, from: 2027-01-01}\n"


def test_a_manager_checks_keeps_replaces_and_removes_a_file(private: Site) -> None:
    eve = Person(private).signs_in("eve", Role.manager)
    assert say("fr", "admin-scenarios-none") in unescape(eve.get(PAGE).text)
    assert Person(private).signs_in("ada", Role.reviewer).get(PAGE).status_code == 403
    fields = {"sort": "projects", "scenario": TEXT}
    answer = eve.send(PAGE, do="check", **fields)
    assert answer.status_code == 200
    assert say("fr", "admin-scenarios-fits", name="travaux-b") in unescape(answer.text)
    assert "<b>" not in answer.text
    assert isinstance(private.workspace, Workspace)
    assert files_of(private.workspace, "projects") == {}
    assert eve.send(PAGE, do="keep", **fields).status_code == 303
    # From now on the page of the territory counts with it.
    assert say("fr", "territory-no-projects") not in unescape(Person(private).get("/territory/years").text)
    assert eve.get(f"{PAGE}/projects/travaux-b.yaml").text == TEXT
    other = {**fields, "name": "travaux b", "scenario": TEXT.replace("<b>", "plus longs")}
    assert eve.send(PAGE, do="keep", **other).status_code == 422
    assert eve.send(PAGE, do="keep", instead="yes", **other).status_code == 303
    assert eve.send(PAGE, do="keep", instead="yes", **fields).status_code == 303
    assert "scenario.keep" in eve.get("/admin/audit").text
    assert eve.send(f"{PAGE}/projects/travaux-b/remove").status_code == 303
    assert eve.send(f"{PAGE}/projects/travaux-b/remove").status_code == 303
    assert files_of(private.workspace, "projects") == {}
    assert eve.get(f"{PAGE}/projects/travaux-b.yaml").status_code == 404


def test_what_is_wrong_is_told(private: Site) -> None:
    eve = Person(private, "en").signs_in("eve", Role.manager)
    refused = eve.send(PAGE, sort="bad_days", scenario=TEXT.replace("cancel", "vanish"), do="keep")
    assert refused.status_code == 422
    assert say("en", "admin-scenarios-refused") in unescape(refused.text)
    assert "vanish" in refused.text
    for fields in ({"scenario": TEXT}, {"sort": "other", "scenario": TEXT}, {"sort": "projects"}):
        assert eve.send(PAGE, do="keep", **fields).status_code == 422
