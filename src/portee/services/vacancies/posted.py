"""What a firm says of a vacancy, checked, and what must be told beside the answer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portee.core.clock import DAY_S, format_time_of_day
from portee.core.errors import ParameterError, Where
from portee.core.parameters import Figures
from portee.core.week import DAYS
from portee.network.daytable import trips_per_day
from portee.network.network import Network
from portee.people.schedule import Shift
from portee.reach.hours import Hours
from portee.reach.streetwise import attached_places
from portee.services.residents import Residents
from portee.services.vacancies.evaluate import Asked

__all__ = ["Remark", "checked_wage", "remarks_of", "shift_of"]

MOST_EUR_MONTH = 100_000
"""Of a wage; more is another unit given by mistake."""

DAILY_REST = "law.daily_rest"
NET_MINIMUM_WAGE, LEGAL_HOURS = "wage.smic_net", "law.weekly_hours"
HOURS_A_DAY = 24


@dataclass(frozen=True)
class Remark:
    """Something that a reader must see. id: of its words; values: what they need."""

    id: str
    values: Mapping[str, float | str | tuple[str, ...]] = field(default_factory=dict)


def shift_of(start_s: int, end_s: int, days: Sequence[str]) -> Shift:
    """A shift from what a firm says; an end before the start is on the next day.

    Args:
        start_s, end_s: seconds after midnight, on whole minutes. days: of the week.

    Raises:
        ParameterError: it has no length, or begins at the end of a day.
    """
    if start_s >= DAY_S:
        raise ParameterError("A shift cannot begin at 24:00.", where=Where(field="--start"), mend="Write 00:00.")
    if start_s % 60 or end_s % 60:
        raise ParameterError("A shift begins and ends on whole minutes.", where=Where(field="--start"), mend="HH:MM.")
    if end_s == start_s:
        raise ParameterError(
            f"The shift starts and ends at {format_time_of_day(start_s)}.", where=Where(field="--end"),
            mend="Give an end after the start, or before it for a night.",
        )  # fmt: skip
    told = {"start": format_time_of_day(start_s), "end": format_time_of_day(end_s), "night": end_s < start_s}
    return Shift.model_validate({"days": ",".join(days), **told})


def checked_wage(eur_month: float | None) -> float | None:
    """A net wage by month. Raises ParameterError when it cannot be one."""
    if eur_month is not None and not 0 < eur_month <= MOST_EUR_MONTH:
        shown = f"{eur_month:g} euros" if math.isfinite(eur_month) else "This"
        raise ParameterError(
            f"{shown} is no net wage for a month.", where=Where(field="--wage"),
            mend=f"Give more than 0 and at most {MOST_EUR_MONTH} euros.",
        )  # fmt: skip
    return eur_month


def remarks_of(
    network: Network, asked: Sequence[Asked], residents: Residents, shift: Shift, wage: float | None,
    hours: Sequence[Hours],
) -> tuple[Remark, ...]:  # fmt: skip
    """What a reader must see beside the answer."""
    figures = asked[0].situation.figures
    found = [
        *_of_hours(network, shift, figures, hours), *_of_wage(shift, wage, figures), *_of_places(network, residents)
    ]  # fmt: skip
    bringing = tuple(profile.id for profile in residents.profiles if profile.stops)
    if bringing:
        found.append(Remark("care-left-out", {"profiles": bringing}))
    return tuple(found)


def _of_hours(network: Network, shift: Shift, figures: Figures, hours: Sequence[Hours]) -> Iterator[Remark]:
    try:
        longest = HOURS_A_DAY - figures.number(DAILY_REST)
    except ParameterError:
        longest = math.inf
    if shift.hours > longest:
        yield Remark("long-shift", {"hours": shift.hours, "longest": longest})
    timetable = network.timetable
    if timetable is None:
        yield Remark("no-timetable")
        return
    first, trips = trips_per_day(timetable)
    dates = sorted({part.day for part in hours})
    empty = [d for d in dates if not (0 <= (d - first).days < len(trips) and trips[(d - first).days])]
    if empty:
        yield Remark("days-without-service", {"days": tuple(DAYS[day.weekday()] for day in empty)})


def _of_wage(shift: Shift, wage: float | None, figures: Figures) -> Iterator[Remark]:
    """A wage below the minimum for so many hours is perhaps by hour, or for part of the month."""
    if wage is None:
        return
    weekly = shift.hours * len(shift.days)
    try:
        least = figures.number(NET_MINIMUM_WAGE) * min(1.0, weekly / figures.number(LEGAL_HOURS))
    except ParameterError:
        return
    if wage < least:
        yield Remark("low-wage", {"eur": least, "hours": weekly})


def _of_places(network: Network, residents: Residents) -> Iterator[Remark]:
    if residents.left_out:
        yield Remark("left-out", {"count": residents.left_out})
    away = int((attached_places(network, residents.homes, "walk").edge < 0).sum())
    if away:
        yield Remark("far-from-streets", {"count": away})
