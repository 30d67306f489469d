"""Roads with a toll: which streets they are, and which of them a driver may choose to pay for.

Whoever drives may go round a toll or pay it. Each choice is a way of commuting of its own: the streets of the tolls
that are not paid are closed to it, and those that are paid cost their price on every trip. So neither minutes nor
euros are guessed, and of two ways as quick the one without a toll is the cheaper one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.declared import Words
from portee.network.streets import Streets
from portee.offers.cost import MonthlyCost
from portee.offers.tolls import Toll
from portee.reach.priced import together

if TYPE_CHECKING:
    from portee.reach.choices import Situation

__all__ = ["named_with", "toll_choices", "toll_notes", "tolled_edges", "unpaid_edges", "with_tolls"]

Bool = npt.NDArray[np.bool_]

MOST_TOGETHER = 3
"""Tolls of which every choice is a way; of more of them: none, each alone, and all."""


def tolled_edges(streets: Streets, toll: Toll) -> Bool:
    """Street edges that a car pays to use: bool (e,)."""
    named = np.array([name in toll.streets for name in streets.names] + [False], np.bool_)
    found = named[streets.edge_name] | np.isin(streets.edge_osm_way, np.array(toll.osm_ways, np.int64))
    drivable = (streets.cost_forward["car"] >= 0) | (streets.cost_backward["car"] >= 0)
    return np.asarray(found & drivable)


def _known(situation: Situation) -> list[tuple[Toll, Bool]]:
    """Tolls of the day that lie in the network, with their streets."""
    streets = situation.network.streets
    found = []
    for toll in situation.offers.tolls:
        if toll.charged_on(situation.day):
            edges = situation.kept.once(("toll", id(toll)), lambda toll=toll: tolled_edges(streets, toll), toll)  # type: ignore[misc]
            if edges.any():
                found.append((toll, edges))
    return found


def toll_choices(situation: Situation, kind: str) -> Iterator[tuple[Toll, ...]]:
    """The tolls that a kind of vehicle may pay together; the first choice is to pay none."""
    open_to = [toll for toll, _ in _known(situation) if kind in toll.eur]
    sizes: Sequence[int] = range(len(open_to) + 1)
    if len(open_to) > MOST_TOGETHER:
        sizes = (0, 1, len(open_to))
    for size in sizes:
        yield from combinations(open_to, size)


def unpaid_edges(situation: Situation, paid: Sequence[Toll] = ()) -> Bool:
    """Street edges of all tolls but those that are paid: bool (e,)."""
    closed = np.zeros(situation.network.streets.edge_count, np.bool_)
    for toll, edges in _known(situation):
        if not any(toll is mine for mine in paid):
            closed |= edges
    return closed


def with_tolls(cost: MonthlyCost, paid: Sequence[Toll], kind: str) -> MonthlyCost:
    """A cost with the tolls of every trip."""
    for toll in paid:
        eur, most = toll.eur[kind], toll.cap_eur_month  # type: ignore[index]
        cost = together(cost, MonthlyCost(per_trip_eur=eur) if most is None else MonthlyCost(capped=((eur, most),)))
    return cost


def named_with(name: Words, paid: Sequence[Toll]) -> Words:
    """The name of a way with the tolls that are paid on it."""
    if not paid:
        return name
    titles = {lang: ", ".join(toll.title.in_(lang) for toll in paid) for lang in ("fr", "en")}
    return Words(fr=f"{name.fr} avec péage ({titles['fr']})", en=f"{name.en} with toll ({titles['en']})")


def toll_notes(situation: Situation) -> tuple[str, ...]:
    """Remarks on tolls that lie nowhere in the network."""
    streets, notes = situation.network.streets, []
    known = {id(toll) for toll, _ in _known(situation)}
    for toll in situation.offers.tolls:
        if toll.charged_on(situation.day) and id(toll) not in known:
            near = [match for name in toll.streets for match in get_close_matches(name, streets.names, 1, 0.8)]
            hint = f" Is '{near[0]}' meant?" if near and near[0] not in toll.streets else ""
            notes.append(f"The toll '{toll.id}' lies on no street of this network: it is not counted.{hint}")
    return tuple(notes)
