"""The sheet on employers' plans: who gives up a place, what each gains, what is made good, what the employer keeps."""

from __future__ import annotations

from collections.abc import Sequence

from portee.hubs.accounts.employer import EmployerResult
from portee.reports.hub_ledger_sheets import Frame
from portee.reports.hub_sheets import Sheet, cell

__all__ = ["employers_sheet"]

TERMS = ("place_cost", "cash_out", "allowance", "parking_fee", "running_cost", "protected")
GIVEN = ("group", "persons", "parks", "sustainable", "cost_now", "cost_other", "allowance_now", "share_takers")
FOUND = ("offered", "taker_gain", "keeper_change", "compensation", "takers", "paid")


def employers_sheet(frame: Frame, employers: Sequence[EmployerResult], taker_share: float) -> None:
    """One block per plan: its terms, its groups, and the balance of the employer."""
    if not employers:
        return
    sheet, row = frame.sheet("employers"), 0
    sheet.widths(34)
    for found in employers:
        row = _plan(frame, sheet, row, found, taker_share) + 2


def _plan(frame: Frame, sheet: Sheet, top: int, found: EmployerResult, taker_share: float) -> int:
    plan, cents = found.plan, 100
    sheet.text(top, 0, plan.title.in_(frame.lang), "head")
    terms = (plan.place, plan.cash_out, plan.allowance, plan.parking_fee, plan.running, float(plan.protected))
    for k, (name, value) in enumerate(zip(TERMS, terms, strict=True)):
        sheet.text(top + 1 + k, 0, frame.word(name))
        sheet.given(top + 1 + k, 1, value)
    place, cash, allowance, fee, running, protected = (cell(top + 1 + k, 1, fixed="both") for k in range(6))
    heads = top + 8
    for col, name in enumerate((*GIVEN, *FOUND)):
        sheet.text(heads, col, frame.word(name), "head")
    for row, each in enumerate(found.groups, start=heads + 1):
        group = each.group
        share = taker_share if group.takers is None else group.takers
        sheet.text(row, 0, group.title.in_(frame.lang))
        numbers: list[float] = [
            group.people, group.parks, group.sustainable, group.cost_now, group.cost_other, group.allowance_now, share
        ]  # fmt: skip
        for col, number in enumerate(numbers, start=1):
            sheet.given(row, col, number)
        people, parks, sustainable, now, other, before, takes = (cell(row, col) for col in range(1, 8))
        offered, gain, keeps, made_good, takers = (cell(row, col) for col in range(8, 13))
        kept = f"IF({sustainable}=1,{allowance},0)-{before}-IF({parks}=1,ROUND({fee}*12,2),0)"
        formulas = (
            f"ROUND({cash}*12,2)+IF({protected}=1,MAX({allowance},{before}),{allowance})-{before}",
            f"{offered}-({other}-{now})",
            f"{kept}+{made_good}",
            f"IF({protected}=1,MAX(0,-({kept})),0)",
            f"IF({parks}=1,IF(ROUND({gain}-{keeps},2)>=0,INT(ROUND({people}*{takes},6)),0),0)",
            f"{takers}*{offered}+({people}-{takers})*{keeps}",
        )
        values = (
            each.offered / cents, each.taker_gain / cents, each.keeper_change / cents, each.compensation / cents,
            each.takers, each.paid / cents,
        )  # fmt: skip
        for col, (formula, value) in enumerate(zip(formulas, values, strict=True), start=8):
            sheet.formula(row, col, formula, value, "plain" if col == 12 else "money")
    last = heads + len(found.groups)
    takers, paid = (f"SUM({cell(heads + 1, col)}:{cell(last, col)})" for col in (12, 13))
    sheet.text(last + 1, 0, frame.word("employer_balance"), "total")
    sheet.formula(last + 1, 1, f"{takers}*{place}-({paid})-{running}", found.employer / cents, "total")
    return last + 1
