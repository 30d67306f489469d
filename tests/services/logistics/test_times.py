from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from portee.core.declared import parse_declared
from portee.logistics.goods import Order, Site
from portee.logistics.problem import FAR
from portee.services.logistics.declared import AccessHours
from portee.services.logistics.resolve import Ride
from portee.services.logistics.times import narrowed, places_of, tables_of, with_access_hours
from portee.services.offers import no_offers
from portee.services.under_scenario import under_scenario
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World

DAY = date(2026, 9, 8)
BIKE = Ride("bicycle", 15.0, 1.0, "cargo_bike", None)
VAN = Ride("car", 0.0, 1.0, "van_diesel", None)
HOUR = 3600


@pytest.fixture
def places(xs_territory: SyntheticTerritory) -> Places:
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    doors = [Order(f"o{n}", lon + 0.003 * (n - 2), lat + 0.002 * (n % 2)) for n in range(5)]
    return places_of([Site("hub", lon, lat)], doors)


@pytest.mark.parametrize("ride", [BIKE, VAN])
def test_ways_are_whole_and_no_way_is_longer_than_by_a_third_place(xs_world: World, places: Places, ride: Ride) -> None:
    for table in tables_of(xs_world, places, ride, DAY):
        assert table.dtype == np.int64
        assert (np.diag(table) == 0).all()
        assert (table < FAR).all()
    seconds, metres = tables_of(xs_world, places, ride, DAY)
    assert (metres <= 40 * seconds).all()
    through = seconds[:, :, np.newaxis] + seconds[np.newaxis]
    # Each way is rounded up by less than a second, and places stand apart from their streets on both legs.
    assert (seconds <= through.min(axis=1) + 1).all()


def test_slower_bikes_and_denser_traffic_take_longer(xs_world: World, places: Places) -> None:
    slow = tables_of(xs_world, places, Ride("bicycle", 10.0, 1.0, "cargo_trike", None), DAY)[0]
    assert (slow >= tables_of(xs_world, places, BIKE, DAY)[0]).all()
    dense = tables_of(xs_world, places, Ride("car", 0.0, 2.0, "van_diesel", None), DAY)[0]
    free = tables_of(xs_world, places, VAN, DAY)[0]
    assert (np.abs(dense - 2 * free) <= 2).all()


def test_a_low_emission_zone_and_a_closure_of_a_scenario_hold_for_whom_they_name(
    xs_world: World, xs_territory: SyntheticTerritory, places: Places, tmp_path: Path
) -> None:
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    area = [
        [lon - 0.002, lat - 0.002],
        [lon + 0.002, lat - 0.002],
        [lon + 0.002, lat + 0.002],
        [lon - 0.002, lat + 0.002],
    ]
    path = tmp_path / "zone.yaml"
    path.write_text(
        f"name: Z\nmodifications:\n  - {{type: low_emission_zone, id: z, area: {area}, van: V2}}\n", encoding="utf-8"
    )
    zone = under_scenario(path, xs_world, no_offers(), {}, DAY, homes_alone=True).world
    dirty, clean = (Ride("car", 0.0, 1.0, "van_diesel", sticker) for sticker in ("V3", "EL"))
    base = tables_of(xs_world, places, VAN, DAY)[0]
    assert (tables_of(zone, places, clean, DAY)[0] == base).all()
    kept_out = tables_of(zone, places, dirty, DAY)[0]
    assert (kept_out >= base).all()
    assert (kept_out[0, 1:] == FAR).all()
    assert (tables_of(zone, places, BIKE, DAY)[0] == tables_of(xs_world, places, BIKE, DAY)[0]).all()


def rule(text: str) -> AccessHours:
    return parse_declared(text, AccessHours)


INSIDE = rule("area: [[0, 0], [2, 0], [2, 2], [0, 2]]\nfrom: '06:00'\nuntil: '11:00'\n")
ORDERS = (
    Order("in", 1.0, 1.0, 8 * HOUR, 12 * HOUR),
    Order("fits", 1.0, 1.5, 8 * HOUR, 10 * HOUR),
    Order("late", 1.0, 1.0, 14 * HOUR, 16 * HOUR),
    Order("out", 3.0, 1.0, 14 * HOUR, 16 * HOUR),
)


def test_windows_are_cut_to_hours_of_access_that_hold_for_all_vehicles() -> None:
    cut = narrowed(ORDERS, [INSIDE], [VAN])
    assert [order.until_s // HOUR for order in cut] == [11, 10, 16, 16]
    assert narrowed(ORDERS, [INSIDE], [VAN, BIKE]) == ORDERS


def test_doors_whose_window_the_hours_do_not_hold_are_closed_to_the_kind() -> None:
    table = np.arange(25, dtype=np.int64).reshape(5, 5)
    shut = with_access_hours(table, ORDERS, [INSIDE], VAN, sites=1)
    assert (shut[0] == FAR).tolist() == [False, True, False, True, False]
    assert shut[1, 1] == 0
    assert (with_access_hours(table, ORDERS, [INSIDE], BIKE, sites=1) == table).all()
