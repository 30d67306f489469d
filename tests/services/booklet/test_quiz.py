"""Answers of the quiz are worked out again by another way: many origins at once, kinds and prices from the files."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.reach import Window, reach
from portee.resilience.drill import draw_drill
from portee.scenarios.scenario import apply_scenario
from portee.services.booklet import Classroom, Facts
from portee.services.booklet.facts import BACK_S, BUSY_S, EARLY_S, Spot
from portee.services.booklet.quiz import LEAST_APART, OPTIONS, QuizItem, about, money_resident, quiz_of
from portee.services.explorer.explorer import ANYBODY
from portee.services.explorer.question import WINDOW_MIN
from portee.territory.places import Places
from portee.world import World
from tests.services.booklet.conftest import SEED


def minutes_to(world: World, places: Places, spot: Spot, day: object, start_s: int) -> np.ndarray:
    """Minutes from a spot, by the search of a matrix."""
    here = Places(np.array(["here"], object), np.array([spot.lon]), np.array([spot.lat]))
    return np.asarray(reach(world, here, places, ANYBODY, Window(day, start_s, WINDOW_MIN)).minutes()[0, 0])  # type: ignore[arg-type]


def minutes_back(world: World, places: Places, spot: Spot, day: object) -> np.ndarray:
    """Minutes to a spot from everywhere, being there after `BACK_S`."""
    here = Places(np.array(["here"], object), np.array([spot.lon]), np.array([spot.lat]))
    window = Window(day, BACK_S, WINDOW_MIN, arrive=True)  # type: ignore[arg-type]
    return np.asarray(reach(world, places, here, ANYBODY, window).minutes()[:, 0, 0])


def counted(room: Classroom, facts: Facts, spot: Spot, start_s: int, limit: int) -> float:
    jobs = room.explorer.targets.sources[facts.kind]
    found = minutes_to(room.world, jobs, spot, facts.day, start_s)
    return float(jobs.weight("jobs")[found <= limit].sum())


def recomputed(item: QuizItem, room: Classroom, facts: Facts) -> float:
    """The exact figure behind a question, by the other way."""
    home, limit = facts.home, facts.limit_min
    match item.id.partition("-")[0]:
        case "reach":
            return counted(room, facts, home, BUSY_S, limit)
        case "shorter":
            return counted(room, facts, home, BUSY_S, facts.shorter_min)
        case "early":
            return 100 * counted(room, facts, home, EARLY_S, limit) / counted(room, facts, home, BUSY_S, limit)
        case "most":
            return float(np.argmax([counted(room, facts, spot, BUSY_S, limit) for spot in facts.spots]))
        case "apart":
            found = [counted(room, facts, spot, BUSY_S, limit) for spot in facts.spots]
            return 100 * min(found) / max(found)
        case "nearest":
            places = room.explorer.targets.sources[item.id.partition("-")[2]]
            weighs = room.explorer.targets.weights[item.id.partition("-")[2]] > 0
            return float(minutes_to(room.world, places, home, facts.day, BUSY_S)[weighs].min())
        case "money":
            return _by_ways(room, facts)
        case "worst":
            return _worst(room, facts)
    raise AssertionError(item.id)


def _by_ways(room: Classroom, facts: Facts) -> float:
    """Whoever has so much reaches what the ways that cost no more reach: the union, place by place."""
    who = money_resident(facts)
    assert who is not None
    budgets = sorted(who.by_budget)
    budget = budgets[len(budgets) // 2]
    question = replace(facts.question(facts.home), profile=who.id)
    jobs = room.explorer.targets
    found, _ = room.explorer._found(question)
    near = np.zeros(len(jobs.of(facts.kind, found[0].minutes)), np.bool_)
    for part in found:
        price = np.full(len(part.minutes), 0.0) if part.eur is None else part.eur
        near |= jobs.of(facts.kind, np.where(price <= budget, part.minutes, np.inf)) <= facts.limit_min
    return float(room.explorer.targets.weights[facts.kind][near].sum())


def _worst(room: Classroom, facts: Facts) -> float:
    """The drill is drawn again from its seed, and each step's scenario applied to the network."""
    jobs = room.explorer.targets.sources[facts.kind]
    left = []
    for step in draw_drill(room.world, SEED, len(facts.shocks)).steps:
        world = apply_scenario(step.parsed(), room.world, facts.day)
        there = minutes_to(world, jobs, facts.home, facts.day, BUSY_S)
        back = minutes_back(world, jobs, facts.home, facts.day)
        left.append(float(jobs.weight("jobs")[np.maximum(there, back) <= facts.limit_min].sum()))
    return float(np.argmin(left))


def test_every_answer_is_found_again_by_another_way(room: Classroom, facts: Facts) -> None:
    items = quiz_of(facts)
    assert len(items) >= 5
    for item in items:
        exact = recomputed(item, room, facts)
        assert item.exact == pytest.approx(exact), item.id
        told: dict[str, Callable[[float], float]] = {"count": about, "percent": round, "minutes": math.ceil}
        if item.unit in told:
            assert item.answer == told[item.unit](exact), item.id
        else:
            assert item.answer == exact


def test_wrong_answers_are_distinct_and_possible(facts: Facts) -> None:
    for item in quiz_of(facts):
        assert len(set(item.options)) == len(item.options) >= OPTIONS
        assert 0 <= item.right < len(item.options)
        if item.unit == "count":
            assert all(0 <= value <= about(facts.total) for value in item.options)
            for wrong in set(item.options) - {item.answer}:
                assert abs(wrong - item.answer) >= LEAST_APART * max(wrong, item.answer)


@given(st.floats(0, 1e7))
def test_a_count_told_aloud_is_near(value: float) -> None:
    assert abs(about(value) - value) <= 0.06 * value + 0.01


def test_the_same_facts_give_the_same_quiz(room: Classroom, facts: Facts) -> None:
    assert quiz_of(facts) == quiz_of(replace(facts))
    assert room.name == "demo"
