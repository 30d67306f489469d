"""Practices and territories of a commons: the mission's checks, and what records do not tell."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from portee.core.errors import InputError, ParameterError
from portee.core.parameters import shipped_parameters
from portee.indicators.compared import shipped_set
from portee.indicators.replicability import Range
from portee.services.territories.replicate_records import COMMONS_SET, replicate_all, replicate_records
from tests.commons.examples import EXAMPLE

PRACTICE, TERRITORY = "practice/navette-des-moulins", "territory/quartier-des-moulins"
Changed = Callable[..., Path]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The example commons, with texts replaced in one file after the other."""

    def made(*changes: tuple[str, str, str]) -> Path:
        shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
        for name, old, new in changes:
            path = tmp_path / f"{name}.md"
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path

    return made


def test_where_it_worked_with_all_conditions_it_is_its_evidence(changed: Changed) -> None:
    root = changed((TERRITORY, "operator-present: true", "operator-present: true\n  employer-partner: true"))
    found = replicate_records(root, PRACTICE, TERRITORY)
    grade_d = shipped_parameters()["replicability.evidence"].values[-1].value
    assert isinstance(grade_d, dict)
    assert found.found.likeness == Range(1, 1)
    assert found.found.result == Range(grade_d["D"], grade_d["D"])
    assert found.here == found.there == "Quartier des Moulins"
    top = changed(
        (TERRITORY, "operator-present: true", "operator-present: true\n  employer-partner: true"),
        (PRACTICE, "grade: D", "grade: A"),
    )
    assert replicate_records(top, PRACTICE, TERRITORY).found.result == Range(1, 1)


def test_a_missing_hard_condition_gives_nothing(changed: Changed) -> None:
    root = changed((TERRITORY, "operator-present: true", "operator-present: false"))
    found = replicate_records(root, PRACTICE, TERRITORY).found
    assert found.result == Range(0, 0)
    assert found.missing == ("operator-present",)


def test_a_place_without_record_leaves_the_likeness_open(changed: Changed) -> None:
    root = changed((PRACTICE, f"territory: {TERRITORY}\n", ""))
    found = replicate_records(root, PRACTICE, TERRITORY)
    assert (found.there, found.origin) == ("", "")
    assert found.found.likeness == Range(0, 1)
    assert found.found.known == 0


def test_every_practice_is_listed_or_told_apart(changed: Changed) -> None:
    root = changed()
    found, skipped = replicate_all(root, TERRITORY)
    assert ([id for id, _ in found], skipped) == ([PRACTICE], ())
    bare = changed((PRACTICE, "driven_by:\n  poverty_rate_pct: 2\n  households_no_car_pct: 3\n", ""))
    assert replicate_all(bare, TERRITORY) == ([], (PRACTICE,))
    with pytest.raises(ParameterError, match="does not say what it depends on"):
        replicate_records(bare, PRACTICE, TERRITORY)


def test_a_variable_without_a_declared_range_is_told(changed: Changed) -> None:
    root = changed((PRACTICE, "poverty_rate_pct: 2", "happiness: 2"))
    with pytest.raises(ParameterError, match=r"depends on 'happiness'.*--compare"):
        replicate_records(root, PRACTICE, TERRITORY)


def test_records_of_another_type_or_none_are_refused(changed: Changed) -> None:
    root = changed()
    with pytest.raises(ParameterError, match="is no practice"):
        replicate_records(root, TERRITORY, TERRITORY)
    with pytest.raises(ParameterError, match="is no territory"):
        replicate_records(root, PRACTICE, PRACTICE)
    with pytest.raises(InputError, match="no record"):
        replicate_records(root, "practice/autre", TERRITORY)
    with pytest.raises(InputError, match="no record"):
        replicate_all(root, "territory/ailleurs")


def test_every_driver_of_the_commons_has_a_declared_range() -> None:
    assert all(variable.range is not None for variable in shipped_set(COMMONS_SET).variables)
