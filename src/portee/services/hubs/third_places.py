"""Third places sited like hubs, with the trips they avoid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from portee.core.errors import ParameterError, Where
from portee.core.progress import Progress
from portee.hubs.siting.choice import Float
from portee.hubs.siting.covering import covered_by, max_covering
from portee.hubs.siting.p_median import p_median
from portee.hubs.third_places import Replaced, replaced
from portee.reach.options import Travel, Window
from portee.services.hubs.asked import SitingAsked
from portee.services.hubs.candidates import by_id
from portee.services.hubs.site import EVERYONE, GroupServed, SitedHubs, facts_of, limits_of, minutes_between
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    import geopandas

__all__ = ["Declared", "SitedThirdPlaces", "site_third_places", "third_place_facts"]


@dataclass(frozen=True)
class Declared:
    """What is declared of those who work or train.

    Attributes:
        share: of them who may go to a third place, and would. days: a week.
        usual: column of the demand, minutes of today's trip one way; None: not known.
    """

    share: float
    days: float
    usual: str | None = None


@dataclass(frozen=True, eq=False)
class SitedThirdPlaces:
    """An answer: the places, as of hubs, and what they replace by row of the demand."""

    sited: SitedHubs
    declared: Declared
    replaced: Replaced

    @property
    def trips_by_place(self) -> Float:
        """float64 (m,), trips a week to each candidate and back; they replace long ones where today's are known."""
        mine = self.sited.nearest >= 0
        counts = np.bincount(
            self.sited.nearest[mine], weights=self.replaced.trips_week[mine], minlength=len(self.sited.candidates)
        )
        return counts.astype(np.float64)

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """As of hubs, with the trips a week to each place and back."""
        frame = self.sited.to_geodataframe().drop(columns="trips_week", errors="ignore")
        frame["trips_week"] = self.trips_by_place
        return frame


def site_third_places(  # noqa: PLR0913 - whose places, among which, how and when
    world: World,
    demand: Places,
    candidates: Places,
    asked: SitingAsked,
    declared: Declared,
    travel: Travel,
    window: Window | None,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> SitedThirdPlaces:
    """Open the third places that avoid most.

    Where today's trips are known, the minutes of travel that are avoided are largest: each goes to the nearest open
    place if it is nearer than today's. Where they are not, the persons who have a place within the time are most.

    Raises:
        ParameterError: another model; an impossible share or number of days; as `site_hubs`.
    """
    if asked.model != "covering" or asked.by_reach is not None or asked.equity:
        raise ParameterError("Third places are sited by the trips avoided alone.", mend="Leave model and equity out.")
    limit = asked.within_min
    assert limit is not None
    demand, candidates = by_id(demand), by_id(candidates)
    limits = limits_of(asked, candidates)
    persons = demand.weight(asked.weight)
    # Declarations that cannot be are told before any search.
    replaced(persons, np.full(len(persons), np.inf), share=declared.share, days=declared.days, within_min=limit)
    usual = None if declared.usual is None else demand.weight(declared.usual)
    minutes, notes = minutes_between(
        world, demand, candidates, replace(travel, max_time_min=max(limit, 1e-3)), window, threads=threads,
        progress=progress,
    )  # fmt: skip
    near = np.where(minutes <= limit, minutes, np.inf)
    if usual is None:
        found = max_covering(persons, np.isfinite(near), limits, gap=asked.gap, time_limit_s=asked.time_limit_s)
    else:
        if not (near < usual[:, None])[persons > 0].any():
            raise ParameterError(
                "No candidate is nearer to anybody than today's trip.",
                where=Where(field=declared.usual), mend="Give more time, or candidates nearer to the demand.",
            )  # fmt: skip
        found = p_median(persons, near, limits, beyond=usual, gap=asked.gap, time_limit_s=asked.time_limit_s)
    open_minutes = np.where(found.opened[None, :], near, np.inf)
    away = open_minutes.min(axis=1)
    what = replaced(
        persons, away, share=declared.share, days=declared.days, within_min=limit, usual_min=usual
    )  # fmt: skip
    goes = what.persons > 0
    nearest = np.where(goes, open_minutes.argmin(axis=1), -1)
    served = covered_by(np.isfinite(near), found.opened)
    here = served & (persons > 0)
    mean = float((persons[here] * away[here]).sum() / persons[here].sum()) if here.any() else float("nan")
    everyone = GroupServed(EVERYONE, float(persons.sum()), 0.0, float(persons[served].sum()), mean)
    none = np.zeros(len(demand), np.bool_)
    sited = SitedHubs(
        asked, demand, candidates, limits, found, minutes, limit, nearest, served, none, None, (everyone,), notes
    )
    return SitedThirdPlaces(sited, declared, what)


def third_place_facts(found: SitedThirdPlaces) -> dict[str, Any]:
    """Figures of an answer, as JSON values."""
    trips = found.trips_by_place
    facts = dict(facts_of(found.sited))
    del facts["model"]
    for one, place in zip(facts["opened"], np.flatnonzero(found.sited.found.opened).tolist(), strict=True):
        one["trips_week"] = float(trips[place])
    minutes = found.replaced.minutes_week
    return {
        "aim": "persons_within" if found.declared.usual is None else "minutes_left",
        **facts, "share": found.declared.share, "days_week": found.declared.days,
        "persons": float(found.replaced.persons.sum()), "trips_week": float(found.replaced.trips_week.sum()),
        "minutes_week": None if np.isnan(minutes).all() else float(minutes.sum()),
    }  # fmt: skip
