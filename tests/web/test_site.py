from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from portee.core.errors import NetworkError
from portee.services.workspace.manifest import PlacesEntry
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
