from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.logistics.echelons import assigned, kept, supplied_site, supplies
from portee.logistics.goods import Load, Order, Site, Vehicle


def test_each_order_goes_to_the_nearest_where_there_is_room() -> None:
    seconds = np.array([[10, 20], [30, 5], [1, 2]])
    assert assigned(seconds, np.ones(3, np.int64), [None, None]).tolist() == [0, 1, 0]
    assert assigned(seconds, np.ones(3, np.int64), [2, 1]).tolist() == [0, 1, 0]
    assert assigned(seconds, np.ones(3, np.int64), [1, None]).tolist() == [0, 1, 1]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_other_split_with_room_takes_less_time(data: st.DataObject) -> None:
    n, h = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))

    def draw(low: int, high: int, size: int) -> npt.NDArray[np.int64]:
        return np.array(data.draw(st.lists(st.integers(low, high), min_size=size, max_size=size)), np.int64)

    seconds, parcels, room = draw(0, 999, n * h).reshape(n, h), draw(1, 4, n), draw(0, 8, h)
    fits = [
        sum(int(seconds[order, hub]) for order, hub in enumerate(choice))
        for choice in product(range(h), repeat=n)
        if (np.bincount(choice, weights=parcels, minlength=h) <= room).all()
    ]
    if not fits:
        with pytest.raises(ParameterError, match="have room for"):
            assigned(seconds, parcels, room.tolist())
        return
    found = assigned(seconds, parcels, room.tolist())
    assert (np.bincount(found, weights=parcels, minlength=h) <= room).all()
    assert seconds[np.arange(n), found].sum() == min(fits)


HUB = Site("hub", 1.0, 2.0, 30_000)
VAN = Vehicle("van", "depot", capacity=Load(10.0, 5, 100.0))


def test_supplies_bring_everything_in_parts_that_fit() -> None:
    own = [Order(f"o{n}", 0, 0, delivery=Load(3.0, 1, 5.0), pickup=Load(1.0, 1)) for n in range(7)]
    parts = supplies([HUB], [own], VAN, 600)
    assert [part.id for part in parts] == ["hub:1", "hub:2", "hub:3"]
    assert sum(part.delivery.parcels for part in parts) == sum(part.pickup.parcels for part in parts) == 7
    assert sum(part.delivery.kg for part in parts) == pytest.approx(21.0)
    for part in parts:
        assert (part.lon, part.lat, part.until_s, part.service_s) == (1.0, 2.0, 29_400, 600), "unloaded by the opening"
        assert all(needs <= has for needs, has in zip(part.delivery.demand, VAN.capacity.room, strict=True))


def test_a_hub_without_orders_is_brought_nothing() -> None:
    assert supplies([HUB], [[]], VAN, 0) == []


def test_a_vehicle_without_room_is_refused() -> None:
    with pytest.raises(ParameterError, match="no room"):
        supplies(
            [HUB], [[Order("o", 0, 0, delivery=Load(litres=1.0))]], Vehicle("van", "depot", capacity=Load(5.0, 5)), 0
        )


def test_only_what_was_brought_can_leave() -> None:
    own = [Order(f"o{n}", 0, 0, delivery=Load(3.0, 1, 5.0)) for n in range(3)]
    own.append(Order("fetched", 0, 0, pickup=Load(9.0, 4)))
    assert kept(own, []) == [3], "what is handed over needs nothing brought"
    assert kept(own, [Load(7.0, 5, 50.0)]) == [0, 1, 3]
    assert kept(own, [Load(7.0, 1, 50.0), Load(2.0, 2, 50.0)]) == [0, 1, 2, 3]


def test_a_supply_names_its_micro_hub() -> None:
    (part,) = supplies([HUB], [[Order("o", 0, 0, delivery=Load(1.0, 1))]], VAN, 600)
    assert supplied_site(part.id) == "hub"
    assert supplied_site("o") is None
