"""Figures of the old neighbourhoods told for the new ones, by shares of area: an estimate, and how much it covers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError
from portee.core.provenance import Provenance
from portee.territory.crosswalk import Crosswalk
from portee.territory.geography import check_same_vintage
from portee.territory.registry import CARRIED, Registry
from portee.territory.variables import variables

__all__ = ["LEAST_COVERED", "Carried", "carried"]

LEAST_COVERED = 0.5
"""A new neighbourhood of which less was in old ones gets no figures: a convention of Portée."""

RESIDENTS = "pop_mun"


@dataclass(frozen=True, eq=False)
class Carried:
    """A register of the new geography with estimated figures.

    Attributes:
        registry: all new neighbourhoods; figures are NaN-free Float64 with nulls.
        covered: share of each one's area that was in an old neighbourhood, (n,).
    """

    registry: Registry
    covered: npt.NDArray[np.float64]


def carried(
    old: Registry,
    new: Registry,
    crosswalk: Crosswalk,
    *,
    least: float = LEAST_COVERED,
    source: Provenance | None = None,
) -> Carried:
    """Estimate the old figures for the new neighbourhoods, as if people lived evenly over each old one.

    Counts are summed by share of area; shares, ratios and amounts are means weighted by residents so carried, or by
    area where residents are not known. A figure is missing when a part that makes it up is missing, and where less
    than `least` of a new neighbourhood was in old ones. A median so carried is no median, only near it.

    Args:
        old: with figures. new: those to tell of; its own figures are left as they are. crosswalk: from old to new.
        least: of the area covered, 0 to 1. source: file of the crosswalk, for the provenance.

    Raises:
        ParameterError: geographies that do not fit the crosswalk, or a figure that both have.
    """
    check_same_vintage(crosswalk.old_vintage, old.vintage, "carry figures")
    check_same_vintage(crosswalk.new_vintage, new.vintage, "carry figures")
    twice = sorted(set(old.figures.columns) & set(new.figures.columns))
    if twice:
        raise ParameterError(
            f"Both registers have the figure '{twice[0]}'.", mend="Carry only figures that the new one does not have."
        )
    known = {code: k for k, code in enumerate(old.codes.tolist())}
    columns = {name: old.column(name) for name in old.figures.columns}
    told: dict[str, list[float | None]] = {name: [] for name in columns}
    covered = np.zeros(len(new))
    outlined = set(crosswalk.new_codes)
    for place, code in enumerate(new.codes.tolist()):
        pieces = [p for p in crosswalk.into_new(code) if p.old in known] if code in outlined else []
        covered[place] = min(1.0, sum(p.share_of_new for p in pieces))
        rows = np.array([known[p.old] for p in pieces], dtype=np.int64)
        shares = np.array([p.share for p in pieces])
        areas = np.array([p.area_m2 for p in pieces])
        enough = len(pieces) > 0 and covered[place] >= least
        for name, values in columns.items():
            estimate = _estimate(name, values[rows], shares, _weights(columns, rows, shares, areas)) if enough else None
            told[name].append(estimate)
    note = (
        f"Figures of {old.vintage} carried to {new.vintage} by shares of area, as if people lived evenly over each "
        f"neighbourhood: estimates. {int((covered < least).sum())} of {len(new)} neighbourhoods, of which less than "
        f"{least:.0%} was in old ones, have none."
    )
    read = source or Provenance(source=CARRIED, file="", sha256="", size_bytes=0)
    told_of = dataclasses.replace(read, notes=(*read.notes, *crosswalk.notes, note))
    figures = pl.DataFrame(told, schema=dict.fromkeys(told, pl.Float64))
    whole = figures if not new.figures.width else new.figures.hstack(figures)
    registry = new.replace(figures=whole, provenance=(*new.provenance, *old.provenance, told_of))
    return Carried(registry, covered)


def _weights(
    columns: Mapping[str, npt.NDArray[np.float64]],
    rows: npt.NDArray[np.int64],
    shares: npt.NDArray[np.float64],
    areas: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    people = columns[RESIDENTS][rows] * shares if RESIDENTS in columns else np.full(len(rows), np.nan)
    return people if np.isfinite(people).all() and people.sum() > 0 else areas


def _estimate(
    name: str, values: npt.NDArray[np.float64], shares: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> float | None:
    if not np.isfinite(values).all():
        return None
    variable = variables().get(name)
    if variable is not None and variable.kind == "count" and variable.additive:
        return float((values * shares).sum())
    return float((values * weights).sum() / weights.sum())
