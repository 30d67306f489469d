"""A network made in memory, written and opened again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import OutputError
from portee.network.network import Network
from portee.reach import reach
from portee.scenarios.scenario import apply_scenario, parse_scenario
from portee.services.describe import describe_network
from portee.services.save_network import save_network
from portee.sources.synthetic import SyntheticTerritory
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
