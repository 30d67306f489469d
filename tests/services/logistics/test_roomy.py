from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.hubs.siting.capacitated import capacitated_p_median
from portee.hubs.siting.choice import choice
from portee.services.logistics.roomy import few_with_room, shared_out


@st.composite
def tables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    doors, places = draw(st.integers(1, 6)), draw(st.integers(2, 5))
    minutes = draw(st.lists(st.integers(0, 20).map(float), min_size=doors * places, max_size=doors * places))
    loads = draw(st.lists(st.integers(1, 5).map(float), min_size=doors, max_size=doors))
    room = draw(st.lists(st.integers(1, 12).map(float), min_size=places, max_size=places))
    return np.array(minutes).reshape(doors, places), np.array(loads), np.array(room)


@given(tables(), st.integers(1, 3))
def test_it_is_the_best_of_the_integer_programme(drawn: tuple[np.ndarray, np.ndarray, np.ndarray], count: int) -> None:
    minutes, loads, room = drawn
    limits = choice(len(room), count=count)
    found = few_with_room(minutes * loads[:, None], 100.0 * loads, loads, room, limits)
    largest = np.sort(room)[::-1][: min(count, len(room))].sum()
    if found is None:
        assert largest < loads.sum()
        return
    sited, shares = found
    slow, _ = capacitated_p_median(loads, minutes, loads, room, limits)
    assert sited.value == pytest.approx(slow.value, abs=1e-6)
    assert sited.optimal
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert ((loads @ shares) <= room + 1e-6).all()
    assert not shares[:, ~sited.opened].any()


@given(tables())
def test_sharing_out_is_never_cheaper_than_with_room_for_all(
    drawn: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    minutes, loads, room = drawn
    costs, beyond = minutes * loads[:, None], 15.0 * loads
    cost, shares = shared_out(costs, beyond, loads, room)
    assert cost >= np.minimum(costs.min(axis=1), beyond).sum() - 1e-6
    assert ((loads @ shares) <= room + 1e-6).all()
    roomy, _ = shared_out(costs, beyond, loads, room + loads.sum())
    assert roomy <= cost + 1e-6


def test_too_many_sets_and_budgets_are_left_to_the_programme() -> None:
    ones = np.ones((2, 60))
    assert few_with_room(ones, ones[:, 0], np.ones(2), np.ones(60), choice(60, count=20)) is None
    limits = choice(60, budget=3.0, costs=np.ones(60))
    assert few_with_room(ones, ones[:, 0], np.ones(2), np.ones(60), limits) is None


def test_decided_places_are_in_every_set() -> None:
    minutes = np.array([[9.0, 1.0, 2.0], [9.0, 2.0, 1.0]])
    decided = np.array([True, False, False])
    found = few_with_room(minutes, np.full(2, 50.0), np.ones(2), np.full(3, 2.0), choice(3, count=2, decided=decided))
    assert found is not None
    assert found[0].opened.tolist() == [True, True, False]
    best = min(minutes[:, [0, one]].min(axis=1).sum() for one in itertools.islice((1, 2), 2))
    assert found[0].value == best
