"""A register holds one geography, sorted by code; parts join only within it."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.territory.registry import Municipality, Registry, joined
from tests.territory.registers import objects, register, square


def test_rows_are_sorted_with_all_that_belongs_to_them() -> None:
    found = register(2015, [square(1, 0), None], {"tp60": [40.0, None]}, codes=["QP013002", "QP013001"])
    assert found.codes.tolist() == ["QP013001", "QP013002"]
    assert found.names.tolist() == ["Quartier 001", "Quartier 002"]
    assert found.has_perimeter.tolist() == [False, True]
    assert math.isnan(found.column("tp60")[0])
    assert found.column("tp60")[1] == 40
    assert found.row("QP013002") == 1
    assert found.departments == ("13", "13")


def test_a_register_of_two_geographies_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"mix .*2015.*2024"):
        register(2015, [None, None], codes=["QP013001", "QN01301M"])


def test_a_code_twice_is_refused() -> None:
    with pytest.raises(ParameterError, match="twice"):
        register(2015, [None, None], codes=["QP013001", "QP013001"])


def test_lengths_must_agree() -> None:
    one = register(2015, [None])
    with pytest.raises(ParameterError, match="lengths"):
        one.replace(names=objects([]))
    with pytest.raises(ParameterError, match="lengths"):
        one.replace(figures=pl.DataFrame({"tp60": [1.0, 2.0]}))


def test_looking_up_a_code_says_what_is_wrong_with_it() -> None:
    found = register(2015, [None])
    with pytest.raises(ParameterError, match=r"mix .*2015.*2024.*crosswalk"):
        found.row("QN01301M")
    with pytest.raises(ParameterError, match=r"no territory 'QP013009'.*QP013"):
        found.row("QP013009")
    with pytest.raises(ParameterError, match="none of that department"):
        found.row("QP031001")
    with pytest.raises(ParameterError, match="no figure 'tp60'"):
        found.column("tp60")


def test_a_label_names_the_place_and_its_towns() -> None:
    found = register(2015, [None])
    assert found.label(0) == "Quartier 001 (Marseille)"
    bare = found.replace(names=objects([""]), municipalities=((),))
    assert bare.label(0) == "QP013001"


def test_outlines_and_figures_join_by_code_whatever_their_order() -> None:
    outlines = register(2015, [square(0, 0), square(1, 0)], codes=["QP013001", "QP013003"])
    figures = register(2015, [None, None], {"tp60": [30.0, 50.0]}, codes=["QP013003", "QP013002"])
    found = joined([outlines, figures])
    assert found.codes.tolist() == ["QP013001", "QP013002", "QP013003"]
    assert found.has_perimeter.tolist() == [True, False, True]
    np.testing.assert_array_equal(found.column("tp60"), [np.nan, 50, 30])


def test_joining_two_geographies_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"mix .*2015.*2024"):
        joined([register(2015, [None]), register(2024, [None])])


def test_a_figure_of_two_files_is_refused() -> None:
    one = register(2015, [None], {"tp60": [1.0]})
    with pytest.raises(ParameterError, match="'tp60'"):
        joined([one, one])
    with pytest.raises(ParameterError, match="no register"):
        joined([])


def test_an_empty_register_knows_nobody() -> None:
    nobody = objects([])
    empty = Registry(2024, nobody, nobody, (), nobody)
    assert len(empty) == 0
    with pytest.raises(ParameterError, match="no territory"):
        empty.row("QN01301M")
    assert Municipality("13055", "Marseille") < Municipality("13055", "Martigues")
