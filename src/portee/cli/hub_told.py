"""What portee hub says: the places opened, whom they serve, and how far from the best."""

from __future__ import annotations

import math
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.services.hubs.site import SitedHubs
    from portee.services.hubs.third_places import SitedThirdPlaces

__all__ = ["tell_sites", "tell_third_places"]


def tell_sites(out: Output, found: SitedHubs, path: Path) -> None:
    """Tell where hubs stand."""
    asked, opened = found.asked, int(found.found.opened.sum())
    out.say("hub_opened", opened=opened, candidates=len(found.candidates), path=path)
    limit, value = out.number(found.limit_min, 1), found.found.value
    if asked.model == "p-median":
        weight = sum(_weights(found))
        out.say("hub_value_p_median", minutes=out.number(value / weight, 1), limit=limit)
    elif asked.model == "p-centre":
        out.say("hub_value_p_centre", minutes=out.number(value, 1))
    elif asked.model == "set-covering":
        out.say("hub_value_set_covering", cost=out.number(value), share=out.number(100 * asked.share))
    if asked.by_reach is not None:
        out.say(
            "hub_by_reach", needed=out.number(asked.by_reach.needed), weight=asked.by_reach.weight, limit=limit,
            vehicle=out.text(f"hub_vehicle_{asked.by_reach.vehicle}"),
        )  # fmt: skip
    _hubs(out, found, None)
    rows = [[out.text(f"head_hub_{head}") for head in ("group", "persons", "served", "share", "minutes")]]
    for group in found.groups:
        part = 100 * group.served / group.persons if group.persons else 0.0
        minutes = "–" if math.isnan(group.minutes) else out.number(group.minutes, 1)
        rows.append(
            [
                group.name or out.text("hub_everyone"), out.number(group.persons), out.number(group.served),
                out.number(part, 1), minutes,
            ]
        )  # fmt: skip
    out.table(rows)
    if found.asked.by_reach is not None:
        out.say("hub_today", today=out.number(found.groups[0].today))
    elif asked.equity and any(times != 1 for times in asked.equity.values()):
        out.say("hub_equity")
    _gap(out, found)
    _ends(out, found, path)


def tell_third_places(out: Output, found: SitedThirdPlaces, path: Path) -> None:
    """Tell where third places stand, and what is not counted."""
    sited = found.sited
    out.say("third_opened", opened=int(sited.found.opened.sum()), candidates=len(sited.candidates), path=path)
    trips, persons = float(found.replaced.trips_week.sum()), float(found.replaced.persons.sum())
    out.say(
        "third_trips", trips=out.number(trips), persons=out.number(persons), days=out.number(found.declared.days, 1),
        share=out.number(100 * found.declared.share), limit=out.number(sited.limit_min, 1),
    )  # fmt: skip
    if found.declared.usual is not None:
        out.say("third_minutes", hours=out.number(float(found.replaced.minutes_week.sum()) / 60))
    _hubs(out, sited, found)
    _gap(out, sited)
    out.say("third_limits")
    _ends(out, sited, path)


def _weights(found: SitedHubs) -> list[float]:
    from portee.hubs.equity import equity_weights

    demand, asked = found.demand, found.asked
    groups = {name: (demand.weight(name), times) for name, times in asked.equity.items()}
    return [float(w) for w in equity_weights(demand.weight(asked.weight), groups)]


def _hubs(out: Output, found: SitedHubs, third: SitedThirdPlaces | None) -> None:
    heads = ["place", "cost", "persons"] + ([] if third is None else ["trips"])
    rows = [[out.text(f"head_hub_{head}") for head in heads]]
    served, costs = found.persons_served, found.choice.costs
    for place in np.flatnonzero(found.found.opened).tolist():
        row = [str(found.candidates.ids[place]), out.number(float(costs[place])), out.number(float(served[place]))]
        if third is not None:
            row.append(out.number(float(third.trips_by_place[place])))
        rows.append(row)
    out.table(rows)


def _gap(out: Output, found: SitedHubs) -> None:
    gap = found.found.gap
    if found.found.optimal:
        out.say("hub_optimal")
    elif math.isinf(gap):
        out.say("hub_unknown")
    else:
        out.say("hub_gap", gap=out.number(100 * gap, 2))


def _ends(out: Output, found: SitedHubs, path: Path) -> None:
    from portee.reports.notes import note_texts

    for note in note_texts(found.notes, out.lang):
        out.say("result_note", text=str(note))
    if path.suffix.lower() != ".csv":
        out.say("hub_next", command=shlex.join(["portee", "map", str(path), "-o", str(path.with_suffix(".html"))]))
