from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError, SourceError
from portee.services.gather import counted, gather, gather_all, joined, lean, merged, weight_column
from portee.services.recognise import PlaceColumns
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World


def places(weights: list[float], lon: list[float] | None = None, name: str = "w") -> Places:
    n = len(weights)
    return Places(
        np.array([f"p{i}" for i in range(n)], dtype=object),
        np.array(lon or np.zeros(n), np.float64),
        np.zeros(n),
        pl.DataFrame({name: np.array(weights, np.float64)}),
    )


@pytest.mark.parametrize(
    ("weight", "column"),
    [
        ("jobs", "jobs"),
        ("class=pharmacy", "class_pharmacy"),
        ("@count", "count"),
        ("Nombre de Places", "Nombre_de_Places"),
    ],
)
def test_names_of_weights_in_results(weight: str, column: str) -> None:
    assert weight_column(weight) == column


def test_each_kind_of_file_by_its_reader(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    network = xs_world.network
    assert gather(xs_territory.cells, network).attributes["residents"].sum() == 3000
    assert gather(xs_territory.jobs, network, weights=["jobs"]).weight("jobs").sum() == xs_territory.job_count
    assert gather(xs_territory.osm, network).provenance[0].source == "osm_points_of_interest"
    (tmp_path / "bpe.csv").write_text("DEPCOM;TYPEQU;LONGITUDE;LATITUDE\n99;D502;5.001;43.104\n99;B201;5.002;43.104\n")
    facilities = gather(tmp_path / "bpe.csv", network, weights=["D502", "facilities"])
    assert facilities.weight("D502").tolist() == [1.0, 0.0]
    assert facilities.weight("facilities").tolist() == [1.0, 1.0]


def test_coordinates_exchanged_are_noticed(xs_world: World, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("id,lon,lat\na,43.104,5.001\n")
    with pytest.raises(SourceError, match="xchange"):
        gather(tmp_path / "p.csv", xs_world.network)


def test_counting_some_of_the_places() -> None:
    shops = Places(
        np.array(["a", "b", "c"], dtype=object),
        np.zeros(3),
        np.zeros(3),
        pl.DataFrame({"kind": ["bakery", None, "tailor"]}),
    )
    found = counted(shops, ["kind=bakery", "@count"])
    assert found.weight("kind=bakery").tolist() == [1.0, 0.0, 0.0]
    assert found.weight("@count").tolist() == [1.0, 1.0, 1.0]
    with pytest.raises(ParameterError, match="bakery, tailor"):
        counted(shops, ["kind=florist"])
    with pytest.raises(ParameterError, match="'colour'"):
        counted(shops, ["colour=red"])
    with pytest.raises(ParameterError, match="'jobs'"):
        counted(shops, ["jobs"])


def test_several_files_as_one(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    files = [xs_territory.childcare, xs_territory.health]
    both = gather_all(files, xs_world.network, weights=["places", "practitioners"])
    parts = [gather(path, xs_world.network) for path in files]
    assert len(both) == sum(len(part) for part in parts)
    assert both.weight("places").sum() == parts[0].weight("places").sum()
    assert both.weight("practitioners")[: len(parts[0])].sum() == 0
    assert len(both.provenance) == 2
    with pytest.raises(ParameterError, match="'jobs'"):
        gather_all(files, xs_world.network, weights=["places", "practitioners", "jobs"])
    with pytest.raises(ParameterError, match="none of the weights"):
        gather_all(files, xs_world.network, weights=["places"])


def test_opportunities_need_no_ids(xs_world: World, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("name,lon,lat,n\na,5.001,43.104,2\na,5.002,43.104,3\n")
    assert gather_all([tmp_path / "p.csv"], xs_world.network, weights=["n"]).weight("n").tolist() == [2.0, 3.0]
    with pytest.raises(SourceError, match="no column 'id'"):
        gather(tmp_path / "p.csv", xs_world.network)
    assert gather(tmp_path / "p.csv", xs_world.network, columns=PlaceColumns(id="@row")).ids.tolist() == ["1", "2"]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50)), min_size=1, max_size=20))
def test_merging_keeps_sums_and_positions(rows: list[tuple[int, int]]) -> None:
    lon, weights = [float(x) for x, _ in rows], [float(w) for _, w in rows]
    found = merged(places(weights, lon), ["w"])
    assert found.lon.tolist() == list(dict.fromkeys(lon))
    for position, weight in zip(found.lon.tolist(), found.weight("w").tolist(), strict=True):
        assert weight == sum(w for x, w in zip(lon, weights, strict=True) if x == position)


def test_joining_fills_with_zero() -> None:
    one, other = places([1.0], name="a"), places([2.0], name="b")
    other = Places(np.array(["q"], dtype=object), other.lon, other.lat, other.attributes)
    both = joined([one, other], ["a", "b"])
    assert both.weight("a").tolist() == [1.0, 0.0]
    assert both.weight("b").tolist() == [0.0, 2.0]


def test_what_counts_nothing_is_left_out() -> None:
    found = lean(places([0.0, 2.0, 0.0, 3.0], [1.0, 1.0, 2.0, 1.0]), ["w"], apart=True)
    assert found.ids.tolist() == ["p1", "p3"]
    assert lean(found, ["w"], apart=False).weight("w").tolist() == [5.0]
    assert lean(places([0.0, 0.0]), ["w"], apart=True).ids.tolist() == ["p0"]


def test_a_licence_that_is_given_stands_where_the_data_tell_none(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:
    network = xs_world.network
    assert [one.licence for one in gather(xs_territory.jobs, network).provenance] == [None]
    assert [one.licence for one in gather(xs_territory.jobs, network, licence="CC0 1.0").provenance] == ["CC0 1.0"]
    own = [one.licence for one in gather(xs_territory.osm, network).provenance]
    given = [one.licence for one in gather(xs_territory.osm, network, licence="CC0 1.0").provenance]
    assert given == [licence or "CC0 1.0" for licence in own]
