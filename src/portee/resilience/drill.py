"""A resilience drill for a workshop: shocks drawn by a seed, each a scenario, and a debrief sheet step by step."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

import numpy as np
import shapely
import yaml
from pydantic import Field

from portee.core.clock import format_time_of_day
from portee.core.declared import Declared, Words, parse_declared
from portee.core.errors import ParameterError, Where
from portee.kernels.nearest_edge import metres_per_e7
from portee.network.closing import edges_entering
from portee.scenarios.scenario import Scenario, apply_scenario, parse_scenario
from portee.world import World

__all__ = ["MOST_STEPS", "Drill", "DrillStep", "debrief", "draw_drill"]

MOST_STEPS = 20
CORNERS = 24
"""Of the polygon drawn around a stop."""

STOPS_TRIED = 50
"""Stops drawn before it is given up to find one with a street nearby."""

LINE_WIDTH = 120


class _Shock(Declared):
    range: dict[str, tuple[int, int]]
    title: Words
    what: Words
    questions: Annotated[tuple[Words, ...], Field(min_length=1)]


class _DrillWords(Declared):
    title: Words
    step: Words
    shocks: dict[str, _Shock]
    questions: tuple[Words, ...]


@dataclass(frozen=True)
class DrillStep:
    """One shock.

    Attributes:
        number: from 1. kind: of the declared shocks. title, what: in both languages. questions: for the workshop.
        scenario: the text of a scenario file.
    """

    number: int
    kind: str
    title: Words
    what: Words
    questions: tuple[Words, ...]
    scenario: str

    def parsed(self) -> Scenario:
        """The scenario of its text."""
        return parse_scenario(self.scenario, f"step {self.number}")


@dataclass(frozen=True)
class Drill:
    """A drill: the same for the same seed, number of steps and network. title: in both languages."""

    seed: int
    title: Words
    steps: tuple[DrillStep, ...]


@dataclass(frozen=True)
class _Drawn:
    """A modification as a file writes it, and what fills the words in braces."""

    modification: dict[str, Any]
    fill: dict[str, str]


def draw_drill(world: World, seed: int, steps: int = 4, *, cumulative: bool = False) -> Drill:
    """Draw the shocks of a drill.

    Every kind of shock that the network allows comes once before one comes again.

    Args:
        world: it is not changed. seed: 0 or more. steps: 1 to 20.
        cumulative: whether a step keeps the shocks of those before it; there are fewer steps when nothing is left to be
            shocked.

    Raises:
        ParameterError: an impossible seed or number of steps, or a network without any timetable and street.
    """
    if seed < 0:
        raise ParameterError(f"{seed} is no seed.", where=Where(field="seed"), mend="Give 0 or more.")
    if not 1 <= steps <= MOST_STEPS:
        mend = f"Give 1 to {MOST_STEPS}."
        raise ParameterError(f"{steps} is no number of steps.", where=Where(field="steps"), mend=mend)
    words = _words()
    rng = np.random.default_rng(seed)
    found: list[DrillStep] = []
    so_far: list[dict[str, Any]] = []
    deck: list[str] = []
    possible = sorted(_KINDS)
    now = world
    while len(found) < steps:
        if not possible and found:
            break
        if not possible:
            mend = "Build the network with --gtfs FEED.zip."
            raise ParameterError("Nothing in this network can be shocked.", where=Where(field="world"), mend=mend)
        if not deck:
            deck = [possible[k] for k in rng.permutation(len(possible)).tolist()]
        kind = deck.pop()
        drawn = _KINDS[kind](now, words.shocks[kind].range, rng)
        if drawn is None:
            possible.remove(kind)
            continue
        so_far = [*so_far, drawn.modification] if cumulative else [drawn.modification]
        found.append(_step(words, len(found) + 1, kind, drawn, so_far))
        if cumulative:
            now = apply_scenario(found[-1].parsed(), world)
    return Drill(seed, _filled(words.title, {"seed": str(seed)}), tuple(found))


def debrief(drill: Drill, losses: Callable[[Scenario], Mapping[str, float]] | None = None) -> dict[str, Any]:
    """The debrief sheet as plain data, ready for JSON.

    Args:
        drill: the steps in their order.
        losses: L of each group under a scenario, such as those of `portee.resilience.loss.access_loss`; None leaves the
            column empty, to be filled in the workshop.

    Returns:
        seed, title, and steps: each with step, kind, title, what, questions, loss (by group; None where a group has
        nobody) and scenario. Texts are {"fr": ..., "en": ...}.

    Raises:
        ParameterError: a loss is above 1, which no shock can cause.
    """
    rows = []
    for step in drill.steps:
        told = {} if losses is None else dict(losses(step.parsed()))
        for group, loss in told.items():
            if loss > 1:
                what = f"The loss of '{group}' is {loss:g}; nobody loses more than everything."
                raise ParameterError(what, where=Where(field="losses"), mend="Give 1 - after / before.")
        rows.append(
            {
                "step": step.number, "kind": step.kind, "title": step.title.model_dump(),
                "what": step.what.model_dump(), "questions": [words.model_dump() for words in step.questions],
                "loss": {group: float(loss) if math.isfinite(loss) else None for group, loss in told.items()},
                "scenario": step.scenario,
            }
        )  # fmt: skip
    return {"seed": drill.seed, "title": drill.title.model_dump(), "steps": rows}


@cache
def _words() -> _DrillWords:
    text = files("portee.resilience").joinpath("drill_words.yaml").read_text(encoding="utf-8")
    return parse_declared(text, _DrillWords, "drill_words.yaml")


def _filled(words: Words, fill: Mapping[str, str]) -> Words:
    return Words(fr=words.fr.format(**fill), en=words.en.format(**fill))


def _step(
    words: _DrillWords, number: int, kind: str, drawn: _Drawn, modifications: list[dict[str, Any]]
) -> DrillStep:  # fmt: skip
    shock = words.shocks[kind]
    what = _filled(shock.what, drawn.fill)
    title = Words(
        **{
            lang: getattr(words.step, lang).format(number=number, title=shock.title.in_(lang))
            for lang in ("fr", "en")
        }
    )  # fmt: skip
    content = {"name": title.en, "description": what.model_dump(), "modifications": modifications}
    # Through JSON, so that no part is written once and referred to twice.
    text = yaml.safe_dump(json.loads(json.dumps(content)), allow_unicode=True, sort_keys=False, width=LINE_WIDTH)
    return DrillStep(number, kind, title, what, (*shock.questions, *words.questions), text)


Ranges = Mapping[str, tuple[int, int]]


def _between(ends: tuple[int, int], rng: np.random.Generator) -> int:
    return int(rng.integers(ends[0], ends[1] + 1))


def _line_ids(world: World) -> dict[str, list[str]]:
    """Ids of the routes with trips, by the name that people know: the short one, else the long one, else the id."""
    table = world.network.timetable
    if table is None:
        return {}
    used = np.unique(np.asarray(table.pattern_route)[np.diff(table.pattern_trip_offset) > 0]).tolist()
    found: dict[str, list[str]] = {}
    for route in used:
        id = table.route_id[route]
        if id and id == id.strip():
            name = table.route_short_name[route].strip() or table.route_long_name[route].strip() or id
            found.setdefault(name, []).append(id)
    return dict(sorted(found.items()))


def _close_lines(world: World, ranges: Ranges, rng: np.random.Generator) -> _Drawn | None:
    ids = _line_ids(world)
    if not ids:
        return None
    count = min(_between(ranges["lines"], rng), len(ids))
    names = sorted(list(ids)[k] for k in rng.choice(len(ids), count, replace=False).tolist())
    told = [id for name in names for id in ids[name]]
    return _Drawn({"type": "cancel", "lines": told}, {"lines": ", ".join(names)})


def _curfew(world: World, ranges: Ranges, rng: np.random.Generator) -> _Drawn | None:
    if not _line_ids(world):
        return None
    hour = format_time_of_day(3600 * _between(ranges["hour"], rng))
    return _Drawn({"type": "curfew", "last_departure": hour}, {"hour": hour})


def _cancel_share(world: World, ranges: Ranges, rng: np.random.Generator) -> _Drawn | None:
    if not _line_ids(world):
        return None
    percent, seed = _between(ranges["percent"], rng), int(rng.integers(0, 2**31))
    return _Drawn({"type": "cancel", "share": percent / 100, "seed": seed}, {"percent": str(percent)})


def _closed_area(world: World, ranges: Ranges, rng: np.random.Generator) -> _Drawn | None:
    """Streets around a stop that is served and has streets nearby, closed to everybody."""
    table = world.network.timetable
    served = np.zeros(0, np.int32) if table is None else np.unique(np.asarray(table.pattern_stop))
    if table is None or not len(served):
        return None
    metres = _between(ranges["metres"], rng)
    for stop in rng.permutation(served)[:STOPS_TRIED].tolist():
        ring = _ring(float(table.stop_lon[stop]), float(table.stop_lat[stop]), metres)
        if edges_entering(world.network.streets, shapely.Polygon(ring)).any():
            zone = {"area": ring, "intensity": 1}
            name = table.stop_name[stop] or table.stop_id[stop]
            return _Drawn({"type": "hazard", "zones": [zone]}, {"metres": str(metres), "stop": name})
    return None


def _ring(lon: float, lat: float, metres: float) -> list[list[float]]:
    mx, my = metres_per_e7(round(lat * 1e7))
    turns = np.arange(CORNERS) * 2 * np.pi / CORNERS
    x, y = lon + metres * np.cos(turns) / mx / 1e7, lat + metres * np.sin(turns) / my / 1e7
    return [[round(a, 7), round(b, 7)] for a, b in zip(x.tolist(), y.tolist(), strict=True)]


_KINDS: dict[str, Callable[[World, Ranges, np.random.Generator], _Drawn | None]] = {
    "close_lines": _close_lines, "curfew": _curfew, "cancel_share": _cancel_share, "closed_area": _closed_area,
}  # fmt: skip
