"""SIRENE establishments by their real column names, and jobs that are called a proxy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pyproj
import pytest

from portee.core.errors import SourceError
from portee.sources.sirene import jobs_by_band, read_sirene

HEADER = (
    "siret,activitePrincipaleEtablissement,trancheEffectifsEtablissement,etatAdministratifEtablissement,"
    "codeCommuneEtablissement,coordonneeLambertAbscisseEtablissement,coordonneeLambertOrdonneeEtablissement"
)
X, Y = pyproj.Transformer.from_crs(4326, 2154, always_xy=True).transform(5.37, 43.3)
ROWS = (
    f"00000000000011,47.11F,12,A,13203,{X:.2f},{Y:.2f}",
    f"00000000000012,62.01Z,NN,A,13203,{X:.2f},{Y:.2f}",
    f"00000000000013,56.10A,11,F,13203,{X:.2f},{Y:.2f}",
    "00000000000014,86.10Z,53,A,13203,[ND],[ND]",
    f"00000000000015,88.91A,,A,13203,{X:.2f},{Y:.2f}",
)


def written(folder: Path, *rows: str, header: str = HEADER, name: str = "s.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_active_and_located_establishments(tmp_path: Path) -> None:
    places = read_sirene(written(tmp_path, *ROWS))
    assert places.ids.tolist() == ["00000000000011", "00000000000012", "00000000000015"]
    assert places.weight("jobs_estimate").tolist() == [34.5, 0.0, 0.0]
    assert places.attributes["activitePrincipaleEtablissement"].to_list() == ["47.11F", "62.01Z", "88.91A"]
    np.testing.assert_allclose(places.lon, 5.37, atol=1e-6)
    (provenance,) = places.provenance
    assert [(d.count, d.why) for d in provenance.dropped] == [(1, "no coordinates, or not for release"), (1, "closed")]
    assert "proxy" in provenance.notes[-1]


def test_geolocated_file_is_joined_by_siret(tmp_path: Path) -> None:
    register = pl.read_csv(written(tmp_path, *ROWS), infer_schema=False)
    register.drop(pl.selectors.starts_with("coordonnee")).write_parquet(tmp_path / "s.parquet")
    located = written(
        tmp_path,
        f"00000000000014;{X};{Y};11;2154;43.31;5.38",
        f"99999999999999;{X};{Y};11;2154;43.30;5.37",
        "00000000000011;0;0;33;2154;;",
        header="siret;x;y;qualite_xy;epsg;y_latitude;x_longitude",
        name="g.csv",
    )
    with pytest.raises(SourceError, match="geolocated establishments as well"):
        read_sirene(tmp_path / "s.parquet")
    places = read_sirene(tmp_path / "s.parquet", locations=located)
    assert places.ids.tolist() == ["00000000000014"]
    assert (places.lon.tolist(), places.lat.tolist()) == ([5.38], [43.31])
    assert places.weight("jobs_estimate").tolist() == [10_000.0]
    assert [p.file for p in places.provenance] == ["s.parquet", "g.csv"]


def test_bands_are_insees(tmp_path: Path) -> None:
    assert list(jobs_by_band()) == [
        "NN",
        "00",
        "01",
        "02",
        "03",
        "11",
        "12",
        "21",
        "22",
        "31",
        "32",
        "41",
        "42",
        "51",
        "52",
        "53",
    ]
    assert list(jobs_by_band().values()) == sorted(jobs_by_band().values())
    places = read_sirene(written(tmp_path, ROWS[0].replace(",12,", ",1,")))
    assert places.weight("jobs_estimate").tolist() == [1.5]


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        ("id,lon,lat", "1,5,43", "no column etatAdministratifEtablissement"),
        (HEADER.replace("siret", "siren"), ROWS[0], "no column siret.*Did you mean 'siren'"),
        (HEADER, ROWS[0].replace(",12,", ",99,"), "'99' is not a code"),
        (HEADER, ROWS[3], "None of the 1 active"),
        (HEADER, ROWS[2], "None of the 0 active"),
    ],
)
def test_what_is_not_usable(tmp_path: Path, header: str, row: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        read_sirene(written(tmp_path, row, header=header))


def test_siret_comes_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'00000000000011' on lines 2 and 4"):
        read_sirene(written(tmp_path, ROWS[0], ROWS[2], ROWS[0]))
