from __future__ import annotations

import io
import zipfile

import pytest
from httpx2 import Response

from portee.services.jobs.worker import Worker
from portee.services.workspace.workspace import Workspace
from portee.web.private import database_of
from portee.web.site import Site
from tests.web.people import Person


def send(person: Person, name: str, content: bytes) -> Response:
    return person.client.post(
        "/api/v1/uploads", files={"file": (name, content)}, headers={"X-CSRF-Token": person.token()}
    )


def left(site: Site) -> list[str]:
    assert isinstance(site.workspace, Workspace)
    return [path.name for path in site.workspace.uploads.iterdir()]


def test_a_file_is_taken_and_read_by_the_worker(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    answer = send(ada, "<b>places</b>.csv", b"lon,lat,jobs\n5.3,43.2,4\n")
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert job["title"] == "<b>places</b>.csv"
    assert isinstance(private.workspace, Workspace)
    with Worker(private.workspace, database_of(private)) as worker:
        worker.do(job["id"])
    found = ada.client.get(f"/api/v1/jobs/{job['id']}/result").json()
    assert (found["holds"], found["rows"]) == ("places", 1)


@pytest.mark.parametrize("name", ["../../portee.sqlite", "x.exe", "", "con"])
def test_other_files_are_refused_and_nothing_stays(private: Site, name: str) -> None:
    assert send(Person(private).signs_in("ada"), name, b"abc").status_code == 422
    assert left(private) == []


def test_a_bomb_is_refused_and_nothing_stays(private: Site) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("stops.txt", b"0" * 20_000_000)
    answer = send(Person(private).signs_in("ada"), "gtfs.zip", out.getvalue())
    assert answer.status_code == 422
    assert "unpacks to" in answer.json()["error"]["message"]
    assert left(private) == []


def test_who_may_not_send_is_told_before_anything_is_read(private: Site) -> None:
    visitor = Person(private)
    assert send(visitor, "x.csv", b"a").status_code == 401
    ada = Person(private).signs_in("ada")
    assert ada.client.post("/api/v1/uploads", files={"file": ("x.csv", b"a")}).status_code == 403
    assert ada.client.post("/api/v1/uploads", headers={"X-CSRF-Token": ada.token()}).status_code == 422


def test_a_huge_body_is_refused(private: Site) -> None:
    ada = Person(private).signs_in("ada")
    answer = ada.client.post(
        "/api/v1/uploads", content=b"x", headers={"X-CSRF-Token": ada.token(), "Content-Length": "999999999999"}
    )
    assert answer.status_code == 413
