"""The cheapest lines that keep needs: by hand, and against searching again with every set of lines."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.declared import parse_declared
from portee.core.errors import NoServiceError, ParameterError, SourceError
from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.services.lines import line_names, vehicle_hours
from portee.services.minimum_mobility import (
    MINIMUM_DOCS,
    DeclaredNeed,
    DeclaredNeeds,
    MinimumMobility,
    find_minimum,
    minimum_record,
    only_lines,
    residents_served,
)
from portee.services.record import result_record
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.resilience.line_worlds import EIGHT, TRAVEL, WINDOW, asked_of, lines_world, met, running
from tests.services.journeys import TRAVEL as VILLAGE_TRAVEL
from tests.services.journeys import WINDOW as VILLAGE_WINDOW
from tests.services.journeys import request_of
from tests.worlds import TODAY, grid_streets, places_at, timetable_of

SEEDS = st.integers(0, 2**32 - 1)
LINES = 4
HEALTH = {"id": "health", "title": {"fr": "se soigner", "en": "health care"}, "weight": "beds", "cutoff_min": 15}


def _needs(*needs: dict[str, object], cost: str = "vehicle_hours") -> DeclaredNeeds:
    return DeclaredNeeds.model_validate({"needs": needs, "cost": cost})


def _with(places: Places, **columns: object) -> Places:
    return replace(places, attributes=pl.DataFrame(columns))


def _hand() -> tuple[World, Places, Places]:
    """Two lines side by side, the second one slower but with half the trips; a third one to another corner."""

    def trips(seconds: int, every: int) -> list[list[tuple[int, int]]]:
        starts = range(EIGHT, EIGHT + 3600, every)
        return [[(start, start), (start + seconds, start + seconds)] for start in starts]

    streets = grid_streets(9, 3)
    lon, lat = streets.node_lon_e7 / 1e7, streets.node_lat_e7 / 1e7
    west, east, north = float(lon.min()), float(lon.max()), float(lat.max())
    south = float(lat.min())
    patterns = [([0, 1], trips(240, 120)), ([0, 1], trips(300, 240)), ([0, 2], trips(120, 600))]
    timetable = timetable_of(3, patterns, lon=[west, east, east], lat=[south, south, north])
    world = World(Network.of(streets, timetable, transfer_m=100))
    homes = _with(places_at([west, east], [south, south]), people=[30.0, 4.0], poor=[3.0, 0.0])
    there = _with(places_at([east, east], [south, north]), beds=[2, 0], desks=[0, 5])
    return world, homes, there


HAND_TRAVEL, HAND_WINDOW = Travel(max_time_min=30, max_walk_min=1), Window(TODAY, EIGHT, 10)


def _found(declared: DeclaredNeeds) -> MinimumMobility:
    return find_minimum(*_hand(), declared, HAND_TRAVEL, HAND_WINDOW, residents="people", threads=1)


def test_of_two_lines_side_by_side_the_cheaper_one_is_enough() -> None:
    found = _found(_needs(HEALTH))
    assert found.ids == ("1",)
    assert found.found.broken == {"1": "health"}
    assert found.costs.tolist() == pytest.approx([15 * 300 / 3600])
    assert found.whole_cost == pytest.approx((30 * 240 + 15 * 300 + 6 * 120) / 3600)
    (kept,) = found.needs
    assert [kept.persons, kept.today, kept.kept] == [34, 34, 34]
    assert kept.threshold == pytest.approx(30.6)
    assert found.holds
    # Without it, the need that is named breaks.
    world, homes, there = _hand()
    asked = replace(asked_of(1), origins=homes, destinations=there, residents=[30, 4], opportunities=[2, 0])
    asked = replace(asked, cutoff_min=15.0)
    names = line_names(world.network.timetable)  # type: ignore[arg-type]
    served = residents_served(only_lines(world, names, ()), asked, 1, HAND_TRAVEL, HAND_WINDOW)
    assert served == 4 < kept.threshold


def test_each_line_names_the_need_it_is_there_for() -> None:
    desks = {**HEALTH, "id": "desks", "title": {"fr": "bureaux", "en": "desks"}, "weight": "desks", "group": "poor"}
    found = _found(_needs(HEALTH, desks, cost="count"))
    assert set(found.ids) in ({"0", "2"}, {"1", "2"})
    assert found.found.broken["2"] == "desks"
    assert found.cost_share == pytest.approx(2 / 3)
    assert found.needs[1].persons == 3
    frame = found.to_geodataframe("en")
    assert set(frame.columns) == {*MINIMUM_DOCS["en"], "geometry"} == {*MINIMUM_DOCS["fr"], "geometry"}
    assert set(frame["need"]) == {"health care", "desks"}
    assert frame["cost_share"].sum() == pytest.approx(found.cost_share)


def test_no_line_where_walking_is_enough_or_nobody_has_it() -> None:
    found = _found(_needs({**HEALTH, "needed": 100}, {**HEALTH, "id": "few", "share": 0.1}))
    assert found.ids == ()
    assert [kept.today for kept in found.needs] == [0, 34]
    assert found.holds
    assert len(found.to_geodataframe()) == 0


def test_what_cannot_be_kept_is_told() -> None:
    with pytest.raises(ParameterError, match="'health': 0 of"):
        _found(_needs({**HEALTH, "needed": 100, "of": "all"}))
    world, homes, there = _hand()
    with pytest.raises(ParameterError, match="window"):
        find_minimum(world, homes, there, _needs(HEALTH), HAND_TRAVEL, None)
    far = replace(HAND_WINDOW, day=TODAY.replace(year=TODAY.year + 3))
    with pytest.raises(NoServiceError):
        find_minimum(world, homes, there, _needs(HEALTH), HAND_TRAVEL, far)


@settings(max_examples=20)
@given(SEEDS, st.sampled_from([0.3, 0.6, 0.9, 1.0]), st.sampled_from(["vehicle_hours", "count"]), st.booleans())
def test_never_cheaper_than_the_cheapest_of_all_sets_and_needs_hold(
    seed: int, share: float, cost: str, blocks: bool
) -> None:
    world, asked = lines_world(seed, LINES, blocks=blocks), asked_of(seed)
    people = np.asarray(asked.residents)
    homes = _with(asked.origins, people=people)
    there = _with(asked.destinations, beds=np.asarray(asked.opportunities))
    wanted = [{**HEALTH, "cutoff_min": asked.cutoff_min, "needed": n, "id": f"n{n}", "share": share} for n in (1, 5)]
    found = find_minimum(world, homes, there, _needs(*wanted, cost=cost), TRAVEL, WINDOW, residents="people", threads=1)
    timetable = world.network.timetable
    assert timetable is not None
    hours = vehicle_hours(timetable, TODAY).tolist() if cost == "vehicle_hours" else [1.0] * LINES
    served = {}
    for size in range(LINES + 1):
        for some in itertools.combinations(range(LINES), size):
            part = running(world, [f"r{k}" for k in some])
            served[some] = [float(people[met(part, asked, n)].sum()) for n in (1, 5)]
    least = [share * whole * (1 - 1e-9) for whole in served[tuple(range(LINES))]]
    good = [some for some, kept in served.items() if all(k >= low for k, low in zip(kept, least, strict=True))]
    cheapest = min(math.fsum(hours[k] for k in some) for some in good)
    chosen = tuple(sorted(int(id) for id in found.ids))
    assert chosen in good
    assert found.found.cost >= cheapest - 1e-9
    assert found.holds
    assert [kept.kept for kept in found.needs] == served[chosen]
    assert [kept.today for kept in found.needs] == served[tuple(range(LINES))]


@settings(max_examples=10)
@given(SEEDS)
def test_a_higher_share_never_costs_less(seed: int) -> None:
    world, asked = lines_world(seed, 5), asked_of(seed)
    homes = _with(asked.origins, people=np.asarray(asked.residents))
    there = _with(asked.destinations, beds=np.asarray(asked.opportunities))
    costs = []
    for share in (0.25, 0.5, 0.75, 1.0):
        declared = _needs({**HEALTH, "cutoff_min": 35, "needed": 2, "share": share})
        found = find_minimum(world, homes, there, declared, TRAVEL, WINDOW, residents="people", threads=1)
        assert found.found.optimal
        costs.append(found.found.cost)
    assert all(a <= b + 1e-9 for a, b in itertools.pairwise(costs))


def test_a_village(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    """Lines by frequency among them keep the phases that were drawn, so that what is promised is found again."""
    wanted = request_of(xs_world, xs_territory)
    declared = _needs({**HEALTH, "weight": "jobs", "needed": 200, "cutoff_min": 20, "group": "residents"})
    travel = replace(VILLAGE_TRAVEL, draws=3, max_walk_min=5)
    found = find_minimum(xs_world, wanted.origins, wanted.destinations, declared, travel, VILLAGE_WINDOW)
    assert 0 < len(found.ids) < found.lines
    assert found.holds
    assert found.needs[0].kept >= found.found.kept["health"] - 1e-6
    asked = result_record("x", xs_world.network, {}, travel, VILLAGE_WINDOW, percentiles=())
    record = minimum_record(asked, found)
    assert record["minimum"]["needs"][0]["holds"]
    assert set(found.to_geodataframe().geom_type) == {"MultiLineString"}


def test_the_file_of_needs() -> None:
    text = "needs: [{id: a, title: {fr: x, en: y}, weight: beds, cutoff_min: 30}]\n"
    (need,) = parse_declared(text, DeclaredNeeds).needs
    assert isinstance(need, DeclaredNeed)
    assert (need.needed, need.share, need.of, need.group) == (1, 0.9, "today", None)
    with pytest.raises(SourceError, match="no field 'cutof_min'"):
        parse_declared(text.replace("cutoff", "cutof"), DeclaredNeeds)
    one = "{id: a, title: {fr: x, en: y}, weight: b, cutoff_min: 3}"
    twice = f"needs: [{one}, {one}]"
    with pytest.raises(SourceError, match="Two needs are called 'a'"):
        parse_declared(twice, DeclaredNeeds)
    assert parse_declared(text, DeclaredNeeds).weights == ["beds"]
