"""Carpool places by their real column names."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.sources.bnlc import PLACE_TYPES, read_bnlc

HEADER = (
    "id_lieu,id_local,nom_lieu,ad_lieu,com_lieu,insee,type,date_maj,ouvert,source,Xlong,Ylat,nbre_pl,nbre_pmr,duree,"
    "horaires,proprio,lumiere,comm"
)
ROWS = (
    "01004-C-001,SMT-303,Gare,Rue Bravet,AMBERIEU,01004,Parking,2022-07-11,true,240100883,5.341,45.956,218,,,24/7,,,",
    "2A004-C-002,X,Mairie,,AJACCIO,2A004,aire de covoiturage,2019-08-29,true,1,8.73,41.92,0,2,1440,toujours,,true,",
    "13055-C-010,Y,Arrêt,,MARSEILLE,13055,Auto-stop,2021-06-08,false,1,5.38,43.31,,,,,,,",
    "13055-C-011,Z,A7,,MARSEILLE,13055,Sortie d’autoroute,2021-06-08,True,1,5.37,43.32,12.0,,,,,,",
)


def written(folder: Path, *rows: str, header: str = HEADER, name: str = "bnlc.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_open_places_with_their_spaces_and_hours(tmp_path: Path) -> None:
    places = read_bnlc(written(tmp_path, *ROWS), licence="Licence Ouverte 2.0")
    assert places.ids.tolist() == ["01004-C-001", "2A004-C-002", "13055-C-011"]
    assert places.lon.tolist() == [5.341, 8.73, 5.37]
    assert places.lat.tolist() == [45.956, 41.92, 43.32]
    told = places.attributes
    assert told["type"].to_list() == ["Parking", "Aire de covoiturage", "Sortie d'autoroute"]
    assert told["open"].to_list() == [True, True, True]
    assert told["nbre_pl"].to_list() == [218, 0, 12]
    assert told["nbre_pmr"].to_list() == [None, 2, None]
    assert told["horaires"].to_list() == ["24/7", None, None]
    assert told["insee"].to_list() == ["01004", "2A004", "13055"]
    (provenance,) = places.provenance
    assert provenance.source == "bnlc"
    assert provenance.date == "2022-07-11"
    assert provenance.rows == {"places": 3, "Aire de covoiturage": 1, "Parking": 1, "Sortie d'autoroute": 1}
    assert [(d.count, d.why) for d in provenance.dropped] == [(1, "not open")]
    assert provenance.notes == ("1 opening hours cannot be understood and are left out, such as 'toujours'.",)


def test_kinds_and_closed_places_are_chosen(tmp_path: Path) -> None:
    path = written(tmp_path, *ROWS)
    assert read_bnlc(path, closed=True).ids.tolist() == ["01004-C-001", "2A004-C-002", "13055-C-010", "13055-C-011"]
    stops = read_bnlc(path, types=["Auto-stop", "Parking"], closed=True)
    assert stops.attributes["open"].to_list() == [True, False]
    assert [(d.count, d.why) for d in stops.provenance[0].dropped] == [(2, "of other kinds")]
    with pytest.raises(SourceError, match=r"No carpool place is left\. 3 of other kinds; 1 not open\."):
        read_bnlc(path, types=["Auto-stop"])
    with pytest.raises(ParameterError, match=r"'Gare' is not a kind of carpool place\. Choose from: Aire de"):
        read_bnlc(path, types=["Gare"])


def test_columns_in_other_capitals_and_without_counts(tmp_path: Path) -> None:
    path = written(tmp_path, "13055-C-001;Parking;true;5.38;43.31", header="ID_LIEU;TYPE;OUVERT;XLONG;YLAT")
    places = read_bnlc(path)
    assert places.ids.tolist() == ["13055-C-001"]
    assert places.attributes.columns == ["type", "open"]
    assert places.provenance[0].date is None
    local = written(tmp_path, "23X01;Parking;true;5.38;43.31", header="id_local;type;ouvert;Xlong;Ylat")
    assert read_bnlc(local).ids.tolist() == ["23X01"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("01004-C-001", "20004-C-001", r"line 2, field 'id_lieu': '20004-C-001' is not an id"),
        ("2A004-C-002", "01004-C-001", "same id"),
        ("Parking", "Gare", r"line 2, field 'type': 'Gare' is not a kind of carpool place.*Auto-stop"),
        (",false,", ",peut-être,", r"line 4, field 'ouvert': 'peut-être' is neither true nor false"),
        ("5.341", "541", r"line 2, field 'Xlong': '541' is not a place on earth"),
        ("45.956", "nan", r"line 2, field 'Ylat': 'nan' is not a place"),
        (",218,", ",-1,", r"line 2, field 'nbre_pl': '-1' is not a number of spaces"),
        (",218,", ",1.5,", "'1.5' is not a number of spaces"),
        (",218,", ",beaucoup,", "'beaucoup' is not a number of spaces"),
        (",218,", ",1e30,", "'1e30' is not a number of spaces"),
    ],
)
def test_wrong_cells_are_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    rows = [row.replace(old, new) for row in ROWS]
    with pytest.raises(SourceError, match=words):
        read_bnlc(written(tmp_path, *rows), closed=True)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column id_lieu, type, ouvert, Xlong, Ylat"):
        read_bnlc(written(tmp_path, "1,2", header="id,lon"))
    with pytest.raises(SourceError, match="no such file"):
        read_bnlc(tmp_path / "none.csv")


@pytest.mark.real
def test_part_of_the_national_base(shared_data: Path) -> None:
    path = shared_data / "france" / "bnlc_partial_2026-05.csv"
    places = read_bnlc(path, closed=True)
    assert len(places) == 2473
    assert int(places.attributes["open"].sum()) == 2462
    assert set(places.attributes["type"].unique()) == set(PLACE_TYPES)
    rows = places.provenance[0].rows
    assert (rows["Aire de covoiturage"], rows["Parking"], rows["Auto-stop"]) == (1321, 886, 82)
    assert places.provenance[0].notes == ()
    assert len(read_bnlc(path)) == 2462
