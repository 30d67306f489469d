"""What the projects of the years to come bring within reach."""

from __future__ import annotations

from portee.services.portrait.counted import cutoff_of
from portee.services.portrait.moments import WALK_MIN
from portee.services.portrait.portrait import Portrait, Row
from portee.services.portrait.years import TODAY, column_of
from portee.web.territory.shown import Column, Shown, ShownTable, formatted, shown_table, things_of
from portee.web.territory.why import Why, why
from portee.web.wording import say

__all__ = ["tell_years"]


def tell_years(found: Portrait, lang: str, chosen: str = "") -> Shown:
    """The page. chosen: nothing may be."""
    del chosen
    years = found.tables["years"]
    last = years.rows[-1].id
    before, after = years.value(TODAY, "mean") or 0.0, years.value(last, "mean") or 0.0
    of, minutes = things_of(found, lang), cutoff_of(found.kind or "jobs")
    told = {"before": formatted(before, "count", lang), "after": formatted(after, "count", lang)}
    answer = say(lang, "territory-years-answer", year=last, minutes=minutes, **told, **of)
    gain = years.value(last, "gain") or 0.0
    lead = (
        say(lang, "territory-years-gain", year=last, residents=round(gain), all=round(found.fact("residents"))),
        say(lang, "territory-years-lead", count=round(found.fact("projects"))),
    )
    tables = [_years(found, lang)]
    if "neighbourhoods" in found.tables:
        tables.append(_neighbourhoods(found, lang, [row.id for row in years.rows]))
    return Shown(say(lang, "territory-years-question"), answer, lead, tuple(tables))


def _name(row: Row, lang: str) -> str:
    return say(lang, "territory-row-today") if row.id == TODAY else row.id


def _years(found: Portrait, lang: str) -> ShownTable:
    columns = [
        Column("mean", say(lang, "territory-col-mean")), Column("gain", say(lang, "territory-col-gain")),
        Column("lose", say(lang, "territory-col-lose")), Column("gini", say(lang, "territory-col-gini"), "index"),
        Column(found.kind or "jobs", say(lang, "territory-col-total")),
        Column("residents", say(lang, "territory-residents")),
    ]  # fmt: skip
    return shown_table(
        found.tables["years"], lang, id="years", first=say(lang, "territory-year"), columns=columns,
        why=_whys(found, lang), title=say(lang, "territory-years"),
        lead=say(lang, "territory-years-table-lead", minutes=cutoff_of(found.kind or "jobs")),
        drawn=["mean"], alt=say(lang, "territory-years-chart", **things_of(found, lang)),
        legend=say(lang, "territory-years-legend", **things_of(found, lang)),
        name=lambda row: _name(row, lang),
    )  # fmt: skip


def _neighbourhoods(found: Portrait, lang: str, years: list[str]) -> ShownTable:
    columns = [Column("residents", say(lang, "territory-residents"))]
    kind = found.kind or "jobs"
    columns += [Column(column_of(year, kind), _name(Row(year), lang)) for year in years]
    return shown_table(
        found.tables["neighbourhoods"], lang, id="neighbourhoods", first=say(lang, "territory-name"), columns=columns,
        why=_whys(found, lang)[:1], title=say(lang, "territory-years-by-zone"), lead=say(lang, "territory-table-lead"),
        drawn=[column_of(years[0], kind), column_of(years[-1], kind)],
        alt=say(lang, "territory-years-zone-chart", **things_of(found, lang)),
        legend=say(lang, "territory-years-zone-legend", year=years[-1]),
    )  # fmt: skip


def _whys(found: Portrait, lang: str) -> tuple[Why, ...]:
    of, minutes = things_of(found, lang), cutoff_of(found.kind or "jobs")
    return (
        why(lang, "year", "cumulative", minutes=minutes, walk=WALK_MIN, **of), why(lang, "gini", "gini"),
    )  # fmt: skip
