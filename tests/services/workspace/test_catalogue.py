from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from portee.core.errors import ParameterError
from portee.services.workspace.catalogue import find_source, open_sources


def test_what_the_project_promises_is_there() -> None:
    known = {source.id for source in open_sources()}
    assert {"osm", "timetables", "shared-vehicles", "residents", "facilities", "priority", "hazards"} <= known
    assert "low-emission-zones" in known
    assert len(known) == len(open_sources())


def test_each_source_has_a_page_by_https_a_licence_and_both_languages() -> None:
    for source in open_sources():
        for address in (source.page, source.file or source.page):
            assert urlsplit(address).scheme == "https"
        assert source.licence
        assert source.name.fr != source.name.en


def test_an_area_is_chosen_by_its_name_alone() -> None:
    osm = find_source("osm")
    assert osm.address("alsace").endswith("/alsace-latest.osm.pbf")
    for area in (None, "", "../x", "a/b", "A B", "{0}"):
        with pytest.raises(ParameterError, match="Which area"):
            osm.address(area)


def test_a_source_of_many_files_sends_to_its_page() -> None:
    with pytest.raises(ParameterError, match="many files") as caught:
        find_source("timetables").address()
    assert "https://" in caught.value.mend
    with pytest.raises(ParameterError, match="no source 'nothing'"):
        find_source("nothing")
