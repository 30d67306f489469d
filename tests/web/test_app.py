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


@pytest.mark.parametrize("path", ["/fr/", "/static/portee.css", "/openapi.json"])
def test_text_is_compressed_for_who_can_read_it(client: TestClient, path: str) -> None:
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert {"accept-encoding"} <= {part.strip().lower() for part in packed.headers["vary"].split(",")}
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    # The nonce of a page is drawn anew.
    assert abs(len(packed.content) - len(plain.content)) < 100


@pytest.mark.parametrize("path", ["/healthz", "/static/font.woff2"])
def test_what_is_short_or_compressed_already_is_not(client: TestClient, path: str) -> None:
    assert "content-encoding" not in client.get(path, headers={"accept-encoding": "gzip"}).headers
