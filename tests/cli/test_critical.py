"""portee critical."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from tests.cli.conftest import Run


@pytest.fixture
def asked(commute: list[str]) -> list[str]:
    return ["critical", *commute[1:], "--residents", "residents", "-k", "2"]


def test_lines_are_ranked_and_told(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "-o", "lines.gpkg")
    assert ran.code == 0, ran.err
    assert "greatest losses of access" in ran.out
    assert "a bound was enough" in ran.out
    frame, record = read_result(Path("lines.gpkg"))
    assert frame["rank"].tolist() == [1, 2]
    assert record["critical"]["kind"] == "lines"
    again = json.loads(portee(*asked, "-o", "lines.gpkg", "--json").out)
    assert [row["id"] for row in again["ranking"]] == frame["id"].tolist()
    assert again["evaluated"] + again["recomputations_avoided"] == again["elements"]


def test_streets_say_how_many_are_sure(portee: Run, asked: list[str]) -> None:
    for count in ("2", "12"):
        walked = (*asked, "--of", "streets", "--mode", "walk", "--most-used", count, "-k", count, "-o", "s.csv")
        ran = portee(*walked, "--lang", "fr")
        assert ran.code == 0, ran.err
        found = json.loads(portee(*walked, "--json").out)
        assert ("à coup sûr" in ran.out) == (found["certain"] < len(found["ranking"]))


def test_streets_are_not_ridden(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "--of", "streets", "-o", "s.csv")
    assert ran.code == 2
    assert "one mode along streets" in ran.err
