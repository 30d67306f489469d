from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.offers.availability import availability
from portee.offers.shared import Station


def station(
    id: str, vehicles: int | None, docks: int | None = None, *, rents: bool = True, returns: bool = True
) -> Station:
    return Station(id, "", 5.0, 43.0, vehicles_available=vehicles, docks_available=docks, rents=rents, returns=returns)


def test_shares_are_smoothed_by_the_rule_of_succession() -> None:
    # Station a has a vehicle in 3 of 4 snapshots: (3 + 1) / (4 + 2); a free dock in 1 of 4: (1 + 1) / (4 + 2).
    found = availability([[station("a", n, d)] for n, d in ((2, 0), (1, 0), (0, 5), (9, 0))])
    assert found.stations == ("a",)
    assert found.vehicle[0] == pytest.approx(4 / 6)
    assert found.place[0] == pytest.approx(2 / 6)
    assert (found.seen[0], found.snapshots, found.notes) == (4, 4, ())


def test_one_snapshot_says_so() -> None:
    found = availability([[station("a", 3, 2), station("b", 0, 2)]])
    assert found.vehicle.tolist() == pytest.approx([2 / 3, 1 / 3])
    assert any("one snapshot" in note for note in found.notes)


def test_what_is_not_told_is_not_counted() -> None:
    found = availability([[station("a", None)], [station("a", 1, 1), station("b", None)], []])
    assert found.stations == ("a", "b")
    assert found.seen.tolist() == [1, 0]
    assert found.vehicle.tolist() == pytest.approx([2 / 3, 1 / 2])
    assert any("1 stations never told" in note for note in found.notes)


def test_closed_stations_have_nothing() -> None:
    found = availability([[station("a", 5, 5, rents=False, returns=False)]] * 2)
    assert (found.vehicle[0], found.place[0]) == (pytest.approx(1 / 4), pytest.approx(1 / 4))


def test_stations_without_limit_always_have_a_place() -> None:
    assert availability([[station("a", 5, None)]] * 2).place[0] == pytest.approx(3 / 4)


def test_a_station_listed_twice_counts_once() -> None:
    assert availability([[station("a", 0, 1), station("a", 4, 1)]]).seen.tolist() == [1]


def test_there_must_be_a_snapshot() -> None:
    with pytest.raises(ParameterError, match="no snapshot"):
        availability([])


COUNTS = st.lists(st.integers(0, 3), min_size=1, max_size=12)


@given(COUNTS)
def test_probabilities_stay_inside_and_rise_with_vehicles(counts: list[int]) -> None:
    found = availability([[station("a", n, n)] for n in counts])
    more = availability([[station("a", n + 1, n)] for n in counts])
    assert 0 < found.vehicle[0] < 1
    assert more.vehicle[0] >= found.vehicle[0]
    assert np.array_equal(more.place, found.place)
