"""What bad days leave of what is within reach."""

from __future__ import annotations

from dataclasses import replace

from portee.services.portrait.bad_days import MOMENTS, column_of
from portee.services.portrait.counted import cutoff_of
from portee.services.portrait.moments import WALK_MIN
from portee.services.portrait.portrait import Portrait
from portee.web.territory.shown import Column, Shown, ShownTable, percent, row_words, shown_table, things_of
from portee.web.territory.why import Why, why
from portee.web.wording import say

__all__ = ["tell_bad_days"]


def tell_bad_days(found: Portrait, lang: str, chosen: str = "") -> Shown:
    """The page. chosen: the bad day that neighbourhoods are told of."""
    days = found.tables["days"]
    ids = [row.id for row in days.rows]
    # A day without any public transport is the worst of all: the answer tells the worst of the others beside it.
    lost = {id: max(days.value(id, f"loss_{moment.id}") or 0.0 for moment in MOMENTS) for id in ids}
    others = [id for id in ids if id != ids[0]]
    worst = max(others, key=lambda id: lost[id], default=ids[0])
    of = things_of(found, lang)
    answer = say(lang, "territory-bad-days-answer", share=percent(days.value(ids[0], _loss(0)), lang), **of)
    names = {row.id: row_words(row, days.of, lang) for row in days.rows}
    lead = [say(lang, "territory-bad-days-lead", minutes=cutoff_of(found.kind or "jobs"), walk=WALK_MIN, **of)]
    if others:
        lead.insert(0, say(lang, "territory-bad-days-worst", day=names[worst], share=percent(lost[worst], lang)))
    day = chosen if chosen in ids else (worst if lost[worst] > 0 else ids[0])
    tables = [_days(found, lang)]
    if "neighbourhoods" in found.tables:
        table = _neighbourhoods(found, lang, day, names[day])
        tables.append(replace(table, choice="day", choices=tuple((id, names[id]) for id in ids), chosen=day))
    return Shown(say(lang, "territory-bad-days-question"), answer, tuple(lead), tuple(tables))


def _loss(place: int) -> str:
    return f"loss_{MOMENTS[place].id}"


def _when(lang: str, id: str) -> str:
    return say(lang, f"territory-when-{id.replace('_', '-')}")


def _days(found: Portrait, lang: str) -> ShownTable:
    columns = []
    for moment in MOMENTS:
        when = _when(lang, moment.id)
        columns += [
            Column(f"after_{moment.id}", say(lang, "territory-col-after", when=when)),
            Column(f"loss_{moment.id}", say(lang, "territory-col-loss", when=when), "share"),
            Column(f"losing_{moment.id}", say(lang, "territory-col-losing", when=when), "share"),
        ]
    return shown_table(
        found.tables["days"], lang, id="days", first=say(lang, "territory-bad-day"), columns=columns,
        why=_whys(found, lang), title=say(lang, "territory-bad-days"), lead=say(lang, "territory-bad-days-table-lead"),
        drawn=[_loss(0), _loss(1)], alt=say(lang, "territory-bad-days-chart", **things_of(found, lang)),
        legend=say(lang, "territory-bad-days-legend"),
    )  # fmt: skip


def _neighbourhoods(found: Portrait, lang: str, day: str, name: str) -> ShownTable:
    columns = [Column("residents", say(lang, "territory-residents"))]
    columns += [
        Column(column_of(day, moment.id), say(lang, "territory-col-loss", when=_when(lang, moment.id)), "share")
        for moment in MOMENTS
    ]
    return shown_table(
        found.tables["neighbourhoods"], lang, id="neighbourhoods", first=say(lang, "territory-name"), columns=columns,
        why=_whys(found, lang), title=say(lang, "territory-bad-day-by-zone", day=name),
        lead=say(lang, "territory-table-lead"),
        drawn=[column_of(day, moment.id) for moment in MOMENTS],
        alt=say(lang, "territory-bad-day-chart", day=name, **things_of(found, lang)),
        legend=say(lang, "territory-bad-days-legend"),
    )  # fmt: skip


def _whys(found: Portrait, lang: str) -> tuple[Why, ...]:
    kind = found.kind or "jobs"
    return (
        Why(*(say(lang, f"territory-loss-{part}") for part in ("title", "how", "says", "unit", "limits"))),
        why(lang, "jobs" if kind == "jobs" else "places", "cumulative", minutes=cutoff_of(kind), walk=WALK_MIN),
    )  # fmt: skip
