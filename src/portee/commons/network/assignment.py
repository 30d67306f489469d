"""Who does which mission: as many places filled as can be, nobody in two places at once, the load shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from portee.commons.network.volunteers import Volunteer, skills_of
from portee.commons.records.event import Event
from portee.commons.records.mission import Mission
from portee.core.errors import InputError

__all__ = ["Assignment", "Unfilled", "assign", "can_do", "overlap"]

MOST_PAIRS = 200_000
"""Volunteers by missions that are searched for an optimum."""


@dataclass(frozen=True)
class Unfilled:
    """Places of a mission that stay empty.

    Attributes:
        mission: id. places: how many.
        why: "skills" or "days" where nobody has the skills or is free; "people" where all who could do it do
            it already; else "hours": the others have no hours left, or are elsewhere at that time.
    """

    mission: str
    places: int
    why: str


@dataclass(frozen=True)
class Assignment:
    """Volunteers by mission.

    Attributes:
        by_mission: ids of volunteers by id of mission. filled, wanted: places. unfilled: what stays empty.
    """

    by_mission: Mapping[str, tuple[str, ...]]
    filled: int
    wanted: int
    unfilled: tuple[Unfilled, ...]


def assign(volunteers: Sequence[Volunteer], missions: Sequence[Mission], events: Sequence[Event]) -> Assignment:
    """Assign volunteers to open missions, by whole-number programming (HiGHS); the optimum, not nearly so.

    First, as many places as possible are filled. Then, among all ways to do so, the one who does most missions does
    as few as possible. Each has the skills and is free on the days; no one gives more hours than offered, nor does two
    missions whose events overlap.

    Raises:
        InputError: there are too many pairs, or a mission names an event that is not there.
    """
    open_ = sorted((mission for mission in missions if mission.state == "open"), key=lambda mission: mission.id)
    people = sorted(volunteers, key=lambda one: one.id)
    if len(open_) * len(people) > MOST_PAIRS:
        raise InputError(f"There are more than {MOST_PAIRS} pairs.", mend="Assign a part of the missions at a time.")
    by_id = {str(event.id): event for event in events}
    for mission in open_:
        if mission.event is not None and str(mission.event) not in by_id:
            raise InputError(
                f"There is no event '{mission.event}', or it is retired.", where=mission.id, mend="Correct it."
            )
    at = {str(mission.id): by_id[str(mission.event)] for mission in open_ if mission.event is not None}
    pairs = [
        (v, m)
        for v, person in enumerate(people)
        for m, mission in enumerate(open_)
        if can_do(person, mission, at.get(str(mission.id)))
    ]
    chosen = _optimum(people, open_, at, pairs) if pairs else []
    by_mission = {
        str(mission.id): tuple(people[v].id for v, other in chosen if other == m) for m, mission in enumerate(open_)
    }
    unfilled = tuple(
        Unfilled(str(mission.id), left, _why(people, mission, at.get(str(mission.id)), by_mission))
        for mission in open_
        if (left := mission.people_wanted - len(by_mission[str(mission.id)]))
    )
    return Assignment(by_mission, len(chosen), sum(mission.people_wanted for mission in open_), unfilled)


def can_do(person: Volunteer, mission: Mission, event: Event | None) -> bool:
    """Whether somebody has the skills, the hours and the days for one mission, were it the only one."""
    return _has_skills(person, mission) and mission.hours <= person.hours and _is_free(person, mission, event)


def overlap(one: Event, other: Event) -> bool:
    """Whether two events have a moment in common; a day without an hour lasts from its beginning to its end."""
    return one.starts < _end(other) and other.starts < _end(one)


def _end(event: Event) -> str:
    ends = event.ends if "T" in event.ends else f"{event.ends}T24:00"
    # An event without length still takes its moment.
    return ends if ends > event.starts else f"{ends}:01"


def _has_skills(person: Volunteer, mission: Mission) -> bool:
    return skills_of(mission.skills) <= person.skills


def _is_free(person: Volunteer, mission: Mission, event: Event | None) -> bool:
    """All along the event; without one, on some day between those of the mission."""
    first, last = person.first or date.min, person.last or date.max
    if event is not None:
        return first <= date.fromisoformat(event.starts[:10]) and date.fromisoformat(event.ends[:10]) <= last
    if mission.between is None:
        return True
    begin, end = (date.fromisoformat(day) for day in mission.between)
    return begin <= last and first <= end


def _why(
    people: Sequence[Volunteer], mission: Mission, event: Event | None, by_mission: Mapping[str, tuple[str, ...]]
) -> str:
    skilled = [person for person in people if _has_skills(person, mission)]
    if not skilled:
        return "skills"
    free = {person.id for person in skilled if _is_free(person, mission, event)}
    if not free:
        return "days"
    return "hours" if free - set(by_mission[str(mission.id)]) else "people"


def _optimum(
    people: Sequence[Volunteer], missions: Sequence[Mission], at: Mapping[str, Event], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    clashes = [
        (a, b)
        for a, b in combinations(range(len(missions)), 2)
        if (one := at.get(str(missions[a].id))) and (other := at.get(str(missions[b].id))) and overlap(one, other)
    ]
    column = {pair: k for k, pair in enumerate(pairs)}
    rules: list[tuple[dict[int, float], float]] = []
    for m, mission in enumerate(missions):
        rules.append(({k: 1.0 for (_, other), k in column.items() if other == m}, mission.people_wanted))
    for v, person in enumerate(people):
        own = {m: k for (other, m), k in column.items() if other == v}
        rules.append(({k: missions[m].hours for m, k in own.items()}, person.hours))
        rules += [({own[a]: 1.0, own[b]: 1.0}, 1.0) for a, b in clashes if a in own and b in own]
    # One more unknown: the number of missions of whoever does most.
    most = len(pairs)
    for v in range(len(people)):
        held = {k: 1.0 for (other, _), k in column.items() if other == v}
        if held:
            rules.append(({**held, most: -1.0}, 0.0))
    rules = [rule for rule in rules if rule[0]]
    rows = np.array([row for row, (terms, _) in enumerate(rules) for _ in terms])
    columns = np.array([k for terms, _ in rules for k in terms])
    values = np.array([value for terms, _ in rules for value in terms.values()])
    matrix = csr_array((values, (rows, columns)), shape=(len(rules), most + 1))
    # Hours are sums of decimals: a billionth of them is no hour too many.
    upper = np.array([bound for _, bound in rules]) + 1e-9
    limits = LinearConstraint(matrix, -np.inf, upper)
    bounds = Bounds(np.zeros(most + 1), np.append(np.ones(most), len(missions)))
    places, load = np.append(-np.ones(most), 0.0), np.append(np.zeros(most), 1.0)

    def solved(cost: np.ndarray[tuple[int], np.dtype[np.float64]], *more: LinearConstraint) -> list[bool]:
        found = milp(
            cost, constraints=[limits, *more], integrality=np.ones(most + 1), bounds=bounds, options={"mip_rel_gap": 0}
        )
        assert found.x is not None, found.message
        return [bool(value > 0.5) for value in found.x[:most]]

    filled = sum(solved(places))
    chosen = solved(load, LinearConstraint((-places).reshape(1, -1), filled - 0.5, np.inf))
    return [pair for pair, taken in zip(pairs, chosen, strict=True) if taken]
