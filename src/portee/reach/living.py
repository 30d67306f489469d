"""What each way of reaching each place is worth: time, money, CO2 and changes; and which ways no other one beats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.core.parameters import Figures
from portee.network.timetable import Timetable
from portee.offers.emissions import grams_per_person_km, mode_of_route_type
from portee.reach.cases import Case, Within
from portee.reach.daily import Daily
from portee.reach.kinds import ByTransit

__all__ = ["Worth", "route_grams", "undominated", "worth_of"]

Bool = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Worth:
    """Four things people weigh, for every way and place: float64 (w, d), NaN where not affordable or not known.

    Attributes:
        minutes: of both legs together. eur: a month. kg: CO2e a month, what is ridden only. transfers: changes of
            vehicle, the leg with more of them.
        unbeaten: bool (w, d), affordable and beaten by no other affordable way in all four (see `undominated`).
    """

    minutes: Floats
    eur: Floats
    kg: Floats
    transfers: Floats
    unbeaten: Bool


def route_grams(timetable: Timetable, figures: Figures) -> tuple[Floats, tuple[str, ...]]:
    """G CO2e per person and kilometre of each route, NaN where no figure is near enough, and remarks (in English)."""
    grams = np.full(len(timetable.route_id), np.nan)
    notes: dict[str, None] = {}
    for kind in np.unique(timetable.route_type).tolist():
        mode = mode_of_route_type(int(kind))
        if mode.mode is not None:
            grams[timetable.route_type == kind] = grams_per_person_km(mode.mode, figures)
        if mode.note is not None:
            notes[mode.note.en] = None
    return grams, tuple(notes)


def undominated(criteria: Floats, offered: Bool) -> Bool:
    """Which ways no other one beats: criteria float64 (k, w, d), all to be small; offered bool (w, d).

    A way beats another when it is nowhere worse and somewhere better, or the same throughout and listed before it. What
    is not known (NaN) of one alone cannot be compared; what is not known of both is the same. As
    `portee.indicators.affordability.pareto_set`, for all places at once.
    """
    unknown = np.isnan(criteria)
    kept = offered.copy()
    for a in range(criteria.shape[1]):
        for b in range(criteria.shape[1]):
            if a == b:
                continue
            with np.errstate(invalid="ignore"):
                alike = unknown[:, a] & unknown[:, b]
                no_worse = (alike | (criteria[:, b] <= criteria[:, a])).all(axis=0)
                better = (criteria[:, b] < criteria[:, a]).any(axis=0)
            kept[a] &= ~(offered[b] & no_worse & (better | (b < a)))
    return kept


def worth_of(daily: Daily, case: Case, within: Within) -> Worth:
    """Time, money, CO2 and changes of every affordable way."""
    shape = within.possible.shape
    minutes, kg, transfers = np.full(shape, np.nan), np.full(shape, np.nan), np.full(shape, np.nan)
    for w, (way, legs) in enumerate(zip(within.ways, within.legs, strict=True)):
        at = within.affordable[w]
        minutes[w, at] = (legs.out[at].astype(np.float64) + legs.back[at]) / 60
        # Along streets, all the way or to the stop.
        street = way.grams_km * legs.km[at] / 1000
        aboard: Floats = np.zeros(int(at.sum()))
        changes: Floats = np.zeros(len(aboard))
        if isinstance(way.search, ByTransit):
            if case.stops:
                # Journeys by way of a stop are not traced: neither is known.
                aboard, changes = np.full(len(aboard), np.nan), np.full(len(aboard), np.nan)
            else:
                out, home = daily.traced(way, case.hours)
                aboard = (out.kg[at] + home.kg[at]) / 2
                changes = np.maximum(np.maximum(out.rides, home.rides)[at] - 1.0, 0.0)
        kg[w, at] = (street + aboard) * 2 * case.commutes[at]
        transfers[w, at] = changes
    eur = np.where(within.affordable & np.isfinite(within.eur), within.eur, np.nan)
    unbeaten = undominated(np.stack([minutes, eur, kg, transfers]), within.affordable)
    return Worth(minutes, eur, kg, transfers, unbeaten)
