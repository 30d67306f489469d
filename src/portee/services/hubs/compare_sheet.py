"""The page of a comparison of hubs: an answer, a map of who gains, tables, and why every figure is what it is."""

from __future__ import annotations

from collections.abc import Iterator

import portee
from portee.hubs.integration.criteria import shipped_ladder
from portee.hubs.payment.means import shipped_means
from portee.reports.fluent import eur, listed, say
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable, SheetText
from portee.reports.wording import figure
from portee.services.hubs.case import HubCase
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.compare_tables import (
    case_title,
    criteria_rows,
    figures_table,
    levels_table,
    parties_table,
    years_table,
)
from portee.services.hubs.gains_compared import gains_table
from portee.services.hubs.payment_tables import payment_table, steps_table
from portee.services.hubs.short_titles import short_titles
from portee.services.hubs.station_tables import station_table

__all__ = ["compare_sheet"]

FIRST_NOTES = 4
"""Remarks of the model that are seen at once; all of them unfold."""

MOST_TOLD = 3
"""Designs in the answer and in the sentences after it."""


def compare_sheet(
    found: HubComparison, lang: str, drawing: SheetMap | None = None, *, paper: bool = False
) -> AnswerSheet:  # fmt: skip
    """The page in a language.

    Args:
        drawing: a map of who gains, None for none; it calls hubs as the page does: see `short_titles`.
        paper: whether it is one sheet, which holds less.
    """
    named, found = found, short_titles(found, lang)
    titles = listed(lang, [case_title(case, lang) for case in named.designs])
    called = [] if found is named else [
        say(lang, "hubs-short-is", short=case_title(short, lang), title=case_title(case, lang))
        for short, case in zip(found.designs, named.designs, strict=True)
    ]  # fmt: skip
    told = found.designs[:MOST_TOLD]
    answer = say(lang, "hubs-and").join(_answer(case, lang) for case in told)
    return AnswerSheet(
        lang, say(lang, "hubs-page-title", titles=titles), say(lang, "hubs-question", count=len(found.designs)),
        f"{answer}.", (*called, *_lead(found, lang)), drawing, tuple(_tables(found, lang, paper=paper)),
        say(lang, "notices-title"),
        tuple(_notices(found, lang)), tuple(_folds(found, lang)), say(lang, "made-by", version=portee.__version__),
    )  # fmt: skip


def _answer(case: HubCase, lang: str) -> str:
    ratios, title = case.accounts.ratios, case_title(case, lang)
    trips = float(sum(each[-1] for each in case.accounts.statements.ledger.trips.values()))
    if not trips:
        return say(lang, "hubs-answer-none", title=title)
    if not ratios.public_per_trip:
        return say(lang, "hubs-answer-free", title=title, trips=figure(trips, lang))
    return say(
        lang, "hubs-answer", title=title, trips=figure(trips, lang), public=eur(ratios.public_per_trip, lang)
    )  # fmt: skip


def _lead(found: HubComparison, lang: str) -> Iterator[str]:
    yield say(lang, "hubs-nothing")
    for case in found.designs[:MOST_TOLD]:
        title, last = case_title(case, lang), case.accounts.statements.years[-1]
        if case.designed is not None:
            yield _wanted(found, case, lang)
        if case.accounts.ratios.coverage is not None:
            yield say(
                lang, "hubs-lead-money", title=title, coverage=figure(100 * case.accounts.ratios.coverage, lang),
                result="gain" if last.result >= 0 else "loss", year=str(last.year),
                amount=eur(abs(last.result) / 100, lang),
            )  # fmt: skip
        if case.reach.persons:
            yield say(
                lang, "hubs-lead-offline", title=title, counted="yes" if case.reach.counted else "no",
                offline=figure(100 * case.reach.offline_all / case.reach.persons, lang),
            )  # fmt: skip


