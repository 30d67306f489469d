from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def made(portee: Run, tmp_path: Path) -> Path:
    assert portee("experiment", "example", "-o", "made").code == 0
    return tmp_path / "made"


def test_a_plan_is_told(portee: Run, made: Path) -> None:
    ran = portee("experiment", "plan", made / "protocol.yaml")
    assert ran.code == 0
    assert "16 units with the measure, 24 controls" in ran.out
    assert "3.00 percentage points would be seen 84 times out of 100" in ran.out
    record = json.loads(portee("experiment", "plan", made / "protocol.yaml", "--json").out)
    assert record["hypotheses"][0]["needed_treated"] == 15


def test_an_effect_is_measured_written_and_told(portee: Run, made: Path, tmp_path: Path) -> None:
    files = (made / "protocol.yaml", made / "measures.csv", "-o", "e.json")
    ran = portee("experiment", "effect", *files, "--page", "e.html")
    assert ran.code == 0
    assert "Chance alone does not explain it." in ran.out
    assert "Refused: The shuttle raises the number of people in work." in ran.out
    assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))["result"] == "experiment-effect"
    assert (tmp_path / "e.html").stat().st_size > 10_000
    french = portee("experiment", "effect", *files, "--lang", "fr")
    assert "Refusé" in french.out
    told = json.loads(portee("experiment", "effect", *files, "--json").out)
    assert told["claims"][0]["held"] is True


def test_a_single_neighbourhood_is_told(portee: Run, tmp_path: Path) -> None:
    portee("experiment", "example", "-o", "one", "--starts", "single")
    assert "A single unit" in portee("experiment", "plan", "one/protocol.yaml").out
    ran = portee("experiment", "effect", "one/protocol.yaml", "one/measures.csv", "-o", "e.json")
    assert ran.code == 0
    assert "mixture of others" in ran.out


def test_without_controls_starts_are_compared_with_each_other(portee: Run, tmp_path: Path) -> None:
    pytest.importorskip("diff_diff")
    portee("experiment", "example", "-o", "made", "--starts", "staggered")
    protocol = tmp_path / "made" / "protocol.yaml"
    head, _, rest = protocol.read_text(encoding="utf-8").partition("  control:\n")
    protocol.write_text(head + rest[rest.index("sample:") :], encoding="utf-8")
    assert "Without controls" in portee("experiment", "plan", protocol).out
    ran = portee("experiment", "effect", protocol, "made/measures.csv", "-o", "e.json")
    assert ran.code == 0
    assert "compared with each other" in ran.out


def test_an_uptake_is_told(portee: Run, made: Path, tmp_path: Path) -> None:
    ran = portee("experiment", "adoption", made / "uptake.csv", "--ahead", 6, "-o", "a.json")
    assert ran.code == 0
    assert "drawn by others" in ran.out
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["total"]["estimate"] > 500


def test_seeds_are_chosen(portee: Run, made: Path, tmp_path: Path) -> None:
    ran = portee(
        "experiment", "seeds", made / "places.csv", "-k", 3, "--within", 1500, "--residents", "residents", "-o", "s.csv"
    )
    assert ran.code == 0
    assert "Beginning with 3 neighbourhoods" in ran.out
    assert len((tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("treated-01,2025-03,cluster-01,0", "treated-01,2025-03,cluster-01,x0", "line 4, field 'reach': 'x0"),
        ("treated-01,2025-03,", "treated-01,2025-13,", "line 4, field 'period'"),
        ("treated-01,2025-03,", "other,2025-03,", "has no 'reach' in 2025-03"),
    ],
)
def test_wrong_measures_are_told_with_their_place(portee: Run, made: Path, old: str, new: str, told: str) -> None:
    measures = made / "measures.csv"
    measures.write_text(measures.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ran = portee("experiment", "effect", made / "protocol.yaml", measures, "-o", "e.json")
    assert ran.code == 2
    assert told in ran.err
    assert not Path("e.json").exists()


def test_treated_before_the_baseline_ends_is_told(portee: Run, made: Path) -> None:
    protocol = made / "protocol.yaml"
    text = protocol.read_text(encoding="utf-8").replace("treated-01, from: 2026-01", "treated-01, from: 2025-06")
    protocol.write_text(text, encoding="utf-8")
    ran = portee("experiment", "plan", protocol)
    assert ran.code == 2
    assert "before the baseline ends" in ran.err


def test_other_endings_are_refused_before_any_work(portee: Run, made: Path) -> None:
    ran = portee("experiment", "effect", made / "protocol.yaml", made / "measures.csv", "-o", "e.txt")
    assert ran.code == 2
    assert ".json" in ran.err
