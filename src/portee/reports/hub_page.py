"""The accounts of a hub as one page that needs nothing else: tables, assumptions, sources."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from portee.hubs.accounts.employer import EmployerResult
from portee.hubs.accounts.ledger import COSTS, INCOMES
from portee.hubs.accounts.ownership import Ownership, break_even_km
from portee.hubs.accounts.parties import Parties
from portee.hubs.accounts.ratios import Ratios
from portee.hubs.accounts.statements import Statements
from portee.hubs.plan.costs import PARTIES
from portee.reports.hub_sheets import hub_words
from portee.reports.map_html import FONT

__all__ = ["hub_page"]

STYLE = f"""body{{font:16px/1.5 {FONT};max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}}
table{{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}}
th,td{{padding:.2rem .6rem;text-align:right;border-bottom:1px solid #ccc}}
th:first-child,td:first-child{{text-align:left}}
.wide{{overflow-x:auto}}"""
BALANCE = ("opening", "bought", "sold", "drawn", "repaid", "received", "contribution", "closing")


def hub_page(
    statements: Statements, ratios: Ratios, parties: Parties, owned: Sequence[Ownership],
    employers: Sequence[EmployerResult], lang: str,
) -> str:  # fmt: skip
    """HTML of the accounts, in French or English."""
    page = _Page(lang)
    plan = statements.ledger.plan
    page.part(_years(page, statements), "sheet_accounts")
    shown = (
        "trips", "cost", "cost_per_trip", "cost_per_person", "tariffs_per_trip", "coverage", "present_result",
        "use_factor", "break_even_trips", "tariff_factor",
    )  # fmt: skip
    rows = [["", ""]]
    for name in shown:
        value = getattr(ratios, name)
        whole = name in ("trips", "break_even_trips")
        rows.append([page.word(name), page.number(value, 0 if whole else 2)])
    page.part(rows, "sheet_ratios")
    rows = [["", *(page.word(name) for name in ("got", "paid", "gain", "net"))]]
    for party in PARTIES:
        amounts = (parties.received(party), parties.given(party), parties.gains.get(party, 0), parties.net(party))
        rows.append([page.word(f"party_{party}"), *(page.number(amount / 100) for amount in amounts)])
    page.part(rows, "sheet_parties")
    for each in employers:
        page.employer(each)
    names = [page.vehicle(each) for each in owned]
    rows = [["", page.word("fixed_cost"), page.word("per_km")]]
    rows += [
        [name, page.number(each.fixed), page.number(each.per_km, 4)] for name, each in zip(names, owned, strict=True)
    ]
    page.part(rows, "sheet_ownership")
    rows = [["", *names]]
    rows += [
        [name, *(page.number(break_even_km(one, other), 0) for other in owned)]
        for name, one in zip(names, owned, strict=True)
    ]
    page.part(rows, "break_even")
    page.listed("assumption", [*(words.in_(lang) for words in plan.assumptions), page.word("limits")])
    rows = [[page.word(name) for name in ("figure", "since", "source", "checked", "expired")]]
    for read in statements.ledger.figures:
        told = [page.word("yes_" if read[key] else "no_") for key in ("checked", "expired")]
        rows.append([read["parameter"], read["from"], read["source"], *told])
    page.part(rows, "sheet_sources")
    title = escape(plan.title.in_(lang))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{''.join(page.parts)}</main>\n</body>\n</html>\n"
    )


def _years(page: _Page, statements: Statements) -> list[list[str]]:
    rows = [["", *(str(year.year) for year in statements.years)]]
    for kind in INCOMES:
        rows.append([page.word(kind), *(page.number(year.income[kind] / 100) for year in statements.years)])
    for kind in COSTS:
        rows.append([page.word(kind), *(page.number(-year.costs[kind] / 100) for year in statements.years)])
    for name in ("running", "grants", "depreciation", "interest", "result", *BALANCE, "fixed", "assets", "equity",
                 "owed", "deferred", "liabilities"):  # fmt: skip
        sign = -1 if name in ("depreciation", "interest", "bought", "repaid") else 1
        rows.append([page.word(name), *(page.number(sign * getattr(year, name) / 100) for year in statements.years)])
    return rows


class _Page:
    """Parts of the page, written in one language."""

    def __init__(self, lang: str) -> None:
        self.lang, self.parts = lang, list[str]()

    def word(self, key: str) -> str:
        return hub_words()[key][self.lang]

    def number(self, value: float | None, decimals: int = 2) -> str:
        if value is None:
            return "–"
        text = f"{value + 0.0:,.{decimals}f}"
        return text if self.lang == "en" else text.replace(",", "\u202f").replace(".", ",")

    def vehicle(self, owned: Ownership) -> str:
        kind = self.word(f"kind_{owned.kind}")
        return kind if owned.kind in ("e_bike", "bicycle") else f"{kind}, {self.word(f'how_{owned.how}')}"

    def part(self, rows: Sequence[Sequence[str]], title: str) -> None:
        """A table under a title, its first row as heads."""
        heads, *body = rows
        self.parts.append(f'<h2>{escape(self.word(title))}</h2>\n<div class="wide"><table>\n')
        if any(heads):
            shown = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
            self.parts.append(f"<thead><tr>{shown}</tr></thead>\n")
        for first, *rest in body:
            cells = "".join(f"<td>{escape(each)}</td>" for each in rest)
            self.parts.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>\n')
        self.parts.append("</table></div>\n")

    def listed(self, title: str, texts: Sequence[str]) -> None:
        """A list under a title."""
        items = "".join(f"<li>{escape(text)}</li>\n" for text in texts)
        self.parts.append(f"<h2>{escape(self.word(title))}</h2>\n<ul>\n{items}</ul>\n")

    def employer(self, found: EmployerResult) -> None:
        """A plan of an employer, group by group."""
        rows = [[self.word(name) for name in ("group", "takers", "taker_gain", "keeper_change", "compensation")]]
        for each in found.groups:
            amounts = (each.taker_gain if each.takers else None, each.keeper_change, each.compensation)
            shown = [self.number(None if cents is None else cents / 100) for cents in amounts]
            rows.append([each.group.title.in_(self.lang), self.number(each.takers, 0), *shown])
        self.part(rows, "employer_title")
        self.parts.append(f"<p>{escape(found.plan.title.in_(self.lang))}. {escape(self.word('employer_balance'))}: ")
        self.parts.append(f"{self.number(found.employer / 100)} €. ")
        groups = ", ".join(each.group.title.in_(self.lang) for each in found.groups if each.worst < 0)
        told = self.word("losers").format(groups=groups) if groups else self.word("no_losers")
        self.parts.append(f"{escape(told)}</p>\n")
