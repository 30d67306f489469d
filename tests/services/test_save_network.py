"""A network made in memory, written and opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import NoServiceError, OutputError
from portee.network.daytable import served_dates
from portee.network.network import Network
from portee.people.library import find_profile
from portee.reach import reach
from portee.reach.hours import require_calendar
from portee.scenarios.scenario import apply_scenario, parse_scenario
from portee.services.describe import describe_network, suggested_date
from portee.services.diagnose import diagnose
from portee.services.gather import gather
from portee.services.offers import no_offers
from portee.services.save_network import save_network
from portee.sources.synthetic import SyntheticTerritory
from portee.territory.places import Places
from portee.world import World
from tests.services.journeys import request_of


def _changed(world: World) -> World:
    timetable = world.network.timetable
    assert timetable is not None
    line = timetable.route_short_name[1]
    text = f"name: x\nmodifications:\n  - {{type: thin_out, line: '{line}', keep: 0.5}}\n"
    return apply_scenario(parse_scenario(text), world)


def test_it_opens_as_it_was(xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    changed = _changed(xs_world)
    save_network(changed.network, tmp_path / "n")
    opened = World.open(tmp_path / "n")
    assert opened.network.key == changed.network.key != xs_world.network.key
    assert opened.network.notes == changed.network.notes
    assert opened.network.provenance == changed.network.provenance
    asked = request_of(xs_world, xs_territory)
    one, other = (
        reach(w, asked.origins, asked.destinations, asked.travel, asked.window).minutes() for w in (changed, opened)
    )
    np.testing.assert_array_equal(one, other)
    described = describe_network(tmp_path / "n")
    assert described is not None
    # Once more: it takes the place of a network, and of nothing else.
    save_network(changed.network, tmp_path / "n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError):
        save_network(changed.network, tmp_path / "other")
    assert (tmp_path / "other" / "thesis.txt").read_text() == "mine"


def test_streets_alone(xs_world: World, tmp_path: Path) -> None:
    bare = Network(xs_world.network.streets, xs_world.network.modes, key="k")
    save_network(bare, tmp_path / "n")
    assert Network.open(tmp_path / "n").timetable is None


def test_without_any_service_one_walks_whether_it_was_saved_or_not(
    xs_world: World, xs_territory: SyntheticTerritory, tmp_path: Path
) -> None:
    struck = apply_scenario(parse_scenario("name: x\nmodifications: [{type: cancel}]\n"), xs_world)
    save_network(struck.network, tmp_path / "n")
    opened = World.open(tmp_path / "n")
    assert opened.network.may_stand_still
    assert not World.open(_folder(xs_world)).network.may_stand_still
    asked = request_of(xs_world, xs_territory)
    assert asked.window is not None
    one, other = (
        reach(w, asked.origins, asked.destinations, asked.travel, asked.window).minutes() for w in (struck, opened)
    )
    np.testing.assert_array_equal(one, other)
    walk = replace(asked.travel, mode="walk")
    walked = reach(xs_world, asked.origins, asked.destinations, walk, asked.window).minutes()
    near = np.isfinite(one)
    assert near.any()
    np.testing.assert_array_equal(one[near], walked[near])
    jobs = gather(xs_territory.jobs, xs_world.network, weights=["jobs"])
    home, who = Places(jobs.ids[:1], jobs.lon[:1], jobs.lat[:1]), find_profile("newcomer-evening-kitchen")
    diagnosed = [diagnose(w, who, home, jobs, offers=no_offers(), day=asked.window.day) for w in (struck, opened)]
    assert diagnosed[0].reached == diagnosed[1].reached < float(jobs.weight("jobs").sum())
    described = describe_network(tmp_path / "n")
    assert described.service is not None
    assert described.service.dates == 0
    # A whole week may be asked about, and a usual day is known, though no trip runs on it.
    table = opened.network.timetable
    assert table is not None
    assert served_dates(table) is None
    usual = xs_world.network.timetable
    assert usual is not None
    dates = served_dates(table, may_stand_still=True)
    assert dates == served_dates(usual)
    assert dates is not None
    day = suggested_date(opened.network)
    assert day is not None
    every = [dates[0] + timedelta(days=k) for k in range((dates[1] - dates[0]).days + 1)]
    require_calendar(table, every, may_stand_still=True)
    with pytest.raises(NoServiceError):
        require_calendar(table, [day])
    # A date that the timetable never told of is still a mistake.
    never = replace(asked.window, day=asked.window.day.replace(year=2050))
    for world in (struck, opened, xs_world):
        with pytest.raises(NoServiceError):
            reach(world, asked.origins, asked.destinations, asked.travel, never)


def _folder(world: World) -> Path:
    assert world.network.folder is not None
    return world.network.folder
