"""The page on territories: its commands are run on invented files, its figures are those measured."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from portee.cli.main import main
from portee.core.declared import parse_declared
from portee.core.parameters import shipped_parameters
from portee.indicators.compared import ComparedSet
from portee.services.territories.alike import find_alike, set_of
from portee.services.territories.groups import group_territories
from portee.services.territories.importing import import_register
from portee.services.territories.replicate import DeclaredPractice
from tests.docs.test_pages import DOCS, fences
from tests.services.territories import invented

PAGES = [DOCS / lang / "how-to" / "territories.md" for lang in ("fr", "en")]


def yaml_of(page: Path) -> list[str]:
    return [text for language, text in fences(page) if language == "yaml"]


def test_both_languages_show_the_same_files() -> None:
    french, english = map(yaml_of, PAGES)
    assert french == english
    own, practice = french
    assert len(parse_declared(own, ComparedSet, "own.yaml").variables) == 3
    assert parse_declared(practice, DeclaredPractice, "practice.yaml").grade == "C"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parts[-3])
def test_the_commands_run_one_after_the_other(page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    invented.write_2015(tmp_path)
    invented.write_2024(tmp_path)
    own, practice = yaml_of(page)
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    for name in ("navette.yaml", "shuttle.yaml"):
        (tmp_path / name).write_text(practice, encoding="utf-8")
    shown = "".join(text for language, text in fences(page) if language == "sh")
    for line in shown.splitlines():
        assert main(shlex.split(line)[1:]) == 0, line
    assert main(["territories", "similar", "qpv2015.parquet", "QP013003", "--compare", "own.yaml", "-k", "1"]) == 0


def test_the_factors_told_are_those_declared() -> None:
    table = shipped_parameters()["replicability.evidence"].values[-1].value
    soft = shipped_parameters()["replicability.without_soft_condition"].values[-1].value
    assert isinstance(table, dict)
    for lang, sign in (("fr", ","), ("en", ".")):
        text = (DOCS / lang / "explanation" / "likeness.md").read_text(encoding="utf-8")
        told = re.search(r"\(A ?: .*?\)", text)
        assert told is not None
        figures = [float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", told.group())]
        assert figures == list(table.values())
        assert f"{soft:g}".replace(".", sign) in text


@pytest.mark.real
def test_the_figures_of_occitanie_are_those_measured(shared_data: Path) -> None:
    folder = shared_data / "france"
    register = import_register(
        perimeters=[folder / "qpv_2015_occitanie.geojson"], figures=[folder / "qpv_2015_occitanie_indicators.xlsx"]
    )
    alike = find_alike(register, "QP066007", 10, set_of(None))
    kept = [neighbour.kept for neighbour in alike.neighbours]
    assert kept[:3] == [12, 12, 12]
    assert kept[9] == 4
    two, four = (group_territories(register, k) for k in (2, 4))
    assert sorted(two.steadiness.jaccard.round(2).tolist()) == [0.86, 0.93]
    assert (round(float(two.silhouette.mean()), 2), round(float(four.silhouette.mean()), 2)) == (0.30, 0.12)
    assert [four.holds(group) for group in range(4)].count("weak") == 2
