"""What portee hub says: the places opened, whom they serve, and how far from the best."""

from __future__ import annotations

import math
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output

if TYPE_CHECKING:
    from portee.reports.maplayers import Words
    from portee.services.hubs.site import SitedHubs
    from portee.services.hubs.third_places import SitedThirdPlaces

__all__ = ["page_words", "tell_sites", "tell_third_places"]


def tell_sites(out: Output, found: SitedHubs, path: Path) -> None:
    """Tell where hubs stand."""
    out.say("hub_opened", opened=int(found.found.opened.sum()), candidates=len(found.candidates), path=path)
    for line in _aim_lines(out, found):
        out.line(line)
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
    for line in _sure_lines(out, found):
        out.line(line)
    _ends(out, found, path)


def tell_third_places(out: Output, found: SitedThirdPlaces, path: Path) -> None:
    """Tell where third places stand, and what is not counted."""
    sited = found.sited
    out.say("third_opened", opened=int(sited.found.opened.sum()), candidates=len(sited.candidates), path=path)
    for line in _trip_lines(out, found):
        out.line(line)
    _hubs(out, sited, found)
    out.line(_gap(out, sited))
    out.say("third_limits")
    _ends(out, sited, path)


def page_words(found: SitedHubs | SitedThirdPlaces) -> tuple[Words, tuple[Words, ...]]:
    """The title of a page, and what it tells beside its map, in both languages."""
    from portee.reports.maplayers import Words
    from portee.services.hubs.third_places import SitedThirdPlaces

    told: list[list[str]] = []
    for lang in (Language.fr, Language.en):
        out = Output(CommonOptions(lang=lang))
        if isinstance(found, SitedThirdPlaces):
            title = out.text("third_near_title" if found.declared.usual is None else "third_title")
            lines = [*_trip_lines(out, found), _gap(out, found.sited), out.text("third_limits")]
        else:
            everyone = found.groups[0]
            share = out.number(100 * everyone.served / everyone.persons, 1)
            title = out.text("hub_title")
            served = out.text(
                "hub_served", served=out.counted(everyone.served), persons=out.counted(everyone.persons), share=share
            )
            lines = [*_aim_lines(out, found), served, *_sure_lines(out, found)]
        told.append([title, *lines])
    both = tuple(Words(*texts) for texts in zip(*told, strict=True))
    return both[0], both[1:]


def _aim_lines(out: Output, found: SitedHubs) -> list[str]:
    """What the choice was made for, and what came of it."""
    asked, value, limit = found.asked, found.found.value, out.number(found.limit_min, 1)
    lines = []
    if asked.model == "p-median":
        lines.append(out.text("hub_value_p_median", minutes=out.number(value / sum(_weights(found)), 1), limit=limit))
    elif asked.model == "p-centre":
        lines.append(out.text("hub_value_p_centre", minutes=out.number(value, 1)))
    elif asked.model == "set-covering":
        lines.append(
            out.text("hub_value_set_covering", cost=out.number(value), share=out.number(100 * asked.share))
        )  # fmt: skip
    elif asked.by_reach is None:
        lines.append(out.text("hub_value_covering", limit=limit))
    if asked.by_reach is not None:
        lines.append(
            out.text(
                "hub_by_reach", needed=out.number(asked.by_reach.needed), weight=asked.by_reach.weight, limit=limit,
                vehicle=out.text(f"hub_vehicle_{asked.by_reach.vehicle}"),
            )
        )  # fmt: skip
    return lines


def _sure_lines(out: Output, found: SitedHubs) -> list[str]:
    """What the figures do not show by themselves, and how far from the best they are."""
    lines = []
    if found.asked.by_reach is not None:
        lines.append(out.text("hub_today", today=out.number(found.groups[0].today)))
    if any(times != 1 for times in found.asked.equity.values()):
        lines.append(out.text("hub_equity"))
    return [*lines, _gap(out, found)]


def _trip_lines(out: Output, found: SitedThirdPlaces) -> list[str]:
    trips, persons = float(found.replaced.trips_week.sum()), float(found.replaced.persons.sum())
    days, share = found.declared.days, out.number(100 * found.declared.share)
    told = {
        "trips": out.counted(trips), "persons": out.counted(persons), "share": share,
        "days": out.counted(days, 0 if days == round(days) else 1), "limit": out.counted(found.sited.limit_min, 1),
    }  # fmt: skip
    if found.declared.usual is None:
        return [out.text("third_near", near=out.counted(found.sited.groups[0].served), **told)]
    hours = float(found.replaced.minutes_week.sum()) / 60
    return [out.text("third_trips", **told), out.text("third_minutes", hours=out.counted(hours))]


def _weights(found: SitedHubs) -> list[float]:
    from portee.hubs.equity import equity_weights

    demand, asked = found.demand, found.asked
    groups = {name: (demand.weight(name), times) for name, times in asked.equity.items()}
    return [float(w) for w in equity_weights(demand.weight(asked.weight), groups)]


def _hubs(out: Output, found: SitedHubs, third: SitedThirdPlaces | None) -> None:
    heads = ["place", "cost", "persons"]
    if third is not None:
        heads.append("trips_near" if third.declared.usual is None else "trips")
    rows = [[out.text(f"head_hub_{head}") for head in heads]]
    served, costs = found.persons_served, found.choice.costs
    for place in np.flatnonzero(found.found.opened).tolist():
        row = [str(found.candidates.ids[place]), out.number(float(costs[place])), out.number(float(served[place]))]
        if third is not None:
            row.append(out.number(float(third.trips_by_place[place])))
        rows.append(row)
    out.table(rows)


def _gap(out: Output, found: SitedHubs) -> str:
    gap = found.found.gap
    if found.found.optimal:
        return out.text("hub_optimal")
    told = out.text("hub_unknown") if math.isinf(gap) else out.text("hub_gap", gap=out.number(100 * gap, 2))
    return f"{told} {out.text('hub_timed')}" if found.found.timed and not math.isinf(gap) else told


def _ends(out: Output, found: SitedHubs, path: Path) -> None:
    from portee.reports.notes import note_texts

    for note in note_texts(found.notes, out.lang):
        out.say("result_note", text=str(note))
    if path.suffix.lower() != ".csv":
        out.say("hub_next", command=shlex.join(["portee", "map", str(path), "-o", str(path.with_suffix(".html"))]))
