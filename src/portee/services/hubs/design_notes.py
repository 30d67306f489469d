"""What a reader of the design of a hub must know with its figures: every assumption has its place here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.parameters import Figures
from portee.hubs.demand.assumptions import MODELLED, demand_parameters
from portee.hubs.demand.prices import open_tariffs
from portee.hubs.demand.sensitivity import Swing
from portee.services.hubs.design_asked import ToDesign

__all__ = ["notes_of"]

Floats = npt.NDArray[np.float64]
BUSY = 0.5
"""Share of the hours open in which vehicles are out, on average, above which there will often be none."""
FAR = 4.0
"""How many times more or less is told as far off."""
DAYS = 365.25


def notes_of(
    to: ToDesign, people: Floats, totals: pl.DataFrame, swings: Sequence[Swing], short: Mapping[str, float],
    unknown: Sequence[str], others: Sequence[str],
) -> tuple[str, ...]:  # fmt: skip
    """Remarks, the weightiest first."""
    found = [
        *_sure(swings), *_people(people), *_services(to),
        "Vehicles cap nothing in these figures: whether there are enough of them is for the simulation of the hub.",
        *_compared(to, totals), *_busy(to, totals), *_short(short), *_limits(),
    ]  # fmt: skip
    if unknown:
        found.append(f"Not known of some profiles, who are counted as unable: {'; '.join(unknown)}.")
    return tuple(dict.fromkeys((*found, *others)))


def _sure(swings: Sequence[Swing]) -> list[str]:
    unchecked = sum(not swing.assumption.checked for swing in swings)
    first = next(iter(swings), None)
    told = [f"Of {len(swings)} assumptions with bounds, {unchecked} were not read at a source that gives them."]
    if first is not None:
        a = first.assumption
        told.append(
            f"What matters most is '{a.name}': from {a.low:g} to {a.high:g} {a.unit}, trips go from "
            f"{first.low.sum():.0f} to {first.high.sum():.0f} a year."
        )
    return [*told, "None of it was calibrated on counts of the place: orders of magnitude, to compare designs with."]


def _people(people: Floats) -> list[str]:
    return [
        f"{people.sum():.0f} people whom a profile stands for live within a walk of the hub; other residents, people "
        "who work there and visitors are not counted.",
        "Residents are those of the grid: dwellings planned or built since are not in it.",
    ]


def _services(to: ToDesign) -> list[str]:
    rest = [service.id for service in to.plan.services if service.kind not in MODELLED]
    firms = [
        f"{service.id} ({tariff.id})" for service in to.plan.services if service.kind in MODELLED
        for tariff in service.tariffs if tariff not in open_tariffs(service.tariffs, solidarity=True)
    ]  # fmt: skip
    told = []
    if rest:
        told.append(f"The use of {', '.join(rest)} is not modelled: what the file says of it stays.")
    if firms:
        told.append(f"Tariffs that residents do not pay are not modelled: {', '.join(firms)}.")
    return told


def _busy(to: ToDesign, totals: pl.DataFrame) -> list[str]:
    told = []
    for service in to.plan.services:
        rows = totals.filter((pl.col("service") == service.id) & (pl.col("vehicles") > 0))
        if not len(rows) or service.kind == "bike_loan":
            continue
        hours = float((rows["trips_year"] * rows["hours_trip"]).sum())
        open_hours = float(rows["vehicles"][0]) * service.open_hours * DAYS / 7
        if open_hours and hours / open_hours > BUSY:
            told.append(
                f"The vehicles of {service.id} would be out {100 * hours / open_hours:.0f} % of the hours open: people "
                "will often find none."
            )
    return told


def _compared(to: ToDesign, totals: pl.DataFrame) -> list[str]:
    """The model beside what the file says and beside what is usual."""
    told = []
    for row in totals.iter_rows(named=True):
        written, found = row["written_trips_year"], row["trips_year"]
        if written and not written / FAR <= found <= written * FAR:
            told.append(
                f"The file says {written:.0f} trips a year of {row['service']} ({row['tariff']}), the model "
                f"{found:.0f}: one of them is far off, or others than residents use it."
            )
    for service in to.plan.services:
        rows = totals.filter((pl.col("service") == service.id) & (pl.col("vehicles") > 0))
        if service.kind != "shared_car" or not len(rows):
            continue
        usual = Figures(demand_parameters(), to.plan.figures_on).number("hub_demand.members_per_car")
        told.append(
            f"{service.id} would have {rows['members'].sum() / rows['vehicles'][0]:.1f} members a car among residents; "
            f"shared cars of France have {usual:.0f} active users each."
        )
    return told


def _short(short: Mapping[str, float]) -> list[str]:
    return [
        f"The plan has {100 * part:.0f} % of the modelled use of {id}: its vehicles have no more hours."
        for id, part in short.items()
    ]


def _limits() -> list[str]:
    return [
        "The way back is as long as the way there; a hire lasts until one is back, and goes nowhere else.",
        "Places outside the network draw nobody here; no ride as a passenger in a private car is counted today.",
        "Walks are those of searches at 3.6 km/h, longer for slower people; steps keep nobody out.",
    ]
