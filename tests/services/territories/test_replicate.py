"""A practice in a territory: the mission's checks on a register, and what its file may say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portee.core.declared import read_declared
from portee.core.errors import ParameterError, SourceError
from portee.core.parameters import Parameters
from portee.indicators.replicability import Range
from portee.services.territories.replicate import DeclaredPractice, replicate
from portee.territory.registry import Registry

SHUTTLE = """\
title: {fr: Navette du matin, en: Morning shuttle}
territory: QP013003
grade: A
driven_by: {poverty: 2, employment: 1, ens_sante: 1}
conditions:
  - {name: operator, hard: true, why: {fr: Il faut une structure qui conduit., en: Somebody has to drive.}}
  - {name: partner, hard: false, why: {fr: Le coût se partage., en: The cost is shared.}}
"""


def practice(folder: Path, text: str = SHUTTLE) -> DeclaredPractice:
    path = folder / "practice.yaml"
    path.write_text(text, encoding="utf-8")
    return read_declared(path, DeclaredPractice)


def test_where_it_worked_with_all_conditions_and_the_top_grade_it_is_one(tmp_path: Path, old: Registry) -> None:
    found = replicate(old, practice(tmp_path), "QP013003", has=["operator", "partner"])
    assert found.found.result == Range(1, 1)
    assert [variable.weight for variable in found.drivers.variables] == [2, 1, 1]


def test_without_an_indispensable_condition_it_is_nothing(tmp_path: Path, old: Registry) -> None:
    found = replicate(old, practice(tmp_path), "QP013003", has=["partner"], lacks=["operator"])
    assert found.found.result == Range(0, 0)
    assert found.found.missing == ("operator",)


def test_a_territory_like_it_comes_before_one_that_is_not(tmp_path: Path, old: Registry) -> None:
    like, unlike = (
        replicate(old, practice(tmp_path), code, has=["operator", "partner"]).found.result
        for code in ("QP013001", "QP013002")
    )
    assert like.low > unlike.high
    told = replicate(old, practice(tmp_path), "QP013001").found
    assert told.result.low == 0
    assert told.not_told == ("operator", "partner")


def test_own_factors_replace_those_of_the_house(tmp_path: Path, old: Registry) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "parameters:\n  replicability.evidence:\n    title: {fr: x, en: y}\n    unit: factor\n    values:\n"
        "      - {from: 2026-01-01, value: {A: 0.5, B: 0.4, C: 0.3, D: 0.2, E: 0.1}}\n    source: {title: ours}\n",
        encoding="utf-8",
    )
    from portee.core.parameters import shipped_parameters

    own = shipped_parameters().with_(Parameters.read(path))
    found = replicate(old, practice(tmp_path), "QP013003", has=["operator", "partner"], parameters=own)
    assert found.found.result == Range(0.5, 0.5)


@pytest.mark.parametrize(
    ("change", "options", "told"),
    [
        (("poverty: 2", "happiness: 2"), {}, "'happiness', which is not known"),
        (("QP013003", "QN01301M"), {}, r"mix .*2015.*2024"),
        (("", ""), {"has": ["driver"]}, "no condition 'driver'.*operator, partner"),
        (("", ""), {"has": ["operator"], "lacks": ["operator"]}, "both there and missing"),
    ],
)
def test_what_does_not_fit_is_told(
    tmp_path: Path, old: Registry, change: tuple[str, str], options: dict[str, Any], told: str
) -> None:
    with pytest.raises(ParameterError, match=told):
        replicate(old, practice(tmp_path, SHUTTLE.replace(*change)), "QP013001", **options)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("grade: A", "grade: F"), "grade"),
        (("name: partner", "name: operator"), "named twice"),
        (("poverty: 2", "poverty: 0"), "poverty"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    with pytest.raises(SourceError, match=rf"practice\.yaml, line \d.*{told}"):
        practice(tmp_path, SHUTTLE.replace(*change))


def test_factors_of_another_shape_are_told(tmp_path: Path, old: Registry) -> None:
    from portee.core.parameters import shipped_parameters

    shipped = shipped_parameters()
    swapped = shipped.with_({"replicability.evidence": shipped["replicability.without_soft_condition"]})
    with pytest.raises(ParameterError, match="must be a table by grade"):
        replicate(old, practice(tmp_path), "QP013001", parameters=swapped)
