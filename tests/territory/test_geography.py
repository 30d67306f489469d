"""Codes tell their geography, and the two are never mixed."""

from __future__ import annotations

import pytest

from portee.core.errors import ParameterError
from portee.territory.geography import check_same_vintage, clean_code, department_of, vintage_of


@pytest.mark.parametrize(
    ("code", "vintage", "department"),
    [
        ("QP013001", 2015, "13"),
        ("QN01313M", 2024, "13"),
        ("QP02A001", 2015, "2A"),
        ("QN02B01M", 2024, "2B"),
        ("QN97414I", 2024, "974"),
        ("QP001001", 2015, "1"),
    ],
)
def test_a_code_tells_its_geography_and_department(code: str, vintage: int, department: str) -> None:
    assert vintage_of(code) == vintage
    assert department_of(code).lstrip("0") == department


@pytest.mark.parametrize("code", ["", "13055", "QP13001", "QN013001", "QP01313M", "QN01313m", "QN00101M, QN00102M"])
def test_what_is_no_code_is_refused_with_both_forms(code: str) -> None:
    with pytest.raises(ParameterError, match=r"QP013001.*QN01313M"):
        vintage_of(code)


def test_codes_are_cleaned_of_spaces_and_small_letters() -> None:
    assert clean_code(" qn 01313m ") == "QN01313M"


def test_two_geographies_are_refused_by_name() -> None:
    check_same_vintage(2015, 2015, "compare")
    with pytest.raises(ParameterError, match=r"To compare would mix .* 2015 .* 2024.*crosswalk"):
        check_same_vintage(2015, 2024, "compare")
