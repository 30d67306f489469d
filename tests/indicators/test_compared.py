"""Sets of compared figures: checked when read, and turned into traits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from pydantic import ValidationError

from portee.core.declared import Words
from portee.core.errors import ParameterError
from portee.indicators.compared import ComparedSet, ComparedVariable, compared_values, shipped_set, traits_of
from portee.territory.registry import Registry
from portee.territory.variables import variables
from tests.territory.registers import objects, register

BLANK = Words(fr="", en="")


def variable(id: str, figure: str, **more: object) -> ComparedVariable:
    return ComparedVariable.model_validate(
        {"id": id, "figure": figure, "title": {"fr": id, "en": id}, "unit": {"fr": "", "en": ""}, **more}
    )


def a_set(*found: ComparedVariable) -> ComparedSet:
    return ComparedSet(title=BLANK, source="test", date="2026-11-25", variables=found)


def test_the_shipped_set_weighs_its_four_themes_alike_and_asks_for_known_figures() -> None:
    shipped = shipped_set()
    weights = [one.weight for one in shipped.variables]
    assert [sum(weights[:2]), sum(weights[2:5]), sum(weights[5:9]), sum(weights[9:])] == [6, 6, 6, 6]
    asked = {name for one in shipped.variables for name in (one.figure, one.per) if name}
    assert asked <= set(variables())
    # Who people are is not compared.
    assert not asked & {"tx_f", "tx_tot_et", "tx_f_et", "tx_et_empl", "tx_et_eprec"}
    with pytest.raises(ParameterError, match=r"no set 'other'.*daily-life-and-work"):
        shipped_set("other")


def test_quotients_logarithms_and_gaps() -> None:
    found = register(2015, [None] * 3, {"pop_mun": [1000.0, 2000.0, 0.0], "abcde": [100.0, None, 50.0]})
    compared = a_set(
        variable("size", "pop_mun", scale="log", weight=2),
        variable("seekers", "abcde", per="pop_mun", times=100, range=20),
    )
    np.testing.assert_allclose(compared_values(found, compared)[:, 1], [10, np.nan, np.nan])
    traits = traits_of(found, compared)
    assert traits.values[1, 0] - traits.values[0, 0] == pytest.approx(math.log(2))
    assert np.isnan(traits.values[2, 0])
    assert traits.ranges.tolist() == pytest.approx([math.log(2), 20])
    assert traits.weights.tolist() == [2, 1]


def test_the_department_is_a_category() -> None:
    found = register(2015, [None] * 3, codes=["QP013001", "QP013002", "QP031001"])
    traits = traits_of(found, a_set(variable("where", "department")))
    assert traits.categorical.tolist() == [True]
    assert traits.values[:, 0].tolist() == [0, 0, 1]


def test_what_makes_no_sense_is_refused() -> None:
    one = variable("a", "tp60")
    for wrong in (
        lambda: a_set(one, one),
        lambda: a_set(variable("a", "tp60", weight=0)),
        lambda: variable("a", "department", scale="log"),
        lambda: variable("a", "tp60", weight=-1),
        lambda: variable("A b", "tp60"),
    ):
        with pytest.raises(ValidationError):
            wrong()
    nobody = objects([])
    with pytest.raises(ParameterError, match="no territory"):
        traits_of(Registry(2015, nobody, nobody, (), nobody), a_set(one))
