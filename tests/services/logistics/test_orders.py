from __future__ import annotations

from pathlib import Path

from portee.services.logistics.resolve import open_goods
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.villages import village_plan

TABLE = "id,lon,lat,from,until,parcels,locker\n"


def test_at_a_locker_nobody_waits(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    """Of windows that exclude each other at doors, the soonest end alone counts, of orders that tell no door."""
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    rows = f"a,,,08:00,12:00,1,square\nb,,,13:00,17:00,1,square\nc,{lon},{lat},06:00,07:00,1,square\n"
    (tmp_path / "orders.csv").write_text(TABLE + rows, encoding="utf-8")
    path = village_plan(tmp_path, xs_territory, orders="orders_file: orders.csv\n")
    (stop,) = open_goods(path, xs_world.network).orders
    assert (stop.from_s, stop.until_s, stop.delivery.parcels) == (0, 12 * 3600, 3)


def test_vans_go_to_doors_that_are_told_where_the_plan_says_so(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    (tmp_path / "orders.csv").write_text(TABLE + f"c,{lon},{lat},06:00,20:00,1,square\n", encoding="utf-8")
    path = village_plan(tmp_path, xs_territory, orders="orders_file: orders.csv\n", extra="vans_to_doors: true\n")
    goods = open_goods(path, xs_world.network)
    assert [order.id for order in goods.orders] == ["locker-square"]
    assert [order.id for order in goods.van_orders] == ["c"]


def test_only_who_lives_in_the_area_gets_parcels(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    lon, lat = xs_territory.centre_lon, xs_territory.centre_lat
    area = f"[[{lon}, {lat - 0.1}], [{lon + 0.1}, {lat - 0.1}], [{lon + 0.1}, {lat + 0.1}], [{lon}, {lat + 0.1}]]"
    drawn = f"drawn: {{places: '{xs_territory.cells}', residents: ind, total: 40, spread_m: 0, area: {area}}}\n"
    goods = open_goods(village_plan(tmp_path, xs_territory, orders=drawn), xs_world.network)
    assert len(goods.orders) == 40
    assert min(order.lon for order in goods.orders) >= lon
