from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import APIRouter, Request
from fastapi.testclient import TestClient

from portee.web.app import create_app
from portee.web.security.bodies import MOST_BYTES, BodyLimit
from portee.web.site import Site


@pytest.fixture
def reading(site: Site) -> TestClient:
    router = APIRouter()

    @router.post("/read")
    async def read(request: Request) -> int:
        return len(await request.body())

    app = create_app(site)
    app.include_router(router, prefix="/api")
    app.include_router(router, prefix="/fr")
    return TestClient(app)


@pytest.mark.parametrize("start", ["/api", "/fr"])
def test_a_body_up_to_the_limit_is_read_and_a_larger_one_refused(reading: TestClient, start: str) -> None:
    assert reading.post(f"{start}/read", content=b"x" * MOST_BYTES).json() == MOST_BYTES
    assert reading.post(f"{start}/read", content=b"x" * (MOST_BYTES + 1)).status_code == 413


def test_one_that_does_not_tell_its_size_is_stopped_on_the_way(reading: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(6):
            yield b"x" * 60_000

    answer = reading.post("/api/read", content=pieces())
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"


@pytest.mark.parametrize("told", ["-1", "many", "1e9"])
def test_a_size_that_is_no_number_is_refused(reading: TestClient, told: str) -> None:
    assert reading.post("/api/read", headers={"content-length": told}).status_code == 413


@pytest.mark.parametrize("written", ["utf-7", '"punycode"', "undefined", " zip", "'latin-1'", "utf-8; charset=hex"])
def test_texts_come_as_utf_8(reading: TestClient, written: str) -> None:
    for kind in ("multipart/form-data; boundary=B", "application/json", "text/csv"):
        headers = {"content-type": f"{kind}; CharSet={written}"}
        assert reading.post("/api/read", headers=headers, content=b"x").status_code == 415
        assert reading.post("/api/read", headers={"content-type": f"{kind}; charset=UTF-8"}).status_code == 200


def test_some_addresses_take_more(reading: TestClient) -> None:
    limit = BodyLimit(reading.app, most=10, larger={"/api/uploads": 100})
    assert limit.larger["/api/uploads"] > limit.most
