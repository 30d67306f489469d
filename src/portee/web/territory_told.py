"""The page of a territory in words, a chart and its table, and the same as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io

import portee
from portee.reports.fluent import say as say_report
from portee.reports.notes import note_texts
from portee.reports.paired_bars import paired_bars
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable
from portee.reports.wording import figure
from portee.services.territory_access import CUTOFF_MIN, WALK_MIN, TerritoryAccess
from portee.web.wording import say

__all__ = ["territory_csv", "territory_sheet"]

NOTHING = "–"


def territory_sheet(found: TerritoryAccess, title: str, lang: str) -> AnswerSheet:
    """The page in a language. title: of the territory."""
    moments = tuple(found.reach)
    usual = [moment for moment in moments if moment != "strike"]
    means = [say(lang, f"territory-mean-{m}", jobs=figure(found.reach[m], lang)) for m in usual]
    answer = say(
        lang, "territory-answer", minutes=CUTOFF_MIN, means=" ; ".join(means) if lang == "fr" else "; ".join(means)
    )
    lead = [say(lang, "territory-total", jobs=round(found.jobs), residents=round(found.residents))]
    if len(usual) > 1 and found.reach[moments[0]] > 0:
        lost = round(100 * (1 - found.reach[moments[1]] / found.reach[moments[0]]))
        lead.append(say(lang, "territory-lost", percent=max(0, lost)))
    if "strike" in found.reach:
        lead.append(say(lang, "territory-strike-lead", minutes=WALK_MIN, jobs=figure(found.reach["strike"], lang)))
    lead.append(say(lang, "territory-missing"))
    unequal = [say(lang, f"territory-gini-{m}", gini=figure(found.gini[m], lang, 2)) for m in moments]
    return AnswerSheet(
        lang, say(lang, "territory-question"), say(lang, "territory-question"), answer, tuple(lead),
        _chart(found, lang), _tables(found, lang), say_report(lang, "notices-title"),
        note_texts(found.notes, lang),
        (SheetFold("how", say_report(lang, "how-title"), (say(lang, "territory-how", minutes=CUTOFF_MIN),
                                                          say(lang, "territory-gini"), *unequal,
                                                          say(lang, "territory-secret"))),),
        f"{title}. {say_report(lang, 'made-by', version=portee.__version__)}",
    )  # fmt: skip


def territory_csv(found: TerritoryAccess, lang: str) -> str:
    """The table as CSV: one row a neighbourhood, numbers with a point, empty where not told."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    moments = tuple(found.reach)
    rows.writerow(["neighbourhood", "residents", *(f"jobs_within_{CUTOFF_MIN}_min_{moment}" for moment in moments)])
    for one in found.neighbourhoods:
        told = [""] * len(moments) if one.reach is None else [f"{one.reach[moment]:.1f}" for moment in moments]
        # A name that begins like a formula must not become one.
        name = one.name or say(lang, "territory-others")
        rows.writerow([f"'{name}" if name[0] in "=+-@\t\r" else name, f"{one.residents:.0f}", *told])
    rows.writerow(["all", f"{found.residents:.0f}", *(f"{found.reach[moment]:.1f}" for moment in moments)])
    return text.getvalue()


def _chart(found: TerritoryAccess, lang: str) -> SheetMap | None:
    drawn = [moment for moment in found.reach if moment != "strike"]
    if not drawn:
        return None
    rows = [
        (
            one.name or say(lang, "territory-others"),
            [one.reach[moment] for moment in drawn],
            [figure(one.reach[moment], lang) for moment in drawn],
        )
        for one in found.neighbourhoods
        if one.reach is not None
    ]
    if not rows:
        return None
    legend = say(lang, "territory-legend" if len(drawn) > 1 else "territory-legend-one")
    return SheetMap(paired_bars(rows), say(lang, "territory-chart"), (), legend)


def _tables(found: TerritoryAccess, lang: str) -> tuple[SheetTable, ...]:
    if not found.neighbourhoods:
        return ()
    moments = tuple(found.reach)
    rows = []
    for one in found.neighbourhoods:
        told = (
            [NOTHING] * len(moments) if one.reach is None else [figure(one.reach[moment], lang) for moment in moments]
        )
        rows.append((one.name or say(lang, "territory-others"), figure(one.residents, lang), *told))
    head = (
        say(lang, "territory-name"),
        say(lang, "territory-residents"),
        *(say(lang, f"territory-{m}") for m in moments),
    )
    return (
        SheetTable(
            "places", say(lang, "territory-table"), head, tuple(rows), lead=say(lang, "territory-table-lead"),
            figures=tuple(range(1, len(head))), printed=40,
        ),
    )  # fmt: skip
