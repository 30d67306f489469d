from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from portee.services.commons_reading.shelf import Shelf
from tests.web.commons_site import some_need

API = "/api/v1/commons"


def test_a_record_is_shown_with_those_that_refer_to_it(commons_client: TestClient, shelf: Shelf) -> None:
    reading = shelf.reading()
    need = next(iter(one for one in reading.links if one.startswith("need/")))
    found = commons_client.get(f"{API}/show/{need}").json()
    assert found["id"] == need
    assert found["referring"] == list(reading.links[need])


def test_versions_and_what_differs_between_them(commons_client: TestClient, shelf: Shelf) -> None:
    need = some_need(shelf.commons())
    newest, first = commons_client.get(f"{API}/history", params={"id": need}).json()
    assert (newest["author"], first["author"]) == ("Olivier", "Mimosa")
    (change,) = commons_client.get(f"{API}/diff", params={"old": first["commit"]}).json()
    assert change["id"] == need
    assert [field["field"] for field in change["fields"]] == ["tags"]
    before = commons_client.get(f"{API}/show/{need}", params={"at": first["commit"]}).json()
    assert before["tags"] == change["fields"][0]["old"]


def test_it_counts_lists_and_finds(commons_client: TestClient, shelf: Shelf) -> None:
    release = shelf.reading().release
    assert commons_client.get(API).json()["records"]["cell"] == len(release.of_type("cell"))
    cells = commons_client.get(f"{API}/matrix", params={"level": 3}).json()
    assert all(cell["level"] >= 3 for cell in cells["cells"])
    assert 0 < len(cells["cells"]) < cells["total"]
    hits = commons_client.get(f"{API}/search", params={"q": "velo", "type": "solution"}).json()
    assert all(hit["id"].startswith("solution/") for hit in hits)
    assert hits
    people = commons_client.get(f"{API}/credits").json()
    assert {"Mimosa", "Olivier"} <= {one["name"] for one in people}
    carried = commons_client.get(f"{API}/replicate", params={"territory": "territory/marseille"}).json()
    assert all(0 <= one["low"] <= one["high"] <= 1 for one in carried["practices"])
    table = commons_client.get(f"{API}/publish/tables/need.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.count("need/") >= len(release.of_type("need"))


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/show/need/nothing", {}), ("/show/dragon/smaug", {}), ("/show/need/x", {"at": "HEAD"}),
        ("/history", {"id": "need/nothing"}), ("/diff", {"old": "HEAD"}), ("/diff", {}), ("/search", {"q": ""}),
        ("/matrix", {"advice": "maybe"}), ("/matrix", {"level": 9}),
        ("/replicate", {"territory": "territory/atlantis"}),
        ("/replicate", {"territory": "territory/marseille", "practice": "practice/none"}),
        ("/publish/../../etc/passwd", {}), ("/publish/nothing.csv", {}), ("/search", {"q": "a", "limit": 10**9}),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_in_one_shape(
    commons_client: TestClient, path: str, values: dict[str, Any]
) -> None:
    answer = commons_client.get(f"{API}{path}", params=values)
    assert 400 <= answer.status_code < 500
    assert set(answer.json()["error"]) == {"code", "message", "hint", "reference"}


def test_a_workspace_without_commons_says_so(client: TestClient) -> None:
    assert client.get(API).json()["error"]["code"] == "not_found"
