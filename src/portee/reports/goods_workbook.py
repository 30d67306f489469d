"""Rounds of goods as a spreadsheet with live formulas: change a blue cell, and the cost per parcel follows.

Each round costs its vehicle's day, kilometres and hours; sites cost their day. Per parcel, and the difference to vans,
are computed from these cells.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portee.reports.fluent import say
from portee.reports.hub_sheets import Sheet, cell

__all__ = ["BookRound", "BookSite", "BookVehicle", "GoodsBook", "goods_workbook"]

CREATED = datetime(2026, 1, 1)
"""A fixed date inside the file: the same answer gives the same bytes."""


@dataclass(frozen=True)
class BookVehicle:
    """What a kind of vehicle costs and emits: euros a day, a kilometre, an hour; grams; share of insertion work."""

    id: str
    cost_day: float
    cost_km: float
    cost_hour: float
    g_co2e_km: float
    insertion: float


@dataclass(frozen=True)
class BookRound:
    """A round. case: "plan" or "vans". start, end: times of day. The rest are its figures."""

    case: str
    vehicle: str
    number: int
    start: str
    end: str
    stops: int
    parcels: int
    km: float
    hours: float
    kerb_min: float
    noise_h: float


@dataclass(frozen=True)
class BookSite:
    """A site. cases: those that pay for it."""

    id: str
    kind: str
    cost_day: float
    cases: tuple[str, ...]


@dataclass(frozen=True)
class GoodsBook:
    """All that is in the file.

    Attributes:
        title: of it. cases: "plan", and "vans" where these are beside it.
        parcels: delivered and picked up, by case. days_year, hours_full_time: of jobs.
        stops: table of stops, its first row the heads. left: of orders in no round, the same.
        assumptions: sentences. figures: name, source, whether it was checked.
    """

    title: str
    cases: tuple[str, ...]
    vehicles: tuple[BookVehicle, ...]
    rounds: tuple[BookRound, ...]
    sites: tuple[BookSite, ...]
    parcels: dict[str, int]
    days_year: float
    hours_full_time: float
    stops: Sequence[Sequence[str | float]]
    left: Sequence[Sequence[str | float]]
    assumptions: Sequence[str]
    figures: Sequence[tuple[str, str, str]]


def goods_workbook(book: GoodsBook, lang: str) -> bytes:
    """An .xlsx, from the comparison and its inputs to rounds, sites, stops, assumptions and sources."""
    import xlsxwriter

    made = io.BytesIO()
    file = xlsxwriter.Workbook(made, {"in_memory": True})
    file.set_properties({"title": book.title, "author": "Portée", "created": CREATED})
    file.set_calc_mode("auto")
    styles = {
        "text": file.add_format({}), "head": file.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "given": file.add_format({"font_color": "#0645AD", "num_format": "#,##0.00####"}),
        "figure": file.add_format({"num_format": "#,##0.00"}), "fine": file.add_format({"num_format": "0.0000"}),
        "whole": file.add_format({"num_format": "#,##0"}),
        "wrap": file.add_format({"text_wrap": True, "valign": "top"}),
    }  # fmt: skip
    named = {
        id: Sheet(file, say(lang, f"goods-book-{id}"), styles)
        for id in ("compared", "vehicles", "sites", "rounds", "stops", "left", "assumptions", "figures")
    }
    _vehicles(named["vehicles"], book, lang)
    _sites(named["sites"], book, lang)
    _rounds(named["rounds"], named["vehicles"], book, lang)
    _compared(named, book, lang)
    for id, rows in (("stops", book.stops), ("left", book.left)):
        _table(named[id], rows)
    for row, text in enumerate((say(lang, "goods-book-intro"), *book.assumptions)):
        named["assumptions"].text(row, 0, text, "wrap")
    named["assumptions"].widths(120)
    heads = tuple(say(lang, f"goods-data-{id}") for id in ("figure", "source", "checked"))
    _table(named["figures"], (heads, *book.figures))
    named["figures"].widths(60, 60, 10)
    file.close()
    return made.getvalue()


def _head(sheet: Sheet, names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        sheet.text(0, place, name, "head")
    sheet.freeze(1, 1)


def _table(sheet: Sheet, rows: Sequence[Sequence[str | float]]) -> None:
    if not rows:
        return
    _head(sheet, [str(name) for name in rows[0]])
    sheet.widths(26, *[14] * (len(rows[0]) - 1))
    for at, row in enumerate(rows[1:], 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.text(at, place, value)
            else:
                sheet.given(at, place, value, "figure")


def _vehicles(sheet: Sheet, book: GoodsBook, lang: str) -> None:
    names = ("vehicle", "cost-day", "book-cost-km", "book-cost-hour", "book-g-km", "book-insertion")
    _head(sheet, [say(lang, f"goods-{name}") for name in names])
    sheet.widths(28, 12, 12, 12, 14, 14)
    for row, one in enumerate(book.vehicles, 1):
        sheet.text(row, 0, one.id)
        for place, value in enumerate((one.cost_day, one.cost_km, one.cost_hour, one.g_co2e_km, one.insertion), 1):
            sheet.given(row, place, value)


def _sites(sheet: Sheet, book: GoodsBook, lang: str) -> None:
    _head(sheet, [say(lang, f"goods-{name}") for name in ("site", "kind", "cost-day", *book.cases)])
    sheet.widths(28, 14, 12, 10, 10)
    for row, one in enumerate(book.sites, 1):
        sheet.text(row, 0, one.id)
        sheet.text(row, 1, one.kind)
        sheet.given(row, 2, one.cost_day)
        for place, case in enumerate(book.cases, 3):
            paid = float(case in one.cases)
            sheet.formula(row, place, f"{cell(row, 2)}*{paid:g}", one.cost_day * paid, "figure")


ROUND_COLUMNS = ("case", "vehicle", "number", "start", "end", "stops", "parcels", "km", "hours", "kerb_min", "noise_h")
COST, GRAMS, INSERTION = len(ROUND_COLUMNS), len(ROUND_COLUMNS) + 1, len(ROUND_COLUMNS) + 2
KM, HOURS, KERB, NOISE = 7, 8, 9, 10


def _rounds(sheet: Sheet, vehicles: Sheet, book: GoodsBook, lang: str) -> None:
    ids = ("book-case", "vehicle", "book-number", "starts", "ends", "stops", "parcels", "km", "figure-driver_h",
           "figure-kerb_min", "figure-noise_h", "cost", "figure-g_co2e", "figure-insertion_h")  # fmt: skip
    _head(sheet, [say(lang, f"goods-{id}") for id in ids])
    sheet.widths(10, 28, 8, 8, 8, *[11] * 9)
    last = len(book.vehicles)
    known = {one.id: one for one in book.vehicles}

    def of(row: int, place: int) -> str:
        return f"SUMIF({vehicles.area(0, 1, last)},{cell(row, 1)},{vehicles.area(place, 1, last)})"

    for row, one in enumerate(book.rounds, 1):
        for place, name in enumerate(ROUND_COLUMNS):
            value: Any = getattr(one, name)
            if name == "case":
                sheet.text(row, place, say(lang, f"goods-{value}"))
            elif isinstance(value, str):
                sheet.text(row, place, value)
            else:
                sheet.given(row, place, value, "whole" if isinstance(value, int) else "figure")
        own, km, hours = known[one.vehicle], cell(row, KM), cell(row, HOURS)
        cost = own.cost_day + one.km * own.cost_km + one.hours * own.cost_hour
        sheet.formula(row, COST, f"{of(row, 1)}+{km}*{of(row, 2)}+{hours}*{of(row, 3)}", cost, "figure")
        sheet.formula(row, GRAMS, f"{km}*{of(row, 4)}", one.km * own.g_co2e_km, "figure")
        sheet.formula(row, INSERTION, f"{hours}*{of(row, 5)}", one.hours * own.insertion, "figure")


def _compared(named: dict[str, Sheet], book: GoodsBook, lang: str) -> None:
    sheet, rounds, sites = named["compared"], named["rounds"], named["sites"]
    both = len(book.cases) > 1
    ids = [f"total-{case}" for case in book.cases] + list(book.cases) + (["difference"] if both else [])
    _head(sheet, [say(lang, "goods-figure"), *(say(lang, f"goods-{id}") for id in ids)])
    sheet.widths(40, *[16] * len(ids))
    sheet.text(1, 0, say(lang, "goods-parcels"))
    count = len(book.cases)
    for place, case in enumerate(book.cases, 1):
        sheet.given(1, place, book.parcels[case], "whole")
    last = len(book.rounds)
    totals = _totals(book)
    figures = (
        ("cost", COST), ("g_co2e", GRAMS), ("km", KM), ("kerb_min", KERB), ("noise_h", NOISE), ("driver_h", HOURS),
        ("insertion_h", INSERTION),
    )  # fmt: skip
    for row, (name, column) in enumerate(figures, 2):
        sheet.text(row, 0, say(lang, f"goods-figure-{name}"))
        for place, case in enumerate(book.cases, 1):
            label = say(lang, f"goods-{case}")
            formula = f'SUMIF({rounds.area(0, 1, last)},"{label}",{rounds.area(column, 1, last)})'
            if name == "cost":
                formula += f"+SUM({sites.area(2 + place, 1, len(book.sites))})"
            sheet.formula(row, place, formula, totals[case][name], "figure")
            parcels = book.parcels[case]
            per = totals[case][name] / parcels if parcels else 0.0
            at = cell(1, place)
            sheet.formula(row, count + place, f"IF({at}>0,{cell(row, place)}/{at},0)", per, "fine")
        if both:
            one, other = cell(row, count + 1), cell(row, count + 2)
            between = [totals[case][name] / book.parcels[case] if book.parcels[case] else 0.0 for case in book.cases]
            sheet.formula(row, 2 * count + 1, f"{one}-{other}", between[0] - between[1], "fine")
    row = len(figures) + 3
    for id, value in (("days", book.days_year), ("full-time", book.hours_full_time)):
        sheet.text(row, 0, say(lang, f"goods-book-{id}"))
        sheet.given(row, 1, value)
        row += 1
    sheet.text(row, 0, say(lang, "goods-figure-jobs"))
    hours = 2 + [name for name, _ in figures].index("driver_h")
    for place, case in enumerate(book.cases, 1):
        jobs = totals[case]["driver_h"] * book.days_year / book.hours_full_time
        formula = f"{cell(hours, place)}*{cell(row - 2, 1, fixed='both')}/{cell(row - 1, 1, fixed='both')}"
        sheet.formula(row, place, formula, jobs, "figure")


def _totals(book: GoodsBook) -> dict[str, dict[str, float]]:
    """What the formulas give, by case and figure."""
    known = {one.id: one for one in book.vehicles}
    found = {}
    for case in book.cases:
        own = [one for one in book.rounds if one.case == case]
        costs = [known[one.vehicle] for one in own]
        pairs = list(zip(own, costs, strict=True))
        found[case] = {
            "cost": sum(v.cost_day + one.km * v.cost_km + one.hours * v.cost_hour for one, v in pairs)
            + sum(site.cost_day for site in book.sites if case in site.cases),
            "g_co2e": sum(one.km * v.g_co2e_km for one, v in pairs), "km": sum(one.km for one in own),
            "kerb_min": sum(one.kerb_min for one in own), "noise_h": sum(one.noise_h for one in own),
            "driver_h": sum(one.hours for one in own),
            "insertion_h": sum(one.hours * v.insertion for one, v in pairs),
        }  # fmt: skip
    return found
