"""portee compare: two saved results; see also test_scenario.py."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_results_without_the_column(portee: Run, commute: list[str]) -> None:
    assert portee(*commute, "-o", "a.csv").code == 0
    ran = portee("compare", "a.csv", "a.csv", "--residents", "people", "-o", "b.csv")
    assert ran.code == 2
    assert "no column 'people'" in ran.err
    same = portee("compare", "a.csv", "a.csv", "-o", "b.csv")
    assert same.code == 0, same.err
    assert "nothing changes" in same.out
