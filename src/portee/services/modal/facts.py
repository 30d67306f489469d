"""Modal shares as JSON values, the same from the command line and from the API."""

from __future__ import annotations

import math
from typing import Any

from portee.indicators.mode_choice import MODES
from portee.services.modal.compute import ModalCase, ModalResult
from portee.services.modal.figures import ModalFigures

__all__ = ["modal_facts", "notes_of"]


def notes_of(found: ModalResult) -> tuple[str, ...]:
    """Remarks of all cases, each once."""
    return tuple(dict.fromkeys(note for case in found.all_cases for note in case.notes))


def modal_facts(found: ModalResult) -> dict[str, Any]:
    """Shares, kilometres and CO2 of each case, and what changes."""
    return {
        "calibrated": found.asked.observed is not None, "left_out": found.base[0].left_out,
        "plan": None if found.targets is None else found.targets.id,
        "cases": [_case(found, case) for case in found.all_cases], "notes": list(notes_of(found)),
    }  # fmt: skip


def _case(found: ModalResult, case: ModalCase) -> dict[str, Any]:
    base = found.base_of(case)
    return {
        "scenario": case.scenario, "year": case.year, "day": case.day.isoformat(),
        "gap_points": None if case.progress is None else case.progress.gap_points,
        "groups": [_group(figures, base.of(figures.group)) for figures in case.figures],
        "bounds": [
            {
                "parameter": bound.parameter, "value": bound.value, "vehicle_km": bound.vehicle_km,
                "base_vehicle_km": bound.base_vehicle_km,
                "change_points": dict(zip(MODES, bound.share_points.tolist(), strict=True)),
            }
            for bound in case.bounds
        ],
    }  # fmt: skip


def _group(figures: ModalFigures, before: ModalFigures | None) -> dict[str, Any]:
    def by_mode(values: Any) -> dict[str, float | None]:
        told = (None if math.isnan(value) else float(value) for value in values)
        return dict(zip(MODES, told, strict=True))

    change = None if before is None else by_mode(100 * (figures.share - before.share))
    return {
        "group": figures.group, "trips": figures.trips, "impossible": figures.impossible,
        "shares": by_mode(figures.share), "person_km": by_mode(figures.person_km), "vehicle_km": figures.vehicle_km,
        "co2_kg": by_mode(figures.co2_kg), "change_points": change,
        "change_vehicle_km": None if before is None else figures.vehicle_km - before.vehicle_km,
    }  # fmt: skip
