from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from portee.core.parameters import Figures, shipped_parameters
from portee.indicators.mode_choice import MODES
from portee.reach.one_way import way_there
from portee.reach.reach import reach
from portee.scenarios.scenario import apply_scenario
from portee.services.modal import times as module
from portee.services.modal.times import NO_TIMETABLE, TimesByMode
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.modal.ground import DAY, TRAVEL, WINDOW, homes_of, kinds_of, scenario

WALK, BICYCLE, TRANSIT, CAR = range(len(MODES))


def _times() -> TimesByMode:
    return TimesByMode(TRAVEL, WINDOW, 50.0, Figures(shipped_parameters(), DAY), threads=2)


def test_minutes_are_those_of_reach(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    homes, jobs = homes_of(xs_world, xs_territory), kinds_of(xs_world, xs_territory)["jobs"]
    found = _times().of(xs_world, homes, jobs)
    for place, mode in ((WALK, "walk"), (BICYCLE, "bicycle"), (CAR, "car")):
        asked = reach(xs_world, homes, jobs, replace(TRAVEL, mode=mode)).minutes()[:, 0, :]
        assert found.minutes[place] == pytest.approx(asked, rel=1e-5)
    rides = reach(xs_world, homes, jobs, TRAVEL, WINDOW).minutes()[:, 0, :]
    faster = np.isfinite(found.minutes[TRANSIT])
    assert faster.any()
    assert found.minutes[TRANSIT][faster] == pytest.approx(rides[faster], rel=1e-5)
    assert (found.minutes[TRANSIT][faster] < found.minutes[WALK][faster]).all()
    assert (rides[~faster] >= found.minutes[WALK][~faster] - 1e-3).all()
    assert np.isfinite(found.km[TRANSIT][faster]).all()
    assert (found.transit_kg[faster] >= 0).all()
    assert (np.isfinite(found.km) == np.isfinite(found.minutes)).all()


def test_only_what_changed_is_searched_again(
    xs_world: World, xs_territory: SyntheticTerritory, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes, jobs = homes_of(xs_world, xs_territory), kinds_of(xs_world, xs_territory)["jobs"]
    assert xs_world.network.timetable is not None
    line = xs_world.network.timetable.route_short_name[0]
    changed = apply_scenario(scenario(f"  - {{type: remove_line, line: '{line}'}}\n"), xs_world)
    searched: list[str] = []

    def counted(*given: object, **more: object) -> object:
        searched.append(str(given[4]))
        return way_there(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "way_there", counted)
    times = _times()
    before, after, again = (times.of(world, homes, jobs) for world in (xs_world, changed, xs_world))
    assert searched == ["walk", "bicycle", "car"]
    np.testing.assert_array_equal(before.minutes, again.minutes)
    assert (before.minutes[TRANSIT] != after.minutes[TRANSIT]).any()
    np.testing.assert_array_equal(before.minutes[CAR], after.minutes[CAR])


def test_without_a_timetable(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    streets = xs_world.replace(network=replace(xs_world.network, timetable=None, stops={}, walks=None))
    found = _times().of(streets, homes_of(streets, xs_territory), kinds_of(streets, xs_territory)["jobs"])
    assert np.isinf(found.minutes[TRANSIT]).all()
    assert NO_TIMETABLE in found.notes
