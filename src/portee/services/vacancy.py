"""A small firm's answer for one vacancy: from where and by whom it can be taken up, and what would add most.

The firm tells five things at most: where, when it starts and ends, on which days, and what it pays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import OutsideNetworkError, ParameterError
from portee.core.parameters import Parameters
from portee.core.progress import Progress, Silent
from portee.network.daytable import require_service, served_dates
from portee.offers.catalogue import Offers
from portee.people.schedule import Schedule, Shift
from portee.reach.kept import Kept
from portee.reach.staffing import Staffing
from portee.reach.ways import Stores
from portee.services.residents import Count, Residents
from portee.services.vacancies.changes import Added, Situations, added, ways_tried
from portee.services.vacancies.evaluate import Candidates, Evaluator, asked_of, hours_at
from portee.services.vacancies.posted import Remark, remarks_of
from portee.territory.places import Places
from portee.world import World

__all__ = ["GroupReached", "VacancyAnswer", "vacancy"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class GroupReached:
    """One group of places. people: who live there; reached: who can take the job up; None where it may not be told."""

    name: str
    people: Count | None
    reached: Count | None


@dataclass(frozen=True, eq=False)
class VacancyAnswer:
    """The answer for one vacancy; p profiles, h homes.

    Attributes:
        work: where. shift: when. wage_eur_month: net, None when not told. day: any date of the week asked about.
        commutes: journeys there and back in a month.
        residents: who lives where. candidates: one per profile, in the same order.
        added: changes, what adds most first.
        groups: of places, the most people first; None when not asked. group: what they are groups by.
        offers: what there is. remarks, notes: what a reader must see; notes are English, as the engine writes them.
        figures: what the prices rest on. parameters: where these figures are declared.
        searches: made for it, by kind.
    """

    work: Places
    shift: Shift
    wage_eur_month: float | None
    day: date
    commutes: float
    residents: Residents
    candidates: tuple[Candidates, ...]
    added: tuple[Added, ...]
    groups: tuple[GroupReached, ...] | None
    group: str | None
    offers: Offers
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]
    figures: tuple[Mapping[str, Any], ...]
    parameters: Parameters
    searches: Mapping[str, int]

    @property
    def affordable(self) -> Bool:
        """Who can take the job up from where: bool (p, h)."""
        return np.stack([part.affordable for part in self.candidates])

    @property
    def possible(self) -> Bool:
        """Who could if money did not matter: bool (p, h)."""
        return np.stack([part.possible for part in self.candidates])

    @property
    def reached(self) -> Count:
        """People who can take the job up."""
        return self.residents.count(self.affordable)

    @property
    def total(self) -> Count:
        """People that the profiles stand for."""
        return self.residents.count(np.ones_like(self.affordable))


def vacancy(  # noqa: PLR0913 - one argument per thing a firm may say, and the territory's data
    world: World,
    work: Places,
    shift: Shift,
    *,
    residents: Residents,
    offers: Offers,
    day: date,
    wage_eur_month: float | None = None,
    group: tuple[str, npt.NDArray[np.object_]] | None = None,
    stores: Stores | None = None,
    threads: int = 1,
    progress: Progress | None = None,
) -> VacancyAnswer:
    """From where and by whom a job can be reached and afforded, and what would add most.

    Args:
        world: the network.
        work: one place. shift: days, start and end.
        residents: who lives where.
        offers: what there is, at which price.
        day: any date of the week asked about.
        wage_eur_month: net, told with the answer.
        group: what places are grouped by, and the group of each home, object (h,), "" for none.
        stores: links made before. threads: for preparing links. progress: told of each step.

    Raises:
        ParameterError: not one place of work. OutsideNetworkError: there is no street near it.
        NoServiceError: the date is outside the timetable.
    """
    progress = progress or Silent()
    stores = stores or Stores(world.network, threads=threads)
    staffing = Staffing(stores, residents.homes, work)
    if stores.of(None).attached(work, "walk").edge[0] < 0:
        raise OutsideNetworkError(
            "There is no street near the place of work.", mend="Give a position near a street of the network."
        )
    if world.network.timetable is not None:
        calendar = served_dates(world.network.timetable, may_stand_still=world.network.may_stand_still)
        if calendar is None or not calendar[0] <= day <= calendar[1]:
            require_service(world.network.timetable, day, may_stand_still=world.network.may_stand_still)
    hours = hours_at(world.network, shift, day)
    longest = float(max(profile.limits.max_time_min for profile in residents.profiles))
    kept = Kept()
    asked = tuple(
        asked_of(world.network, profile, shift, hours, offers, day, longest, kept) for profile in residents.profiles
    )
    evaluator = Evaluator(staffing, Schedule(shifts=(shift,)).commutes_per_month)
    progress.start("profiles", len(asked) + 1)
    evaluator.prepare(asked, [ways_tried(one) for one in asked])
    candidates = []
    for one in asked:
        candidates.append(evaluator.candidates(one))
        progress.advance()
    given = Situations(evaluator, asked, tuple(candidates), residents, shift)
    changes = added(given)
    progress.advance()
    progress.done()
    remarks = remarks_of(world.network, asked, residents, shift, wage_eur_month, hours)
    figures = {str(row["parameter"]): row for one in asked for row in one.situation.figures.record()}
    names = sorted({name for one in asked for name in one.situation.figures.expired()})
    notes = [
        *world.network.notes,
        *offers.notes,
        *(note for part in candidates for way in part.ways for note in way.notes),
    ]
    notes += [f"Figures out of date: {', '.join(names)}."] if names else []
    groups = None if group is None else tuple(_groups(residents, given.reached, group[1]))
    return VacancyAnswer(
        work, shift, wage_eur_month, day, evaluator.commutes, residents, tuple(candidates), changes, groups,
        None if group is None else group[0], offers, remarks, tuple(dict.fromkeys(notes)),
        tuple(figures[name] for name in sorted(figures)), asked[0].situation.figures.parameters, dict(staffing.made),
    )  # fmt: skip


def _groups(residents: Residents, reached: Bool, labels: npt.NDArray[np.object_]) -> Iterator[GroupReached]:
    if len(labels) != len(residents.homes):
        raise ParameterError(
            f"{len(residents.homes)} places have {len(labels)} groups.", mend="Give one group for each place."
        )
    found = []
    for name in sorted({str(label) for label in labels.tolist()}):
        here = np.asarray(labels == name)
        people = residents.count(np.broadcast_to(here, reached.shape))
        secret = residents.hidden(here)
        told = GroupReached(name, None if secret else people, None if secret else residents.count(reached & here))
        found.append((-people.central, told))
    for _, told in sorted(found, key=lambda pair: (pair[0], pair[1].name)):
        yield told
