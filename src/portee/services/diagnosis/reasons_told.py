"""Why places are out of reach, in words: one phrase for each, and counts by reason with what is typically missing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from portee.reach.reasons import CONSTRAINTS
from portee.reports.condition_words import verdict_words
from portee.reports.fluent import say
from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.ways_told import way_words

__all__ = ["MAY_BE_UNKNOWN", "UNITS", "ReasonTold", "detail_words", "reason_words", "reasons_told", "unit_of"]

Floats = npt.NDArray[np.float64]

UNITS = {"stop_hours": "min", "no_return": "s", "no_arrival": "s", "budget": "eur_month", "time": "min"}
"""Unit of the detail of a reason, where it is an amount."""

MAY_BE_UNKNOWN = ("no_return", "no_arrival", "budget")
"""Reasons whose detail is not always known, with a message `detail-CODE-unknown`."""

_VARIABLES = {"stop_hours": "minutes", "no_return": "time", "no_arrival": "time", "budget": "eur", "time": "minutes"}


@dataclass(frozen=True)
class ReasonTold:
    """A reason with its weight.

    Attributes:
        code: of `CONSTRAINTS`. words: the reason. typical: what is most often missing.
        weight: of the places. places: how many. detail: the median amount, None where it is none.
        way: id of the way that a condition bars, "" for none.
    """

    code: str
    words: str
    typical: str
    weight: float
    places: int
    detail: float | None
    way: str = ""


def unit_of(code: str) -> str:
    """Unit of the detail of a reason, "" where it is no amount."""
    return UNITS.get(code, "")


def detail_words(diagnosis: Diagnosis, code: str, detail: float, lang: str) -> str:
    """What is missing: "pas de retour après 21 h 40", "23 € de trop par mois"."""
    if code == "right":
        return _condition(diagnosis, detail, lang)
    if code not in _VARIABLES:
        return say(lang, f"detail-{code}")
    if not math.isfinite(detail):
        return say(lang, f"detail-{code}-unknown") if code in MAY_BE_UNKNOWN else ""
    # What is missing is rounded up: less would not be enough.
    shown = detail if _VARIABLES[code] == "time" else math.ceil(round(detail, 6))
    return say(lang, f"detail-{code}", **{_VARIABLES[code]: shown})


def reason_words(diagnosis: Diagnosis, lang: str) -> list[str]:
    """One phrase for each place, "" within reach."""
    code, detail = diagnosis.reasons.code.tolist(), diagnosis.reasons.detail.tolist()
    said: dict[tuple[int, float], str] = {}
    found = []
    for number, amount in zip(code, detail, strict=True):
        # Not a number is equal to nothing, itself included.
        key = number, amount if math.isfinite(amount) else -math.inf
        if key not in said:
            said[key] = detail_words(diagnosis, CONSTRAINTS[number], amount, lang) if number else ""
        found.append(said[key])
    return found


def reasons_told(diagnosis: Diagnosis, lang: str) -> tuple[ReasonTold, ...]:
    """Counts by reason, the heaviest first; each missing condition is a reason of its own."""
    reasons = diagnosis.reasons
    found = []
    for number, code in enumerate(CONSTRAINTS):
        mine = reasons.code == number
        if not number or not mine.any():
            continue
        if code == "right":
            found += [
                _told(diagnosis, code, mine & (reasons.detail == row), lang)
                for row in np.unique(reasons.detail[mine]).tolist()
            ]
        else:
            found.append(_told(diagnosis, code, mine, lang))
    return tuple(sorted(found, key=lambda told: -told.weight))


def _told(diagnosis: Diagnosis, code: str, rows: npt.NDArray[np.bool_], lang: str) -> ReasonTold:
    detail = _median(diagnosis.reasons.detail[rows], diagnosis.weights[rows])
    way = diagnosis.reasons.conditions[int(detail)][0] if code == "right" else ""
    return ReasonTold(
        code, say(lang, f"reason-{code}"), detail_words(diagnosis, code, detail, lang),
        float(diagnosis.weights[rows].sum()), int(rows.sum()),
        detail if unit_of(code) and math.isfinite(detail) else None, way,
    )  # fmt: skip


def _median(values: Floats, weights: Floats) -> float:
    """The value that half of the weight does not exceed; NaN when none is known."""
    known = np.isfinite(values)
    values, weights = values[known], weights[known]
    if not len(values):
        return math.nan
    order = np.argsort(values, kind="stable")
    running = np.cumsum(weights[order])
    place = int(np.searchsorted(running, running[-1] / 2))
    return float(values[order][min(place, len(values) - 1)])


def _condition(diagnosis: Diagnosis, detail: float, lang: str) -> str:
    id, text = diagnosis.reasons.conditions[int(detail)]
    way = next((way for way in diagnosis.case.ways if way.id == id), None)
    condition = verdict_words(way.verdict, lang) if way is not None else text
    return say(lang, "detail-right", condition=condition or text, way=id if way is None else way_words(way, lang))
