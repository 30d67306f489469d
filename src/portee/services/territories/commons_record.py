"""A territory of a register as a record of a commons: what is known of it, ready for practices to be weighed for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from portee.commons.manifest import MANIFEST
from portee.commons.records.licences import LICENCES, NOT_STATED
from portee.commons.records.territory import Territory
from portee.commons.repository.repository import signature
from portee.commons.text.record_file import RecordFile, record_path, record_text
from portee.core.atomic import atomic_file
from portee.core.declared import declared_of
from portee.core.errors import InputError, ParameterError
from portee.core.provenance import Provenance
from portee.territory.crosswalk import areas_m2
from portee.territory.registry import CARRIED, Registry

__all__ = ["FIGURES", "lay_territory", "territory_record"]

M2_PER_KM2 = 1_000_000

CENTRE_DECIMALS = 4
"""About ten metres, which is near enough for the centre of a neighbourhood."""

PAGES = {
    "qpv_perimeters": (
        "Quartiers prioritaires de la politique de la ville : périmètres",
        "https://www.data.gouv.fr/fr/datasets/quartiers-prioritaires-de-la-politique-de-la-ville-qpv/",
        "ANCT",
    ),
    "qpv_list": (
        "Quartiers prioritaires de la politique de la ville : liste",
        "https://www.data.gouv.fr/fr/datasets/quartiers-prioritaires-de-la-politique-de-la-ville-qpv/",
        "ANCT",
    ),
    "qpv_figures": (
        "Données sur les quartiers de la politique de la ville",
        "https://www.insee.fr/fr/statistiques/5359605",
        "Insee",
    ),
}
"""Title, page and publisher of each kind of source of a register."""


@dataclass(frozen=True)
class _Figure:
    """A figure of a register under the name that a commons gives it."""

    name: str
    figure: str
    unit: str


FIGURES = (
    _Figure("residents", "pop_mun", "habitants"),
    _Figure("poverty_rate_pct", "tp60", "%"),
    _Figure("living_standard_eur", "disp_q2", "EUR/an"),
    _Figure("employment_rate_pct", "tx_tot_empl", "%"),
    _Figure("employment_rate_women_pct", "tx_f_empl", "%"),
    _Figure("fixed_term_jobs_pct", "tx_tot_eprec", "%"),
)
"""Figures that a record tells, besides the density."""


def territory_record(registry: Registry, code: str, author: str, seen: str) -> RecordFile:
    """The record of a territory: code, geography, centre, variables with their source; conditions are left to people.

    Args:
        registry: of one geography. code: of the territory. author: pseudonym. seen: day on which the files were taken,
            as the national pages change without a version; YYYY-MM-DD.

    Raises:
        ParameterError: a code that the register does not have, or an author that could be an address.
        ManyProblems, SourceError: the day is none of the calendar, or the register tells no source.
    """
    row = registry.row(code)
    kinds = [source.source for source in registry.provenance]
    figures_from = next((k + 1 for k, kind in enumerate(kinds) if kind in ("qpv_figures", CARRIED)), None)
    variables: dict[str, Any] = {}
    for one in FIGURES:
        value = float(registry.column(one.figure)[row]) if one.figure in registry.figures.columns else math.nan
        if math.isfinite(value):
            variables[one.name] = {"value": value, "unit": one.unit, "source": figures_from}
    shape = registry.perimeters[row]
    area = float(areas_m2(registry.perimeters[[row]])[0])
    if "residents" in variables and np.isfinite(area) and area > 0:
        density = round(variables["residents"]["value"] / (area / M2_PER_KM2), 1)
        variables["density_per_km2"] = {"value": density, "unit": "habitants/km2", "source": figures_from}
    values: dict[str, Any] = {
        "id": f"territory/{code.lower()}",
        "status": "draft",
        "title": {"fr": registry.label(row), "en": registry.label(row)},
        "kind": "neighbourhood",
        "country": "FR",
        "code": code,
        "geography": str(registry.vintage),
        "variables": variables,
        "authors": [signature(author, 0).name],
        "sources": [_source(source, seen) for source in registry.provenance],
    }
    if shape is not None:
        point = shapely.point_on_surface(shape)
        values["centre"] = {"lat": round(point.y, CENTRE_DECIMALS), "lon": round(point.x, CENTRE_DECIMALS)}
    notes = [note for source in registry.provenance if source.source == CARRIED for note in source.notes]
    record = declared_of(values, Territory, f"{values['id']}.md")
    return RecordFile(record, {"fr": "\n\n".join(notes)} if notes else {})


def lay_territory(root: Path, file: RecordFile) -> Path:
    """Write the record in a commons; it is not committed.

    Raises:
        InputError: there is no commons, or there is such a record already.
        OutputError: it cannot be written.
    """
    if not (root / MANIFEST).is_file():
        raise InputError("There is no commons there.", where=str(root), mend="Make one: portee commons init FOLDER")
    target = root / record_path(file.id)
    if target.exists() or target.is_symlink():
        raise InputError("There is such a record already.", where=str(target), mend="Edit it, or take it away first.")
    target.parent.mkdir(exist_ok=True)
    with atomic_file(target) as partial:
        partial.write_text(record_text(file), encoding="utf-8")
    return target


def _source(source: Provenance, seen: str) -> dict[str, Any]:
    if source.source not in PAGES and source.source != CARRIED:
        raise ParameterError(f"The source '{source.source}' has no page to cite.", mend="Import the national files.")
    title, url, publisher = PAGES.get(source.source, PAGES["qpv_perimeters"])
    if source.source == CARRIED:
        title = "Table de passage par parts de surface, calculée par Portée à partir des périmètres"
    told = {"title": f"{title} ({source.file})" if source.file else title, "url": url, "date": seen}
    licence = source.licence if source.licence in LICENCES else NOT_STATED
    return {**told, "licence": licence, "publisher": publisher, "checked": False}
