"""Drills: the same for the same seed, steps that any network can take, and a sheet with all words in both languages."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.resilience.drill import MOST_STEPS, debrief, draw_drill
from portee.scenarios.kinds.cancel import Cancel
from portee.scenarios.kinds.curfew import Curfew
from portee.scenarios.kinds.hazard import Hazard
from portee.scenarios.scenario import Scenario, apply_scenario, scenario_problems
from portee.world import World
from tests.worlds import grid_streets, random_world

KINDS = {"close_lines", "curfew", "cancel_share", "closed_area"}
seeds = st.integers(0, 2**32 - 1)


@cache
def world() -> World:
    return random_world(3)


@settings(max_examples=40)
@given(seeds, seeds, st.integers(1, 6), st.booleans())
def test_every_step_is_a_scenario_that_the_world_takes(where: int, seed: int, steps: int, cumulative: bool) -> None:
    base = random_world(where)
    drill = draw_drill(base, seed, steps, cumulative=cumulative)
    assert [step.number for step in drill.steps] == list(range(1, len(drill.steps) + 1))
    assert len(drill.steps) == steps or (cumulative and drill.steps)
    for step in drill.steps:
        scenario = step.parsed()
        assert scenario_problems(scenario, base) == ()
        assert len(scenario.content.modifications) == (step.number if cumulative else 1)
        assert apply_scenario(scenario, base) is not base


@settings(max_examples=30)
@given(seeds)
def test_the_seed_replays_the_drill(seed: int) -> None:
    one, other = (draw_drill(world(), seed, 5) for _ in range(2))
    assert one == other
    assert len({draw_drill(world(), seed + k, 1).steps[0].scenario for k in range(6)}) > 1


@settings(max_examples=40)
@given(seeds)
def test_every_kind_comes_once_before_one_comes_again(seed: int) -> None:
    kinds = [step.kind for step in draw_drill(world(), seed, 8).steps]
    assert set(kinds[:4]) == set(kinds[4:]) == KINDS


@settings(max_examples=40)
@given(seeds)
def test_what_is_drawn_lies_in_the_declared_ranges_and_is_told(seed: int) -> None:
    base = world()
    assert base.network.timetable is not None
    for step in draw_drill(base, seed, 4).steps:
        (part,) = step.parsed().content.modifications
        if step.kind == "close_lines":
            assert isinstance(part, Cancel)
            assert 1 <= len(part.lines) <= 3
            names = [base.network.timetable.route_short_name[int(id[1:])] for id in part.lines]
            assert step.what.en == f"These lines do not run all day: {', '.join(names)}."
        elif step.kind == "curfew":
            assert isinstance(part, Curfew)
            assert 17 * 3600 <= part.last_departure <= 22 * 3600
            assert f"{part.last_departure // 3600}:00" in step.what.fr
        elif step.kind == "cancel_share":
            assert isinstance(part, Cancel)
            assert 0.2 <= part.share <= 0.6
            assert f"{round(100 * part.share)} %" in step.what.fr
        else:
            assert isinstance(part, Hazard)
            assert part.zones[0].intensity == 1
            assert "Stop " in step.what.en


def test_routes_of_one_name_stop_together() -> None:
    base = world()
    table = base.network.timetable
    assert table is not None
    same = replace(table, route_short_name=["7"] * len(table.route_id))
    drill = draw_drill(base.replace(network=replace(base.network, timetable=same)), 1, 4)
    (step,) = [step for step in drill.steps if step.kind == "close_lines"]
    (part,) = step.parsed().content.modifications
    assert isinstance(part, Cancel)
    assert set(part.lines) == {table.route_id[route] for route in np.asarray(table.pattern_route).tolist()}
    assert step.what.en.endswith(": 7.")


def test_a_stop_far_from_any_street_closes_none() -> None:
    base = world()
    table = base.network.timetable
    assert table is not None
    far = replace(table, stop_lon=table.stop_lon + 1)
    drill = draw_drill(base.replace(network=replace(base.network, timetable=far)), 1, 6)
    assert {step.kind for step in drill.steps} == KINDS - {"closed_area"}


def test_a_network_without_lines_is_refused() -> None:
    with pytest.raises(ParameterError, match="Nothing in this network"):
        draw_drill(World(Network.of(grid_streets(2, 2))), 1)


@pytest.mark.parametrize(("seed", "steps"), [(-1, 2), (1, 0), (1, MOST_STEPS + 1)])
def test_impossible_draws_are_refused(seed: int, steps: int) -> None:
    with pytest.raises(ParameterError):
        draw_drill(world(), seed, steps)


def _texts(sheet: dict[str, Any]) -> list[dict[str, str]]:
    steps = sheet["steps"]
    return [
        sheet["title"],
        *(step[field] for step in steps for field in ("title", "what")),
        *(question for step in steps for question in step["questions"]),
    ]


def test_the_sheet_tells_each_step_in_both_languages() -> None:
    drill = draw_drill(world(), 12, 4)
    sheet = debrief(drill)
    assert json.loads(json.dumps(sheet)) == sheet
    assert (sheet["seed"], [step["step"] for step in sheet["steps"]]) == (12, [1, 2, 3, 4])
    for text in _texts(sheet):
        assert set(text) == {"fr", "en"}
        assert text["fr"] != text["en"]
        assert "{" not in text["fr"] + text["en"]
    assert all(len(step["questions"]) >= 3 and step["loss"] == {} for step in sheet["steps"])
    assert sheet["steps"][0]["title"]["en"].startswith("Step 1: ")
    assert sheet["title"]["fr"] == "Exercice de résilience n° 12"


def test_losses_are_asked_for_each_step_and_nobody_is_none() -> None:
    asked: list[str] = []

    def losses(scenario: Scenario) -> dict[str, float]:
        asked.append(scenario.name)
        return {"all": 0.25, "poor": 0.5 + len(asked) / 10, "nobody": math.nan}

    sheet = debrief(draw_drill(world(), 5, 2), losses)
    assert [step["loss"] for step in sheet["steps"]] == [
        {"all": 0.25, "poor": 0.6, "nobody": None}, {"all": 0.25, "poor": 0.7, "nobody": None},
    ]  # fmt: skip
    assert asked == [step["title"]["en"] for step in sheet["steps"]]


def test_a_loss_of_more_than_everything_is_refused() -> None:
    with pytest.raises(ParameterError, match="more than everything"):
        debrief(draw_drill(world(), 5, 1), lambda _: {"all": 1.5})
