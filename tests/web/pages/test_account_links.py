from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory
from portee.store.accounts import change_account, find_account
from portee.store.database import now
from portee.web.private import close_private, database_of
from portee.web.site import Site
from tests.services.mail_server import Post, post_office
from tests.web.people import ADDRESS, Person, private_site

LINK = re.compile(rf"{ADDRESS}/(?:fr|en)(/account/link/\S+)")


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    with post_office() as found:
        monkeypatch.setenv("PORTEE_SMTP", found.address)
        yield found


def link_of(post: Post) -> str:
    found = LINK.search(post.letters[-1].get_content())
    assert found is not None, post.letters[-1].get_content()
    return found[1]


def test_somebody_new_makes_an_account_by_a_link(private: Site, post: Post) -> None:
    ada = Person(private)
    answer = ada.send("/account/link", email="Ada@example.org")
    assert answer.status_code == 200
    assert post.letters[0]["To"] == "ada@example.org"
    link = link_of(post)
    page = ada.get(link)
    assert "pas encore de compte" in page.text
    # Opening it uses nothing up: programs that look at letters do so.
    assert ada.get(link).status_code == 200
    assert ada.send(link, name="").status_code == 422
    assert ada.send(link, name="Ada <b>").headers["location"] == "/fr/account"
    assert "Ada &lt;b&gt;" in ada.get("/account").text
    other = Person(private)
    assert other.send(link, name="Eve").status_code == 410
    assert other.get(link).status_code == 410


def test_whether_an_address_has_an_account_is_not_told(private: Site, post: Post) -> None:
    Person(private).signs_in("ada")
    answers = [Person(private).send("/account/link", email=f"{name}@example.org").text for name in ("ada", "bob")]
    plain = [re.sub(r"ada@|bob@|nonce-\S+|\"[A-Za-z0-9_-]{22,}\"", "", text) for text in answers]
    assert plain[0] == plain[1]


def test_a_closed_site_sends_links_to_those_it_knows(
    tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory, post: Post
) -> None:
    site = private_site(tmp_path / "closed", xs_network, xs_territory, registration=False)
    Person(site).signs_in("ada")
    for name in ("ada", "bob"):
        assert Person(site).send("/account/link", email=f"{name}@example.org").status_code == 200
    assert [letter["To"] for letter in post.letters] == ["ada@example.org"]
    close_private(site)


def test_a_disabled_account_is_not_let_in_by_a_link_sent_before(private: Site, post: Post) -> None:
    ada = Person(private).signs_in("ada")
    visitor = Person(private)
    visitor.send("/account/link", email="ada@example.org")
    assert ada.account is not None
    with database_of(private).writing() as connection:
        change_account(connection, ada.account.id, disabled=now())
    assert visitor.send(link_of(post)).status_code == 410


def test_what_is_no_address_is_told_where_it_stands(private: Site, post: Post) -> None:
    answer = Person(private).send("/account/link", email="ada")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert post.letters == []


def test_a_mail_server_that_is_away_is_told(private: Site, post: Post) -> None:
    post.refuses = True
    assert Person(private).send("/account/link", email="ada@example.org").status_code == 503


def test_a_letter_never_points_where_a_request_says(private: Site, post: Post) -> None:
    ada = Person(private)
    token = ada.token()
    ada.client.post(
        "/fr/account/link", data={"csrf": token, "email": "ada@example.org"}, headers={"x-forwarded-host": "evil.org"}
    )
    assert "evil" not in post.letters[0].get_content()
    assert ADDRESS in post.letters[0].get_content()


def test_a_site_that_sends_no_letters_says_so(private: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTEE_SMTP", raising=False)
    person = Person(private)
    assert "envoie pas de courriel" in person.get("/account").text
    assert person.send("/account/link", email="ada@example.org").status_code == 503
    with database_of(private).reading() as connection:
        assert find_account(connection, email="ada@example.org") is None
