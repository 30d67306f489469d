"""Modal shares as tables: a row by case, group and mode; a row by origin; and what the columns mean."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from portee.indicators.mode_choice import MODES
from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.scenarios.scenario import Scenario
from portee.services.modal.compute import ModalCase, ModalResult
from portee.services.modal.figures import ModalFigures
from portee.services.record import result_record
from portee.territory.places import Places

if TYPE_CHECKING:
    import geopandas

__all__ = ["BASE", "modal_docs", "modal_frame", "modal_record", "zone_docs", "zone_frame"]

BASE = "base"
"""Name of the base in the column of scenarios."""

CAR = MODES.index("car")
POINTS = 100.0

COLUMNS = {
    "scenario": ("nom du scénario, base pour l'existant", "name of the scenario, base for what exists"),
    "year": ("année, vide sans série", "year, empty without a series"),
    "group": (
        "groupe d'habitants ; all : tout le monde ; with a car, without a car : avec et sans voiture",
        "group of residents; all: everybody; with a car, without a car: as it says",
    ),
    "mode": (
        "mode : walk marche, bicycle vélo, public_transport transports en commun, car voiture", "mode of travelling",
    ),
    "share": ("part des trajets, de 0 à 1", "share of the trips, 0 to 1"),
    "trips": ("trajets par jour", "trips a day"),
    "person_km": ("kilomètres parcourus par les personnes, par jour", "kilometres that people travel, a day"),
    "vehicle_km": ("kilomètres parcourus par les voitures, par jour", "kilometres that cars drive, a day"),
    "co2_kg": ("gaz à effet de serre, kg équivalent CO2 par jour", "greenhouse gases, kg of CO2 equivalent a day"),
    "change_points": ("part moins celle de la base, en points", "share less that of the base, points"),
    "change_vehicle_km": ("kilomètres des voitures moins ceux de la base", "kilometres of cars less those of the base"),
    "change_co2_kg": ("gaz à effet de serre moins ceux de la base, kg", "greenhouse gases less those of the base, kg"),
    "target_share": ("part visée par le plan cette année-là, de 0 à 1", "share the plan aims at that year, 0 to 1"),
    "gap_points": ("part moins la part visée, en points", "share less the one aimed at, points"),
}  # fmt: skip
"""Meaning of each column, in French and in English."""

ZONES = {
    "base": ("part des trajets de l'origine avant, de 0 à 1", "share of the origin's trips before, 0 to 1"),
    "scenario": (
        "part des trajets de l'origine après le dernier scénario, de 0 à 1",
        "share of the origin's trips after the last scenario, 0 to 1",
    ),
    "change": ("après moins avant, en points", "after less before, points"),
}  # fmt: skip


def modal_docs(lang: str) -> dict[str, str]:
    """What each column of `modal_frame` means."""
    return {name: texts[0 if lang == "fr" else 1] for name, texts in COLUMNS.items()}


def modal_frame(result: ModalResult) -> pl.DataFrame:
    """One row by case, group and mode: the base first; what is not known is null."""
    rows = [row for case in result.all_cases for row in _rows(result, case)]
    kinds = {"scenario": pl.String, "year": pl.Int64, "group": pl.String, "mode": pl.String}
    return pl.DataFrame(rows, schema={name: kinds.get(name, pl.Float64) for name in COLUMNS}, orient="row")


def _rows(result: ModalResult, case: ModalCase) -> list[tuple[Any, ...]]:
    base = result.base_of(case)
    rows: list[tuple[Any, ...]] = []
    for figures in case.figures:
        before = base.of(figures.group)
        everybody = figures is case.everybody
        for place, mode in enumerate(MODES):
            aim = None if case.progress is None or not everybody else case.progress
            values = (
                figures.share[place], figures.trips_by_mode[place] if figures.trips else 0.0, figures.person_km[place],
                figures.vehicle_km if place == CAR else None, figures.co2_kg[place], *_changes(figures, before, place),
                None if aim is None else aim.target.shares[mode], None if aim is None else aim.gap_points[mode],
            )  # fmt: skip
            named = (case.scenario or BASE, case.year, figures.group, mode)
            rows.append((*named, *(_known(value) for value in values)))
    return rows


def _changes(figures: ModalFigures, before: ModalFigures | None, place: int) -> tuple[float | None, ...]:
    """Change of a mode's share, vehicle-kilometres and CO2."""
    if before is None:
        return None, None, None
    driven = figures.vehicle_km - before.vehicle_km if place == CAR else None
    share = POINTS * (figures.share[place] - before.share[place])
    return share, driven, figures.co2_kg[place] - before.co2_kg[place]


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def zone_docs(result: ModalResult, lang: str) -> dict[str, str]:
    """What each column that `zone_frame` adds means."""
    place = 0 if lang == "fr" else 1
    parts = ("base", "scenario", "change") if result.cases else ("base",)
    return {f"{part}_{mode}": f"{mode}: {ZONES[part][place]}" for part in parts for mode in MODES}


