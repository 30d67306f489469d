"""Which services residents reach by day, in the evening and on Sunday."""

from __future__ import annotations

from dataclasses import replace

from portee.services.portrait.moments import WALK_MIN
from portee.services.portrait.portrait import Portrait
from portee.services.portrait.services import CUTOFF_MIN, MOMENTS, column_of
from portee.web.territory.shown import Column, Shown, ShownTable, percent, shown_table
from portee.web.territory.why import Why, why
from portee.web.wording import say

__all__ = ["tell_services"]


def tell_services(found: Portrait, lang: str, chosen: str = "") -> Shown:
    """The page. chosen: kind of places that the neighbourhoods are told of."""
    kinds = [row.id for row in found.tables["kinds"].rows]
    usual = "childcare" if "childcare" in kinds else kinds[0]
    chosen = chosen if chosen in kinds else usual
    moments = [moment.id for moment in MOMENTS if moment.id in found.days]
    told = [
        say(lang, f"territory-each-{_dashed(id)}", share=percent(found.facts.get(f"one_of_each_{id}"), lang))
        for id in moments
    ]
    comma = ", "
    answer = say(lang, "territory-services-answer", minutes=CUTOFF_MIN, shares=comma.join(told))
    names = comma.join(say(lang, "explorer-kind", kind=kind).lower() for kind in kinds)
    lead = (say(lang, "territory-services-lead", kinds=names), say(lang, "territory-services-open"))
    tables = [_kinds(found, lang, moments)]
    if "neighbourhoods" in found.tables:
        tables.append(_neighbourhoods(found, lang, moments, kinds, chosen))
    return Shown(say(lang, "territory-services-question"), answer, lead, tuple(tables))


def _dashed(id: str) -> str:
    return id.replace("_", "-")


def _kinds(found: Portrait, lang: str, moments: list[str]) -> ShownTable:
    columns = [Column("total", say(lang, "territory-col-total"))]
    columns += [Column(f"mean_{id}", say(lang, "territory-col-mean-at", when=_when(lang, id))) for id in moments]
    columns += [
        Column(f"none_{id}", say(lang, "territory-col-none-at", when=_when(lang, id)), "share") for id in moments
    ]
    return shown_table(
        found.tables["kinds"], lang, id="kinds", first=say(lang, "territory-kind"), columns=columns, why=_whys(lang),
        title=say(lang, "territory-kinds"), lead=say(lang, "territory-kinds-lead", minutes=CUTOFF_MIN),
        drawn=[f"none_{id}" for id in moments[:2]], alt=say(lang, "territory-kinds-chart"),
        legend=say(lang, "territory-kinds-legend"),
    )  # fmt: skip


def _when(lang: str, id: str) -> str:
    return say(lang, f"territory-when-{_dashed(id)}")


def _neighbourhoods(found: Portrait, lang: str, moments: list[str], kinds: list[str], chosen: str) -> ShownTable:
    columns = [Column("residents", say(lang, "territory-residents"))]
    columns += [Column(column_of(chosen, id), _when(lang, id)) for id in moments]
    columns += [
        Column(f"one_of_each_{id}", say(lang, "territory-col-each-at", when=_when(lang, id)), "share") for id in moments
    ]
    kind = say(lang, "explorer-kind", kind=chosen)
    table = shown_table(
        found.tables["neighbourhoods"], lang, id="neighbourhoods", first=say(lang, "territory-name"), columns=columns,
        why=_whys(lang), title=say(lang, "territory-kind-by-zone", kind=kind, minutes=CUTOFF_MIN),
        lead=say(lang, "territory-table-lead"), drawn=[column_of(chosen, id) for id in moments[:2]],
        alt=say(lang, "territory-kind-chart", kind=kind), legend=say(lang, "territory-kind-legend"),
    )  # fmt: skip
    choices = tuple((kind, say(lang, "explorer-kind", kind=kind)) for kind in kinds)
    return replace(table, choice="kind", choices=choices, chosen=chosen)


def _whys(lang: str) -> tuple[Why, ...]:
    return (
        why(lang, "places", "cumulative", minutes=CUTOFF_MIN, walk=WALK_MIN),
        why(lang, "none", "share_below"), why(lang, "each", "basket_count", minutes=CUTOFF_MIN),
    )  # fmt: skip
