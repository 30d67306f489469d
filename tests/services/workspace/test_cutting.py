from __future__ import annotations

import json
import zipfile
from pathlib import Path

import osmium
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, SourceError
from portee.services.workspace import cutting
from portee.services.workspace.cutting import Area, cut, cut_name, parse_area
from portee.sources.synthetic import SyntheticTerritory
from tests.services.workspace.open_data import Publishers


def here(territory: SyntheticTerritory, half: float) -> Area:
    lon, lat = territory.centre_lon, territory.centre_lat
    return lon - half, lat - half, lon + half, lat + half


def ways_of(file: Path) -> dict[int, list[int]]:
    return {
        way.id: [node.ref for node in way.nodes]
        for way in osmium.FileProcessor(str(file), osmium.osm.WAY)
        if isinstance(way, osmium.osm.Way)
    }


def nodes_of(file: Path) -> dict[int, tuple[float, float]]:
    return {
        node.id: (node.lon, node.lat)
        for node in osmium.FileProcessor(str(file), osmium.osm.NODE)
        if isinstance(node, osmium.osm.Node)
    }


def test_streets_that_reach_into_the_area_stay_whole(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    area = here(xs_territory, 0.003)
    assert cut(xs_territory.osm, area, tmp_path / "part.osm.pbf")
    all_ways, all_nodes = ways_of(xs_territory.osm), nodes_of(xs_territory.osm)
    west, south, east, north = area
    inside = {id for id, (lon, lat) in all_nodes.items() if west <= lon <= east and south <= lat <= north}
    wanted = {id: refs for id, refs in all_ways.items() if inside & set(refs)}
    assert ways_of(tmp_path / "part.osm.pbf") == wanted
    assert {ref for refs in wanted.values() for ref in refs} <= set(nodes_of(tmp_path / "part.osm.pbf"))
    assert 0 < len(wanted) < len(all_ways)
    assert [path.name for path in tmp_path.iterdir()] == ["part.osm.pbf"]


def test_what_lies_elsewhere_or_is_no_map_is_told(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    with pytest.raises(SourceError, match="Nothing of this file"):
        cut(xs_territory.osm, (-170, -80, -169, -79), tmp_path / "part.osm.pbf")
    (tmp_path / "bad.osm.pbf").write_bytes(b"nothing")
    with pytest.raises(SourceError, match="no readable OpenStreetMap"):
        cut(tmp_path / "bad.osm.pbf", here(xs_territory, 1), tmp_path / "part.osm.pbf")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.osm.pbf"]


def test_squares_of_the_mainland_are_taken_from_their_zip(
    tmp_path: Path, server: Publishers, xs_territory: SyntheticTerritory
) -> None:
    file = tmp_path / "filosofi.zip"
    file.write_bytes(server.files["/insee/filosofi.zip"])
    assert cut_name(file) == "carreaux_200m_met.csv"
    assert cut(file, here(xs_territory, 0.05), tmp_path / "carreaux_200m_met.csv")
    assert pl.read_csv(tmp_path / "carreaux_200m_met.csv").height == 36
    with pytest.raises(SourceError, match="Nothing of this file"):
        cut(file, (0, 50, 1, 51), tmp_path / "none.csv")


def test_facilities_in_the_area_keep_their_columns(
    tmp_path: Path, server: Publishers, xs_territory: SyntheticTerritory
) -> None:
    file = tmp_path / "bpe.parquet"
    file.write_bytes(server.files["/insee/bpe.parquet"])
    assert cut(file, here(xs_territory, 0.05), tmp_path / "part.parquet")
    found = pl.read_parquet(tmp_path / "part.parquet")
    assert found.columns == pl.read_parquet(file).columns
    assert found.height == 7


def test_workplaces_in_metres_are_found_by_degrees(tmp_path: Path) -> None:
    rows = "x,44,10,A,892000.5,6247000.1\ny,44,10,A,[ND],[ND]\nz,44,10,A,600000,6800000\n"
    head = "siret,activitePrincipaleEtablissement,trancheEffectifsEtablissement,etatAdministratifEtablissement,"
    head += "coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement\n"
    (tmp_path / "sirene.csv").write_text(head + rows)
    # 892,000 east and 6,247,000 north in Lambert 93 is Marseille, about 5.37 east and 43.30 north.
    assert cut(tmp_path / "sirene.csv", (5.2, 43.2, 5.5, 43.4), tmp_path / "part.csv")
    assert pl.read_csv(tmp_path / "part.csv")["siret"].to_list() == ["x"]


def test_shapes_that_touch_the_area_stay(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    assert cut(xs_territory.priority, here(xs_territory, 1), tmp_path / "part.geojson")
    before = json.loads(xs_territory.priority.read_text())["features"]
    assert len(json.loads((tmp_path / "part.geojson").read_text())["features"]) == len(before)


def test_files_of_other_kinds_are_left_alone(tmp_path: Path, xs_territory: SyntheticTerritory) -> None:
    for file in (xs_territory.jobs, xs_territory.gtfs):
        assert not cut(file, here(xs_territory, 1), tmp_path / "part")
    assert cut_name(xs_territory.gtfs) == xs_territory.gtfs.name
    assert list(tmp_path.iterdir()) == []


def test_a_member_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "LARGEST_MEMBER", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "x" * 2000)
    with pytest.raises(SourceError, match="would grow to 2,000 bytes"):
        cut(tmp_path / "bomb.zip", (0, 0, 1, 1), tmp_path / "part.csv")


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "1,2,3,4,5", "5,43,4,44", "a,b,c,d", "nan,0,1,1", "0,-91,1,1", "0,0,0,1"]
)
def test_what_is_no_area_is_told(text: str) -> None:
    with pytest.raises(ParameterError, match="no area"):
        parse_area(text)


@given(st.floats(-180, 179), st.floats(-90, 89), st.floats(0.001, 1))
def test_an_area_reads_as_it_was_written(west: float, south: float, side: float) -> None:
    area = (west, south, west + side, south + side)
    assert parse_area(",".join(map(repr, area))) == area
