from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from portee.core.errors import OutputError, ParameterError
from portee.sources.synthetic import SyntheticTerritory, write_territory
from tests.sources.synthetic.conftest import read_feed


class Steps:
    """A listener that counts."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.gone = 0
        self.finished = False

    def start(self, label: str, total: int | None = None) -> None:
        assert "fictitious" in label
        self.total = total

    def advance(self, steps: int = 1) -> None:
        self.gone += steps

    def done(self) -> None:
        self.finished = True


def test_same_seed_and_size_give_the_same_bytes(village: SyntheticTerritory, tmp_path: Path) -> None:
    again = write_territory(tmp_path / "a" / "b", size="XS")
    assert [path.name for path in again.files] == [path.name for path in village.files]
    for ours, theirs in zip(again.files, village.files, strict=True):
        assert ours.read_bytes() == theirs.read_bytes(), ours.name
    assert sorted(path.name for path in again.folder.iterdir()) == sorted(path.name for path in again.files)


def test_writing_twice_in_one_folder_changes_nothing(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_territory(tmp_path, size="XS", seed=4).files}
    assert {path.name: path.read_bytes() for path in write_territory(tmp_path, size="XS", seed=4).files} == first


def test_another_seed_gives_another_city(village: SyntheticTerritory, tmp_path: Path) -> None:
    other = write_territory(tmp_path, size="XS", seed=14)
    assert other.osm.read_bytes() != village.osm.read_bytes()
    assert other.jobs.read_bytes() != village.jobs.read_bytes()


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 99])
def test_any_seed_works(tmp_path: Path, seed: int) -> None:
    territory = write_territory(tmp_path, size="XS", seed=seed)
    assert all(path.stat().st_size > 0 for path in territory.files)
    feed = read_feed(territory.gtfs)
    assert {row["exact_times"] for row in feed["frequencies.txt"]} == {"0", "1"}
    assert "BN1" in {row["route_id"] for row in feed["routes.txt"]}


def test_it_says_that_it_is_synthetic(village: SyntheticTerritory) -> None:
    text = village.readme.read_text(encoding="utf-8")
    assert "synthetic" in text
    assert "CC0" in text
    record = json.loads(village.metadata.read_text(encoding="utf-8"))
    assert record["synthetic"] is True
    assert record["licence"] == "CC0-1.0"
    assert any("Synthetic" in note for note in village.notes)
    assert village.first_date == date(2026, 9, 1)
    assert village.last_date == date(2027, 7, 4)


def test_the_record_counts_what_the_files_hold(village: SyntheticTerritory) -> None:
    rows = json.loads(village.metadata.read_text(encoding="utf-8"))["rows"]
    for path in (village.jobs, village.training, village.childcare, village.health, village.shops):
        assert pl.read_csv(path).height == rows[path.name]["rows"]


def test_progress_reaches_its_total(tmp_path: Path) -> None:
    steps = Steps()
    write_territory(tmp_path, size="XS", progress=steps)
    assert steps.gone == steps.total
    assert steps.finished


def test_an_unknown_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="XS, S, M, L"):
        write_territory(tmp_path, size="XXL")  # type: ignore[arg-type]


def test_a_negative_seed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="negative"):
        write_territory(tmp_path, size="XS", seed=-1)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("here")
    with pytest.raises(OutputError, match="taken"):
        write_territory(tmp_path / "taken", size="XS")
