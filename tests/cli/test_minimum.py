"""portee minimum."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from tests.cli.conftest import Run

NEEDS = """needs:
  - id: work
    title: {fr: travailler, en: work}
    weight: jobs
    needed: 200
    cutoff_min: 20
    group: residents
"""


@pytest.fixture
def asked(commute: list[str], tmp_path: Path) -> list[str]:
    (tmp_path / "needs.yaml").write_text(NEEDS, encoding="utf-8")
    left = [k for k, word in enumerate(commute) if word in ("--weight", "--cutoff")]
    kept = [word for k, word in enumerate(commute) if not {k, k - 1} & set(left)]
    return ["minimum", *kept[1:], "--needs", str(tmp_path / "needs.yaml"), "--max-walk", "5"]


def test_lines_are_kept_and_told(portee: Run, asked: list[str]) -> None:
    ran = portee(*asked, "-o", "lines.gpkg")
    assert ran.code == 0, ran.err
    assert "lines are enough for the needs" in ran.out
    assert "every need is kept" in ran.out
    frame, record = read_result(Path("lines.gpkg"))
    assert set(frame["keeps"]) == {"work"}
    assert record["minimum"]["holds"]
    again = json.loads(portee(*asked, "-o", "lines.csv", "--json").out)
    assert [row["id"] for row in again["kept"]] == frame["id"].tolist()
    assert again["cost"] == pytest.approx(frame["cost"].sum())
    assert again["kept_lines"] == len(frame) < again["lines"]


def test_in_french_by_number_of_lines(portee: Run, asked: list[str], tmp_path: Path) -> None:
    (tmp_path / "needs.yaml").write_text(NEEDS + "cost: count\n", encoding="utf-8")
    ran = portee(*asked, "-o", "lines.parquet", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "tous les besoins sont tenus" in ran.out
    assert "travailler" in ran.out


def test_a_need_that_is_not_found_again_is_told(
    portee: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("portee.services.minimum_mobility.residents_served", lambda *_, **__: 1.0)
    ran = portee(*asked, "-o", "lines.gpkg")
    assert ran.code == 0, ran.err
    assert "WARNING" in ran.out
    assert "every need is kept" not in ran.out
    assert not json.loads(portee(*asked, "-o", "lines.gpkg", "--json").out)["holds"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight: jobs", "weight: beds", "'beds'"),
        ("group: residents", "group: nobody", "'nobody'"),
        ("cutoff_min", "cutof_min", "Did you mean 'cutoff_min'?"),
        ("needed: 200", "needed: 1e9\n    of: all", "cannot be kept"),
        ("cutoff_min: 20", "cutoff_min: 200", "more than journeys may take"),
    ],
)
def test_what_is_wrong_is_told(portee: Run, asked: list[str], tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "needs.yaml").write_text(NEEDS.replace(old, new), encoding="utf-8")
    ran = portee(*asked, "-o", "lines.gpkg")
    assert ran.code == 2
    assert said in ran.err
    assert not Path("lines.gpkg").exists()
