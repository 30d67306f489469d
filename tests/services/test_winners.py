"""Who gains and who loses, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.services.winners import group_changes, table_of

BEFORE = np.array([10.0, 20.0, 30.0, np.nan, 5.0])
AFTER = np.array([15.0, 20.0, 10.0, 7.0, np.inf])
PEOPLE = np.array([100.0, 50.0, 20.0, 9.0, 9.0])


def test_everybody_and_groups_by_hand() -> None:
    """Of 170 residents with both figures 100 gain and 20 lose 20 each; means 2,600 / 170 and 2,700 / 170. The last 9
    residents count as gaining: from 5 to without end.
    """
    every, north, south = group_changes("jobs", BEFORE, AFTER, PEOPLE, ["n", "s", "s", "n", ""])
    assert (every.group, every.residents, every.gain, every.lose) == ("all", 179, 109, 20)
    assert every.mean_before == pytest.approx(2600 / 170)
    assert every.mean_after == pytest.approx(2700 / 170)
    assert every.mean_loss == 20
    assert every.gini_before is not None
    assert (north.group, north.gain, north.lose, north.mean_loss) == ("n", 100, 0, 0)
    assert (south.group, south.residents, south.lose) == ("s", 70, 20)
    frame = table_of([every, north, south])
    assert frame["figure"].to_list() == ["jobs"] * 3


def test_fewer_minutes_are_a_gain() -> None:
    (every,) = group_changes("minutes", BEFORE, AFTER, PEOPLE, less_is_better=True)
    assert (every.gain, every.lose) == (20, 109)


def test_nobody_and_nothing() -> None:
    (none,) = group_changes("jobs", BEFORE[:0], AFTER[:0], PEOPLE[:0])
    assert (none.residents, none.mean_before, none.gini_before) == (0, 0, None)
    (zero,) = group_changes("jobs", np.zeros(2), np.zeros(2), np.ones(2))
    assert zero.gini_before is None


@given(st.integers(0, 2**32 - 1))
def test_winners_losers_and_the_others_are_everybody(seed: int) -> None:
    rng = np.random.default_rng(seed)
    before, after, people = (rng.integers(low, high, 9).astype(np.float64) for low, high in ((0, 5), (0, 5), (1, 9)))
    labels = rng.choice(["a", "b"], 9).tolist()
    every, *groups = group_changes("x", before, after, people, labels)
    assert every.gain + every.lose + people[before == after].sum() == every.residents == people.sum()
    for name in ("gain", "lose", "residents"):
        assert sum(getattr(group, name) for group in groups) == getattr(every, name)
    same = group_changes("x", before, before, people)[0]
    assert (same.gain, same.lose, same.mean_before) == (0, 0, same.mean_after)
