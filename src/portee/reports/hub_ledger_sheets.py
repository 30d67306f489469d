"""The sheets on which the accounts rest: assumptions, lines, things bought, aid and loans."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portee.hubs.accounts.money import growth, spread
from portee.hubs.accounts.statements import Statements, interest, spread_back
from portee.reports.hub_sheets import Sheet, cell, hub_words

__all__ = ["INDEXES", "Frame", "assets_sheet", "assumptions_sheet", "finance_sheet", "lines_sheet"]

INDEXES = ("none", "general", "wages", "energy")
"""Growths of prices, in the order of their rows."""
LEFT, PRICE = 9, 8
"""Columns before the quantities of a line, and that of its unit price."""


class Frame:
    """What all sheets share: words, styles, and where things stand."""

    start_row, rate_row, discount_rate_row, contribution_row = 2, 3, 7, 8
    place_row, index_row, discount_row = 10, 11, 15

    def __init__(self, book: Any, statements: Statements, lang: str) -> None:
        self.book, self.statements, self.lang = book, statements, lang
        money, grey = "#,##0.00", {"font_color": "#666666"}
        self.styles = {
            "text": book.add_format({}), "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "key": book.add_format({**grey, "italic": True}), "head": book.add_format({"bold": True, "bottom": 1}),
            "year": book.add_format({"bold": True, "bottom": 1, "num_format": "0"}),
            "given": book.add_format({"font_color": "#0645AD", "num_format": "#,##0.00####"}),
            "rate": book.add_format({"font_color": "#0645AD", "num_format": "0.0%"}),
            "money": book.add_format({"num_format": money}), "share": book.add_format({"num_format": "0.0%"}),
            "total": book.add_format({"num_format": money, "bold": True, "top": 1}),
            "plain": book.add_format({"num_format": "#,##0"}), "factor": book.add_format({"num_format": "0.0000"}),
        }  # fmt: skip
        self.sheets: dict[str, Sheet] = {}
        ledger = statements.ledger
        self.years = ledger.years
        self.last_line = max(1, len(ledger.lines))
        self.asset_rows = (1, len(ledger.assets))
        self.grant_rows = (1, len(ledger.investments))
        begin = len(ledger.investments) + 3
        self.loan_rows = (begin, begin + len(ledger.borrowings) - 1)

    def word(self, key: str) -> str:
        return hub_words()[key][self.lang]

    def sheet(self, key: str) -> Sheet:
        """A new sheet."""
        self.sheets[key] = Sheet(self.book, self.word(f"sheet_{key}"), self.styles)
        return self.sheets[key]

    def amount_col(self, t: int) -> int:
        """Column of a line's amount in a year; the total after the last one."""
        return LEFT + self.years + t

    def block(self, left: int, place: int, t: int) -> int:
        """Column of a year in one of several blocks of years, after `left` columns."""
        return left + place * self.years + t


def assumptions_sheet(frame: Frame) -> None:
    """Rates that may be changed, and the growth of prices by year."""
    sheet, ledger = frame.sheet("assumptions"), frame.statements.ledger
    plan = ledger.plan
    sheet.widths(44, 14)
    sheet.text(0, 0, plan.title.in_(frame.lang), "head")
    sheet.text(1, 0, frame.word("intro"))
    sheet.text(frame.start_row, 0, frame.word("start"))
    sheet.given(frame.start_row, 1, plan.start, "year")
    for k, name in enumerate(INDEXES):
        sheet.text(frame.rate_row + k, 0, frame.word(f"rate_{name}"))
        sheet.given(frame.rate_row + k, 1, ledger.rates[name], "rate")
        sheet.text(frame.index_row + k, 0, frame.word(f"rate_{name}"))
    sheet.text(frame.discount_rate_row, 0, frame.word("discount"))
    sheet.given(frame.discount_rate_row, 1, plan.discount, "rate")
    sheet.text(frame.contribution_row, 0, frame.word("contribution"))
    sheet.given(frame.contribution_row, 1, plan.contribution)
    sheet.text(frame.place_row, 0, frame.word("place"), "head")
    sheet.text(frame.discount_row, 0, frame.word("discount_factor"))
    for t in range(frame.years):
        col = 2 + t
        place = cell(frame.place_row, col, fixed="row")
        sheet.given(frame.place_row, col, t, "year")
        for k, name in enumerate(INDEXES):
            rate = cell(frame.rate_row + k, 1, fixed="both")
            value = float(growth(ledger.rates[name], t))
            sheet.formula(frame.index_row + k, col, f"(1+{rate})^{place}", value, "factor")
        rate = cell(frame.discount_rate_row, 1, fixed="both")
        sheet.formula(frame.discount_row, col, f"1/(1+{rate})^{place}", 1 / (1 + plan.discount) ** t, "factor")
    for k, words in enumerate(plan.assumptions):
        sheet.text(frame.discount_row + 3 + k, 0, words.in_(frame.lang))
    sheet.text(frame.discount_row + 2, 0, frame.word("assumption"), "head")
    sheet.text(frame.discount_row + 4 + len(plan.assumptions), 0, frame.word("limits"))


