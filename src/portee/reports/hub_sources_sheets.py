"""The sheets on owning a vehicle, with its kilometres of break-even, and on the figures that everything rests on."""

from __future__ import annotations

from collections.abc import Sequence

from portee.hubs.accounts.ownership import Ownership, break_even_km
from portee.reports.hub_ledger_sheets import Frame
from portee.reports.hub_sheets import cell

__all__ = ["named", "ownership_sheet", "sources_sheet"]

PARTS = ("value_lost", "rent", "insurance", "inspection", "energy", "upkeep")
KM_SHOWN = 12_000
"""Kilometres a year first shown; a blue cell."""


def named(frame: Frame, owned: Ownership) -> str:
    """A vehicle and how it is had, in words."""
    kind = frame.word(f"kind_{owned.kind}")
    return kind if owned.kind in ("e_bike", "bicycle") else f"{kind}, {frame.word(f'how_{owned.how}')}"


def ownership_sheet(frame: Frame, owned: Sequence[Ownership]) -> None:
    """Cost of each vehicle in a year, and where each two of them cost the same."""
    sheet = frame.sheet("ownership")
    sheet.widths(30)
    heads = ("vehicle", "value_lost", "rent", "insurance", "inspection", "energy_km", "upkeep", "fixed_cost", "per_km")
    sheet.text(0, 0, frame.word("km_year"))
    sheet.given(0, 1, KM_SHOWN)
    for col, name in enumerate((*heads, "cost_year")):
        sheet.text(2, col, frame.word(name), "head")
    for k, each in enumerate(owned):
        row = 3 + k
        sheet.text(row, 0, named(frame, each))
        for col, part in enumerate(PARTS, start=1):
            sheet.given(row, col, getattr(each, part))
        sheet.formula(row, 7, f"SUM({cell(row, 1)}:{cell(row, 4)})", each.fixed)
        sheet.formula(row, 8, f"{cell(row, 5)}+{cell(row, 6)}", each.per_km, "factor")
        sheet.formula(row, 9, f"{cell(row, 7)}+{cell(row, 8)}*{cell(0, 1, fixed='both')}", each.year(KM_SHOWN))
    top = 3 + len(owned) + 2
    sheet.text(top - 1, 0, frame.word("break_even"), "head")
    for k, one in enumerate(owned):
        sheet.text(top, 1 + k, named(frame, one), "head")
        sheet.text(top + 1 + k, 0, named(frame, one))
        for j, other in enumerate(owned):
            fixed = f"({cell(3 + k, 7, fixed='both')}-{cell(3 + j, 7, fixed='both')})"
            slope = f"({cell(3 + j, 8, fixed='both')}-{cell(3 + k, 8, fixed='both')})"
            km = break_even_km(one, other)
            formula = f'IF({slope}=0,"–",IF({fixed}/{slope}>0,{fixed}/{slope},"–"))'
            sheet.formula(top + 1 + k, 1 + j, formula, "–" if km is None else km, "plain")


def sources_sheet(frame: Frame) -> None:
    """Figures of Portée that were read: value, date, source, whether checked or out of date."""
    sheet = frame.sheet("sources")
    sheet.widths(34, 30, 16, 12, 60, 10, 10, 60)
    heads = ("figure", "value", "unit", "since", "source", "checked", "expired", "address")
    for col, name in enumerate(heads):
        sheet.text(0, col, frame.word(name), "head")
    for row, read in enumerate(frame.statements.ledger.figures, start=1):
        value = read["value"]
        told = ", ".join(f"{key}: {each:g}" for key, each in value.items()) if isinstance(value, dict) else f"{value:g}"
        answers = [frame.word("yes_" if read[key] else "no_") for key in ("checked", "expired")]
        texts = [read["parameter"], told, read["unit"], read["from"], read["source"], *answers, read["url"] or ""]
        for col, text in enumerate(texts):
            sheet.text(row, col, text)
