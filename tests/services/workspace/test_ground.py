from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from portee.services.workspace.ground import ground_sources, make_tiles, tiles_of_workspace
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


@dataclass(frozen=True)
class Folder:
    tiles: Path
    osm: Path | None
    ground: dict[str, Path] = field(default_factory=dict)


def test_tiles_made_beforehand_are_those_that_are_asked_for(
    tmp_path: Path, xs_world: World, xs_territory: SyntheticTerritory
) -> None:
    workspace = Folder(tmp_path / "tiles", xs_territory.osm)
    shown = make_tiles(workspace, xs_world.network, None)
    store = tiles_of_workspace(workspace, xs_world.network, None)
    kept = list((tmp_path / "tiles" / store.key).rglob("*.pbf.gz"))
    assert 0 < shown <= len(kept)
    assert "layers" not in store.__dict__, "nothing was read again"


def test_another_ground_has_other_tiles(tmp_path: Path, xs_world: World, xs_territory: SyntheticTerritory) -> None:
    coast = tmp_path / "coast.geojson"
    coast.write_text('{"type": "FeatureCollection", "features": []}')
    keys = {
        tiles_of_workspace(Folder(tmp_path, xs_territory.osm, ground), xs_world.network, None).key
        for ground in ({}, {"coast": coast})
    }
    assert len(keys) == 2
    assert ground_sources(Folder(tmp_path, None, {"coast": coast}), xs_world.network, None).extra == {"coast": coast}
