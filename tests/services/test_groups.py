from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.services.groups import group_labels, group_table, grouping_of, summary_path, write_groups
from portee.territory.places import Places

HOMES = Places(
    np.array(list("abcd"), dtype=object),
    np.zeros(4),
    np.zeros(4),
    pl.DataFrame(
        {
            "residents": [10.0, 30.0, 0.0, 60.0],
            "poor": [5.0, 0.0, 0.0, 15.0],
            "zone": ["north", "south", None, "south"],
            "income": [1.0, 3.0, None, 2.0],
        }
    ),
)


def result(hours: tuple[int, ...] | None = None) -> Any:
    figures = np.array([100.0, 200.0, np.inf, 400.0])
    count = 1 if hours is None else len(hours)
    return SimpleNamespace(
        origins=HOMES, hours=hours, columns=("jobs",), figures=np.zeros((count, 4, 1, 1)),
        values=lambda _, hour=0: figures * (hour + 1),
    )  # fmt: skip


def test_everyone_populations_and_groups() -> None:
    table = group_table(result(), grouping_of(HOMES, by="zone", weight="residents", populations=("poor",)))
    found = {row["group"]: row for row in table.to_frame().to_dicts()}
    assert list(found) == ["all", "poor", "north", "south"]
    assert found["all"]["mean"] == (1000 + 6000 + 24000) / 100
    assert found["poor"]["mean"] == (500 + 6000) / 20
    assert found["south"]["residents"] == 90.0
    assert found["north"]["median"] == 100.0


def test_hours_and_infinite_figures() -> None:
    table = group_table(result((7, 22)), grouping_of(HOMES))
    frame = table.to_frame()
    assert frame["hour"].to_list() == [7, 22]
    assert frame["mean"].to_list() == [None, None]
    assert frame["median"].to_list() == [200.0, 400.0]
    assert frame["share_unreached"].to_list() == [0.25, 0.25]


def test_quantiles_leave_out_what_is_not_known() -> None:
    labels = group_labels(HOMES, "income", HOMES.weight("residents"), 2)
    assert labels.tolist() == ["1", "2", "", "1"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"by": "colour"}, "colour"),
        ({"by": "zone", "quantiles": 3}, "no numbers"),
        ({"weight": "zone"}, "zone"),
        ({"populations": ("rich",)}, "rich"),
    ],
)
def test_columns_that_cannot_be_used(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        grouping_of(HOMES, **options)


def test_too_many_groups() -> None:
    many = Places(
        np.arange(40).astype(str).astype(object), np.zeros(40), np.zeros(40), pl.DataFrame({"n": np.arange(40.0)})
    )
    with pytest.raises(ParameterError, match="--group-quantiles"):
        grouping_of(many, by="n")
    assert grouping_of(many, by="n", quantiles=4).labels is not None


def test_written_beside_the_result(tmp_path: Path) -> None:
    path = summary_path(tmp_path / "access.gpkg")
    assert path == tmp_path / "access.summary.csv"
    write_groups(path, group_table(result(), grouping_of(HOMES)), {"result": "access summary"})
    assert pl.read_csv(path)["group"].to_list() == ["all"]
