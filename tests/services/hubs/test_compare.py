from __future__ import annotations

import pytest

from portee.core.errors import ParameterError, SourceError
from portee.services.hubs.compare import compare_plans, plans_to_compare
from tests.services.hubs.compared import compared, small


def test_doing_nothing_comes_first_then_designs_in_the_order_given() -> None:
    found = compared(small("b"), small("a"))
    assert [case.plan.id for case in found.cases] == ["nothing", "b", "a"]
    assert [case.plan.id for case in found.designs] == ["b", "a"]


def test_examples_are_found_by_their_ids() -> None:
    assert [plan.id for plan in plans_to_compare(["fabriques-bikes", "fabriques-cars"])] == [
        "fabriques-bikes", "fabriques-cars",
    ]  # fmt: skip


def test_hubs_that_cannot_be_compared_are_refused() -> None:
    with pytest.raises(ParameterError, match="no hub to compare"):
        plans_to_compare([])
    with pytest.raises(ParameterError, match="'a' is that of several"):
        plans_to_compare([small("a"), small("a")])
    with pytest.raises(ParameterError, match="cannot be called 'nothing'"):
        plans_to_compare([small("nothing")])
    with pytest.raises(ParameterError, match="2027–2030, 'b' about 2027–2032"):
        plans_to_compare([small("a"), small("b", years=6)])
    with pytest.raises(SourceError):
        plans_to_compare(["nowhere.yaml"])


def test_without_people_each_profile_counts_as_one() -> None:
    assert not compare_plans([small("a")]).cases[1].reach.counted
