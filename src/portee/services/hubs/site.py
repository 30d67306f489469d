"""Where hubs stand: from places and a network to the places opened, who is served, and how far from the best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.hubs.equity import equity_weights
from portee.hubs.gains import reached_by_hub
from portee.hubs.siting.capacitated import capacitated_p_median
from portee.hubs.siting.choice import Bool, Choice, Float, choice
from portee.hubs.siting.covering import covered_by, max_covering
from portee.hubs.siting.p_centre import p_centre
from portee.hubs.siting.p_median import p_median
from portee.hubs.siting.set_covering import set_covering
from portee.hubs.siting.sited import Sited
from portee.kernels.shortest import UNREACHED
from portee.reach.cluster import ReachRequest
from portee.reach.options import Travel, Window
from portee.services.gather import lean
from portee.services.hubs.asked import ByReach, SitingAsked
from portee.services.hubs.candidates import by_id, flags
from portee.services.search import prepare
from portee.territory.places import Places
from portee.world import World

if TYPE_CHECKING:
    import geopandas

__all__ = ["GroupServed", "SitedHubs", "facts_of", "limits_of", "minutes_between", "site_hubs"]

EVERYONE = ""

MOST_PAIRS = 30_000_000
"""Of demand and candidates: some 240 MB a table, of which a model holds several."""


@dataclass(frozen=True)
class GroupServed:
    """How a group fares. name: its column, "" for everyone. persons: all. today: covered without any hub.
    served: covered, or who come to an open hub in time. minutes: mean of those who come to one; NaN for none.
    """

    name: str
    persons: float
    today: float
    served: float
    minutes: float


@dataclass(frozen=True, eq=False)
class SitedHubs:
    """An answer, for n places of demand and m candidates in the order of their ids.

    Attributes:
        asked, demand, candidates: what was asked. choice: limits.
        found: the places opened, the value and its bound.
        minutes: float64 (n, m) to each candidate, infinite where never reached.
        limit_min: beyond which nobody comes to a hub.
        nearest: int64 (n,), the open candidate that serves each row, -1 for none.
        served, today: bool (n,), who is covered, and who already was without any hub.
        shares: float64 (n, m) with capacities, else None.
        groups: everyone, then each group. notes: remarks.
    """

    asked: SitingAsked
    demand: Places
    candidates: Places
    choice: Choice
    found: Sited
    minutes: Float
    limit_min: float
    nearest: npt.NDArray[np.int64]
    served: Bool
    today: Bool
    shares: Float | None
    groups: tuple[GroupServed, ...]
    notes: tuple[str, ...]

    @property
    def persons_served(self) -> Float:
        """float64 (m,), persons who have each candidate as their nearest open one in time, or who are given to it."""
        persons = self.demand.weight(self.asked.weight)
        if self.shares is not None:
            given: Float = persons @ self.shares
            return given
        mine = self.nearest >= 0
        return np.bincount(self.nearest[mine], weights=persons[mine], minlength=len(self.candidates)).astype(np.float64)

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """One row per candidate: whether it is opened, decided or excluded, its cost and whom it serves."""
        frame = self.candidates.to_geodataframe()
        clash = {"opened", "decided", "excluded", "cost", "served"} & set(frame.columns)
        frame = frame.drop(columns=sorted(clash))
        frame["opened"] = self.found.opened.astype(np.int8)
        frame["decided"] = self.choice.decided.astype(np.int8)
        frame["excluded"] = self.choice.excluded.astype(np.int8)
        frame["cost"], frame["served"] = self.choice.costs, self.persons_served
        return frame

    def cells(self) -> geopandas.GeoDataFrame:
        """One row per place of demand: its hub, the minutes to it, whether it is covered."""
        frame = self.demand.to_geodataframe()
        frame = frame.drop(columns=sorted({"hub", "hub_min", "covered", "covered_today"} & set(frame.columns)))
        ids, here = self.candidates.ids, self.nearest >= 0
        frame["hub"] = [str(ids[k]) if k >= 0 else None for k in self.nearest.tolist()]
        away = self.minutes[np.arange(len(here)), np.maximum(self.nearest, 0)]
        frame["hub_min"] = np.where(here, away, np.nan)
        frame["covered"], frame["covered_today"] = self.served.astype(np.int8), self.today.astype(np.int8)
        return frame


def minutes_between(
    world: World, demand: Places, candidates: Places, travel: Travel, window: Window | None, *,
    threads: int | None = None, progress: Progress | None = None,
) -> tuple[Float, tuple[str, ...]]:  # fmt: skip
    """Minutes from each place of demand to each candidate in one matrix, float64 (n, m), and remarks on them.

    Raises:
        ParameterError: more than `MOST_PAIRS` pairs, which would not fit in memory. As `portee.reach.reach`.
    """
    pairs = len(demand) * len(candidates)
    if pairs > MOST_PAIRS:
        raise ParameterError(
            f"{len(demand):,} places of demand and {len(candidates):,} candidates are {pairs:,} pairs, more than the "
            f"{MOST_PAIRS:,} that are sited at once.",
            mend=f"Give at most {MOST_PAIRS // len(demand):,} candidates, or larger cells.",
        )
    found = prepare(world, ReachRequest(demand, candidates, travel, window), threads=threads)
    return found.minutes(progress)[:, 0, :].astype(np.float64), found.notes


def limits_of(asked: SitingAsked, candidates: Places) -> Choice:
    """The limits of a choice among these candidates. Raises ParameterError as `choice`."""
    return choice(
        len(candidates), count=asked.count, budget=asked.budget,
        costs=None if asked.cost is None else candidates.weight(asked.cost),
        decided=flags(candidates, asked.decided, "--decided"), excluded=flags(candidates, asked.excluded, "--excluded"),
    )  # fmt: skip


def site_hubs(  # noqa: PLR0913 - whose hubs, among which places, how and when
    world: World,
    demand: Places,
    candidates: Places,
    asked: SitingAsked,
    travel: Travel,
    window: Window | None,
    *,
    opportunities: Places | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> SitedHubs:
    """Open the hubs that serve best.

    Without `asked.by_reach`, who is served is told by the minutes to the nearest open hub, travelling as asked. With
    it, by what residents reach: within the time, on their own as asked, or on foot to a hub, and from there by its
    vehicle; one hub must do alone. Those who have enough today count for no hub.

    Args:
        world: the network. demand: with the columns of persons and groups. candidates: with costs and capacities.
        asked: the model and its limits. travel, window: how people come to hubs (and what they reach today).
        opportunities: for coverage by reach.
        threads: searches at a time. progress: told of each root searched.

    Raises:
        ParameterError: what is asked is impossible, saying which limit, by how much, and what would do.
        OutsideNetworkError, NoServiceError: as `portee.reach.reach`.
    """
    demand, candidates = by_id(demand), by_id(candidates)
    limits = limits_of(asked, candidates)
    persons = demand.weight(asked.weight)
    groups = {name: demand.weight(name) for name in asked.equity}
    weights = equity_weights(persons, {name: (groups[name], times) for name, times in asked.equity.items()})
    by_reach = asked.by_reach
    if by_reach is not None:
        travel_there = replace(
            travel, mode="walk", access="walk", max_walk_min=None, max_time_min=asked.within_min or travel.max_time_min
        )
        minutes, notes = minutes_between(world, demand, candidates, travel_there, None, threads=threads)
    else:
        # Whoever is asked about must be searched for, even beyond the longest trip that is usual.
        searched = replace(travel, max_time_min=max(travel.max_time_min, asked.within_min or 0.0))
        minutes, notes = minutes_between(
            world, demand, candidates, searched, window, threads=threads, progress=progress
        )  # fmt: skip
    limit = travel.max_time_min if asked.within_min is None else asked.within_min
    today, shares = np.zeros(len(demand), np.bool_), None
    if asked.model in ("covering", "set-covering"):
        covers = minutes <= limit
        if by_reach is not None:
            if opportunities is None:
                raise ParameterError("Coverage by reach needs opportunities.", mend="Give --opportunities FILE.")
            covers, today = _by_reach(
                world, demand, candidates, opportunities, by_reach, limit, minutes, travel, window, threads, progress
            )  # fmt: skip
        missing = np.where(today, 0.0, weights)
        if not missing.any():
            raise ParameterError(
                "Everybody has enough within reach today: no hub is missing.", mend="Ask for more, or for less time."
            )
        if by_reach is None:
            _refuse_far(minutes[missing > 0][:, limits.decided | limits.free], limit)
        if asked.model == "covering":
            found = max_covering(missing, covers, limits, gap=asked.gap, time_limit_s=asked.time_limit_s)
        else:
            found = set_covering(
                missing, covers, limits, share=asked.share, gap=asked.gap, time_limit_s=asked.time_limit_s
            )  # fmt: skip
        served = covered_by(covers, found.opened) | today
        usable = np.where(covers, minutes, np.inf)
    else:
        if asked.model == "p-centre":
            found = p_centre(weights, minutes, limits, time_limit_s=asked.time_limit_s)
        elif asked.capacity is not None:
            found, shares = capacitated_p_median(
                weights, np.where(minutes <= limit, minutes, np.inf), persons, candidates.weight(asked.capacity),
                limits, gap=asked.gap, time_limit_s=asked.time_limit_s,
            )  # fmt: skip
        else:
            found = p_median(
                weights, minutes, limits, beyond=limit, gap=asked.gap, time_limit_s=asked.time_limit_s
            )  # fmt: skip
        usable = np.where(minutes <= limit, minutes, np.inf)
        served = covered_by(np.isfinite(usable), found.opened)
    open_minutes = np.where(found.opened[None, :], usable, np.inf)
    if shares is not None:
        open_minutes = np.where(shares > 0, open_minutes, np.inf)
    nearest = np.where(np.isfinite(open_minutes).any(axis=1), open_minutes.argmin(axis=1), -1)
    away = open_minutes.min(axis=1)
    if shares is not None:
        away = np.where(shares.any(axis=1), (np.where(shares > 0, minutes, 0.0) * shares).sum(axis=1), np.inf)
    told = tuple(_fares(name, counts, today, served, away) for name, counts in {EVERYONE: persons, **groups}.items())
    return SitedHubs(
        asked, demand, candidates, limits, found, minutes, limit, nearest, served, today, shares, told, notes
    )


def _fares(name: str, persons: Float, today: Bool, served: Bool, away: Float) -> GroupServed:
    here = np.isfinite(away) & (persons > 0)
    mean = float((persons[here] * away[here]).sum() / persons[here].sum()) if here.any() else float("nan")
    return GroupServed(
        name, float(persons.sum()), float(persons[today].sum()), float(persons[served].sum()), mean
    )  # fmt: skip


def _refuse_far(minutes: Float, limit: float) -> None:
    """Refuse a time within which nobody comes to any candidate that may be opened, telling which one would do."""
    nearest = float(minutes.min(initial=np.inf))
    if nearest > limit:
        told = f"the nearest is {nearest:.1f} minutes away" if np.isfinite(nearest) else "none is ever reached"
        raise ParameterError(
            f"Nobody comes to any candidate that may be opened within {limit:g} minutes: {told}.",
            mend="Give more time (--within), another way of travelling, or candidates nearer to the demand.",
        )


def _by_reach(  # noqa: PLR0913 - a part of site_hubs
    world: World, demand: Places, candidates: Places, opportunities: Places, by_reach: ByReach, limit: float,
    walks: Float, travel: Travel, window: Window | None, threads: int | None, progress: Progress | None,
) -> tuple[Bool, Bool]:  # fmt: skip
    """(bool (n, m) whether a row reaches enough with a hub, bool (n,) whether it does today)."""
    there = lean(opportunities, [by_reach.weight], apart=False)
    worth, within = there.weight(by_reach.weight), round(limit * 60)
    if worth.sum() < by_reach.needed:
        raise ParameterError(
            f"All opportunities together are {worth.sum():g}, less than the {by_reach.needed:g} needed.",
            mend="Ask for less, or give more opportunities.",
        )
    rides = replace(travel, mode=by_reach.vehicle, access="walk", max_time_min=limit)
    onward = np.full((len(candidates), len(worth)), UNREACHED, np.int32)
    for chunk in prepare(world, ReachRequest(candidates, there, rides, None), threads=threads).chunks():
        onward[chunk.first : chunk.last] = chunk.seconds[:, 0]
    never = np.iinfo(np.int32).max
    to_hub = np.where(np.isfinite(walks), np.round(walks * 60) + round(by_reach.pick_up_min * 60), never)
    to_hub = np.minimum(to_hub, never).astype(np.int32)
    covers = np.zeros(walks.shape, np.bool_)
    most = 0.0
    today = np.zeros(len(demand), np.bool_)
    own = replace(travel, max_time_min=limit)
    for chunk in prepare(world, ReachRequest(demand, there, own, window), threads=threads).chunks(progress):
        rows = slice(chunk.first, chunk.last)
        reached = chunk.seconds[:, 0] <= within
        today[rows] = reached @ worth >= by_reach.needed
        gained = reached_by_hub(to_hub[rows], onward, worth, within, reached)
        most = max(most, float(gained.max()))
        covers[rows] = gained >= by_reach.needed
    if most < by_reach.needed:
        raise ParameterError(
            f"With no candidate does anybody reach the {by_reach.needed:g} needed: {most:g} at most, "
            f"{by_reach.needed - most:g} too little.",
            mend="Ask for less (--needed), give more time (--within), a faster vehicle or nearer candidates.",
        )
    # Who has enough today owes it to no hub.
    covers[today] = False
    return covers, today


def facts_of(sited: SitedHubs) -> Mapping[str, Any]:
    """Figures of an answer, as JSON values."""
    found, gap = sited.found, sited.found.gap
    places = sited.persons_served
    return {
        "model": sited.asked.model, "value": found.value, "bound": found.bound,
        "gap": gap if np.isfinite(gap) else None, "optimal": found.optimal, "method": found.method,
        "timed": found.timed,
        "cost": float(sited.choice.costs[found.opened].sum()), "within_min": sited.limit_min,
        "opened": [
            {"id": str(sited.candidates.ids[k]), "cost": float(sited.choice.costs[k]), "served": float(places[k]),
             "decided": bool(sited.choice.decided[k])}
            for k in np.flatnonzero(found.opened).tolist()
        ],
        "groups": [
            {"group": group.name or None, "persons": group.persons, "today": group.today, "served": group.served,
             "minutes": group.minutes if np.isfinite(group.minutes) else None}
            for group in sited.groups
        ],
    }  # fmt: skip
