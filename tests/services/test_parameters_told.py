from __future__ import annotations

from datetime import date

import pytest

from portee.core.errors import ParameterError
from portee.core.parameters import shipped_parameters
from portee.services.parameters_told import chosen_parameters, parameters_facts

DAY = date(2026, 11, 25)


def test_all_some_and_those_out_of_date() -> None:
    known = shipped_parameters()
    assert list(chosen_parameters(known, (), DAY)) == sorted(known)
    energy = chosen_parameters(known, ["energy", "energy.petrol"], DAY)
    assert {name.partition(".")[0] for name in energy} == {"energy"}
    late = chosen_parameters(known, (), date(2099, 1, 1), expired=True)
    assert late
    assert all(one.expires is not None for one in late.values())
    told = parameters_facts(late, date(2099, 1, 1))
    assert [one["name"] for one in told["parameters"]] == list(late)
    assert all(one["expired"] for one in told["parameters"])


def test_an_unknown_name_tells_the_nearest() -> None:
    with pytest.raises(ParameterError, match=r"Did you mean 'energy\.petrol'"):
        chosen_parameters(shipped_parameters(), ["energy.petrl"], DAY)
