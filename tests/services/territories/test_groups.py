"""Groups: the two kinds are found, stability is told, gaps leave out what too little is known of."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.services.territories.groups import Groups, group_territories
from portee.territory.registry import Registry


@pytest.fixture(scope="module")
def found(old: Registry) -> Groups:
    return group_territories(old, draws=10)


def test_the_two_kinds_are_found(found: Groups) -> None:
    assert sorted(found.sizes()) == [12, 12]
    for group in (0, 1):
        towns = {
            found.registry.label(row).partition("(")[2] for row in found.rows[found.found.labels == group].tolist()
        }
        assert len(towns) == 1
        assert found.holds(group) == "solid"
    assert max(found.tried, key=lambda k: found.tried[k]) == 2
    assert set(found.tried) == set(range(2, 9))
    assert found.steadiness.mean_rand == 1


def test_each_group_has_its_typical_territory_and_medians(found: Groups) -> None:
    frame = found.to_geodataframe()
    assert frame["typical"].sum() == 2
    assert (frame.loc[frame["typical"], "to_typical"] == 0).all()
    assert frame.loc[frame["typical"], "code"].tolist() == [found.registry.codes[found.typical(g)] for g in (0, 1)]
    poverty = [variable.id for variable in found.compared.variables].index("poverty")
    assert abs(found.medians[0, poverty] - found.medians[1, poverty]) > 10


def test_the_number_of_groups_may_be_asked(old: Registry) -> None:
    asked = group_territories(old, 4, draws=3)
    assert len(asked.sizes()) == 4
    assert asked.tried == {}
    again = group_territories(old, 4, draws=3)
    np.testing.assert_array_equal(asked.found.labels, again.found.labels)


def test_too_little_known_is_in_no_group(old: Registry) -> None:
    figures = old.figures.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(None).otherwise(pl.col(name)).alias(name)
        for name in old.figures.columns
    )
    found = group_territories(old.replace(figures=figures), 2, draws=2)
    assert found.left_out == 1
    assert 0 not in found.rows
    nothing = old.replace(figures=pl.DataFrame({name: [None] * len(old) for name in old.figures.columns},
                                               schema=dict.fromkeys(old.figures.columns, pl.Float64)))  # fmt: skip
    with pytest.raises(ParameterError, match="nothing to group"):
        group_territories(nothing)
    with pytest.raises(ParameterError, match="cannot make"):
        group_territories(old, 25)


def test_how_a_group_holds_is_told_by_thresholds(found: Groups) -> None:
    import dataclasses

    def told(likeness: float) -> str:
        steadiness = dataclasses.replace(found.steadiness, jaccard=np.array([likeness, 1.0]))
        return dataclasses.replace(found, steadiness=steadiness).holds(0)

    assert [told(x) for x in (0.75, 0.74, 0.51, 0.5)] == ["solid", "fair", "fair", "weak"]
