from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from portee.web.statics import Files


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


def test_what_is_named_by_its_content_is_kept_for_good(tmp_path: Path) -> None:
    for name in ("built/assets/map-1.js", "built/manifest.json"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1")
    app = FastAPI()
    app.mount("/static", Files(directory=tmp_path))
    client = TestClient(app)
    assert "immutable" in client.get("/static/built/assets/map-1.js").headers["cache-control"]
    assert "cache-control" not in client.get("/static/built/manifest.json").headers
    assert "cache-control" not in client.get("/static/built/assets/none.js").headers
