from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from portee.web.app import preferred


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "fr"), ("en-GB,en;q=0.9", "en"), ("fr;q=0.4, en;q=0.9", "en"), ("de,es", "fr"), ("*", "fr"),
        ("en;q=0", "fr"), ("en;q=x,,;", "fr"), ("FR-ca", "fr"),
    ],
)  # fmt: skip
def test_the_front_door_speaks_the_readers_language(client: TestClient, accepted: str, lang: str) -> None:
    assert preferred(accepted) == lang
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/{lang}/")


def test_a_site_of_one_language_speaks_it_to_all() -> None:
    assert preferred("fr", ("en",)) == "en"


def test_the_api_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert "/healthz" in described["paths"]
    assert not any(path.startswith(("/fr", "/en")) for path in described["paths"])
