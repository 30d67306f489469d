from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def result(portee: Run, commute: list[str]) -> str:
    assert portee(*commute, "-o", "a.gpkg").code == 0
    return "a.gpkg"


@pytest.mark.parametrize("ending", ["html", "png"])
def test_draws_with_the_streets_underneath(portee: Run, result: str, xs_network: Path, ending: str) -> None:
    ran = portee(
        "map",
        result,
        "-o",
        f"m.{ending}",
        "--network",
        xs_network,
        "--column",
        "jobs_within_20_min_p50",
        "--title",
        "Who?",
    )
    assert ran.code == 0, ran.err
    assert f"m.{ending}" in ran.out
    assert Path(f"m.{ending}").stat().st_size > 5000


def test_a_page_carries_the_notes_of_the_result(portee: Run, result: str) -> None:
    assert portee("map", result, "-o", "m.html").code == 0
    assert "Synthetic territory" in Path("m.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("a.gpkg", "-o", "m.jpg"), ".html"),
        (("a.gpkg", "-o", "m.html", "--column", "colour"), "colour"),
        (("none.gpkg", "-o", "m.html"), "none.gpkg"),
        (("a.gpkg", "-o", "m.html", "--network", "none"), "none"),
        (("a.gpkg", "-o", "none/m.html"), "none/m.html"),
    ],
)
def test_impossible_maps(portee: Run, result: str, arguments: tuple[str, ...], word: str) -> None:
    ran = portee("map", *arguments)
    assert ran.code == 2
    assert word in ran.err
    assert not Path("m.html").exists()


def test_a_matrix_has_nothing_to_draw(portee: Run, xs_network: Path, commute: list[str]) -> None:
    matrix = ["matrix", commute[1], "--origins", commute[3], "--destinations", commute[5], "--mode", "walk"]
    portee(*matrix, "-o", "m.parquet")
    ran = portee("map", "m.parquet", "-o", "m.html")
    assert ran.code == 2
    assert "geometry" in ran.err