def lines_sheet(frame: Frame) -> None:
    """One row per line: unit price, quantity by year, amount by year = ROUND(quantity × price × growth, 2)."""
    sheet, ledger, rates = frame.sheet("lines"), frame.statements.ledger, frame.sheets["assumptions"]
    sheet.widths(13, 13, 32, 11, 11, 36, 9, 9, 12)
    sheet.freeze(1, 3)
    heads = ("kind", "service", "title", "payer", "payee", "source", "index", "by_use", "unit_price")
    for col, name in enumerate(heads):
        sheet.text(0, col, frame.word(name), "head")
    for t in range(frame.years):
        year = ledger.plan.start + t
        sheet.text(0, LEFT + t, f"{frame.word('quantity')} {year}", "head")
        sheet.text(0, frame.amount_col(t), f"{frame.word('amount')} {year}", "head")
    sheet.text(0, frame.amount_col(frame.years), frame.word("total"), "head")
    for row, line in enumerate(ledger.lines, start=1):
        title, source = line.title.in_(frame.lang), line.unit.source
        told = (line.kind, line.service, title, line.payer, line.payee, source, line.index)
        for col, text in enumerate(told):
            sheet.text(row, col, text)
        sheet.given(row, 7, int(line.use), "plain")
        sheet.given(row, PRICE, line.unit.eur)
        for t in range(frame.years):
            sheet.given(row, LEFT + t, line.quantity[t])
            index = rates.ref(frame.index_row + INDEXES.index(line.index), 2 + t)
            formula = f"ROUND({cell(row, LEFT + t)}*{cell(row, PRICE, fixed='col')}*{index},2)"
            sheet.formula(row, frame.amount_col(t), formula, ledger.amount(line, t) / 100)
        whole = sum(ledger.amount(line, t) for t in range(frame.years)) / 100
        across = f"SUM({cell(row, frame.amount_col(0))}:{cell(row, frame.amount_col(frame.years - 1))})"
        sheet.formula(row, frame.amount_col(frame.years), across, whole, "total")


def _spread(amount: str, over: str, elapsed: str) -> str:
    return f"ROUND({amount}*MIN(MAX({elapsed},0),{over})/{over},2)"


def _heads(frame: Frame, sheet: Sheet, row: int, names: tuple[str, ...], blocks: tuple[str, ...]) -> None:
    for col, name in enumerate(names):
        sheet.text(row, col, frame.word(name), "head")
    for place, name in enumerate(blocks):
        for t in range(frame.years):
            year = frame.statements.ledger.plan.start + t
            sheet.text(row, frame.block(len(names), place, t), f"{frame.word(name)} {year}", "head")


