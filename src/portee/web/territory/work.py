"""How many jobs residents reach, and where fewer than elsewhere."""

from __future__ import annotations

from portee.services.portrait.moments import WALK_MIN
from portee.services.portrait.portrait import Portrait
from portee.services.portrait.work import CUTOFF_MIN, MOMENTS, column_of
from portee.web.territory.shown import Column, Shown, ShownTable, formatted, percent, shown_table
from portee.web.territory.why import Why, why
from portee.web.wording import say

__all__ = ["tell_work"]


def tell_work(found: Portrait, lang: str, chosen: str = "") -> Shown:
    """The page. chosen: nothing may be."""
    del chosen
    equity = found.tables["equity"]
    # Places of work that nothing counts stand for one job each: what is told of jobs is then no more than about right.
    how = "about" if "job-counts" in found.missing else "count"
    means = {row.id: equity.value(row.id, "mean") or 0.0 for row in equity.rows}
    usual = [id for id in means if id != "on_foot"]
    told = [say(lang, f"territory-mean-{_dashed(id)}", jobs=formatted(means[id], how, lang)) for id in usual]
    semicolon = " ; " if lang == "fr" else "; "
    answer = say(lang, "territory-work-answer", minutes=CUTOFF_MIN, means=semicolon.join(told))
    lead = [
        say(
            lang,
            "territory-total",
            jobs=formatted(found.fact("jobs"), how, lang),
            residents=round(found.fact("residents")),
        )
    ]
    if len(usual) > 1 and means[usual[0]] > 0:
        lost = round(100 * (1 - means[usual[1]] / means[usual[0]]))
        lead.append(say(lang, "territory-lost", percent=max(0, lost)))
    if "on_foot" in means:
        lead.append(say(lang, "territory-on-foot-lead", minutes=WALK_MIN, jobs=formatted(means["on_foot"], how, lang)))
    below = equity.value(usual[0], "below") if usual else None
    if below is not None:
        lead.append(
            say(lang, "territory-below-lead", share=percent(below, lang), line=formatted(found.fact("line"), how, lang))
        )
    tables = [_equity(found, how, lang)]
    if "neighbourhoods" in found.tables:
        tables.insert(0, _neighbourhoods(found, how, lang))
    return Shown(say(lang, "territory-work-question"), answer, tuple(lead), tuple(tables))


def _dashed(id: str) -> str:
    return id.replace("_", "-")


def _neighbourhoods(found: Portrait, how: str, lang: str) -> ShownTable:
    columns = [Column("residents", say(lang, "territory-residents"))]
    columns += [Column(column_of(moment), say(lang, f"territory-jobs-{_dashed(moment.id)}"), how) for moment in MOMENTS]
    return shown_table(
        found.tables["neighbourhoods"], lang, id="neighbourhoods", first=say(lang, "territory-name"), columns=columns,
        why=_whys(lang)[:1], title=say(lang, "territory-neighbourhoods"), lead=say(lang, "territory-table-lead"),
        drawn=[column_of(moment) for moment in MOMENTS[:2]], alt=say(lang, "territory-work-chart"),
        legend=say(lang, "territory-work-legend"),
    )  # fmt: skip


def _equity(found: Portrait, how: str, lang: str) -> ShownTable:
    told = (("mean", how), ("gini", "index"), ("below", "share"), ("gap", "share"), ("palma", "index"),
            ("concentration", "index"))  # fmt: skip
    columns = [Column(name, say(lang, f"territory-col-{name}"), way) for name, way in told]
    table = found.tables["equity"]
    shown = [column for column in columns if any(value is not None for value in table.columns[column.name])]
    return shown_table(
        table, lang, id="equity", first=say(lang, "territory-moment"), columns=shown, why=_whys(lang),
        title=say(lang, "territory-equity"), lead=say(lang, "territory-equity-lead"), drawn=["below"],
        alt=say(lang, "territory-equity-chart"), legend=say(lang, "territory-equity-legend"),
    )  # fmt: skip


def _whys(lang: str) -> tuple[Why, ...]:
    return (
        why(lang, "jobs", "cumulative", minutes=CUTOFF_MIN, walk=WALK_MIN), why(lang, "gini", "gini"),
        why(lang, "below", "fgt"), why(lang, "palma", "palma_ratio"),
        why(lang, "concentration", "concentration_index"),
    )  # fmt: skip
