from __future__ import annotations

from fastapi.testclient import TestClient

import portee


def test_it_says_that_it_is_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "version": portee.__version__, "workspace": "village"}
