"""A wrong column name is answered with the right one."""

from __future__ import annotations

from portee.territory.columns import closest, known_names


def test_closest_ignores_capitals_and_small_slips() -> None:
    assert closest("POPULATON", ["id", "population"]) == "population"
    assert closest("xyz", ["id", "population"]) is None
    assert closest("a", []) is None


def test_names_are_listed_but_not_without_end() -> None:
    assert known_names("jbs", ["id", "jobs"]) == "Did you mean 'jobs'? The columns are: id, jobs."
    assert known_names("a", []) == "There are no columns."
    many = known_names("q", [f"c{i}" for i in range(100)], most=3)
    assert many == "The columns are: c0, c1, c2 and 97 more."
