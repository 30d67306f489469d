"""portee territories similar, groups, letter, replicate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.reports.tables import read_result
from tests.cli.conftest import Run
from tests.services.territories import invented
from tests.services.territories.test_replicate import SHUTTLE


@pytest.fixture
def old(portee: Run, tmp_path: Path) -> Path:
    outlines, figures = invented.write_2015(tmp_path)
    ran = portee("territories", "import", "--perimeters", outlines, "--figures", figures, "-o", "old.parquet")
    assert ran.code == 0, ran.err
    return tmp_path / "old.parquet"


def test_similar_as_list_map_and_table(portee: Run, old: Path) -> None:
    ran = portee("territories", "similar", old, "qp013003", "-k", "4", "-o", "alike.csv", "--map", "alike.html")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("The most like Quartier 3 (Grandville) is Quartier ")
    assert "close: " in ran.out
    assert "Next: portee territories letter" in ran.out
    frame, record = read_result(Path("alike.csv"))
    assert frame["rank"].tolist() == [1, 2, 3, 4]
    assert record["result"] == "alike"
    assert record["parameters"]["code"] == "QP013003"
    assert len(record["parameters"]["compared"]["variables"]) == 12
    assert "Quartier 3 (Grandville)" in Path("alike.html").read_text(encoding="utf-8")


def test_the_same_bytes_twice(portee: Run, old: Path) -> None:
    kept = []
    for _ in range(2):
        assert portee("territories", "similar", old, "QP013003", "-o", "a.csv", "--map", "m.png", "-q").code == 0
        kept.append((Path("a.csv").read_bytes(), Path("m.png").read_bytes()))
    assert kept[0] == kept[1]
    answers = [portee("territories", "similar", old, "QP013003", "--json").out for _ in range(2)]
    assert answers[0] == answers[1]
    told = json.loads(answers[0])
    assert (told["vintage"], told["candidates"], len(told["neighbours"])) == (2015, 23, 10)
    reasons = told["neighbours"][0]["reasons"]
    assert sum(reason["part"] for reason in reasons) == pytest.approx(told["neighbours"][0]["distance"])


def test_gaps_are_told_in_french(portee: Run, old: Path) -> None:
    ran = portee("territories", "similar", old, "QP013005", "-k", "2", "--lang", "fr")
    assert "intervalle" in ran.out
    assert "–" in ran.out
    told = json.loads(portee("territories", "similar", old, "QP013005", "-k", "1", "--json").out)["neighbours"][0]
    assert [r["mine"] for r in told["reasons"] if r["closeness"] == "unknown"] == [None, None]


def test_wrong_requests_are_told_before_work(portee: Run, old: Path, tmp_path: Path) -> None:
    for arguments, told in (
        (("similar", old, "QN01301M"), "crosswalk"),
        (("similar", old, "QP013099"), "no territory 'QP013099'"),
        (("similar", old, "13055"), "not the code of a priority neighbourhood"),
        (("similar", old, "QP013003", "--map", "m.pdf"), ".html or .png"),
        (("similar", old, "QP013003", "-o", "t.xlsx"), "t.xlsx"),
        (("groups", old, "-k", "9", "--draws", "2", "--map", "m.png"), "9 groups"),
        (("letter", old, "QP013003", "QP013003", "-o", "l.md"), "itself"),
        (("letter", old, "QP013003", "QP013005", "-o", "l.docx"), ".md or .pdf"),
    ):
        ran = portee("territories", *arguments)
        assert ran.code == 2, arguments
        assert told in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.parquet", "qpv2015.geojson", "qpv2015.xlsx"]


def test_too_little_known_of_everybody(portee: Run, tmp_path: Path) -> None:
    from portee.services.territories.saved import write_register
    from tests.territory.registers import register

    write_register(tmp_path / "thin.parquet", register(2015, [None, None], {"tp60": [40.0, None]}))
    own = tmp_path / "own.yaml"
    own.write_text(
        "title: {fr: a, en: b}\nsource: test\ndate: '2026'\nvariables:\n"
        "  - {id: poverty, figure: tp60, title: {fr: a, en: b}, unit: {fr: '', en: ''}}\n",
        encoding="utf-8",
    )
    ran = portee("territories", "similar", "thin.parquet", "QP013001", "--compare", own)
    assert ran.code == 0
    assert "No territory can be compared" in ran.out
    assert "Next" not in ran.out


def test_groups_are_told_with_their_stability(portee: Run, old: Path) -> None:
    ran = portee("territories", "groups", old, "-o", "groups.geojson", "--map", "groups.png", "--draws", "5")
    assert ran.code == 0, ran.err
    assert "2 groups of 24 territories" in ran.out
    assert "stable" in ran.out
    assert "Mean silhouette by number of groups: 2:" in ran.out
    assert "Poverty rate (%)" in ran.out
    frame, record = read_result(Path("groups.geojson"))
    assert frame.groupby("group").size().tolist() == [12, 12]
    assert record["parameters"]["draws"] == 5
    told = json.loads(portee("territories", "groups", old, "-k", "5", "--draws", "3", "--json").out)
    assert sum(group["size"] for group in told["groups"]) == 24
    assert told["tried"] == {}
    low = portee("territories", "groups", old, "-k", "7", "--draws", "3", "--lang", "fr")
    assert "continuum" in low.out


def test_a_letter_in_each_language(portee: Run, old: Path) -> None:
    asked = ("territories", "letter", old, "QP013003", "QP013001")
    ran = portee(*asked, "-o", "letter.md", "--share", "Nos comptes.", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "crochets" in ran.out
    text = Path("letter.md").read_text(encoding="utf-8")
    assert "Bonjour," in text
    assert "- Nos comptes." in text
    told = json.loads(portee(*asked, "-o", "letter.pdf", "--json").out)
    assert Path("letter.pdf").read_bytes().startswith(b"%PDF-")
    assert (told["candidates"], told["path"]) == (23, "letter.pdf")


def test_a_practice_is_weighed_term_by_term(portee: Run, old: Path, tmp_path: Path) -> None:
    practice = tmp_path / "shuttle.yaml"
    practice.write_text(SHUTTLE, encoding="utf-8")
    asked = ("territories", "replicate", old)
    same = portee(*asked, "QP013003", "--practice", practice, "--has", "operator", "--has", "partner")
    assert same.code == 0, same.err
    assert '"Morning shuttle" in Quartier 3 (Grandville): replicability 1.00.' in same.out
    untold = portee(*asked, "QP013001", "--practice", practice, "--lacks", "partner")
    assert "replicability 0.00 to " in untold.out
    assert "operator (indispensable, not told)" in untold.out
    assert "partner (helpful, missing)" in untold.out
    assert "It is no probability" in untold.out
    without = portee(*asked, "QP013001", "--practice", practice, "--lacks", "operator", "--lang", "fr")
    assert "réplicabilité 0,00" in without.out
    assert "Il manque l'indispensable « operator » : Il faut une structure qui conduit." in without.out
    told = json.loads(portee(*asked, "QP013005", "--practice", practice, "--has", "operator", "--json").out)
    assert told["conditions"] == {"operator": {"low": 1, "high": 1}, "partner": {"low": 0.7, "high": 1}}
    assert told["evidence"] == {"grade": "A", "factor": 1}
    wrong = portee(*asked, "QP013001", "--practice", practice, "--has", "driver")
    assert wrong.code == 2
    assert "no condition 'driver'" in wrong.err