def zone_frame(result: ModalResult) -> geopandas.GeoDataFrame:
    """One row by origin with its own columns, and the share of each mode before and after the last scenario, WGS 84.

    Origins are those of the last scenario; before, a new one has no share.
    """
    last = result.cases[-1] if result.cases else result.base[-1]
    base = result.base_of(last)
    frame = last.zones.to_geodataframe()
    row = {id: k for k, id in enumerate(base.zones.ids.tolist())}
    at = np.array([row.get(id, -1) for id in last.zones.ids.tolist()], np.int64)
    before = np.where((at >= 0)[:, None], base.zone_shares[at], np.nan)
    for place, mode in enumerate(MODES):
        frame[f"base_{mode}"] = before[:, place]
        if result.cases:
            frame[f"scenario_{mode}"] = last.zone_shares[:, place]
            frame[f"change_{mode}"] = POINTS * (last.zone_shares[:, place] - before[:, place])
    return frame[[*(name for name in frame.columns if name != "geometry"), "geometry"]]


def modal_record(
    network: Network, result: ModalResult, places: Mapping[str, Places], travel: Travel, window: Window | None, *,
    scenarios: Sequence[Scenario] = (), parameters: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The provenance of modal shares, as JSON values: with the scenarios whole and every figure that was read."""
    asked, first = result.asked, result.base[0]
    plan = result.targets
    told = [
        {"id": scenario.id, **scenario.content.model_dump(mode="json", exclude_none=True, by_alias=True)}
        for scenario in scenarios
    ]
    notes = [note for case in result.all_cases for note in case.notes]
    record = result_record(
        "modal", network, places, travel, window, percentiles=(asked.percentile,), notes=notes,
        parameters={
            "weight": asked.weight, "residents": asked.residents, "without_car": asked.without_car,
            "group": asked.group, "trips": asked.trips, "distribution": asked.distribution,
            "decay": repr(asked.decay), "merge_m": asked.merge_m, "car_energy": asked.car_energy,
            "observed": None if asked.observed is None else dict(asked.observed), "scenarios": told,
            **(parameters or {}),
        },
    )  # fmt: skip
    model = result.coefficients
    costs = {
        "public_transport_eur": first.costs.transit_eur, "car_eur_km": first.costs.car_eur_km,
        "parking_eur": first.costs.parking_eur, "bicycle_eur_km": first.costs.bicycle_eur_km,
        "product": None if first.costs.product is None else first.costs.product.en,
    }  # fmt: skip
    return {
        **record,
        "mode_choice": {
            "value_of_time": model.value_of_time, "cost_sensitivity": model.cost_sensitivity,
            "occupancy": model.occupancy, "calibrated": asked.observed is not None,
            "constants": {mode: _known(value) for mode, value in model.constants.items()},
        },
        "costs": costs,
        "bounds": [
            {
                "scenario": case.scenario, "year": case.year, "parameter": bound.parameter, "value": bound.value,
                "change_points": dict(zip(MODES, bound.share_points.tolist(), strict=True)),
                "change_vehicle_km": bound.vehicle_km - bound.base_vehicle_km,
            }
            for case in result.cases
            for bound in case.bounds
        ],
        "targets": None if plan is None else {
            "id": plan.id, "checked": plan.checked, "source": plan.source.model_dump(mode="json"),
        },
        "figures": list(result.parameters),
    }  # fmt: skip
