from __future__ import annotations

from tests.commons.examples import refused


def test_limits_must_be_told() -> None:
    assert "'limits' is missing" in refused("solution", limits=None)


def test_a_solution_needs_other_solutions_by_id() -> None:
    assert "is not the id of a record" in refused("solution", requires=["Navette"])
