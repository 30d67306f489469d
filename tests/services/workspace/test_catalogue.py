from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portee.core.declared import parse_declared
from portee.core.errors import ParameterError, SourceError
from portee.services.workspace.catalogue import (
    ENVIRONMENT,
    Catalogue,
    catalogue,
    find_source,
    open_sources,
)

SERVICES = "services: {communes: a, extracts: b, transport: c, data: d}\n"
SOURCE = "{id: x, name: {fr: a, en: b}, publisher: p, gives: osm, page: q, licence: l, largest_mb: 1, checked: false"


def test_what_the_project_promises_is_there() -> None:
    known = {source.id for source in open_sources()}
    assert {"osm", "timetables", "shared-vehicles", "residents", "facilities", "priority", "hazards"} <= known
    assert {"low-emission-zones", "communes", "employers", "carpool"} <= known
    assert len(known) == len(open_sources())


def test_each_source_has_a_page_by_https_a_licence_and_both_languages() -> None:
    for source in open_sources():
        for address in (source.page, source.file or source.page, *source.seen):
            assert urlsplit(address).scheme == "https"
        assert source.licence
        assert source.name.fr != source.name.en


def test_services_are_asked_by_https() -> None:
    for address in catalogue().services.model_dump().values():
        assert urlsplit(address).scheme == "https"
        assert not address.endswith("/")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("found: transport}", "has no 'format'"),
        ("found: data, dataset: y}", "has no 'title'"),
        ("found: file}", "has no 'file'"),
        ("found: data, dataset: y, title: '('}", "is no pattern"),
        ("found: data, dataset: ../y, title: z}", "dataset"),
        ("found: extract, seen: [https://example.org/]}", "names where"),
        ("found: elsewhere}", "found"),
    ],
)
def test_what_is_wrong_in_a_catalogue_is_told(more: str, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_declared(f"{SERVICES}sources:\n  - {SOURCE}, {more}\n", Catalogue, "sources.yaml")
    assert told in str(caught.value)


def test_what_was_checked_names_where() -> None:
    text = f"{SERVICES}sources:\n  - {SOURCE.replace('false', 'true')}, found: extract}}\n"
    with pytest.raises(SourceError, match="names where"):
        parse_declared(text, Catalogue, "sources.yaml")


def test_another_catalogue_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.yaml").write_text(f"{SERVICES}sources:\n  - {SOURCE}, found: extract}}\n")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "mine.yaml"))
    assert [source.id for source in open_sources()] == ["x"]
    with pytest.raises(ParameterError, match="Choose one of: x"):
        find_source("osm")
