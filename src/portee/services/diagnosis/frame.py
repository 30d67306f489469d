"""A diagnosis as a table: one row per place of work, with whether it is within reach, why not, how, at what price."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.reach.reasons import CONSTRAINTS
from portee.reports.fluent import say
from portee.services.diagnose import Diagnosis, chosen_stop_ids
from portee.services.diagnosis.money import gain_of
from portee.services.diagnosis.reasons_told import reason_words, unit_of
from portee.services.diagnosis.told import stop_kinds
from portee.services.diagnosis.ways_told import way_words

if TYPE_CHECKING:
    import geopandas
from portee.services.wage_benefits import WageBenefits

__all__ = ["diagnosis_column_docs", "diagnosis_frame"]

Floats = npt.NDArray[np.float64]


def stop_columns(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Columns of the stops of the profile, such as "stop_1_childcare_id"."""
    return tuple(f"stop_{n}_{kind}_id" for n, kind in enumerate(stop_kinds(diagnosis), start=1))


def diagnosis_frame(diagnosis: Diagnosis, lang: str = "fr") -> geopandas.GeoDataFrame:
    """One row per place of work, in their order, WGS 84; the columns are documented by `diagnosis_column_docs`.

    The places' own columns are kept. `reason_words` and `way_words` are in `lang`; all else is the same in every
    language.

    Raises:
        ParameterError: the places already have a column of a result's name.
    """
    within, worth, reasons = diagnosis.within, diagnosis.worth, diagnosis.reasons
    best, wheels = within.best(), diagnosis.profile.walking.wheelchair
    columns: dict[str, object] = {
        "within_reach": within.reach,
        "reason": [CONSTRAINTS[code] for code in reasons.code.tolist()],
        "reason_detail": np.where(_has_figure(diagnosis), reasons.detail, np.nan),
        "reason_unit": [unit_of(CONSTRAINTS[code]) for code in reasons.code.tolist()],
        "reason_words": reason_words(diagnosis, lang),
        "way": [within.ways[w].id if w >= 0 else "" for w in best.tolist()],
        "way_words": [way_words(within.ways[w], lang, wheelchair=wheels) if w >= 0 else "" for w in best.tolist()],
        "out_min": _leg(diagnosis, best, "out"),
        "back_min": _leg(diagnosis, best, "back"),
        "eur_month": np.where(_priced(diagnosis, best), _chosen(worth.eur, best), np.nan),
        "kg_co2_month": _chosen(worth.kg, best),
        "transfers": _chosen(worth.transfers, best),
        "options": worth.unbeaten.sum(axis=0).astype(np.int32),
    }
    columns.update(zip(stop_columns(diagnosis), chosen_stop_ids(diagnosis, best), strict=True))
    if np.isfinite(diagnosis.wages).any():
        gain = gain_of(diagnosis, best)
        columns["net_gain_before_benefits_eur_month"] = gain.eur_month
        if isinstance(diagnosis.benefits, WageBenefits):
            columns["net_gain_eur_month"] = gain.whole_eur_month
    clash = sorted(set(columns) & set(diagnosis.work.attributes.columns))
    if clash:
        raise ParameterError(
            f"The places of work already have a column '{clash[0]}'.", mend="Rename it: the result needs the name."
        )
    frame = diagnosis.work.to_geodataframe()
    for name, values in columns.items():
        frame[name] = values
    return frame[[*(name for name in frame.columns if name != "geometry"), "geometry"]]


def diagnosis_column_docs(diagnosis: Diagnosis, lang: str) -> dict[str, str]:
    """What each column of `diagnosis_frame` means, with its unit, in a language."""
    docs = {
        name: say(lang, f"column-{name}")
        for name in (
            "within_reach", "reason_detail", "reason_unit", "reason_words", "way", "way_words", "out_min", "back_min",
            "eur_month", "kg_co2_month", "transfers", "options",
        )
    }  # fmt: skip
    codes = ", ".join(f"{code} ({say(lang, f'reason-{code}')})" for code in CONSTRAINTS[1:])
    docs["reason"] = say(lang, "column-reason", codes=codes)
    for n, name in enumerate(stop_columns(diagnosis), start=1):
        docs[name] = say(lang, "column-stop", n=n, kind=say(lang, f"stop-{stop_kinds(diagnosis)[n - 1]}"))
    if np.isfinite(diagnosis.wages).any():
        docs["net_gain_before_benefits_eur_month"] = say(lang, "column-net_gain")
        if isinstance(diagnosis.benefits, WageBenefits):
            docs["net_gain_eur_month"] = say(lang, "column-net_gain_whole")
    return docs


def _has_figure(diagnosis: Diagnosis) -> npt.NDArray[np.bool_]:
    """Where the detail of a reason is an amount, not the row of a condition."""
    units = np.array([bool(unit_of(code)) for code in CONSTRAINTS])
    return np.asarray(units[diagnosis.reasons.code])


def _chosen(values: Floats, best: npt.NDArray[np.int64]) -> Floats:
    """The value of the chosen way at each place, NaN for none."""
    if not len(values):
        return np.full(len(best), np.nan)
    found: Floats = np.where(best >= 0, values[np.maximum(best, 0), np.arange(len(best))], np.nan)
    return found


def _leg(diagnosis: Diagnosis, best: npt.NDArray[np.int64], leg: str) -> Floats:
    seconds = [getattr(legs, leg) for legs in diagnosis.within.legs]
    stacked = np.stack(seconds).astype(np.float64) if seconds else np.zeros((0, len(best)))
    return _chosen(stacked / 60, best)


def _priced(diagnosis: Diagnosis, best: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    known = np.array([*(way.cost.known for way in diagnosis.within.ways), False])
    return np.asarray(known[best])
