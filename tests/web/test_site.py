from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from portee.core.errors import NetworkError
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
