"""Minimal sets of lines by which enough is reached."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from portee.resilience.minimal_sets import Lines, chosen

SETS = st.lists(st.frozensets(st.integers(0, 4), max_size=3), unique=True, max_size=6)


@given(SETS, st.integers(1, 8), st.data())
def test_each_is_enough_and_none_is_within_another(sets: list[Lines], needed: int, data: st.DataObject) -> None:
    worth = {lines: data.draw(st.integers(0, 4)) for lines in sets}
    every = frozenset(itertools.chain.from_iterable(sets))

    def reached(lines: Lines) -> float:
        return float(sum(value for used, value in worth.items() if used <= lines))

    found = list(chosen(sets, reached, needed, every))
    assert found
    assert not any(a < b for a in found for b in found)
    if reached(every) >= needed:
        assert all(reached(lines) >= needed for lines in found)
        for lines in found:
            if len(found) == 1:
                assert all(reached(lines - {line}) < needed for line in lines)
    else:
        assert found == [every]


def test_single_journeys_come_before_unions_of_two() -> None:
    one, two, three = (frozenset({k}) for k in range(3))
    worth = {one: 5, two: 2, three: 3}

    def reached(lines: Lines) -> float:
        return float(sum(value for used, value in worth.items() if used <= lines))

    assert list(chosen([one, two, three], reached, 5, one | two | three)) == [one, two | three]
    assert list(chosen([one, two, three], reached, 10, one | two | three)) == [one | two | three]
