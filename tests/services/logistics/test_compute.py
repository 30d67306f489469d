from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.logistics.goods import Vehicle
from portee.logistics.verify import broken
from portee.network.network import Network
from portee.services.gather import gather
from portee.services.logistics.compute import FREE_FLOW, NO_SUPPLY, Streets, route_goods, route_vans, share_goods
from portee.services.logistics.resolve import Goods, open_goods
from portee.sources.osm import read_streets
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.villages import village_plan


@pytest.fixture
def goods(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> Goods:
    return open_goods(village_plan(tmp_path, xs_territory), xs_world.network)


def test_both_echelons_keep_every_promise_and_come_again_alike(xs_world: World, goods: Goods) -> None:
    found = route_goods(xs_world, goods)
    assert found.supply is not None
    for leg in found.legs:
        assert broken(leg.problem, leg.plan) == []
    assert found.unserved == ()
    assert {one.vehicle for one in found.doors.plan.rounds} == {"bikes"}
    assert {one.vehicle for one in found.supply.plan.rounds} == {"truck"}
    assert sum(order.delivery.parcels for order in found.supply.problem.orders) == found.figures.parcels == 20
    assert found.figures.insertion_h > 0
    assert found.figures.cost == pytest.approx(found.doors.plan.euros + found.supply.plan.euros + 70)
    assert route_goods(xs_world, goods).doors.plan == found.doors.plan


def test_vans_bring_the_same_parcels_from_the_depot(xs_world: World, goods: Goods) -> None:
    vans, bikes = route_vans(xs_world, goods), route_goods(xs_world, goods)
    assert vans.supply is None
    assert broken(vans.doors.problem, vans.doors.plan) == []
    assert vans.figures.parcels == bikes.figures.parcels
    # Three minutes at each of ten doors by van; the truck unloads for fifteen at the hub.
    assert (vans.figures.kerb_min, bikes.figures.kerb_min) == (30.0, 15.0)
    assert vans.figures.noise_h > bikes.figures.noise_h
    assert FREE_FLOW in vans.notes
    assert FREE_FLOW not in bikes.notes


def test_a_depot_that_sends_vehicles_to_doors_as_well_is_paid_once(xs_world: World, goods: Goods) -> None:
    van = replace(goods.vans[0], starts_s=0)
    mixed = replace(goods, vehicles=(*goods.vehicles, van))
    found = route_goods(xs_world, mixed)
    assert found.supply is not None
    assert found.figures.cost == pytest.approx(found.doors.plan.euros + found.supply.plan.euros + 70)


def test_slopes_shorten_the_range_of_bikes_alone(xs_world: World, goods: Goods) -> None:
    flat_streets = replace(xs_world.network.streets, elevation=False)
    flat_world = xs_world.replace(network=replace(xs_world.network, streets=flat_streets))
    bikes = next(vehicle for vehicle in goods.vehicles if vehicle.id == "bikes")

    def reach(world: World, vehicle: Vehicle) -> int | None:
        return Streets(world, goods).problem((*goods.depots, *goods.hubs), goods.orders, [vehicle]).vehicles[0].range_m

    hilly, flat = reach(xs_world, bikes), reach(flat_world, bikes)
    assert flat is not None
    assert flat == bikes.range_m
    assert hilly is not None
    assert 0 < hilly < flat
    slow = replace(goods, rides={**goods.rides, "bikes": replace(goods.rides["bikes"], time_factor=2.0)})
    slowed = Streets(xs_world, slow).problem((*goods.depots, *goods.hubs), goods.orders, [bikes]).vehicles[0].range_m
    assert slowed == pytest.approx(hilly, rel=0.01), "traffic takes time and no energy"
    electric = replace(goods.vans[0], range_m=90_000)
    assert reach(xs_world, electric) == 90_000, "what vans take on slopes is not counted"


def test_a_plan_of_vans_alone_is_doing_nothing_to_the_last_second(xs_world: World, goods: Goods) -> None:
    alone = replace(goods, vehicles=goods.vans, hubs=(), supply=(), orders=goods.van_orders)
    plan, vans = route_goods(xs_world, alone), route_vans(xs_world, alone)
    assert plan.doors.plan == vans.doors.plan
    assert plan.figures == vans.figures


def test_vans_are_searched_for_as_long_as_all_sites_together(xs_world: World, goods: Goods) -> None:
    assert route_vans(xs_world, goods).doors.plan.iterations == goods.declared.iterations
    second = replace(goods.hubs[0], id="second")
    other = replace(goods.vehicles[0], id="others", home="second")
    rides = {**goods.rides, "others": goods.rides["bikes"]}
    two = replace(goods, hubs=(*goods.hubs, second), vehicles=(*goods.vehicles, other), rides=rides)
    assert route_vans(xs_world, two).doors.plan.iterations == 2 * goods.declared.iterations


def test_hubs_without_supply_are_told(xs_world: World, goods: Goods) -> None:
    found = route_goods(xs_world, replace(goods, supply=()))
    assert found.supply is None
    assert NO_SUPPLY in found.notes


def test_nothing_is_delivered_from_a_hub_that_no_vehicle_supplies_in_time(xs_world: World, goods: Goods) -> None:
    (truck,) = goods.supply
    late = replace(goods, supply=(replace(truck, starts_s=80_000, ends_s=86_400),))
    found = route_goods(xs_world, late)
    assert found.doors.plan.rounds == ()
    assert found.figures.parcels == 0
    causes = {one.order: one.hindrances[0].constraint for one in found.unserved}
    assert {causes[order.id] for order in goods.orders} == {"supply"}
    assert causes[f"{goods.hubs[0].id}:1"] in ("window", "site_closed")


def test_what_a_supply_leaves_behind_is_not_delivered(xs_world: World, goods: Goods) -> None:
    """Two vans full are needed, and there is time for one of them."""
    (truck,) = goods.supply
    small = replace(truck, count=1, reloads=0, capacity=replace(truck.capacity, parcels=12))
    whole, found = route_goods(xs_world, goods), route_goods(xs_world, replace(goods, supply=(small,)))
    assert found.supply is not None
    (brought,) = found.supply.plan.rounds
    held = sum(order.delivery.parcels for order in found.supply.problem.orders if order.id in brought.orders)
    assert 0 < found.figures.parcels <= held < whole.figures.parcels
    assert broken(found.doors.problem, found.doors.plan) == []
    dry = [one for one in found.unserved if one.hindrances[0].constraint == "supply"]
    assert {one.hindrances[0].vehicle for one in dry} == {goods.hubs[0].id}
    served = {id for one in found.doors.plan.rounds for id in one.orders}
    assert served.isdisjoint(one.order for one in dry)


def test_time_factors_stand_in_for_traffic(xs_world: World, goods: Goods) -> None:
    slow = {id: replace(ride, time_factor=1.3) for id, ride in goods.rides.items()}
    assert FREE_FLOW not in route_vans(xs_world, replace(goods, rides=slow)).notes


def test_orders_that_are_left_are_explained(xs_world: World, goods: Goods) -> None:
    late = replace(goods.orders[0], id="early", from_s=0, until_s=100)
    heavy = replace(goods.orders[1], id="heavy", delivery=replace(goods.orders[1].delivery, kg=500.0))
    found = route_goods(xs_world, replace(goods, orders=(*goods.orders, late, heavy)))
    assert {one.order: one.hindrances[0].constraint for one in found.unserved} == {"early": "window", "heavy": "kg"}
    assert found.figures.parcels == 20


def test_shares_of_shops_add_up_to_the_rounds_they_share(xs_world: World, goods: Goods) -> None:
    shares = share_goods(xs_world, goods)
    assert shares.players == ("baker", "books")
    assert shares.exact
    assert shares.total == round(route_goods(xs_world, goods).doors.plan.euros * 100)
    assert shares == share_goods(xs_world, goods)


def test_one_shop_shares_with_nobody(xs_world: World, goods: Goods) -> None:
    alone = replace(goods, orders=tuple(replace(order, shop="baker") for order in goods.orders))
    with pytest.raises(ParameterError, match="fewer than two shops"):
        share_goods(xs_world, alone)


MARSEILLE = """name: Euroméditerranée
date: 2026-09-08
seed: 1
iterations: 300
depots:
  - {id: arenc, at: [5.3660, 43.3150], opens: '05:00', closes: '20:00', cost_day: 200}
micro_hubs:
  - {id: joliette, at: [5.3675, 43.3045], opens: '07:30', closes: '19:00', load_minutes: 5, cost_day: 60}
  - {id: belle-de-mai, at: [5.3880, 43.3110], opens: '07:30', closes: '19:00', load_minutes: 5, cost_day: 40}
vehicles:
  - {id: truck, kind: van_electric, home: arenc, supplies: true, starts: '05:00', ends: '12:00'}
  - {id: bikes-j, kind: cargo_trike, home: joliette, count: 4, starts: '07:30', ends: '18:00', reloads: 3}
  - {id: bikes-b, kind: cargo_trike, home: belle-de-mai, count: 4, starts: '07:30', ends: '18:00', reloads: 3}
vans:
  - {id: vans, kind: van_diesel, home: arenc, count: 4, starts: '07:30', ends: '18:00'}
drawn: {places: cells.csv, residents: ind, total: 120, seed: 5, windows: [
  {share: 0.5, from: '08:00', until: '12:00'}, {share: 0.5, from: '13:00', until: '17:30'}]}
"""


@pytest.mark.real
@pytest.mark.slow
def test_two_echelons_in_marseille(shared_data: Path, tmp_path: Path) -> None:
    """The district of Euroméditerranée: parcels drawn from its residents, cargo bikes of two micro-hubs beside vans."""
    folder = shared_data / "euromed"
    streets, _ = read_streets(folder / "streets.osm.pbf")
    world = World(Network.of(streets, None))
    cells = gather(folder / "filosofi_200m.csv", world.network, weights=["ind"])
    cells = cells.take(cells.attributes["in_bbox"].to_numpy() == 1)
    table = pl.DataFrame({"id": list(cells.ids), "lon": cells.lon, "lat": cells.lat, "ind": cells.weight("ind")})
    table.write_csv(tmp_path / "cells.csv")
    path = tmp_path / "goods.yaml"
    path.write_text(MARSEILLE, encoding="utf-8")
    goods = open_goods(path, world.network)
    streets_between = Streets(world, goods, threads=2)
    found, vans = (make(world, goods, streets=streets_between) for make in (route_goods, route_vans))
    for leg in (*found.legs, *vans.legs):
        assert broken(leg.problem, leg.plan) == []
    assert {one.hindrances[0].constraint for one in (*found.unserved, *vans.unserved)} <= {"no_way"}
    assert found.figures.parcels >= 115
    bikes, by_van = found.figures, vans.figures
    # Of the first, the truck that supplies the micro-hubs alone.
    assert bikes.kerb_min == 30.0 < by_van.kerb_min
    assert bikes.g_co2e / bikes.parcels < by_van.g_co2e / by_van.parcels
    # A district of 4 km by 6 km: between a hundred metres and a kilometre and a half a parcel.
    assert 0.1 < bikes.km / bikes.parcels < 1.5
