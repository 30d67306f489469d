"""Replays of days that happened: their sources, and what is said of names that a world does not have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from portee.core.declared import Words
from portee.core.errors import ManyProblems, ParameterError
from portee.network.network import Network
from portee.scenarios.kinds.cancel import Cancel
from portee.scenarios.kinds.close_streets import CloseStreets
from portee.scenarios.kinds.curfew import Curfew
from portee.scenarios.kinds.hazard import Zone
from portee.scenarios.kinds.remove_line import RemoveLine
from portee.scenarios.scenario import apply_scenario, scenario_problems
from portee.scenarios.shipped import Replay, replayed, shipped_scenario, shipped_scenarios
from portee.sources.gtfs import read_gtfs
from portee.sources.osm import read_streets
from portee.world import World
from tests.worlds import grid_streets, timetable_of

FIRE = shipped_scenario("fire-2025-07-08")


def city(*, tunnel: bool = True) -> World:
    """Two streets, one a tunnel, and the bus lines 25 and 36."""
    streets = grid_streets(3, 1)
    streets = replace(streets, names=("Tunnel du Vieux-Port",), edge_name=np.array([0 if tunnel else -1, -1], np.int32))
    calls = [(64_000, 64_000), (65_000, 65_000)]
    table = timetable_of(2, [([0, 1], [calls]), ([1, 0], [calls])], lon=[5.0, 5.002], lat=[43.0, 43.0])
    return World(Network.of(streets, replace(table, route_short_name=["25", "36"])))


def runs(world: World) -> set[str]:
    table = world.network.timetable
    assert table is not None
    return {table.route_short_name[route] for route in np.asarray(table.pattern_route).tolist()}


def test_every_replay_has_sources_words_and_a_name_of_its_day() -> None:
    found = shipped_scenarios()
    assert [replay.id for replay in found] == [
        "curfew-2023-06-30", "fire-2025-07-08", "flood-2021-10-04", "flood-2024-10-08",
    ]  # fmt: skip
    for replay in found:
        assert replay.id.endswith(replay.date.isoformat())
        assert all(source.url and source.accessed for source in replay.sources)
        assert replay.title.fr != replay.title.en
        assert replay.absent == "skip"
        assert replay.modifications or replay.waterways


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(ParameterError) as caught:
        shipped_scenario("fire-2025")
    assert "Did you mean 'fire-2025-07-08'?" in str(caught.value)


def test_what_a_world_has_is_replayed_and_the_rest_is_said() -> None:
    world = city()
    scenario, notes = replayed(FIRE, world)
    assert scenario_problems(scenario, world) == ()
    closed, cancelled = scenario.content.modifications
    assert isinstance(closed, CloseStreets)
    assert isinstance(cancelled, Cancel)
    assert (closed.streets, cancelled.lines) == (("Tunnel du Vieux-Port",), ("25", "36"))
    assert notes == (
        "The street 'Autoroute du Littoral' of the replay is not in this network.",
        "The street 'Autoroute Est' of the replay is not in this network.",
        "The street 'Tunnel de la Major' of the replay is not in this network.",
        "The street 'Tunnel du Prado Carénage' of the replay is not in this network.",
        "The line '35' of the replay is not in this network.",
        "The line '95' of the replay is not in this network.",
        "The line '96' of the replay is not in this network.",
        "The line '98' of the replay is not in this network.",
        "The mode 'rail' of the replay is not in this network.",
    )
    after = apply_scenario(scenario, world)
    assert after.network.streets.cost_forward["car"].tolist()[0] == -1
    assert after.network.streets.cost_forward["walk"].tolist()[0] > 0
    assert runs(after) == set()


def test_when_no_name_is_left_nothing_is_cancelled() -> None:
    part = Cancel(type="cancel", lines=("1", "2"))
    scenario, notes = replayed(FIRE.model_copy(update={"modifications": (part,)}), city())
    assert scenario.content.modifications == ()
    assert len(notes) == 2
    assert apply_scenario(scenario, (world := city())) is world


def test_what_cannot_be_done_at_all_is_said_with_its_reason() -> None:
    bare = World(Network.of(grid_streets(2, 2)))
    scenario, notes = replayed(shipped_scenario("curfew-2023-06-30"), bare)
    assert scenario.content.modifications == ()
    assert notes == ("'curfew' of the replay cannot be done here: The network has no timetable.",)
    gone = FIRE.model_copy(update={"modifications": (RemoveLine(type="remove_line", line="99"),)})
    assert replayed(gone, city())[1] == ("'remove_line' of the replay cannot be done here: There is no line '99'.",)


def test_with_refuse_absent_names_stay_problems() -> None:
    world = city()
    scenario, notes = replayed(FIRE.model_copy(update={"absent": "refuse"}), world)
    assert notes == ()
    with pytest.raises(ManyProblems):
        apply_scenario(scenario, world)


def test_the_curfew_lets_nobody_board_after_six() -> None:
    """The only trips leave at 17:46:40 and arrive at 18:03:20: they run; an hour later they would not."""
    world = city()
    scenario, notes = replayed(shipped_scenario("curfew-2023-06-30"), world)
    (part,) = scenario.content.modifications
    assert notes == ()
    assert isinstance(part, Curfew)
    assert (part.last_departure, part.closed) == (64_800, 68_400)
    assert runs(apply_scenario(scenario, world)) == {"25", "36"}
    table = world.network.timetable
    assert table is not None
    late = replace(table, event_arrival=table.event_arrival + 3600, event_departure=table.event_departure + 3600)
    after = apply_scenario(scenario, world.replace(network=replace(world.network, timetable=late)))
    assert runs(after) == set()


def test_a_flood_needs_zones() -> None:
    flood = shipped_scenario("flood-2021-10-04")
    assert flood.waterways is not None
    assert isinstance(flood.waterways.note, Words)
    with pytest.raises(ParameterError, match="built from waterways"):
        replayed(flood, city())
    area = ((((4.9, 42.9), (5.1, 42.9), (5.1, 43.1), (4.9, 43.1)),),)
    scenario, _ = replayed(flood, city(), [Zone(area=area, depth_m=1.0)])
    assert runs(apply_scenario(scenario, city())) == set()


@pytest.mark.real
@pytest.mark.slow
def test_the_fire_on_the_real_network_of_marseille(shared_data: Path) -> None:
    streets, _ = read_streets(shared_data / "marseille" / "streets.osm.pbf")
    timetable, _, _ = read_gtfs([shared_data / "marseille" / "gtfs.zip"])
    world = World(Network.of(streets, timetable, modes=("walk", "car")))
    scenario, notes = replayed(FIRE, world)
    closed = [part for part in scenario.content.modifications if isinstance(part, CloseStreets)]
    assert {name for part in closed for name in part.streets} == {
        "Autoroute du Littoral", "Autoroute Est", "Tunnel du Vieux-Port", "Tunnel de la Major",
        "Tunnel du Prado Carénage",
    }  # fmt: skip
    assert set(notes) <= {
        f"The {kind} '{name}' of the replay is not in this network."
        for kind, name in [*(("line", line) for line in ("25", "35", "36", "95", "96", "98")), ("mode", "rail")]
    }
    after = apply_scenario(scenario, world)
    assert not runs(after) & {"25", "35", "36", "95", "96", "98"}
    assert (after.network.streets.cost_forward["car"] < 0).sum() > (streets.cost_forward["car"] < 0).sum() + 100


def test_a_replay_is_checked_as_any_declared_file() -> None:
    with pytest.raises(ValueError, match="sources"):
        Replay.model_validate({**FIRE.model_dump(by_alias=True), "sources": []})
