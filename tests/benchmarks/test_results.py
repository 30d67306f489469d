from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.results import NOTES, Table, at_least, at_least_points, at_most, render, stamp, write_results

ORDER = ("first", "second", "third")


def test_a_table_is_markdown() -> None:
    table = Table("Title", "About.", ("a", "long name"), [["1", "2"], ["1,000", ""]])
    assert render([table]).splitlines() == [
        "### Title",
        "",
        "About.",
        "",
        "| a     | long name |",
        "| ----- | --------- |",
        "| 1     | 2         |",
        "| 1,000 |           |",
    ]


def test_a_row_of_another_width_is_a_mistake() -> None:
    with pytest.raises(AssertionError, match="Title"):
        render([Table("Title", "", ("a", "b"), [["1"]])])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (at_least(12, 10), "met (1.20 × the target)"),
        (at_least(10, 10), "met (1.00 × the target)"),
        (at_least(7.5, 10), "missed by 25 %"),
        (at_most(1.5, 2), "met (75 % of the limit)"),
        (at_most(2.5, 2), "missed by 25 %"),
        (at_least_points(96.5, 95), "met (+1.5 points)"),
        (at_least_points(93.8, 95), "missed by 1.2 points"),
    ],
)
def test_verdicts(told: str, expected: str) -> None:
    assert told == expected


def test_measured_parts_are_replaced_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    write_results(path, {"third": ("here", "old third"), "first": ("here", "old first")}, ORDER)
    text = path.read_text(encoding="utf-8")
    assert text.index("old first") < text.index("old third")
    path.write_text(text + "\nWhy a target is missed.\n", encoding="utf-8")
    write_results(path, {"first": ("there", "new first"), "second": ("there", "new second")}, ORDER)
    text = path.read_text(encoding="utf-8")
    assert "old first" not in text
    kept = ("new first", "new second", "old third", NOTES, "Why a target is missed.")
    places = [text.index(part) for part in kept]
    assert places == sorted(places)
    assert text.endswith("missed.\n")
    again = text
    write_results(path, {}, ORDER)
    assert path.read_text(encoding="utf-8") == again


@pytest.mark.parametrize(("after", "busy"), [(30.0, False), (33.0, False), (40.0, True), (20.0, True)])
def test_a_busy_machine_is_told(after: float, busy: bool) -> None:
    assert ("do not trust" in stamp(30.0, after)) is busy
