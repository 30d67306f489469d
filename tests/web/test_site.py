from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest

from portee.core.declared import Words
from portee.core.errors import NetworkError
from portee.services.workspace.manifest import PlacesEntry
from portee.services.workspace.new import Given, new_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.web.site import Site
from tests.web.workspaces import VillageWorkspace


def test_what_is_read_is_read_once(site: Site) -> None:
    assert site.world is site.world
    jobs = site.places("jobs")
    assert jobs is not None
    assert jobs is site.places("jobs")
    assert jobs.weight("jobs").sum() > len(jobs)
    assert site.offers.aids


def test_what_the_workspace_lacks_is_none(site: Site) -> None:
    assert site.places("school") is None


def test_a_missing_network_is_told(village: VillageWorkspace, tmp_path: Path) -> None:
    lost = Site(dataclasses.replace(village, network=tmp_path / "nowhere"))
    with pytest.raises(NetworkError):
        lost.world  # noqa: B018 - reading it opens it


def test_places_carry_the_licence_that_the_workspace_tells(village: VillageWorkspace, site: Site) -> None:
    class Told(VillageWorkspace):
        def entry(self, kind: str) -> PlacesEntry | None:
            entry = super().entry(kind)
            return None if entry is None else entry.model_copy(update={"licence": "CC0 1.0"})

    told = Site(Told(village.folder, village.network, village.territory)).places("jobs")
    plain = site.places("jobs")
    assert told is not None
    assert plain is not None
    assert [source.licence for source in told.provenance] == ["CC0 1.0"]
    assert [source.licence for source in plain.provenance] == [None]


def test_files_without_ids_are_read_as_the_check_of_a_new_territory_reads_them(
    tmp_path: Path, xs_territory: SyntheticTerritory
) -> None:
    open_data = tmp_path / "shops.csv"
    open_data.write_text("lon,lat,name\n5.0,43.1,a\n5.001,43.101,b\n")
    made = new_workspace(
        tmp_path / "village", name="village", title=Words(fr="V", en="V"), osm=xs_territory.osm,
        places={"shops": Given(open_data), "cells": Given(xs_territory.cells)},
    )  # fmt: skip
    shops = Site(made.workspace).places("shops")
    assert shops is not None
    assert len(shops) == made.counts["shops"][0] == 2


def test_who_asks_for_something_else_does_not_wait(village: VillageWorkspace) -> None:
    site, begun, go_on = Site(village), threading.Event(), threading.Event()
    made: list[int] = []

    def long() -> int:
        begun.set()
        assert go_on.wait(20)
        made.append(site.once("inside", lambda: 1))
        return len(made)

    askers = [threading.Thread(target=lambda: site.once("long", long)) for _ in range(2)]
    for asker in askers:
        asker.start()
    assert begun.wait(20)
    assert site.once("short", lambda: "short") == "short"
    go_on.set()
    for asker in askers:
        asker.join(20)
    # Both asked, and it was made once.
    assert made == [1]
    assert site.once("long", lambda: 5) == 1


def test_what_could_not_be_made_is_tried_again(village: VillageWorkspace) -> None:
    site = Site(village)
    with pytest.raises(ZeroDivisionError):
        site.once("it", lambda: 1 // 0)
    assert site.once("it", lambda: 7) == 7
    site.forget("it", lambda _: None)
    assert site.once("it", lambda: 8) == 8


def test_places_without_ids_are_numbered(village: VillageWorkspace, tmp_path: Path) -> None:
    zones = tmp_path / "zones.geojson"
    zones.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"Haut"},"geometry":'
        '{"type":"Polygon","coordinates":[[[4.99,43.1],[5,43.1],[5,43.11],[4.99,43.1]]]}}]}'
    )

    class Numbered(VillageWorkspace):
        def places(self, kind: str) -> Path | None:
            return zones if kind == "priority" else super().places(kind)

        def entry(self, kind: str) -> PlacesEntry | None:
            return PlacesEntry(file=zones.name) if kind == "priority" else super().entry(kind)

    found = Site(Numbered(village.folder, village.network, village.territory)).places("priority")
    assert found is not None
    assert len(found.ids) == 1
