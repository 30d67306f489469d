from __future__ import annotations

from fastapi.testclient import TestClient

from portee.web.address import public_address
from portee.web.site import Site
from tests.web.people import ADDRESS, Person

ELSE = {"host": "else.org"}


def test_the_public_address_is_told_whatever_a_request_claims(private: Site, client: TestClient) -> None:
    assert public_address(private) == ADDRESS
    for path in ("/ogc", "/ogc/collections"):
        told = Person(private).client.get(path, headers=ELSE).text
        assert ADDRESS in told
        assert "else.org" not in told
    # Where the workspace tells none, links lead to where whoever asks says that they asked.
    assert client.get("/ogc", headers=ELSE).json()["links"][0]["href"] == "https://else.org/ogc"
