from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from portee.core.errors import ParameterError
from portee.logistics.goods import Load, Order, Site, Vehicle


def test_loads_add_up_part_by_part() -> None:
    assert Load(1.5, 2, 3.0) + Load(0.5, 1) == Load(2.0, 3, 3.0)


def test_what_must_find_room_is_rounded_up_and_room_down() -> None:
    load = Load(1.2345, 2, 0.25)
    assert load.demand == [1235, 2, 3]
    assert load.room == [1234, 2, 2]


def test_a_tenth_of_a_kilogram_is_not_rounded_by_its_binary_form() -> None:
    assert Load(0.1 + 0.2).demand == Load(0.3).room == [300, 0, 0]


def test_costs_are_whole_millionths_of_a_euro() -> None:
    vehicle = Vehicle("van", "depot", cost_hour=36.0, cost_km=0.25, cost_day=40.0)
    assert (vehicle.micro_second, vehicle.micro_metre, vehicle.micro_day) == (10_000, 250, 40_000_000)


def test_a_driver_works_the_shorter_of_the_day_and_the_longest() -> None:
    assert Vehicle("v", "d", starts_s=0, ends_s=100).work_s == 100
    assert Vehicle("v", "d", starts_s=0, ends_s=100, longest_s=60).work_s == 60
    assert Vehicle("v", "d", starts_s=0, ends_s=100, longest_s=600).work_s == 100


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Load(-1.0), "load"),
        (lambda: Load(float("nan")), "load"),
        (lambda: Site("s", 0, 0, 10, 5), "closes"),
        (lambda: Site("s", 0, 0, load_s=-1), "load_minutes"),
        (lambda: Site("s", 0, 0, room=-1), "parcels"),
        (lambda: Vehicle("v", "s", count=0), "count"),
        (lambda: Vehicle("v", "s", reloads=-1), "reloads"),
        (lambda: Vehicle("v", "s", starts_s=5, ends_s=5), "ends"),
        (lambda: Vehicle("v", "s", longest_s=0), "driver_hours"),
        (lambda: Vehicle("v", "s", range_m=0), "range_km"),
        (lambda: Vehicle("v", "s", cost_km=-1.0), "cost"),
        (lambda: Order("o", 0, 0, 10, 5), "until"),
        (lambda: Order("o", 0, 0, service_s=-1), "service_minutes"),
        (lambda: Order("o", 0, 0, ready_s=-1), "ready"),
    ],
)
def test_impossible_goods_are_refused_with_their_field(make: Any, field: str) -> None:
    with pytest.raises(ParameterError) as told:
        make()
    assert told.value.where is not None
    assert told.value.where.field == field
    assert told.value.mend


def test_goods_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Load(1.0).kg = 2.0  # type: ignore[misc]
