"""One row for each kind of resident, and one for each group of places, as a page, a terminal and JSON tell them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.services.diagnosis.ways_told import way_words
from portee.services.residents import Count
from portee.services.vacancies.told import left, middle, price, share_of
from portee.services.vacancy import VacancyAnswer

__all__ = ["ProfileTold", "profiles_told"]


@dataclass(frozen=True)
class ProfileTold:
    """A kind of resident; figures are None where nobody can come, or where they are not known.

    Attributes:
        id, title: of the profile.
        people, reached: how many it stands for, and how many of them can take the job up.
        share: of them, from 0 to 1.
        minutes: there and back by the quickest way, of the middle of those who can come.
        eur_month: by the cheapest way, likewise. left_eur_month: what that leaves of the wage.
        way, way_words: what most of them take.
    """

    id: str
    title: str
    people: Count
    reached: Count
    share: float
    minutes: float | None
    eur_month: float | None
    left_eur_month: float | None
    way: str
    way_words: str


def profiles_told(found: VacancyAnswer, lang: str) -> tuple[ProfileTold, ...]:
    """All profiles, those of whom most people can come first; where people do not differ, by share."""
    told = [_told(found, row, lang) for row in range(len(found.candidates))]
    return tuple(sorted(told, key=lambda one: (-one.reached.central, one.id)))


def _told(found: VacancyAnswer, row: int, lang: str) -> ProfileTold:
    part, residents = found.candidates[row], found.residents
    people = residents.people[row]
    mine = np.zeros(found.affordable.shape[0], np.bool_)
    mine[row] = True
    way = _most(part.way, people)
    rest = left(found, row)
    return ProfileTold(
        part.profile.id, part.profile.title.in_(lang),
        residents.count(np.ones_like(found.affordable), mine), residents.count(found.affordable, mine),
        share_of(found, row), _known(middle(part.minutes, people)), _known(price(found, row)), _known(rest),
        part.ways[way].id if way >= 0 else "", way_words(part.ways[way], lang) if way >= 0 else "",
    )  # fmt: skip


def _most(way: npt.NDArray[np.int64], people: npt.NDArray[np.float64]) -> int:
    """The row that most people take, the first of several; -1 for none."""
    taken = way >= 0
    if not taken.any():
        return -1
    return int(np.argmax(np.bincount(way[taken], weights=people[taken])))


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
