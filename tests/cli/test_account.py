from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.sources.synthetic import SyntheticTerritory
from portee.web.private import close_private
from tests.cli.conftest import Run
from tests.web.people import ADDRESS, Person, private_site


@pytest.fixture
def folder(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> Path:
    private_site(tmp_path / "village", xs_network, xs_territory)
    return tmp_path / "village"


def test_the_first_administrator_signs_in_by_the_link_that_is_printed(
    portee: Run, folder: Path, xs_network: Path
) -> None:
    from portee.services.workspace.workspace import open_workspace
    from portee.web.site import Settings, Site

    ran = portee("account", "add", folder, "Boss@example.org", "--role", "administrator", "--json")
    told = json.loads(ran.out)
    assert told["email"] == "boss@example.org"
    site = Site(open_workspace(folder), Settings(limited=False))
    boss = Person(site, "en")
    path = told["link"].removeprefix(f"{ADDRESS}/en")
    assert boss.send(path).status_code == 303
    assert boss.get("/admin/people").status_code == 200
    close_private(site)


def test_an_account_gets_another_role_and_is_erased(portee: Run, folder: Path) -> None:
    assert portee("account", "add", folder, "ada@example.org", "--name", "Ada").code == 0
    ran = portee("account", "add", folder, "ada@example.org", "--role", "reviewer")
    assert "role reviewer" in ran.out
    assert f"{ADDRESS}/en/account/link/" in ran.out
    assert "is erased" in portee("account", "erase", folder, "ada@example.org").out
    ran = portee("account", "erase", folder, "ada@example.org")
    assert (ran.code, ran.out) == (2, "")
    assert "has no account" in ran.err


def test_what_is_wrong_is_told(portee: Run, folder: Path) -> None:
    assert "no e-mail address" in portee("account", "add", folder, "ada").err
    assert "no workspace" in portee("account", "add", folder / "places", "ada@example.org").err
    ran = portee("account", "add", folder, "ada@example.org", "--database", "mysql://x")
    assert ran.code == 2
