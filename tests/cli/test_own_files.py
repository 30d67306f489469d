from __future__ import annotations

from pathlib import Path

import pytest

from portee.cli.own_files import look_over
from portee.core.errors import OutputError, ParameterError
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for name in ("homes.csv", "data/parcels.csv", "old.csv"):
        (tmp_path / name).write_text("id,lon,lat\na,5.0,43.1\n", encoding="utf-8")
    (tmp_path / "plan.yaml").write_text("name: P\norders_file: data/parcels.csv\n", encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["matrix", "net", "--origins", "homes.csv", "-o", "homes.csv"],
        ["matrix", "net", "--origins", "homes.csv", "--output=./homes.csv"],
        ["access", "net", "--origins=homes.csv", "-o", "data/../homes.csv"],
        ["logistics", "route", "net", "plan.yaml", "-o", "plan.yaml"],
        ["logistics", "route", "net", "plan.yaml", "-o", "rounds.gpkg", "-o", "data/parcels.csv"],
        ["hub", "site", "net", "--demand", "homes.csv", "--page", "homes.csv"],
    ],
)
def test_what_a_result_is_made_from_is_kept(words: list[str]) -> None:
    with pytest.raises(ParameterError, match="made from"):
        look_over(words)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["matrix", "net", "--origins", "homes.csv", "-o", "old.csv"],
        ["logistics", "route", "net", "plan.yaml", "-o", "parcels.csv"],
        ["map", "-o"],
        ["map", "x" * 5000, "a\0b", "-o", "old.csv"],
        ["hub", "simulate", "plan.yaml", "-o", "data"],
        ["booklet", "net", "--jobs", "homes.csv", "--cells", "homes.csv", "-o", "new"],
        ["matrix", "net", "-o", "nowhere/m.csv", "--help"],
    ],
)
def test_other_results_are_written(words: list[str]) -> None:
    look_over(words)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["access", "net", "--origins", "homes.csv", "-o", "nowhere/a.gpkg"], "does not exist"),
        (["map", "old.csv", "--output=no where/à part/m.png"], "does not exist"),
        (["hub", "compare", "plan.yaml", "--map", "nowhere/m.png"], "does not exist"),
        (["booklet", "territory", "--out", "nowhere/livret"], "does not exist"),
        (["hub", "site", "net", "--cells", "homes.csv/c.csv"], "is a file, not a folder"),
        (["matrix", "net", "-o", "n" * 300 + "/m.csv"], "too long"),
    ],
)
def test_results_without_a_place_are_refused_before_any_work(words: list[str], what: str) -> None:
    with pytest.raises(OutputError, match=what):
        look_over(words)


def test_a_command_is_stopped_before_it_writes(portee: Run, xs_network: Path) -> None:
    before = Path("homes.csv").read_bytes()
    ran = portee("matrix", xs_network, "--origins", "homes.csv", "--destinations", "old.csv", "-o", "homes.csv")
    assert ran.code == 2
    assert "homes.csv: The result would be written over a file that it is made from." in ran.err
    assert Path("homes.csv").read_bytes() == before
