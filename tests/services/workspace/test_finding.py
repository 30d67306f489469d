from __future__ import annotations

import json

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.services.workspace.catalogue import catalogue, find_source
from portee.services.workspace.communes import Commune, find_communes
from portee.services.workspace.finding import FoundFile, find_files
from tests.services.workspace.open_data import CODE, Publishers


@pytest.fixture
def village(server: Publishers) -> Commune:
    return find_communes(CODE, f"{server.base}/geo")[0]


def found(id: str, place: Commune | None, area: str | None = None) -> tuple[FoundFile, ...]:
    return find_files(find_source(id), catalogue().services, place, area)


def test_timetables_of_the_group_of_communes_come_first(server: Publishers, village: Commune) -> None:
    first, second = found("timetables", village)
    assert (first.name, first.level, second.level) == ("village-bus.zip", "epci", "region")
    assert first.address == f"{server.base}/bus.zip"
    assert (first.licence, first.updated, first.size) == ("ODbL 1.0", "2026-03-01", 1000)
    (bikes,) = found("shared-vehicles", village)
    assert bikes.name == "bikes.json"


def test_the_smallest_extract_that_holds_the_commune(server: Publishers, village: Commune) -> None:
    (extract,) = found("osm", village)
    assert extract.address == f"{server.base}/osm/village-latest.osm.pbf"
    assert extract.md5_from == f"{extract.address}.md5"
    assert found("osm", None, "elsewhere")[0].name == "elsewhere-latest.osm.pbf"
    for area, told in (("nothing", "no extract of this area"), ("../x", "no name of an area")):
        with pytest.raises(ParameterError, match=told):
            found("osm", None, area)


def test_the_newest_file_of_a_data_set_with_its_sum_and_licence(server: Publishers) -> None:
    (qpv,) = found("priority", None)
    assert qpv.name == "qpv-2024-WGS84.geojson"
    assert qpv.updated == "2026-01-15"
    assert set(qpv.sums) == {"sha1"}
    assert qpv.licence == "Licence Ouverte 2.0"
    assert qpv.sent_by == f"{server.base}/data/api/1/datasets/qpv/"


def test_a_file_of_the_department_and_an_outline(village: Commune) -> None:
    assert found("hazards", village)[0].address.endswith("/ppr/pprn_13.zip")
    (outline,) = found("communes", village)
    assert outline.content is not None
    assert json.loads(outline.content)["features"][0]["properties"]["code"] == CODE


@pytest.mark.parametrize("id", ["timetables", "osm", "communes", "hazards"])
def test_a_commune_is_asked_for_where_it_is_needed(server: Publishers, id: str) -> None:
    del server
    with pytest.raises(ParameterError, match="--commune"):
        found(id, None)


def test_interfaces_that_changed_are_told(server: Publishers, village: Commune) -> None:
    for path, id in (("/pan/api/datasets", "timetables"), ("/osm/index-v1.json", "osm")):
        server.put(path, "something else")
        with pytest.raises(SourceError, match="not what it was"):
            found(id, village)
    server.put("/data/api/1/datasets/qpv/", {"resources": []})
    with pytest.raises(ParameterError, match="no file 'geojson'"):
        found("priority", None)
    server.put("/data/api/1/datasets/qpv/", [])
    with pytest.raises(SourceError, match="not told as it should be"):
        found("priority", None)
    server.put("/pan/api/datasets", [])
    with pytest.raises(ParameterError, match="no GTFS for this commune"):
        found("timetables", village)


def test_names_of_files_are_plain(server: Publishers) -> None:
    row = {"title": "geojson", "url": f"{server.base}/a/..%2f..%2fetc/pass wd?x", "last_modified": "2026"}
    server.put("/data/api/1/datasets/qpv/", {"resources": [row]})
    assert found("priority", None)[0].name == "pass-wd"
