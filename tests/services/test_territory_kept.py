from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from portee.core.errors import OutputError
from portee.services import territory_kept
from portee.services.jobs.results import RESULT
from portee.services.territory_access import Neighbourhood, TerritoryAccess
from portee.services.territory_kept import kept_territory
from portee.sources.synthetic import SyntheticTerritory
from tests.web.workspaces import VillageWorkspace

FOUND = TerritoryAccess(
    3000.0, 1200.5, {"tuesday": date(2026, 9, 8)}, {"tuesday": 600.25}, {"tuesday": 0.2},
    (Neighbourhood("Été", 500.0, {"tuesday": 500.0}), Neighbourhood("", 4.0, None)), ("A remark.",),
)  # fmt: skip


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> TerritoryAccess:
        self.asked += 1
        return FOUND


@pytest.fixture
def workspace(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> VillageWorkspace:
    return VillageWorkspace(tmp_path / "village", xs_network, xs_territory)


def test_the_same_data_are_computed_once(workspace: VillageWorkspace) -> None:
    make = Maker()
    for _ in range(2):
        # A workspace opened anew, as after a restart.
        assert kept_territory(dataclasses.replace(workspace), make) == FOUND
    assert make.asked == 1


def test_other_data_are_computed_anew(workspace: VillageWorkspace, tmp_path: Path) -> None:
    make = Maker()
    kept_territory(workspace, make)
    jobs = tmp_path / "jobs.csv"
    jobs.write_text("id,lon,lat\n")
    kept_territory(dataclasses.replace(workspace, territory=dataclasses.replace(workspace.territory, jobs=jobs)), make)
    assert make.asked == 2


@pytest.mark.parametrize("damage", ["", "{}", '{"residents": "many"}', "[1]"])
def test_what_is_damaged_is_computed_anew_and_kept(workspace: VillageWorkspace, damage: str) -> None:
    make = Maker()
    kept_territory(workspace, make)
    (file,) = workspace.results.glob(f"*/{RESULT}")
    file.write_text(damage)
    assert kept_territory(workspace, make) == FOUND
    assert kept_territory(workspace, make) == FOUND
    assert make.asked == 2


def test_on_a_full_disk_the_figures_are_given_all_the_same(
    workspace: VillageWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutputError("The disk is full.")

    monkeypatch.setattr(territory_kept, "keeping", full)
    assert kept_territory(workspace, Maker()) == FOUND
