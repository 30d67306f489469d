"""Collect the figures of a booklet: a few places where most people live, a few kinds of resident, a drill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from portee.core.errors import NoServiceError, OutsideNetworkError, ParameterError
from portee.core.progress import Progress, Silent
from portee.kernels.nearest_edge import metres_per_e7
from portee.resilience.drill import draw_drill
from portee.scenarios.scenario import apply_scenario
from portee.services.booklet.classroom import Classroom
from portee.services.booklet.facts import BACK_S, BUSY_S, EARLY_S, LIMITS_MIN, Facts, Resident, Shock, Spot
from portee.services.describe import suggested_date
from portee.services.explorer import Answer, Explorer, Question

__all__ = ["BUDGETS", "MOST_SHOCKS", "RESIDENTS", "SEED", "collect"]

SEED = 1
"""Of the drill, where nobody gives another."""

MOST_SPOTS, CANDIDATES, MOST_SHOCKS = 4, 40, 4
MUCH = 0.6
"""A booklet's time is the longest in which the places reach no more than this part on average: else all is alike."""

FIRST_MIN = 30
"""Minutes within which places must differ to be told of."""

APART = 1 / 8
"""Least distance of two places, as a part of the territory's width: neighbours would tell the same."""

RESIDENTS = ("reference-employee-car", "single-parent-no-car", "home-care-worker", "night-cleaner")
"""Kinds of resident told of; the first is the one that others are compared with."""

BUDGETS = (0, 25, 50, 100, 200)
"""Euros a month that a resident may have for commuting, in the table of the chapter on money."""


def collect(room: Classroom, *, seed: int = SEED, day: date | None = None, progress: Progress | None = None) -> Facts:
    """The figures.

    Args:
        seed: of the drill. day: of the timetable, a usual working day where none is given.

    Raises:
        ParameterError: there is no timetable, or no place to tell of. NoServiceError: no trip runs on the day.
    """
    progress = progress or Silent()
    explorer, network = room.explorer, room.world.network
    day = day or suggested_date(network)
    if day is None:
        raise ParameterError("The network has no timetable to tell of.", mend="Build it with --gtfs FEED.zip.")
    kind = explorer.targets.kinds[0]
    progress.start("booklet", MOST_SPOTS + len(RESIDENTS) + 1 + MOST_SHOCKS)
    spots = _spots(room, day, kind)
    if not spots:
        raise ParameterError(
            f"Nothing of '{kind}' is within reach of the places where people live.",
            mend="Check that the places counted lie in the area of the network.",
        )
    progress.advance(MOST_SPOTS)
    home = spots[0]
    total = explorer.targets.weights[kind].sum()
    limit = next((minutes for minutes in LIMITS_MIN if _mean(spots, minutes) <= MUCH * total), min(LIMITS_MIN))
    busy = explorer.answer(Question(home.lon, home.lat, day, BUSY_S, minutes=limit))
    residents = []
    for id in RESIDENTS:
        if id in explorer.profiles:
            residents.append(_resident(explorer, busy.question, kind, id))
        progress.advance()
    questions = tuple(Question(spot.lon, spot.lat, day, BUSY_S, BACK_S, limit, "both") for spot in spots)
    usual = tuple(_reached(explorer.answer(question), kind) for question in questions)
    progress.advance()
    shocks = []
    for shock in _shocks(room, questions, kind, seed):
        shocks.append(shock)
        progress.advance()
    progress.done()
    targets = explorer.targets
    return Facts(
        room.name, room.title, day, kind, busy.kinds[kind].total,
        {name: found.total for name, found in busy.kinds.items()}, spots, limit, busy.areas, tuple(residents),
        seed, usual, tuple(shocks),
        network.key, tuple(network.provenance),
        {name: tuple(places.provenance) for name, places in targets.sources.items()},
        tuple(explorer.offers.provenance), busy.notes, room.notices,
    )  # fmt: skip


def _spots(room: Classroom, day: date, kind: str) -> tuple[Spot, ...]:
    """Places of many residents, apart from one another, whose figures differ."""
    found: list[Spot] = []
    for lon, lat in _homes(room):
        if len(found) == MOST_SPOTS:
            break
        named = room.names.nearest(lon, lat)
        if named is None or any(spot.name == named.name for spot in found):
            continue
        try:
            busy = room.explorer.answer(Question(lon, lat, day, BUSY_S, minutes=FIRST_MIN))
            early = room.explorer.answer(Question(lon, lat, day, EARLY_S, minutes=FIRST_MIN))
        except OutsideNetworkError:
            continue
        reached = busy.kinds[kind].reached
        if reached <= 0 or any(spot.at(FIRST_MIN) == reached for spot in found):
            continue
        found.append(
            Spot(
                named.name, lon, lat, busy.kinds[kind].by_minute, early.kinds[kind].by_minute,
                {name: part.nearest_min for name, part in busy.kinds.items()},
            )
        )  # fmt: skip
    return tuple(found)


def _mean(spots: tuple[Spot, ...], minutes: int) -> float:
    return sum(spot.at(minutes) for spot in spots) / len(spots)


def _homes(room: Classroom) -> Iterator[tuple[float, float]]:
    """Where most residents live first, each far from those before; without residents, all over the streets."""
    cells = room.cells
    if cells is not None and "residents" in cells.attributes.columns:
        order = np.argsort(-cells.weight("residents"), kind="stable")
        lon, lat = np.asarray(cells.lon)[order], np.asarray(cells.lat)[order]
    else:
        targets = room.explorer.targets
        count = int(targets.shown.sum())
        order = np.random.default_rng(0).permutation(count)
        lon, lat = np.asarray(targets.places.lon)[order], np.asarray(targets.places.lat)[order]
    west, south, east, north = room.world.network.bounds
    mx, my = (metres * 1e7 for metres in metres_per_e7(round((south + north) / 2 * 1e7)))
    apart = APART * max((east - west) * mx, (north - south) * my)
    kept: list[tuple[float, float]] = []
    for x, y in zip(lon.tolist(), lat.tolist(), strict=True):
        if all(np.hypot((x - a) * mx, (y - b) * my) >= apart for a, b in kept):
            kept.append((x, y))
            yield x, y
        if len(kept) == CANDIDATES:
            return


def _resident(explorer: Explorer, question: Question, kind: str, id: str) -> Resident:
    profile = explorer.profiles[id]
    budget = profile.limits.budget_eur_month
    asked = replace(question, profile=id, budget_eur=budget)
    busy = explorer.answer(asked)
    early = explorer.answer(replace(asked, there_s=EARLY_S))
    by_budget = {eur: _reached(explorer.answer(replace(asked, budget_eur=float(eur))), kind) for eur in BUDGETS}
    return Resident(id, profile.title, budget, _reached(busy, kind), _reached(early, kind), tuple(busy.ways), by_budget)


def _shocks(room: Classroom, questions: tuple[Question, ...], kind: str, seed: int) -> Iterator[Shock]:
    explorer = room.explorer
    for step in draw_drill(room.world, seed, MOST_SHOCKS).steps:
        changed = apply_scenario(step.parsed(), room.world, questions[0].day)
        after = Explorer(changed, explorer.offers, explorer.targets, explorer.profiles)
        yield Shock(step, tuple(_after(after, question, kind) for question in questions))


def _after(explorer: Explorer, question: Question, kind: str) -> float:
    """What is still within reach; nothing where the shock leaves no street or no trip."""
    try:
        return _reached(explorer.answer(question), kind)
    except (NoServiceError, OutsideNetworkError):
        return 0.0


def _reached(answer: Answer, kind: str) -> float:
    return answer.kinds[kind].reached
