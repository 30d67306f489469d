from __future__ import annotations

from pathlib import Path

import pytest

from portee.services.scenario_fit import LONGEST, look_at
from portee.world import World


@pytest.fixture(scope="module")
def world(xs_network: Path) -> World:
    return World.open(xs_network)


def line_of(world: World) -> str:
    timetable = world.network.timetable
    assert timetable is not None
    return next(iter(timetable.route_short_name))


def test_a_scenario_of_here_has_no_problem(world: World) -> None:
    looked = look_at(f"name: x\nmodifications:\n- type: remove_line\n  line: '{line_of(world)}'\n", world)
    assert looked.scenario is not None
    assert looked.problems == ()
    assert not looked.elsewhere


@pytest.mark.parametrize(
    "parts",
    [
        "- {type: remove_line, line: Tram de Vladivostok}",
        "- {type: close_streets, area: [[131.8, 43.1], [131.9, 43.1], [131.9, 43.2]]}",
        "- {type: hazard, zones: [{depth_m: 1, area: [[131.8, 43.1], [131.9, 43.1], [131.9, 43.2]]}]}",
    ],
)
def test_one_of_another_territory_is_told_so(world: World, parts: str) -> None:
    looked = look_at(f"name: x\nmodifications:\n{parts}\n", world)
    assert looked.elsewhere
    assert looked.problems


def test_one_wrong_name_among_right_ones_is_a_slip(world: World) -> None:
    looked = look_at(
        f"name: x\nmodifications:\n- {{type: remove_line, line: '{line_of(world)}'}}\n"
        "- {type: close_stop, stops: [Nulle part]}\n", world
    )  # fmt: skip
    assert not looked.elsewhere
    assert "Nulle part" in looked.problems[0].what


HOSTILE = {
    "empty": "",
    "nameless": "modifications: []",
    "anchors": "a: &a [x]\nb: *a\n",
    "deep": "[" * 5000,
    "sign": "\0",
    "kind": "name: x\nmodifications:\n- {type: bomb}\n",
    "code": "name: !!python/object/apply:os.system [id]\nmodifications: []\n",
    "long": "x" * (LONGEST + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_told_and_harm_nothing(world: World, name: str) -> None:
    looked = look_at(HOSTILE[name], world)
    assert looked.scenario is None
    assert looked.problems
    assert not looked.elsewhere
