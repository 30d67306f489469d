from __future__ import annotations

from pathlib import Path

import geopandas
import pytest
import shapely

from portee.core.errors import NetworkError, ParameterError, SourceError
from portee.core.provenance import Provenance
from portee.reports.result_map import sheet_of
from portee.reports.tables import write_table
from portee.services.draw import around, draw_map, provenance_of


@pytest.fixture
def result(tmp_path: Path) -> Path:
    squares = [shapely.box(5 + k / 1000, 43.104, 5.001 + k / 1000, 43.105) for k in range(4)]
    frame = geopandas.GeoDataFrame({"id": list("abcd"), "jobs": [1, 2, 3, 4]}, geometry=squares, crs=4326)
    record = {"notes": ["A proxy."], "sources": [Provenance("places", "jobs.csv", "ab", 3).to_dict()]}
    write_table(frame, tmp_path / "r.gpkg", provenance=record)
    return tmp_path / "r.gpkg"


def test_page_and_image(result: Path, xs_network: Path, tmp_path: Path) -> None:
    draw_map(result, tmp_path / "m.html", network=xs_network, title="Who?")
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    for words in ("Who?", "A proxy.", "jobs.csv"):
        assert words in page
    draw_map(result, tmp_path / "bare.html")
    assert (tmp_path / "bare.html").stat().st_size < (tmp_path / "m.html").stat().st_size
    draw_map(result, tmp_path / "m.png", columns=["jobs"], lang="en")
    assert (tmp_path / "m.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn(result: Path, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"\.html"):
        draw_map(tmp_path / "none.gpkg", tmp_path / "m.svg")
    with pytest.raises(SourceError, match="no such file"):
        draw_map(tmp_path / "none.gpkg", tmp_path / "m.html")
    with pytest.raises(NetworkError):
        draw_map(result, tmp_path / "m.html", network=tmp_path / "none")
    assert not (tmp_path / "m.html").exists()


def test_margin_and_sources() -> None:
    assert around((0.0, 0.0, 1.0, 2.0)) == (-0.05, -0.1, 1.05, 2.1)
    assert provenance_of({}) == ()


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("jobs_within_45_min_p50", "jobs : à portée en 45 minutes"),
        ("jobs_within_45_min_p25", "jobs : à portée en 45 minutes, centile 25"),
        ("jobs_within_22_5_min_p50", "jobs : à portée en 22,5 minutes"),
        ("jobs_mean_30_to_60_min_p50", "jobs : à portée, moyenne de 30 à 60 minutes"),
        ("jobs_half_life_20_p50", "jobs : pondérés par le temps (half life 20)"),
        ("jobs_nearest_1_p50", "Temps jusqu'au plus proche : jobs"),
        ("basket_everyday_within_15_min_p50", "Panier everyday : sortes de services à portée en 15 minutes"),
        ("cutoff_min", "Temps de trajet au plus"),
    ],
)
def test_every_figure_of_a_result_has_its_name(column: str, words: str) -> None:
    frame = geopandas.GeoDataFrame({column: [1.0]}, geometry=[shapely.Point(5, 43)], crs=4326)
    assert sheet_of(frame).layers[0].columns[0].name.fr == words