def assets_sheet(frame: Frame) -> None:
    """One row per purchase: price paid, residual value, and by year depreciation, value, purchase and sale."""
    sheet, ledger, rates = frame.sheet("assets"), frame.statements.ledger, frame.sheets["assumptions"]
    sheet.widths(13, 32, 36)
    named = ("service", "title", "source", "count", "unit_price", "first", "life", "residual")
    names = (*named, "price", "residual_value")
    _heads(frame, sheet, 0, names, ("depreciation", "fixed", "bought", "sold"))
    for row, asset in enumerate(ledger.assets, start=1):
        for col, text in enumerate((asset.service, asset.title.in_(frame.lang), asset.unit.source)):
            sheet.text(row, col, text)
        numbers: list[float | Decimal] = [asset.count, asset.unit.eur, asset.first, asset.life, asset.residual]
        for col, number in enumerate(numbers, start=3):
            sheet.given(row, col, number)
        count, unit, first, life, share, price, left = (cell(row, col, fixed="col") for col in range(3, 10))
        rate = rates.ref(frame.rate_row + 1, 1)
        paid, sold = ledger.bought(asset), ledger.sold(asset)
        sheet.formula(row, 8, f"ROUND({count}*{unit}*(1+{rate})^{first},2)", paid / 100)
        sheet.formula(row, 9, f"ROUND({price}*{share},2)", sold / 100)
        for t in range(frame.years):
            after, before = (_spread(f"({price}-{left})", life, f"{t + k}-{first}") for k in (1, 0))
            elapsed = t - asset.first
            worn = ledger.worn(asset, elapsed + 1) - ledger.worn(asset, elapsed)
            inside = asset.first <= t < asset.first + asset.life
            value = paid - ledger.worn(asset, elapsed + 1) if inside else 0
            sheet.formula(row, frame.block(10, 0, t), f"{after}-{before}", worn / 100)
            formula = f"IF({t}>={first},IF({t}<{first}+{life},{price}-{after},0),0)"
            sheet.formula(row, frame.block(10, 1, t), formula, value / 100)
            sheet.formula(row, frame.block(10, 2, t), f"IF({t}={first},{price},0)", paid / 100 if elapsed == 0 else 0)
            gone = sold / 100 if elapsed == asset.life else 0
            sheet.formula(row, frame.block(10, 3, t), f"IF({t}={first}+{life},{left},0)", gone)


def finance_sheet(frame: Frame) -> None:
    """Grants, then loans: by year received, taken into income, left; drawn, interest, paid back, left."""
    sheet, ledger = frame.sheet("finance"), frame.statements.ledger
    sheet.widths(32, 14)
    _heads(frame, sheet, 0, ("grants", "payer", "amount", "first", "over"), ("received", "grants", "deferred"))
    for row, grant in enumerate(ledger.investments, start=1):
        sheet.text(row, 0, grant.title.in_(frame.lang))
        sheet.text(row, 1, grant.payer)
        for col, number in enumerate((grant.amount / 100, grant.first, grant.over), start=2):
            sheet.given(row, col, number)
        amount, first, over = (cell(row, col, fixed="col") for col in (2, 3, 4))
        for t in range(frame.years):
            after, before = (_spread(amount, over, f"{t + k}-{first}") for k in (1, 0))
            one, other = (spread(grant.amount, grant.over, t - grant.first + k) for k in (1, 0))
            came = grant.amount / 100 if t == grant.first else 0
            sheet.formula(row, frame.block(5, 0, t), f"IF({t}={first},{amount},0)", came)
            sheet.formula(row, frame.block(5, 1, t), f"{after}-{before}", (one - other) / 100)
            left = (grant.amount - one) / 100 if t >= grant.first else 0
            sheet.formula(row, frame.block(5, 2, t), f"IF({t}>={first},{amount}-{after},0)", left)
    top = frame.loan_rows[0]
    _heads(frame, sheet, top - 1, ("drawn", "rate", "amount", "first", "over"), ("drawn", "interest", "repaid", "owed"))
    for row, loan in enumerate(ledger.borrowings, start=top):
        sheet.text(row, 0, loan.title.in_(frame.lang))
        sheet.given(row, 1, loan.rate, "rate")
        for col, number in enumerate((loan.amount / 100, loan.first, loan.over), start=2):
            sheet.given(row, col, number)
        rate, amount, first, over = (cell(row, col, fixed="col") for col in (1, 2, 3, 4))
        for t in range(frame.years):
            after, before = (_spread(amount, over, f"{t + k}-{first}") for k in (1, 0))
            drawn = loan.amount / 100 if t == loan.first else 0
            sheet.formula(row, frame.block(5, 0, t), f"IF({t}={first},{amount},0)", drawn)
            asked = f"IF({t}>={first},IF({t}<{first}+{over},ROUND(({amount}-{before})*{rate},2),0),0)"
            sheet.formula(row, frame.block(5, 1, t), asked, interest(loan, t) / 100)
            sheet.formula(row, frame.block(5, 2, t), f"{after}-{before}", spread_back(loan, t) / 100)
            owed = (loan.amount - spread(loan.amount, loan.over, t - loan.first + 1)) / 100 if t >= loan.first else 0
            sheet.formula(row, frame.block(5, 3, t), f"IF({t}>={first},{amount}-{after},0)", owed)
