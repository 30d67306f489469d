from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portee.core.errors import InputError, SourceError
from portee.services.workspace.catalogue import catalogue, find_source
from portee.services.workspace.communes import find_communes
from portee.services.workspace.download import Downloaded
from portee.services.workspace.fetching import fetch_found, patiently
from portee.services.workspace.finding import find_files
from tests.services.workspace.open_data import CODE, Publishers

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def fetched(server: Publishers, id: str, folder: Path) -> Downloaded:
    source = find_source(id)
    place = find_communes(CODE, f"{server.base}/geo")[0]
    return fetch_found(source, find_files(source, catalogue().services, place)[0], folder, now=NOON)


@pytest.mark.parametrize("id", ["communes", "osm", "timetables", "residents", "facilities", "priority"])
def test_each_source_comes_with_its_origin(server: Publishers, tmp_path: Path, id: str) -> None:
    came = fetched(server, id, tmp_path / "new")
    note = json.loads(came.file.with_name(f"{came.file.name}.source.json").read_text())
    assert note["sha256"] == hashlib.sha256(came.file.read_bytes()).hexdigest()
    assert note["licence"]
    assert note["moment"].startswith("2026-03-10")
    assert came.compared is (id in ("osm", "priority"))


def test_a_broken_download_goes_on_where_it_stopped(server: Publishers, tmp_path: Path) -> None:
    path = "/osm/village-latest.osm.pbf"
    server.cut[path] = 5000
    with pytest.raises(InputError, match="what came is kept"):
        fetched(server, "osm", tmp_path)
    came = fetched(server, "osm", tmp_path)
    assert (came.resumed, came.compared) == (5000, True)
    assert came.file.read_bytes() == server.files[path]
    assert fetched(server, "osm", tmp_path).unchanged


@pytest.mark.parametrize("id", ["osm", "priority"])
def test_a_wrong_sum_keeps_nothing(server: Publishers, tmp_path: Path, id: str) -> None:
    server.put("/osm/village-latest.osm.pbf", b"something else")
    server.put("/files/qpv-2024-WGS84.geojson", b"something else")
    with pytest.raises(SourceError, match="not what its publisher"):
        fetched(server, id, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", ["https://10.0.0.1/x", "https://169.254.169.254/x", "https://[fe80::1]/x"])
def test_a_publisher_sends_nobody_to_a_private_address(server: Publishers, tmp_path: Path, to: str) -> None:
    server.away["/bus.zip"] = to
    with pytest.raises(SourceError, match="private address"):
        fetched(server, "timetables", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_larger_than_its_source_ever_is_is_refused(server: Publishers, tmp_path: Path) -> None:
    server.put("/bus.zip", bytes(51_000_000))
    with pytest.raises(SourceError, match="more than 50 MB"):
        fetched(server, "timetables", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_lost_connection_is_taken_up_again_a_few_times(server: Publishers, tmp_path: Path) -> None:
    server.cut["/osm/village-latest.osm.pbf"] = 5000
    waited: list[float] = []
    came = patiently(lambda: fetched(server, "osm", tmp_path), pause=waited.append)
    assert (came.resumed, came.compared) == (5000, True)
    assert waited == [2.0]
    tries: list[int] = []

    def away() -> None:
        tries.append(1)
        raise InputError("The server does not answer.")

    with pytest.raises(InputError):
        patiently(away, tries=3, pause=waited.append)
    assert (len(tries), waited) == (3, [2.0, 2.0, 4.0])


def test_what_is_wrong_for_good_is_not_tried_again(server: Publishers, tmp_path: Path) -> None:
    server.put("/osm/village-latest.osm.pbf", b"something else")
    with pytest.raises(SourceError):
        patiently(lambda: fetched(server, "osm", tmp_path), pause=lambda _: pytest.fail("it waited"))


def test_what_is_not_there_is_not_asked_for_again(server: Publishers, tmp_path: Path) -> None:
    del server.files["/bus.zip"]
    with pytest.raises(SourceError, match=r"refuses \(404\)"):
        patiently(lambda: fetched(server, "timetables", tmp_path), pause=lambda _: pytest.fail("it waited"))
    assert list(tmp_path.iterdir()) == []
