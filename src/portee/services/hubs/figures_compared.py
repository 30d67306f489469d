"""The figures by which hubs are compared, each for doing nothing and for every design, with why it is what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portee.services.hubs.case import HubCase

__all__ = ["FIGURES", "ComparedFigure", "compared_figures"]

CENTS, MINUTES = 100.0, 60.0
Part = tuple[str, str, int, Callable[[HubCase], float | None]]
AXES = ("physical", "digital", "democratic")

FIGURES = (
    "modelled_trips", "modelled_low", "modelled_high", "unmet_trips", "gaining", "surplus", "saved", "hours_saved",
    "service_level", "trips", "beneficiaries", "cost_per_trip", "tariffs_per_trip", "public_per_trip", "coverage",
    "result_last", "present_result", "lowest_cash", "level_physical", "level_digital", "level_democratic", "served_all",
    "offline_all", "left_out",
)  # fmt: skip
"""Names of all figures, each of which has its words. The first ones are there only where demand was computed."""


@dataclass(frozen=True)
class ComparedFigure:
    """One figure. name: key of its words. unit: of the values. decimals: to tell. values: doing nothing first.

    None is a figure that does not exist: nothing to divide by, or nothing that tells.
    """

    name: str
    unit: str
    decimals: int
    values: tuple[float | None, ...]


def compared_figures(cases: Sequence[HubCase]) -> tuple[ComparedFigure, ...]:
    """Figures of doing nothing and of the designs, in the order in which they are read.

    Args:
        cases: doing nothing first.
    """
    designed: list[Part] = [
        ("modelled_trips", "trips/year", 0, _modelled),
        ("modelled_low", "trips/year", 0, _interval("trips_year_p05")),
        ("modelled_high", "trips/year", 0, _interval("trips_year_p95")),
        ("unmet_trips", "trips/year", 0, _unmet),
        ("gaining", "persons", 0, _gaining),
        ("surplus", "EUR/month", 0, _gained("surplus_eur_month")),
        ("saved", "EUR/month", 0, _gained("eur_saved_month")),
        ("hours_saved", "hours/month", 0, _gained("minutes_saved_month", 1 / MINUTES)),
    ]
    simulated: list[Part] = [("service_level", "share", 3, _service_level)]
    parts: list[Part] = [
        *(designed if any(case.designed for case in cases) else ()),
        *(simulated if any(case.simulated for case in cases) else ()),
        ("trips", "trips/year", 0, _trips),
        ("beneficiaries", "persons", 0, _persons),
        ("cost_per_trip", "EUR/trip", 2, lambda case: case.accounts.ratios.cost_per_trip),
        ("tariffs_per_trip", "EUR/trip", 2, lambda case: case.accounts.ratios.tariffs_per_trip),
        ("public_per_trip", "EUR/trip", 2, lambda case: case.accounts.ratios.public_per_trip),
        ("coverage", "share", 2, lambda case: case.accounts.ratios.coverage),
        ("result_last", "EUR/year", 0, lambda case: case.accounts.statements.years[-1].result / CENTS),
        ("present_result", "EUR", 0, lambda case: case.accounts.ratios.present_result),
        ("lowest_cash", "EUR", 0, lambda case: case.accounts.lowest_cash / CENTS),
        *((f"level_{axis}", "level", 0, _level(axis)) for axis in AXES),
        ("served_all", "share", 3, lambda case: _part(case, case.reach.served_all)),
        ("offline_all", "share", 3, lambda case: _part(case, case.reach.offline_all)),
        ("left_out", "share", 3, _left_out),
    ]
    return tuple(
        ComparedFigure(name, unit, decimals, tuple(of(case) for case in cases)) for name, unit, decimals, of in parts
    )


def _trips(case: HubCase) -> float:
    ledger = case.accounts.statements.ledger
    return float(sum(each[-1] for each in ledger.trips.values()))


def _persons(case: HubCase) -> float:
    ledger = case.accounts.statements.ledger
    return float(sum(each[-1] for each in ledger.people.values()))


def _level(axis: str) -> Callable[[HubCase], float]:
    return lambda case: float(case.level(axis))


def _part(case: HubCase, persons: float) -> float | None:
    return persons / case.reach.persons if case.reach.persons else None


def _left_out(case: HubCase) -> float | None:
    """Persons left out of one service at least for want of a telephone or of a way to pay."""
    left = {found.profile for found in case.reach.left_out}
    return _part(case, sum(case.reach.people[id] for id in left))


def _modelled(case: HubCase) -> float | None:
    return 0.0 if case.nothing else None if case.designed is None else case.designed.trips_year


def _unmet(case: HubCase) -> float | None:
    return 0.0 if case.nothing else None if case.designed is None else case.designed.unmet_trips_year


def _interval(column: str) -> Callable[[HubCase], float | None]:
    def of(case: HubCase) -> float | None:
        if case.nothing or case.designed is None:
            return 0.0 if case.nothing else None
        rows = case.designed.intervals.filter(case.designed.intervals["service"] == "")
        return float(rows[column][0]) if len(rows) else None

    return of


def _gaining(case: HubCase) -> float | None:
    """Residents whose profile gains anything."""
    if case.nothing or case.designed is None:
        return 0.0 if case.nothing else None
    gains = case.designed.gains
    return float(gains.filter(gains["surplus_eur_month"] > 0)["people"].sum())


def _gained(column: str, times: float = 1.0) -> Callable[[HubCase], float | None]:
    def of(case: HubCase) -> float | None:
        if case.nothing or case.designed is None:
            return 0.0 if case.nothing else None
        return float(case.designed.gains[column].sum()) * times

    return of


def _service_level(case: HubCase) -> float | None:
    """Share of all users simulated who were served."""
    if case.simulated is None:
        return None
    everyone = [result.everyone for result in case.simulated.results]
    users = sum(each.users for each in everyone)
    return sum(each.users * each.served.mean for each in everyone) / users if users else None