def _wanted(found: HubComparison, case: HubCase, lang: str) -> str:
    """What residents would want by the model, beside what the vehicles of the file carry."""
    column = next(k for k, each in enumerate(found.cases) if each is case)
    known = {each.name: each.values[column] or 0.0 for each in found.figures}
    wanted, low, high, unmet = (
        figure(known[name], lang) for name in ("modelled_trips", "modelled_low", "modelled_high", "unmet_trips")
    )
    return say(
        lang, "hubs-lead-wanted", title=case_title(case, lang), wanted=wanted, low=low, high=high, unmet=unmet,
        drawn="yes" if known["modelled_high"] else "no", enough="no" if round(known["unmet_trips"]) else "yes",
    )  # fmt: skip


def _tables(found: HubComparison, lang: str, *, paper: bool) -> Iterator[SheetTable]:
    yield figures_table(found, lang, paper=paper)
    gains = gains_table(found, lang)
    if gains is not None:
        yield gains
    yield parties_table(found, lang)
    if paper:
        return
    yield payment_table(found, lang)
    yield steps_table(found, lang)
    yield levels_table(found, lang)
    stations = station_table(found, lang)
    if stations is not None:
        yield stations
    yield years_table(found, lang)


def _notices(found: HubComparison, lang: str) -> Iterator[SheetText]:
    unchecked = len({name for case in found.designs for name in case.accounts.unchecked})
    if unchecked:
        yield SheetText(say(lang, "hubs-unchecked", count=unchecked))
    for case in found.designs:
        if case.walk_m is not None:
            yield SheetText(
                say(lang, "hubs-walk", title=case_title(case, lang), metres=figure(case.walk_m, lang))
            )  # fmt: skip
    if all(case.walk_m is None for case in found.designs):
        yield SheetText(say(lang, "hubs-without-world"))
    for words in found.notes[:FIRST_NOTES]:
        yield SheetText(words.in_(lang))


def _folds(found: HubComparison, lang: str) -> Iterator[SheetFold]:
    ladder = shipped_ladder()
    how = [say(lang, f"hubs-how-{name}") for name in ("nothing", "accounts", "payment", "levels")]
    notes = [words.in_(lang) for words in (*shipped_means().notes, *ladder.notes)]
    yield SheetFold("how", say(lang, "hubs-how"), (*how, *notes))
    assumed = dict.fromkeys(words.in_(lang) for case in found.designs for words in case.plan.assumptions)
    if assumed:
        yield SheetFold("assumptions", say(lang, "hubs-assumptions"), tuple(assumed))
    if found.notes:
        yield SheetFold("model", say(lang, "hubs-model"), tuple(words.in_(lang) for words in found.notes))
    head = tuple(say(lang, f"hubs-{id}") for id in ("criterion", "criterion-level", "met", "mend"))
    tables = tuple(
        SheetTable(f"criteria-{k}", case_title(case, lang), head, tuple(criteria_rows(case, lang)))
        for k, case in enumerate(found.designs)
    )
    titles = tuple(f"{table.title} ↓" for table in tables) if len(tables) > 1 else ()
    yield SheetFold("criteria", say(lang, "hubs-criteria"), titles, tables)
    yield SheetFold("sources", say(lang, "hubs-sources"), (), (_sources(found, lang),))


def _sources(found: HubComparison, lang: str) -> SheetTable:
    def yes(value: bool) -> str:
        return say(lang, "hubs-yes" if value else "hubs-no")

    rows: dict[tuple[str | SheetText, ...], None] = {}
    for source in shipped_ladder().sources.values():
        rows[SheetText(source.title, href=source.url), yes(source.checked)] = None
    for case in found.designs:
        for read in case.accounts.statements.ledger.figures:
            rows[SheetText(f"{read['parameter']} : {read['source']}"), yes(bool(read["checked"]))] = None
    head = (say(lang, "hubs-source"), say(lang, "hubs-checked"))
    return SheetTable("sources-read", say(lang, "hubs-sources"), head, tuple(rows))
