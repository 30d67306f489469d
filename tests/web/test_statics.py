from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(("path", "kind"), [("portee.css", "text/css"), ("font.woff2", "font/woff2")])
def test_what_pages_load_is_served(client: TestClient, path: str, kind: str) -> None:
    answer = client.get(f"/static/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "nothing.css"])
def test_nothing_else_is(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_pages_ask_nothing_of_other_sites(client: TestClient) -> None:
    asked = re.findall(r'(?:src|href)="([^"]+)"', client.get("/fr/").text)
    assert asked
    assert all(address.startswith(("/", "#", "data:,")) for address in asked)
