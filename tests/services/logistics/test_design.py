from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import portee
from portee.core.errors import ManyProblems, ParameterError, PorteeError, SourceError
from portee.logistics.verify import broken
from portee.services.logistics.compute import route_goods, route_vans
from portee.services.logistics.design import design_goods, open_design, shipped_designs, sited_plan
from portee.services.logistics.outputs import write_outputs
from portee.services.logistics.resolve import open_goods
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.logistics.villages import village_design, village_plan

LOCKERS = """  lockers:
    among: [{kind: kerb, grid_m: 300, m2: 2, parcels: 6}]
    count: 2
    within_min: 10
    fetched: 0.8
    seed: 4
"""


def test_micro_hubs_are_sited_and_their_rounds_keep_every_promise(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = design_goods(xs_world, *open_design(village_design(tmp_path, xs_territory)))
    assert answer.hubs is not None
    assert answer.vans is not None
    assert answer.hubs.left_out == {"small": 1}
    assert len(answer.hubs.opened) == 2 == len(answer.goods.hubs)
    assert answer.hubs.found.optimal
    homes = {vehicle.home for vehicle in answer.goods.vehicles}
    assert homes == {site.id for site in answer.goods.hubs}
    for found in (answer.found, answer.vans):
        assert found.unserved == ()
        assert found.figures.parcels == 20
        for leg in found.legs:
            assert broken(leg.problem, leg.plan) == []


def test_one_more_micro_hub_never_takes_a_parcel_farther(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    sited = sited_plan(xs_world, *open_design(village_design(tmp_path, xs_territory, count=3)))
    assert sited.hubs is not None
    minutes = [step.minutes for step in sited.hubs.steps]
    assert len(minutes) == 3
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[-1] == pytest.approx(sited.hubs.mean_min)


def test_the_plan_that_is_written_gives_the_same_rounds(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = design_goods(xs_world, *open_design(village_design(tmp_path, xs_territory, extra=LOCKERS)))
    written = write_outputs([], answer, xs_world, folder=tmp_path / "found")
    assert {path.name for path in written} >= {"plan.yaml", "rounds.gpkg", "stops.csv"}
    again = open_goods(tmp_path / "found" / "plan.yaml", xs_world.network)
    assert again.orders == answer.goods.orders
    assert again.van_orders == answer.goods.van_orders
    assert route_goods(xs_world, again).doors.plan == answer.found.doors.plan
    assert answer.vans is not None
    assert route_vans(xs_world, again).doors.plan == answer.vans.doors.plan


def test_lockers_take_what_is_near_within_their_room_and_vans_still_go_to_doors(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    answer = design_goods(xs_world, *open_design(village_design(tmp_path, xs_territory, extra=LOCKERS)))
    sited = answer.lockers
    assert sited is not None
    fetched = [row for row in answer.goods.rows if row.locker is not None]
    assert fetched
    ids = [spot.id for spot in sited.spots]
    doors = {row.id: place for place, row in enumerate(answer.goods.rows)}
    for row in fetched:
        assert sited.minutes[doors[row.id], ids.index(str(row.locker))] <= 10
    held = {spot.id: sum(row.parcels for row in fetched if row.locker == spot.id) for spot in sited.opened}
    assert all(0 < parcels <= 6 for parcels in held.values())
    assert {order.id for order in answer.goods.orders if order.id.startswith("locker-")} == {
        f"locker-{spot.id}" for spot in sited.opened
    }
    assert not any(order.id.startswith("locker-") for order in answer.goods.van_orders)
    assert answer.vans is not None
    assert answer.vans.figures.parcels == answer.found.figures.parcels == 20


def test_the_same_file_gives_the_same_design(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    path = village_design(tmp_path, xs_territory, extra=LOCKERS)
    one, other = (portee.goods_design(xs_world, path) for _ in range(2))
    assert one.found.doors.plan == other.found.doors.plan
    assert one.hubs is not None
    assert other.hubs is not None
    assert np.array_equal(one.hubs.found.opened, other.hubs.found.opened)


def test_a_plan_that_sites_nothing_is_no_design_and_a_design_is_not_routed(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match="does not ask where"):
        open_design(village_plan(tmp_path, xs_territory))
    with pytest.raises(SourceError, match="not known yet"):
        open_goods(village_design(tmp_path, xs_territory), xs_world.network)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("least_m2: 9", "least_m2: 60", r"the largest has 40 m², 20 m² too little"),
        ("count: 2", "count: 2\n    decided: [moon]", "No candidate that fits is called 'moon'"),
        ("count: 2", "budget_day: 15", r"costs 20, 5 more than the budget of 15"),
        ("count: 2", "count: 2\n    model: covering\n    within_min: 0.01", r"within a ride of 0.01 minutes"),
    ],
)
def test_what_cannot_be_sited_tells_by_how_much(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = village_design(tmp_path, xs_territory)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(f"    {old}\n", f"    {new}\n"), encoding="utf-8")
    with pytest.raises(ParameterError, match=words):
        sited_plan(xs_world, *open_design(path))


@pytest.mark.parametrize(
    ("lon", "lat", "words"),
    [(2.35, 48.85, r"depot 'depot'.* lies [\d,]+ km outside the network"), (None, None, "look swapped")],
)
def test_a_depot_in_another_town_is_told_as_such(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, lon: float | None, lat: float | None, words: str
) -> None:
    place = (xs_territory.centre_lat, xs_territory.centre_lon) if lon is None else (lon, lat)

    def designed(path: Path) -> object:
        return sited_plan(xs_world, *open_design(path))

    def routed(path: Path) -> object:
        return open_goods(path, xs_world.network)

    for make, read in ((village_design, designed), (village_plan, routed)):
        path = make(tmp_path, xs_territory)
        moved = rf"\g<1>[{place[0]}, {place[1]}]"
        path.write_text(
            re.sub(r"(id: depot, at: )\[[^]]*\]", moved, path.read_text(encoding="utf-8")), encoding="utf-8"
        )
        with pytest.raises(PorteeError, match=words):
            read(path)


def test_wrong_names_and_prices_of_a_design_are_told_with_their_lines(
    xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    path = village_design(tmp_path, xs_territory)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("home: depot, count", "home: moon, count"), encoding="utf-8")
    with pytest.raises(ManyProblems, match="no depot 'moon'"):
        open_design(path)
    path.write_text(text.replace("cost_day: 35", "cost_day: -35"), encoding="utf-8")
    with pytest.raises(ManyProblems, match="cost_day") as told:
        open_design(path)
    assert told.value.problems[0].where is not None
    assert told.value.problems[0].where.line


def test_hubs_with_too_little_room_for_all_parcels_are_refused(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    path = village_design(tmp_path, xs_territory)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("m2: 12,", "m2: 12, parcels: 6,").replace("m2: 40,", "m2: 40, parcels: 6,"), "utf-8")
    with pytest.raises(ParameterError, match=r"needs a capacity of 20; the largest places allowed have 12, 8 too"):
        sited_plan(xs_world, *open_design(path))


def test_more_pairs_than_fit_in_memory_are_refused(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portee.services.logistics.design.MOST_PAIRS", 50)
    with pytest.raises(ParameterError, match="more than the 50 that are sited at once") as told:
        sited_plan(xs_world, *open_design(village_design(tmp_path, xs_territory)))
    assert "Give at most 5 candidates" in str(told.value.mend)


def test_examples_are_read() -> None:
    assert shipped_designs() == ("nord-marseille",)
    declared, _ = open_design("nord-marseille")
    assert declared.title is not None
    assert declared.assumptions


@pytest.mark.real
@pytest.mark.slow
def test_three_micro_hubs_in_the_north_of_marseille(shared_data: Path) -> None:
    """The example on the streets of the whole city: sited to the best, every parcel delivered."""
    from portee.network.network import Network
    from portee.sources.osm import read_streets

    streets, _ = read_streets(shared_data / "marseille" / "streets.osm.pbf")
    world = World(Network.of(streets, None))
    declared, find = open_design("nord-marseille", [shared_data / "marseille", shared_data / "euromed"])
    answer = design_goods(world, declared.model_copy(update={"iterations": 300}), find, threads=2)
    assert answer.hubs is not None
    assert answer.vans is not None
    assert len(answer.hubs.opened) == 3
    assert answer.hubs.found.gap <= 0.01
    assert all(43.312 <= spot.lat <= 43.352 for spot in answer.hubs.opened)
    assert answer.found.figures.parcels == answer.vans.figures.parcels > 300
    assert answer.found.figures.g_co2e < answer.vans.figures.g_co2e
    assert answer.found.figures.kerb_min < answer.vans.figures.kerb_min
