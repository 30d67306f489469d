from __future__ import annotations

from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory
from portee.store.audit import read_audit
from portee.web.private import close_private, database_of
from portee.web.security.rates import Rate
from portee.web.site import Site
from tests.web.people import PASSWORD, Person, private_site


def actions(site: Site) -> list[str]:
    with database_of(site).reading() as connection:
        return [entry.action for entry in reversed(read_audit(connection)[0])]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_signing_in_and_out_with_a_password(private: Site, lang: str) -> None:
    Person(private).signs_in("ada", password=PASSWORD)
    ada = Person(private, lang)
    answer = ada.send("/account/sign-in", email="Ada@example.org", password=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{lang}/account")
    page = ada.get("/account").text
    assert "ada@example.org" in page
    assert PASSWORD not in page
    assert ada.send("/account/sign-out").status_code == 303
    assert "ada@example.org" not in ada.get("/account").text
    assert actions(private) == ["sign-in.password", "sign-out"]


@pytest.mark.parametrize(
    ("email", "password"),
    [("ada@example.org", "wrong password"), ("nobody@example.org", PASSWORD), ("' OR 1=1 --", "x"), ("", "")],
)
def test_all_refusals_look_alike(private: Site, email: str, password: str) -> None:
    Person(private).signs_in("ada", password=PASSWORD)
    visitor = Person(private)
    visitor.token()
    # Guesses wait for no writer, and keep none waiting.
    with database_of(private).writing():
        answer = visitor.send("/account/sign-in", email=email, password=password)
    assert answer.status_code == 401
    assert "ne vont pas ensemble" in answer.text
    assert "portee-session" not in answer.headers.get("set-cookie", "")


def test_what_was_entered_comes_back_escaped(private: Site) -> None:
    answer = Person(private).send("/account/sign-in", email='"><script>alert(1)</script>', password=PASSWORD)
    assert "<script>alert" not in answer.text


def test_a_form_of_another_site_is_refused(private: Site) -> None:
    Person(private).signs_in("ada", password=PASSWORD)
    ada = Person(private)
    fields = {"email": "ada@example.org", "password": PASSWORD}
    assert ada.client.post("/fr/account/sign-in", data=fields).status_code == 403
    fields["csrf"] = "x" * 43
    assert ada.client.post("/fr/account/sign-in", data=fields).status_code == 403


def test_passwords_cannot_be_tried_for_long(
    tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = private_site(tmp_path / "village", xs_network, xs_territory, limited=True)
    Person(site).signs_in("ada", password=PASSWORD)
    person, answers = Person(site), []
    token = person.token()
    for _ in range(12):
        fields = {"csrf": token, "email": "ada@example.org", "password": "wrong password"}
        answers.append(person.client.post("/fr/account/sign-in", data=fields).status_code)
    assert answers[:8] == [401] * 8
    assert answers[-1] == 429
    # Nor can one password for many names: they count by where they come from.
    site.forget("tries-sign-in", lambda _: None)
    monkeypatch.setattr("portee.web.pages.account.SIGN_INS", Rate(0, 1e-6))
    assert person.client.post("/fr/account/sign-in", data={"csrf": token, "email": "x@example.org"}).status_code == 429
    close_private(site)


def test_an_expired_or_foreign_session_opens_nothing(private: Site) -> None:
    visitor = Person(private)
    for path in ("/account/change", "/account/erase", "/account/work"):
        answer = visitor.get(path)
        assert answer.status_code == 401
        assert "Il faut être connecté" in answer.text
