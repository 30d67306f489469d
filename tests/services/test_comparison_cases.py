from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.reports.sheet import AnswerSheet, SheetTable
from portee.services.comparison_cases import case_table, with_cases
from portee.services.winners import group_changes

(EVERY,) = group_changes("jobs_within_45_min", np.array([10.0, 20.0]), np.array([5.0, 30.0]), np.array([100.0, 200.0]))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_hour_has_a_row_of_everybody(lang: str) -> None:
    changes = [replace(EVERY, hour=hour) for hour in ("05:30", "22:00")]
    table = case_table(changes, "hour", {}, "residents", lang)
    assert table is not None
    assert [row[0] for row in table.rows] == (["5 h 30", "22 h"] if lang == "fr" else ["05:30", "22:00"])
    assert [row[1:4] for row in table.rows] == [("300", "200", "100")] * 2
    assert all(len(row) == len(table.head) for row in table.rows)


def test_profiles_are_called_by_their_titles_and_few_people_are_not_told() -> None:
    few = replace(EVERY, profile="apprentice", residents=5.0, gain=3.0, lose=2.0)
    table = case_table([few], "profile", {"apprentice": "Apprentie"}, "residents", "fr")
    assert table is not None
    (row,) = table.rows
    assert row[0] == "Apprentie"
    assert not {"5", "3", "2"} & set(map(str, row))
    assert case_table([], "profile", {}, "residents", "fr") is None


def test_tables_of_cases_follow_those_of_figures_and_groups() -> None:
    tables = tuple(SheetTable(id, id, ("a",), ()) for id in ("by-figure", "by-group-1", "losers"))
    sheet = AnswerSheet("fr", "t", "q", "a", tables=tables)
    case = SheetTable("by-hour", "h", ("a",), ())
    assert [one.id for one in with_cases(sheet, [case, None]).tables] == [
        "by-figure",
        "by-group-1",
        "by-hour",
        "losers",
    ]
    assert with_cases(sheet, [None]) == sheet
