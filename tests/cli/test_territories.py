"""portee territories import, list, crosswalk, carry: from files to a register, and from old codes to new ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portee.services.territories.saved import read_crosswalk, read_register
from tests.cli.conftest import Run
from tests.services.territories import invented


@pytest.fixture
def old(portee: Run, tmp_path: Path) -> Path:
    outlines, figures = invented.write_2015(tmp_path)
    ran = portee(
        "territories", "import", "--perimeters", outlines, "--figures", figures, "--licence", "LO", "-o", "old.parquet"
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "24 territories of the geography of 2015 in old.parquet: 24 outlines, 12 figures." in ran.out
    assert "Zeros read as not published: abcde (1)." in ran.out
    assert "Next: portee territories similar old.parquet QP013001" in ran.out
    return tmp_path / "old.parquet"


@pytest.fixture
def new(portee: Run, tmp_path: Path) -> Path:
    ran = portee("territories", "import", "--perimeters", invented.write_2024(tmp_path), "-o", "new.parquet", "-q")
    assert (ran.code, ran.out) == (0, ""), ran.err
    return tmp_path / "new.parquet"


def test_import_tells_machines_too(portee: Run, tmp_path: Path) -> None:
    outlines, figures = invented.write_2015(tmp_path)
    ran = portee("territories", "import", "--figures", figures, "--list", outlines, "-o", "r.gpkg", "--json")
    told = json.loads(ran.out)
    assert (told["vintage"], told["territories"], told["outlines"]) == (2015, 24, 0)
    assert "tp60" in told["figures"]
    said = portee("territories", "import", "--figures", figures, "--list", outlines, "-o", "r.gpkg", "--lang", "fr")
    assert "laissé de côté : 24 géométries" in said.out


def test_geographies_are_not_mixed_and_nothing_is_written(portee: Run, tmp_path: Path) -> None:
    outlines, figures = invented.write_2015(tmp_path)
    new = invented.write_2024(tmp_path)
    both = portee("territories", "import", "--perimeters", outlines, "--list", new, "-o", "x.parquet")
    assert both.code == 2
    assert "mix" in both.err
    csv = portee("territories", "import", "--figures", figures, "-o", "x.csv")
    assert csv.code == 2
    assert "cannot be kept" in csv.err
    assert not list(tmp_path.glob("x.*"))


def test_list_shows_those_asked_for(portee: Run, old: Path) -> None:
    ran = portee("territories", "list", old, "--named", "quartier 1", "--department", "13")
    assert "11 of 24 territories, geography of 2015." in ran.out
    assert "Quartier 12 (Petitbourg)" in ran.out
    rows = json.loads(portee("territories", "list", old, "--json").out)["territories"]
    assert len(rows) == 24
    assert (rows[4]["code"], rows[4]["known"], rows[4]["outline"]) == ("QP013005", 10, True)
    assert json.loads(portee("territories", "list", old, "--department", "31", "--json").out)["territories"] == []


def test_crosswalk_and_carry(portee: Run, old: Path, new: Path, tmp_path: Path) -> None:
    ran = portee("territories", "crosswalk", old, new, "-o", "walk.csv", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "24 anciens quartiers, 24 nouveaux, 23 parties communes" in ran.out
    assert "23 tout entiers dans un nouveau, 0 en partie, 1 dans aucun. Nouveaux sans ancien : 1." in ran.out
    walk, _ = read_crosswalk(tmp_path / "walk.csv")
    assert walk.gone == ("QP013024",)
    assert all(walk.left_over(code) < 1e-6 for code in walk.old_codes if code not in walk.gone)
    told = json.loads(portee("territories", "crosswalk", old, new, "-o", "walk.csv", "--json").out)
    assert (told["from"], told["to"], told["born"]) == (2015, 2024, 1)

    ran = portee("territories", "carry", old, new, "--through", "walk.csv", "-o", "estimated.parquet")
    assert ran.code == 0, ran.err
    assert "23 of 24 neighbourhoods of 2024 have estimated figures" in ran.out
    assert "estimates" in ran.out
    found = read_register(tmp_path / "estimated.parquet")
    assert found.vintage == 2024
    before = read_register(old)
    assert found.column("tp60")[0] == pytest.approx(before.column("tp60")[0])
    assert found.estimated
    assert not before.estimated
    for arguments in (("similar", "QN01301M", "-k", "2"), ("groups", "--draws", "2"), ("show", "QN01301M")):
        said = portee("territories", arguments[0], "estimated.parquet", *arguments[1:]).out
        assert "Some figures are estimated from the old geography" in said
    wrote = portee("territories", "letter", "estimated.parquet", "QN01301M", "QN01303M", "-o", "l.md", "--lang", "fr")
    assert wrote.code == 0, wrote.err
    assert "estimés à partir de l\u2019ancienne géographie" in (tmp_path / "l.md").read_text(encoding="utf-8")
    covered = json.loads(
        portee("territories", "carry", old, new, "--through", "walk.csv", "-o", "estimated.parquet", "--json").out
    )["covered"]
    # A quarter of its area is new ground.
    assert covered["QN01301M"] == pytest.approx(0.8, abs=1e-3)
    assert covered["QN01399N"] == 0


def test_what_does_not_fit_is_told(portee: Run, old: Path, new: Path, tmp_path: Path) -> None:
    for arguments, told in (
        (("crosswalk", old, old, "-o", "w.csv"), "Both registers are of the 2015"),
        (("crosswalk", old, new, "-o", "w.txt"), "w.txt"),
        (("carry", old, new, "--through", old, "-o", "e.parquet"), "not a crosswalk"),
        (("carry", old, new, "--through", "none.csv", "-o", "e.parquet", "--least", "0"), "above 0"),
        (("list", "none.parquet"), "no such file"),
    ):
        ran = portee("territories", *arguments)
        assert ran.code == 2, arguments
        assert told in ran.err
    assert not (tmp_path / "e.parquet").exists()


def test_slivers_and_missing_outlines_are_told(portee: Run, tmp_path: Path) -> None:
    import numpy as np

    from portee.services.territories.saved import write_register
    from tests.territory.registers import register, square

    write_register(tmp_path / "a.parquet", register(2015, [square(0, 0), None]))
    write_register(tmp_path / "b.parquet", register(2024, [square(0.999, 0), square(0, 0, 0.8), square(0.2, 0, 0.8)]))
    ran = portee("territories", "crosswalk", "a.parquet", "b.parquet", "-o", "w.csv")
    assert ran.code == 0, ran.err
    assert "Slivers, under 1.0% of both areas, which do not count: 1." in ran.out
    assert "Neighbourhoods without an outline, not compared (1): QP013002" in ran.out
    assert "Outlines overlap" in ran.out
    assert np.isclose(sum(piece.share for piece in read_crosswalk(tmp_path / "w.csv")[0].pieces), 1, atol=2e-3)


def test_one_territory_is_shown_beside_the_median(portee: Run, old: Path) -> None:
    ran = portee("territories", "show", old, "qp013005")
    assert ran.code == 0, ran.err
    assert "Quartier 5 (Grandville), QP013005, geography of 2015." in ran.out
    assert "Area: " in ran.out
    assert any(line.split()[:2] == ["Poverty", "rate"] and "%" in line for line in ran.out.splitlines())
    told = json.loads(portee("territories", "show", old, "QP013005", "--json").out)
    assert told["figures"]["abcde"]["value"] is None
    assert told["figures"]["abcde"]["known_of"] == 23
    assert told["municipalities"] == [{"code": "13055", "name": "Grandville"}]
    french = portee("territories", "show", old, "QP013005", "--lang", "fr").out
    assert "Demandeurs d'emploi" in french
    assert "€" in french
    assert portee("territories", "show", old, "QN01301M").code == 2


def test_a_territory_is_laid_in_a_commons_and_practices_are_weighed_for_it(
    portee: Run, old: Path, tmp_path: Path
) -> None:
    assert portee("commons", "init", "ours", "--author", "Mimosa", "--example").code == 0
    asked = ("territories", "record", old, "QP013003", "--commons", "ours", "--author", "Mimosa")
    ran = portee(*asked, "--seen", "2026-11-25")
    assert ran.code == 0, ran.err
    assert "Next: portee commons replicate ours territory/qp013003" in ran.out
    checked = portee("commons", "check", "ours")
    assert checked.code == 0, checked.err + checked.out
    weighed = portee("commons", "replicate", "ours", "territory/qp013003", "practice/navette-des-moulins")
    assert weighed.code == 0, weighed.err
    assert "40% of the weight" in weighed.out
    again = portee(*asked, "--seen", "2026-11-25")
    assert again.code == 2
    assert "already" in again.err
    wrong = portee(
        "territories", "record", old, "QP013004", "--commons", "ours", "--author", "Mimosa", "--seen", "hier"
    )
    assert wrong.code == 2
    assert not (tmp_path / "ours" / "territory" / "qp013004.md").exists()
