"""The same form sent twice, as by a finger that presses twice: nothing is there twice, and nobody reads of an error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import select

from portee.services.workspace.manifest import read_manifest, write_manifest
from portee.services.workspace.workspace import Workspace, open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import create_account
from portee.store.database import now
from portee.store.incidents import Told, add_incident, moderate_incident
from portee.store.jobs import ask_job
from portee.store.links import Purpose, make_link
from portee.store.moderating import PublicState
from portee.store.pains import add_pain
from portee.store.roles import Role
from portee.store.schema import METADATA
from portee.store.secret import new_id
from portee.web.private import close_private, database_of
from portee.web.reports import new_code
from portee.web.security import again
from portee.web.security.again import LIFE_S, Remembered
from portee.web.site import Site
from tests.services.mail_server import Post, post_office
from tests.web.contributing import begun, head, hidden, lay_commons, submitted
from tests.web.pages.test_admin_scenarios import TEXT as PROJECT
from tests.web.pages.test_goods import carried, here
from tests.web.pages.test_hub import TEXT as HUB
from tests.web.pages.test_incidents import given
from tests.web.pages.test_pains import place_in
from tests.web.pages.test_rules import rule
from tests.web.pages.test_what_if_answer import TEXT as SCENARIO
from tests.web.pages.test_workshops import SLUG, item
from tests.web.people import PASSWORD, Person, private_site
from tests.web.test_app import changing

MOVES = {"seen", "used", "token", "session"}
"""Columns that tell when somebody was last here: reading a page changes them too."""


@dataclass(frozen=True)
class Town:
    """A site, its people, and the letters that it sends."""

    site: Site
    ada: Person
    eve: Person
    boss: Person
    post: Post

    def somebody(self, password: str | None = None) -> Person:
        return Person(self.site).signs_in(f"p{new_id()[:8]}", password=password)

    def job(self, kind: str) -> str:
        """Work that waits, asked for by ada."""
        assert self.ada.account is not None
        with database_of(self.site).writing() as connection:
            key = new_id() * 2
            return ask_job(connection, kind, "x", {"n": key}, key, now=now(), account=self.ada.account.id).id

    def kept(self) -> dict[str, Any]:
        """All that the site holds, without what was done when."""
        found: dict[str, Any] = {"letters": len(self.post.letters), "commons": head(self.site)}
        assert isinstance(self.site.workspace, Workspace)
        folder = self.site.workspace.folder
        found["yaml"] = (folder / "workspace.yaml").read_text(encoding="utf-8")
        found["files"] = sorted(str(one) for part in ("uploads", "scenarios") for one in (folder / part).rglob("*"))
        with database_of(self.site).reading() as connection:
            for table in METADATA.sorted_tables:
                if table.name != "audit":
                    rows = connection.execute(select(table)).mappings()
                    found[table.name] = sorted(
                        str(sorted((k, str(v)) for k, v in row.items() if k not in MOVES)) for row in rows
                    )
        # A session that is begun anew in the same browser takes the place of the old one.
        found["sessions"] = len(found["sessions"])
        return found


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("twice") / "village"
    begun_site = private_site(folder, xs_network, xs_territory)
    lay_commons(folder / "commons")
    write_manifest(folder, read_manifest(folder).model_copy(update={"commons": "commons"}))
    site = Site(open_workspace(folder), begun_site.settings)
    with post_office() as post, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTEE_SMTP", post.address)
        people = [
            Person(site).signs_in(name, role)
            for name, role in (("ada", Role.contributor), ("eve", Role.reviewer), ("boss", Role.administrator))
        ]
        yield Town(site, people[0], people[1], people[2], post)
    close_private(site)


Fields = Mapping[str, str]
Twice = Callable[[], Response]


def form(person: Person, path: str, **fields: str) -> Twice:
    """A form as a page holds it: the same token both times."""
    return partial(person.client.post, f"/fr{path}", data={"csrf": person.token(), **fields})


def program(person: Person, method: str, path: str, **given: Any) -> Twice:
    return partial(person.client.request, method, path, headers={"X-CSRF-Token": person.token()}, **given)


def cancel(kind: str, page: str, town: Town) -> Twice:
    return form(town.ada, f"{page}/{town.job(kind)}/cancel")


def goods(town: Town) -> Twice:
    plan = carried(town.ada.send("/goods", do="new", **here(town.site), parcels="5").text)
    return form(town.ada, "/goods/compare", plan=plan)


def upload(town: Town) -> Twice:
    return program(town.ada, "POST", "/api/v1/uploads", files={"file": ("a.csv", b"lon,lat\n5.3,43.2\n")})


def own_pain(town: Town) -> Twice:
    with database_of(town.site).writing() as connection:
        _, token = add_pain(connection, 43.1, 5.0, "dark", "Il fait noir.", now=now())
    return form(Person(town.site), "/pains/mine", act="erase", token=token)


def incident(town: Town) -> tuple[str, str]:
    with database_of(town.site).writing() as connection:
        one, token = add_incident(
            connection, Told(43.1, 5.0, "danger", now().date() - timedelta(days=1), "Un trou."), now=now()
        )
    return one.id, token


def settled(town: Town) -> Twice:
    id, _ = incident(town)
    with database_of(town.site).writing() as connection:
        moderate_incident(connection, id, PublicState.shown, before=PublicState.waiting, now=now())
    return form(town.eve, f"/incidents/{id}/settle")


def edited(act: str, town: Town) -> Twice:
    title = f"Rentrer tard {new_id()[:6]}"
    draft = submitted(town.ada, title) if act == "back" else begun(town.ada, title)
    version = hidden(town.ada.get(f"/propose/{draft}").text)["version"]
    fields = {} if act == "back" else {"r.title.fr": title, "r.who.fr": "Des gens.", "author": "Mimosa", "note": "Dit"}
    return form(town.ada, f"/propose/{draft}", version=version, act=act, **fields)


def sent(town: Town) -> Twice:
    title = f"Dormir après la nuit {new_id()[:6]}"
    draft = submitted(town.ada, title)
    version = hidden(town.ada.get(f"/propose/{draft}").text)["version"]
    assert town.ada.send(f"/propose/{draft}", version=version, act="back").status_code == 303
    version = hidden(town.ada.get(f"/propose/{draft}/send").text)["version"]
    return form(town.ada, f"/propose/{draft}/send", version=version, consent="yes")


def talked(town: Town) -> Twice:
    draft = submitted(town.ada, f"Parler {new_id()[:6]}")
    key = hidden(town.ada.get(f"/propose/{draft}").text)["key"]
    return form(town.ada, f"/propose/{draft}/talk", text="Qu'en dites-vous ?", key=key)


def judged(act: str, town: Town) -> Twice:
    draft = submitted(town.ada, f"Juger {act} {new_id()[:6]}")
    version = hidden(town.eve.get(f"/review/{draft}").text)["version"]
    return form(town.eve, f"/review/{draft}", version=version, act=act, reason="Il manque une source.")


def moderated(act: str, town: Town) -> Twice:
    id, _ = incident(town)
    return form(town.eve, f"/admin/moderation/incident/{id}", act=act, refusal="unkind" if act == "hide" else "")


def synced(town: Town) -> Twice:
    return program(
        town.ada, "POST", f"/fr/workshops/{SLUG}/sync", content=json.dumps({"items": [item(k) for k in (71, 72)]})
    )


def brought(town: Town) -> Twice:
    assert synced(town)().status_code == 200
    return form(town.eve, f"/workshops/{SLUG}/bring-in")


def need(town: Town) -> Twice:
    items = {"items": [item(k) for k in range(81, 93)]}
    assert program(town.ada, "POST", f"/fr/workshops/{SLUG}/sync", content=json.dumps(items))().status_code == 200
    assert town.eve.send(f"/workshops/{SLUG}/bring-in").status_code == 303
    page = town.ada.get(f"/workshops/{SLUG}/synthesis").text
    key, statement = re.findall(
        r'name="key" value="([^"]+)">\s*<input type="hidden" name="statement" value="([^"]+)"', page
    )[-1]
    return form(town.ada, f"/workshops/{SLUG}/need", key=key, statement=statement)


def voted(town: Town) -> Twice:
    page = town.eve.get(f"/workshops/{SLUG}/synthesis").text
    field = next(iter(re.findall(r'name="(dots-need/[^"]+)"', page)))
    return form(town.eve, f"/workshops/{SLUG}/vote", voters="12", most="3", **{field: "20"})


def linked(town: Town) -> Twice:
    with database_of(town.site).writing() as connection:
        token = make_link(connection, f"{new_id()[:8]}@example.org", Purpose.sign_in, now=now())
    return form(Person(town.site), f"/account/link/{token}", name="Nouvelle")


def signs_in(town: Town) -> Twice:
    email = f"{new_id()[:8]}@example.org"
    with database_of(town.site).writing() as connection:
        create_account(connection, email, "Olive", now=now(), password=PASSWORD)
    return form(Person(town.site), "/account/sign-in", email=email, password=PASSWORD)


def dealt(town: Town, **fields: str) -> Twice:
    other = town.somebody().account
    assert other is not None
    return form(town.boss, f"/admin/people/{other.id}", **fields)


def kept_project(town: Town) -> Twice:
    name = f"travaux-{new_id()[:6]}"
    return form(town.boss, "/admin/scenarios", do="keep", sort="projects", name=name, scenario=PROJECT)


def removed(town: Town) -> Twice:
    name = f"travaux-{new_id()[:6]}"
    fields = {"do": "keep", "sort": "projects", "name": name, "scenario": PROJECT}
    assert town.boss.send("/admin/scenarios", **fields).status_code == 303
    return form(town.boss, f"/admin/scenarios/projects/{name}/remove")


def pain(town: Town) -> Twice:
    fields = {"place": place_in(town.site), "kind": "dark", "text": "Il fait noir.", "code": new_code()}
    return form(Person(town.site), "/pains/new", **fields)


ONCE: Mapping[str, Callable[[Town], Twice]] = {
    "POST /api/v1/commons/verify": lambda t: program(t.ada, "POST", "/api/v1/commons/verify", json={"ids": []}),
    "POST /api/v1/jobs": lambda t: program(
        t.ada, "POST", "/api/v1/jobs", json={"kind": "access", "asked": {"cutoff": 15, "window": 1}}
    ),
    "DELETE /api/v1/jobs/{id}": lambda t: program(t.ada, "DELETE", f"/api/v1/jobs/{t.job('access')}"),
    "POST /api/v1/uploads": upload,
    "POST /fr/what-if/compare": lambda t: form(t.ada, "/what-if/compare", scenario=SCENARIO, cutoff="20"),
    "POST /fr/what-if/{id}/cancel": partial(cancel, "scenario", "/what-if"),
    "POST /fr/hub/compare": lambda t: form(t.ada, "/hub/compare", hub=HUB),
    "POST /fr/hub/{id}/cancel": partial(cancel, "hub", "/hub"),
    "POST /fr/goods/compare": goods,
    "POST /fr/goods/{id}/cancel": partial(cancel, "goods", "/goods"),
    "POST /fr/territory/{part}": lambda t: form(Person(t.site), "/territory/work"),
    "POST /fr/territory/{part}/{id}/cancel": partial(cancel, "territory", "/territory/work"),
    "POST /fr/learn": lambda t: form(Person(t.site), "/learn"),
    "POST /fr/pains/new": pain,
    "POST /fr/pains/mine": own_pain,
    "POST /fr/incidents/new": lambda t: form(Person(t.site), "/incidents/new", **given(t.site, code=new_code())),
    "POST /fr/incidents/mine": lambda t: form(Person(t.site), "/incidents/mine", act="erase", token=incident(t)[1]),
    "POST /fr/incidents/{id}/settle": settled,
    "POST /fr/rules/new": lambda t: form(t.ada, "/rules/new", **rule()),
    "POST /fr/propose": lambda t: form(t.ada, "/propose", kind="need", title="Un besoin", key=new_id()),
    "POST /fr/propose/{id}": partial(edited, "save"),
    "POST /fr/propose/{id} (send)": partial(edited, "send"),
    "POST /fr/propose/{id} (back)": partial(edited, "back"),
    "POST /fr/propose/{id} (delete)": partial(edited, "delete"),
    "POST /fr/propose/{id}/send": sent,
    "POST /fr/propose/{id}/talk": talked,
    "POST /fr/review/{id}": partial(judged, "accept"),
    "POST /fr/review/{id} (refuse)": partial(judged, "refuse"),
    "POST /fr/review/{id} (return)": partial(judged, "return"),
    "POST /fr/workshops/{slug}": lambda t: form(
        t.ada, f"/workshops/{SLUG}", **{name: str(value) for name, value in item(61).items()}
    ),
    "POST /fr/workshops/{slug}/sync": synced,
    "POST /fr/workshops/{slug}/bring-in": brought,
    "POST /fr/workshops/{slug}/need": need,
    "POST /fr/workshops/{slug}/vote": voted,
    "POST /fr/account/link": lambda t: form(Person(t.site), "/account/link", email="new@example.org"),
    "POST /fr/account/link/{token}": linked,
    "POST /fr/account/sign-in": signs_in,
    "POST /fr/account/sign-out": lambda t: form(t.somebody(), "/account/sign-out"),
    "POST /fr/account/change": lambda t: form(t.somebody(), "/account/change", name="Olive", language="en"),
    "POST /fr/account/password": lambda t: form(t.somebody(), "/account/password", new=PASSWORD),
    "POST /fr/account/erase": lambda t: form(t.somebody(), "/account/erase", sure="yes"),
    "POST /fr/account/work/{id}/cancel": partial(cancel, "access", "/account/work"),
    "POST /fr/admin/people/{id}": partial(dealt, act="role", role="reviewer"),
    "POST /fr/admin/people/{id} (disable)": partial(dealt, act="disable"),
    "POST /fr/admin/moderation/{sort}/{id}": partial(moderated, "show"),
    "POST /fr/admin/moderation/{sort}/{id} (hide)": partial(moderated, "hide"),
    "POST /fr/admin/scenarios": kept_project,
    "POST /fr/admin/scenarios/{sort}/{name}/remove": removed,
}  # fmt: skip
"""Whatever changes something → how it is sent."""

KEEPS_NOTHING = {
    *(
        f"POST /api/v1/{one}" for one in (
            "compare", "diagnose", "commons/ladder", "hub/accounts", "hub/check", "isochrone", "reach", "rules/check",
            "scenario/check", "territories/groups", "territories/replicate", "trip", "vacancy",
        )
    ),
    *(
        f"POST /fr/{one}" for one in (
            "explorer", "explorer/answer", "person", "vacancy", "what-if", "hub", "goods", "rules/check", "learn/quiz",
            "account/export",
        )
    ),
}  # fmt: skip
"""What answers and writes nothing down."""

SEARCHES = {
    f"POST {one}" for one in (
        "/api/v1/diagnose", "/api/v1/reach", "/api/v1/vacancy", "/fr/explorer", "/fr/explorer/answer", "/fr/person",
        "/fr/vacancy",
    )
}  # fmt: skip
"""Whose answers take long; that they leave no trace is looked at where they are."""

TOLD_TO_BE_GONE = {"POST /fr/pains/mine": "déjà effacé", "POST /fr/incidents/mine": "déjà effacé"}


def test_of_every_form_it_is_known_what_sending_it_twice_does(town: Town) -> None:
    known = {name.partition(" (")[0] for name in ONCE} | KEEPS_NOTHING
    assert {f"{method} {path}" for method, path, _ in changing(town.site)} == known


@pytest.mark.parametrize("name", ONCE)
def test_what_is_sent_twice_is_there_once(town: Town, name: str) -> None:
    send = ONCE[name](town)
    before = town.kept()
    first = send()
    once = town.kept()
    second = send()
    assert town.kept() == once
    assert first.status_code in (200, 202, 303), first.text
    assert once != before or name in ("POST /fr/account/sign-out",)
    if name in TOLD_TO_BE_GONE:
        assert (second.status_code, TOLD_TO_BE_GONE[name] in second.text) == (404, True)
        return
    assert second.status_code == first.status_code, second.text
    assert second.headers.get("location") == first.headers.get("location")
    if first.status_code == 202:
        assert second.json()["id"] == first.json()["id"]


def test_what_keeps_nothing_keeps_nothing(town: Town) -> None:
    before = town.kept()
    for name in sorted(KEEPS_NOTHING - SEARCHES):
        assert program(town.ada, "POST", name.partition(" ")[2])().status_code < 500
    assert town.kept() == before


def test_what_a_form_did_is_known_for_a_minute_and_to_that_form_alone() -> None:
    clock = [1000.0]
    kept = Remembered(clock=lambda: clock[0])
    kept.keep("session", "link", "token", "page")
    assert kept.find("link", "token", "page") == "session"
    assert kept.find("link", "token", "other page") is None
    clock[0] += LIFE_S
    assert kept.find("link", "token", "page") is None


def test_what_did_nothing_after_all_is_forgotten() -> None:
    kept = Remembered()
    kept.keep("yes", "letter", "\ud83d")
    kept.forget("letter", "\ud83d")
    assert kept.find("letter", "\ud83d") is None


def test_not_too_much_is_remembered() -> None:
    kept = Remembered()
    for number in range(again.MOST_KEPT + 1):
        kept.keep("yes", str(number))
    assert kept.find("0") is None
    assert kept.find(str(again.MOST_KEPT)) == "yes"
