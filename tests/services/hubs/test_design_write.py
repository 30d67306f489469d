from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.hubs.plan.checks import read_hub
from portee.services.hubs.design import design_hub
from portee.services.hubs.design_write import TABLES, column_docs, design_facts, write_hub_design
from portee.services.hubs.designed import DesignedHub
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.designs import asked_of


@pytest.fixture(scope="module")
def designed(xs_world: World, xs_territory: SyntheticTerritory) -> DesignedHub:
    return design_hub(asked_of(xs_world, xs_territory, draws=3))


def test_the_plan_is_read_back_and_the_tables_say_what_they_mean(designed: DesignedHub, tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    files = write_hub_design(designed, folder)
    assert read_hub(files[0]) == designed.plan
    record = json.loads((folder / "design.json").read_text(encoding="utf-8"))
    for name in TABLES:
        frame = pl.read_csv(folder / f"{name}.csv")
        assert frame.height == getattr(designed, name).height
        assert set(record["columns"][name]) == set(frame.columns)
    assert record["asked"]["seed"] == 0
    assert any(note["fr"].startswith("Les véhicules ne limitent rien") for note in record["notes"])


def test_the_same_design_has_the_same_bytes_and_other_files_stay(designed: DesignedHub, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    before = [path.read_bytes() for path in write_hub_design(designed, tmp_path)]
    assert [path.read_bytes() for path in write_hub_design(designed, tmp_path)] == before
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_tables_may_be_parquet(designed: DesignedHub, tmp_path: Path) -> None:
    write_hub_design(designed, tmp_path, ending="parquet")
    assert pl.read_parquet(tmp_path / "gains.parquet").equals(designed.gains)


def test_wrong_targets_are_refused(designed: DesignedHub, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ParameterError, match="is a file"):
        write_hub_design(designed, tmp_path / "file")
    with pytest.raises(ParameterError, match="no format 'xls'"):
        write_hub_design(designed, tmp_path, ending="xls")  # type: ignore[arg-type]


def test_every_column_is_said_in_both_languages(designed: DesignedHub) -> None:
    for name in TABLES:
        frame = getattr(designed, name)
        fr, en = column_docs(frame, "fr"), column_docs(frame, "en")
        assert set(fr) == set(en) == set(frame.columns)
    assert set(TABLES) < {field.name for field in fields(DesignedHub)}
    assert json.dumps(design_facts(designed))
