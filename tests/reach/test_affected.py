"""Origins that a change can matter to, against searching both worlds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from portee.network.closing import without_edges
from portee.network.footpaths import stop_walks
from portee.network.network import Network
from portee.network.snapping import Snapped, snap
from portee.network.timetable_draft import TimetableDraft
from portee.network.variants import with_costs
from portee.reach import reach
from portee.reach.affected import affected_origins, changed_stops, what_changed
from portee.reach.links import LinkStore
from portee.reach.options import Travel, Window
from portee.scenarios.lines import new_patterns
from portee.scenarios.trips import Between
from portee.territory.places import Places
from portee.world import World
from tests.worlds import TODAY, grid_streets, random_places, random_world, timetable_of

TRAVEL = Travel(max_walk_min=3, max_time_min=16, max_transfer_m=200)
WINDOW = Window(TODAY, 8 * 3600, 8)


def _without_route(network: Network, route: int) -> Network:
    assert network.timetable is not None
    draft = TimetableDraft(network.timetable)
    draft.change([route], lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    return replace(network, timetable=draft.packed())


def _with_new_stop(network: Network, rng: np.random.Generator) -> Network:
    """A line of its own from a stop to a new one, every minute."""
    timetable = network.timetable
    assert timetable is not None
    draft = TimetableDraft(timetable)
    at = random_places(rng, 1, 4, 3)
    stop = draft.add_stop("new", "New", float(at.lon[0]), float(at.lat[0]))
    route, service = draft.add_route("n", "n", "n", "", "", 3), draft.add_service("all", np.ones(7, np.bool_))
    ends = np.array([int(rng.integers(0, timetable.stop_count)), stop], np.int32)
    between = Between.model_validate({"from": "08:00", "until": "09:00"})
    draft.patterns += new_patterns(draft, route, service, "n", ends, 30.0, between, None, 60, one_way=False)
    packed = draft.packed()
    lon, lat = np.asarray(packed.stop_lon)[-1:], np.asarray(packed.stop_lat)[-1:]
    stops = {}
    for mode, before in network.stops.items():
        more = snap(network.streets, network.modes[mode].grid, lon, lat)
        columns = (np.concatenate([getattr(before, n), getattr(more, n)]) for n in ("edge", "along", "aside_mm"))
        stops[mode] = Snapped(*columns)
    assert network.walks is not None
    walks = stop_walks(network.modes["walk"].graph, stops["walk"], network.walks.limit)
    return replace(network, timetable=packed, stops=stops, walks=walks)


def _repriced(network: Network, rng: np.random.Generator) -> Network:
    """Streets closed, opened and at other prices, each way by itself."""
    costs = []
    for table in (network.streets.cost_forward, network.streets.cost_backward):
        some = rng.random(network.streets.edge_count) < 0.1
        drawn = np.where(rng.random(len(some)) < 0.4, -1, rng.integers(1, 300_000, len(some)))
        costs.append(np.where(some, drawn, table["walk"]).astype(np.int32))
    return with_costs(network, "walk", costs[0], costs[1], note="", kind="test")


CHANGES = ("close", "reprice", "line", "new stop")


@settings(max_examples=200)
@example(0, "close", False, 4)  # a junction beside a one-way street
@given(st.integers(0, 2**32 - 1), st.sampled_from(CHANGES), st.booleans(), st.integers(1, 4))
def test_who_is_left_alone_has_the_same_times(seed: int, change: str, blocks: bool, rides: int) -> None:
    rng, before = np.random.default_rng(seed), random_world(seed, blocks=blocks).network
    if change == "close":
        after = without_edges(before, "walk", rng.random(before.streets.edge_count) < 0.15)
    elif change == "reprice":
        after = _repriced(before, rng)
    elif change == "new stop":
        after = _with_new_stop(before, rng)
    else:
        after = _without_route(before, 0)
        # A day without any trip at all cannot be asked about.
        assume(after.timetable is not None and after.timetable.trip_count > 0)
    origins, there = random_places(rng, 5, 4, 3), random_places(rng, 6, 4, 3, "d")
    travel = replace(TRAVEL, max_rides=rides)
    touched = _touched(before, after, origins, travel)
    one, other = (
        reach(World(network), origins, there, travel, WINDOW, percentiles=(1.0, 50.0, 100.0)).minutes()
        for network in (before, after)
    )
    np.testing.assert_array_equal(one[~touched], other[~touched])


def _touched(before: Network, after: Network, origins: Places, travel: Travel = TRAVEL) -> npt.NDArray[np.bool_]:
    changed = what_changed(before, after, "walk")
    return affected_origins(LinkStore(before), after, origins, travel, WINDOW, changed, travel.max_time_min)


def test_not_everybody_is_touched_by_most_changes() -> None:
    """The law above is empty where all are: of fifty worlds with a street closed, many keep somebody."""
    kept = 0
    for seed in range(50):
        rng, before = np.random.default_rng(seed), random_world(seed, columns=9, rows=3).network
        closed = np.zeros(before.streets.edge_count, np.bool_)
        closed[rng.integers(0, len(closed))] = True
        touched = _touched(before, without_edges(before, "walk", closed), random_places(rng, 8, 9, 3))
        kept += not touched.all()
    assert kept > 20


def test_beside_a_one_way_street_not_everybody_is_searched_again() -> None:
    before = random_world(0, columns=12).network
    closed = np.zeros(before.streets.edge_count, np.bool_)
    ahead, back = before.streets.cost_forward["walk"], before.streets.cost_backward["walk"]
    closed[np.flatnonzero((ahead < 0) != (back < 0))[0]] = True
    travel = replace(TRAVEL, max_walk_min=1, max_time_min=4, max_transfer_m=50)
    places = random_places(np.random.default_rng(1), 12, 12, 3)
    assert not _touched(before, without_edges(before, "walk", closed), places, travel).all()


def test_nothing_changed_touches_nobody() -> None:
    network = random_world(3).network
    assert not len(changed_stops(network.timetable, network.timetable))
    assert not what_changed(network, network, "walk")
    assert not _touched(network, network, random_places(np.random.default_rng(1), 5, 4, 3)).any()


def test_a_place_in_the_list_of_drawn_lines_decides_their_draw() -> None:
    one = timetable_of(
        3, [((0, 1), [[(0, 0), (60, 60)]]), ((1, 2), [[(0, 0), (60, 60)]])],
        frequencies=[(0, 28_000, 36_000, 600, 0), (1, 28_000, 36_000, 600, 0)],
    )  # fmt: skip
    without = TimetableDraft(one)
    without.change([0], lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    # The second line is the first one drawn then.
    assert changed_stops(one, without.packed()).tolist() == [0, 1]
    exact = replace(one, frequency_exact=np.ones(2, np.int8))
    without = TimetableDraft(exact)
    without.change([0], lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    assert changed_stops(exact, without.packed()).tolist() == [0]


def test_stops_where_a_line_that_is_gone_was_boarded_are_changed_and_no_others() -> None:
    network = random_world(5).network
    timetable = network.timetable
    assert timetable is not None
    gone = _without_route(network, 0).timetable
    of_route: set[int] = set()
    for pattern in np.flatnonzero(timetable.pattern_route == 0).tolist():
        a, b = timetable.pattern_offset[pattern : pattern + 2].tolist()
        boarded = zip(timetable.pattern_stop[a : b - 1].tolist(), timetable.pattern_pickup[a : b - 1], strict=True)
        of_route |= {stop for stop, pickup in boarded if pickup}
    # With what their vehicles run before and after.
    assert of_route <= set(changed_stops(timetable, gone).tolist())
    apart = random_world(5, blocks=False).network
    unblocked, others = apart.timetable, _without_route(apart, 0).timetable
    assert unblocked is not None
    a, b = unblocked.pattern_offset[:2].tolist()
    boarded = zip(unblocked.pattern_stop[a : b - 1].tolist(), unblocked.pattern_pickup[a : b - 1], strict=True)
    assert set(changed_stops(unblocked, others).tolist()) == {stop for stop, pickup in boarded if pickup}


def test_a_line_is_ridden_to_the_next_stop_at_least() -> None:
    """Whoever comes to it too late to be at its next stop in time is left alone."""
    trips = [[(k, k), (k + 240, k + 240), (k + 300, k + 300)] for k in range(28_800, 32_400, 60)]
    line = timetable_of(3, [((0, 1, 2), trips), ((2, 1), [[(0, 0), (60, 60)]])])
    draft = TimetableDraft(line)
    draft.change([0], lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    streets = grid_streets(2, 2)
    one, other = Network.of(streets, line), Network.of(streets, draft.packed())
    assert what_changed(one, other, "walk").lead_s == 60
    closed = without_edges(other, "walk", np.ones(streets.edge_count, np.bool_))
    assert what_changed(one, closed, "walk").lead_s == 0
    # Nobody boards where nobody may, nor at the last stop.
    shut = replace(line, pattern_pickup=np.array([True, False, True, True, True]))
    draft = TimetableDraft(shut)
    draft.change([0], lambda pattern: pattern.take(np.zeros(len(pattern), np.bool_)))
    found = what_changed(Network.of(streets, shut), Network.of(streets, draft.packed()), "walk")
    assert (found.stops.tolist(), found.lead_s) == ([0], 240)
