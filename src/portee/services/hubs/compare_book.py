"""The sheets of a comparison of hubs: figures, their differences as formulas, accounts, payments, integration."""

from __future__ import annotations

from collections.abc import Iterator

from portee.hubs.integration.criteria import shipped_ladder
from portee.hubs.plan.costs import PARTIES
from portee.reports.fluent import say
from portee.reports.table_workbook import Cell, Formula, cell_name, table_workbook
from portee.services.hubs.compare import HubComparison
from portee.services.hubs.compare_tables import case_title, criteria_rows
from portee.services.hubs.gains_compared import LEAST_PEOPLE, gains_table, worth_per_person

__all__ = ["compare_book"]

CENTS = 100
Rows = list[list[Cell]]


def compare_book(found: HubComparison, lang: str) -> bytes:
    """The spreadsheet, in a language."""
    titles = ", ".join(case_title(case, lang) for case in found.designs)
    sheets = dict(_sheets(found, lang))
    return table_workbook(say(lang, "hubs-page-title", titles=titles), sheets)


def _sheets(found: HubComparison, lang: str) -> Iterator[tuple[str, Rows]]:
    yield say(lang, "hubs-sheet-figures"), _figures(found, lang)
    if any(case.designed is not None for case in found.designs):
        yield say(lang, "hubs-sheet-gains"), _gains(found, lang)
    yield say(lang, "hubs-sheet-years"), _years(found, lang)
    yield say(lang, "hubs-sheet-parties"), _parties(found, lang)
    yield say(lang, "hubs-sheet-payment"), _payment(found, lang)
    yield say(lang, "hubs-sheet-steps"), _steps(found, lang)
    yield say(lang, "hubs-sheet-levels"), _levels(found, lang)
    yield say(lang, "hubs-sheet-sources"), _sources(found, lang)


def _figures(found: HubComparison, lang: str) -> Rows:
    """Figures as they are, and what each design changes, as a formula."""
    cases = found.cases
    head: list[Cell] = [say(lang, "hubs-figure"), say(lang, "hubs-unit"), *(case_title(case, lang) for case in cases)]
    head += [say(lang, "hubs-change", title=case_title(case, lang)) for case in found.designs]
    rows: Rows = [[*head, say(lang, "hubs-why")]]
    for place, one in enumerate(found.figures, 1):
        row: list[Cell] = [say(lang, f"hubs-name-{one.name}"), one.unit, *one.values]
        before = one.values[0]
        for k, value in enumerate(one.values[1:], 1):
            known = before is not None and value is not None
            named = f"{cell_name(place, 2 + k)}-{cell_name(place, 2)}"
            row.append(Formula(named, (value or 0.0) - (before or 0.0)) if known else None)
        rows.append([*row, say(lang, f"hubs-why-{one.name}")])
    return rows


def _gains(found: HubComparison, lang: str) -> Rows:
    """People and EUR a month and person by kind of resident, as `gains_table`."""
    table = gains_table(found, lang)
    assert table is not None
    designs = [case for case in found.designs if case.designed is not None]
    rows: Rows = [list(table.head)]
    for profile, told in zip(designs[0].reach.profiles, table.rows, strict=True):
        people = max(case.reach.people.get(profile.id, 0.0) for case in designs)
        if people < LEAST_PEOPLE:
            rows.append([str(told[0]), str(told[1])])
        else:
            rows.append([str(told[0]), people, *(worth_per_person(case, profile.id) for case in designs)])
    return rows


def _years(found: HubComparison, lang: str) -> Rows:
    head: list[Cell] = [say(lang, "hubs-year")]
    for case in found.designs:
        title = case_title(case, lang)
        head += [say(lang, "hubs-result-of", title=title), say(lang, "hubs-cash-of", title=title)]
    rows: Rows = [head]
    for t, first in enumerate(found.cases[0].accounts.statements.years):
        years = [case.accounts.statements.years[t] for case in found.designs]
        rows.append([first.year, *(amount / CENTS for year in years for amount in (year.result, year.closing))])
    return rows


def _parties(found: HubComparison, lang: str) -> Rows:
    rows: Rows = [[say(lang, "hubs-party"), *(case_title(case, lang) for case in found.designs)]]
    for party in PARTIES:
        rows.append(
            [say(lang, f"hubs-party-{party}"), *(case.accounts.parties.net(party) / CENTS for case in found.designs)]
        )
    return rows


def _payment(found: HubComparison, lang: str) -> Rows:
    ids = ("hub", "service", "people", "served", "offline", "without-means", "unable", "untold")
    rows: Rows = [[say(lang, f"hubs-{id}") for id in ids]]
    for case in found.designs:
        titles = {service.id: service.title.in_(lang) for service in case.plan.services}
        for one in case.reach.services:
            parts = (one.people, one.served, one.offline, one.without_means, one.unable, one.not_told)
            rows.append([case_title(case, lang), titles[one.service], *parts])
    return rows


def _steps(found: HubComparison, lang: str) -> Rows:
    rows: Rows = [[say(lang, f"hubs-{id}") for id in ("hub", "step", "some", "all")]]
    for case in found.designs:
        rows += [[case_title(case, lang), one.step.title.in_(lang), one.some, one.all_] for one in case.reach.steps]
    return rows


def _levels(found: HubComparison, lang: str) -> Rows:
    ids = ("hub", "criterion", "criterion-level", "met", "mend")
    rows: Rows = [[say(lang, f"hubs-{id}") for id in ids]]
    for case in found.designs:
        rows += [[case_title(case, lang), *row] for row in criteria_rows(case, lang)]
    return rows


def _sources(found: HubComparison, lang: str) -> Rows:
    rows: Rows = [[say(lang, f"hubs-{id}") for id in ("figure", "source", "checked")]]
    seen: set[tuple[str, str]] = set()
    for source in shipped_ladder().sources.values():
        rows.append(
            ["SmartHubs", f"{source.title} {source.url}", say(lang, f"hubs-{'yes' if source.checked else 'no'}")]
        )
    for case in found.designs:
        for read in case.accounts.statements.ledger.figures:
            named = str(read["parameter"]), str(read["source"])
            if named not in seen:
                seen.add(named)
                rows.append([*named, say(lang, f"hubs-{'yes' if read['checked'] else 'no'}")])
    return rows
