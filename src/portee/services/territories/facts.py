"""Answers about territories as JSON values, the same from the command line and from the API."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from portee.services.territories.alike import Alike
from portee.services.territories.groups import Groups
from portee.services.territories.replicate import Replicated
from portee.territory.crosswalk import Crosswalk, areas_m2
from portee.territory.registry import Registry

__all__ = [
    "alike_facts", "crosswalk_facts", "groups_facts", "listed_rows", "replicated_facts", "territory_facts",
]  # fmt: skip

WHOLE = 0.99
"""Share of an old neighbourhood from which it is said to be wholly in one new one."""


def listed_rows(registry: Registry, department: str | None, named: str | None) -> list[dict[str, Any]]:
    """Territories of a register, all or those asked for."""
    rows = []
    people = registry.column("pop_mun") if "pop_mun" in registry.figures.columns else np.full(len(registry), np.nan)
    known = np.zeros(len(registry), dtype=np.int64)
    for name in registry.figures.columns:
        known += np.isfinite(registry.column(name))
    wanted = None if department is None else department.upper().lstrip("0")
    for row, code in enumerate(registry.codes.tolist()):
        label = registry.label(row)
        if wanted is not None and registry.departments[row].lstrip("0") != wanted:
            continue
        if named is not None and named.casefold() not in label.casefold():
            continue
        rows.append(
            {
                "code": code, "label": label, "department": registry.departments[row],
                "residents": _finite(float(people[row])), "known": int(known[row]),
                "outline": bool(registry.has_perimeter[row]),
            }
        )  # fmt: skip
    return rows


def territory_facts(registry: Registry, row: int) -> dict[str, Any]:
    """What is known of one territory."""
    figures = {}
    for name in registry.figures.columns:
        values = registry.column(name)
        known = values[np.isfinite(values)]
        median = float(np.median(known)) if len(known) else None
        figures[name] = {"value": _finite(float(values[row])), "median": median, "known_of": len(known)}
    return {
        "code": str(registry.codes[row]), "label": registry.label(row), "vintage": registry.vintage,
        "estimated": registry.estimated,
        "department": registry.departments[row],
        "municipalities": [{"code": town.code, "name": town.name} for town in registry.municipalities[row]],
        "area_m2": _finite(float(areas_m2(registry.perimeters[[row]])[0])), "figures": figures,
    }  # fmt: skip


def crosswalk_facts(crosswalk: Crosswalk) -> dict[str, Any]:
    """How many of each kind, and what each old code becomes."""
    largest = {
        code: max((piece.share for piece in crosswalk.from_old(code)), default=0.0) for code in crosswalk.old_codes
    }
    whole = sum(1 for share in largest.values() if share >= WHOLE)
    gone = len(crosswalk.gone)
    return {
        "from": crosswalk.old_vintage, "to": crosswalk.new_vintage, "old": len(crosswalk.old_codes),
        "new": len(crosswalk.new_codes), "pieces": len(crosswalk.pieces), "whole": whole,
        "parts": len(crosswalk.old_codes) - whole - gone, "gone": gone, "born": len(crosswalk.born),
        "slivers": len(crosswalk.slivers), "without_outline": list(crosswalk.without_outline),
    }  # fmt: skip


def alike_facts(found: Alike) -> dict[str, Any]:
    """The nearest ones, and why for each."""
    return {
        "code": found.code, "label": found.label, "vintage": found.registry.vintage,
        "estimated": found.registry.estimated, "candidates": found.candidates,
        "left_out": found.left_out, "variables_left_out_in_turn": found.trials,
        "compared": found.compared.model_dump(mode="json"),
        "neighbours": [
            {
                "rank": rank, "code": neighbour.code, "label": neighbour.label, "distance": neighbour.distance,
                "low": neighbour.low, "high": neighbour.high, "known": neighbour.known, "kept": neighbour.kept,
                "reasons": [
                    {
                        "variable": reason.variable.id, "mine": _plain(reason.mine), "theirs": _plain(reason.theirs),
                        "difference": _finite(reason.difference), "part": reason.part, "closeness": reason.closeness,
                    }
                    for reason in neighbour.reasons
                ],
            }
            for rank, neighbour in enumerate(found.neighbours, start=1)
        ],
    }  # fmt: skip


def groups_facts(found: Groups) -> dict[str, Any]:
    """The groups with their typical territory, stability and medians."""
    codes = found.registry.codes[found.rows]
    return {
        "vintage": found.registry.vintage, "territories": len(found.rows),
        "estimated": found.registry.estimated, "left_out": found.left_out,
        "cost": found.found.cost, "mean_silhouette": float(found.silhouette.mean()),
        "mean_adjusted_rand": found.steadiness.mean_rand, "draws": len(found.steadiness.rand),
        "tried": {str(k): width for k, width in found.tried.items()},
        "groups": [
            {
                "group": group + 1, "typical": str(found.registry.codes[found.typical(group)]), "size": size,
                "jaccard": _finite(float(found.steadiness.jaccard[group])), "holds": found.holds(group),
                "medians": {
                    variable.id: _finite(float(found.medians[group, j]))
                    for j, variable in enumerate(found.compared.variables)
                },
                "codes": codes[found.found.labels == group].tolist(),
            }
            for group, size in enumerate(found.sizes())
        ],
    }  # fmt: skip


def replicated_facts(found: Replicated) -> dict[str, Any]:
    """The interval, with each term."""
    result = found.found
    return {
        "origin": found.origin, "target": found.target, "low": result.result.low, "high": result.result.high,
        "likeness": {"low": result.likeness.low, "high": result.likeness.high, "known": result.known},
        "conditions": {name: {"low": each.low, "high": each.high} for name, each in result.by_condition.items()},
        "evidence": {"grade": result.grade, "factor": result.evidence}, "missing": list(result.missing),
        "not_told": list(result.not_told),
        "drivers": {variable.id: variable.weight for variable in found.drivers.variables},
    }  # fmt: skip


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _plain(value: float | str) -> float | str | None:
    return value if isinstance(value, str) else _finite(value)
