"""Both files say where they come from, what their columns mean, and the same twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.core.provenance import Provenance
from portee.network.network import Network
from portee.reports.tables import read_result
from portee.services.neighbourhood.equity import equity_table
from portee.services.neighbourhood.remarks import remarks_of
from portee.services.neighbourhood.write import answer_record, write_answer
from portee.services.profile_access import what_ifs
from tests.services.hand_access import hand_access
from tests.services.neighbourhoods import fares
from tests.worlds import grid_streets

SOURCE = Provenance("bnzfe", "zones.geojson", "ab" * 32, 10, rows={"areas": 1})


def _written(path: Path, **options: object) -> tuple[Path, Path]:
    access = hand_access()
    table = equity_table(access)
    network = Network.of(grid_streets(2, 2))
    scenarios = what_ifs(fares(provenance=(SOURCE,)), energy=1.5)
    record = answer_record(
        network, access, table, scenarios, access.cells, remarks_of(access, table, scenarios),
        parameters={"merge_m": 0.0},
    )  # fmt: skip
    return write_answer(path, access, table, record, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", ["csv", "gpkg", "parquet", "geojson"])
def test_the_table_and_its_sums(tmp_path: Path, ending: str) -> None:
    path, beside = _written(tmp_path / f"a.{ending}")
    assert beside == tmp_path / "a.summary.csv"
    frame, record = read_result(path)
    assert len(frame) == 4
    assert frame["jobs_within_reach"].tolist() == [40, 80, 10, 80]
    assert frame["income"].tolist() == [10_000, 10_000, 30_000, 30_000]
    assert set(record["meanings"]["fr"]) == set(record["columns"])
    assert record["result"] == "profile access"
    assert record["parameters"]["week_of"] == "2026-09-08"
    assert record["parameters"]["poverty_line"] == 0.5
    assert [told["id"] for told in record["parameters"]["profiles"]] == ["night-cleaner", "jobseeker-old-diesel"]
    assert record["unreached"] == {"jobs": 5.0}
    assert record["people"] == "mix"
    assert [source["file"] for source in record["sources"]] == ["zones.geojson"]
    assert record["notes"] == []  # of a network without any, and a mix made by hand
    assert "A note." in record["remarks"]["fr"]
    assert len(record["remarks"]["fr"]) == len(record["remarks"]["en"]) > 0
    sums = pl.read_csv(beside)
    assert sums["scenario"].unique().to_list().sort() == ["energy", "low_emission_zone", "present"].sort()
    told = read_result(beside)[1]
    assert set(told["meanings"]["fr"]) == set(sums.columns)
    first, again = path.read_bytes(), beside.read_bytes()
    _written(path)
    assert (path.read_bytes(), beside.read_bytes()) == (first, again)


def test_one_row_for_each_cell_in_the_language_asked_for(tmp_path: Path) -> None:
    labels = np.array(["east", "west"], dtype=object)
    path, _ = _written(tmp_path / "w.gpkg", wide=True, groups=labels, lang="fr")
    frame, record = read_result(path)
    assert frame["group"].tolist() == ["east", "west"]
    assert record["columns"]["night_cleaner_jobs_within_reach"].startswith("Agente de propreté de nuit")


def test_another_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="written with"):
        _written(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
