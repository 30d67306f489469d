from __future__ import annotations

import dataclasses
from pathlib import Path

from portee.commons.repository.repository import Change, Commons
from portee.services.commons_reading.shelf import Shelf
from portee.services.demo_workspace import COUNTED, write_demo_workspace
from portee.services.gather import gather
from portee.services.offers import read_offers
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.web.workspaces import moved, written_workspace


def test_it_opens_and_says_that_all_is_invented(
    tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory, xs_world: World
) -> None:
    workspace = open_workspace(written_workspace(tmp_path / "demo", xs_network, xs_territory))
    assert [notice.fr for notice in workspace.notices] == [
        "Territoire synthétique : la ville, ses lignes et ses habitants n'existent pas. Le commun parle de lieux réels."
    ]
    for kind, weight in COUNTED.items():
        path, entry = workspace.places(kind), workspace.entry(kind)
        assert path is not None
        assert entry is not None
        assert gather(path, xs_world.network, weights=[weight]).weight(weight).sum() > 0
        assert entry.licence == "CC0 1.0"
    assert workspace.commons is not None
    assert Shelf(workspace.commons).reading().release.manifest.name == "portee-euromed"
    offers = read_offers(workspace.offers, xs_world.network)
    assert {tariff.id for tariff in offers.tariffs} == {"alize.trip", "alize.month", "alize.month.solidarity"}
    assert not any(tariff.checked for tariff in offers.tariffs)


def test_made_again_what_is_private_stays(tmp_path: Path, xs_network: Path, xs_territory: SyntheticTerritory) -> None:
    folder = written_workspace(tmp_path / "demo", xs_network, xs_territory)
    (folder / "private" / "kept").write_text("x")
    before = (folder / "workspace.yaml").read_bytes()
    commons = Commons.open(folder / "commons")
    commons.save(Change({"need/a-moi.md": b"mine"}, "Mine", "Mimosa"))
    write_demo_workspace(folder, dataclasses.replace(xs_territory, **moved(xs_territory, folder / "data")))
    assert (folder / "private" / "kept").read_text() == "x"
    assert (folder / "workspace.yaml").read_bytes() == before
    assert (folder / "commons" / "need" / "a-moi.md").read_bytes() == b"mine"
