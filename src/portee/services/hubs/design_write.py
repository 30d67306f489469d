"""The design of a hub as files of one folder: the plan, its tables, and what they rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

import polars as pl

import portee
from portee.core.atomic import atomic_files, output_error
from portee.core.errors import OutputError, ParameterError, Where
from portee.hubs.plan.written import plan_to_yaml
from portee.reports.tables import write_table
from portee.services.hubs.designed import DesignedHub

__all__ = ["TABLES", "Ending", "check_folder", "column_docs", "design_facts", "write_hub_design"]

Ending = Literal["csv", "parquet"]
TABLES = ("demand", "totals", "gains", "sensitivity", "intervals")
RECORD = "design.json"
DIGITS = 6
HEAD = (
    "# Written by Portée: use marked 'modelled' comes from its model of demand; see design.json for what it rests on.\n"
)

_DOCS: Mapping[str, tuple[str, str]] = {
    "profile": ("type de résident", "kind of resident"),
    "service": ("service du pôle ; vide : tous ensemble", "service of the hub; empty: all together"),
    "tariff": ("tarif", "tariff"),
    "day_type": (
        "type de jour : ouvré, samedi, dimanche ou férié", "kind of day: workday, Saturday, Sunday or holiday",
    ),
    "hour": ("heure de départ du domicile, 0 à 23", "hour of leaving home, 0 to 23"),
    "trips_day": (
        "sorties aller et retour par jour, nouvelles comprises", "outings there and back a day, new ones included",
    ),
    "new_trips_day": ("dont sorties impossibles aujourd'hui", "of which outings impossible today"),
    "hours_trip": ("durée d'une sortie, heures", "length of an outing, hours"),
    "km_trip": ("longueur d'une sortie, km", "length of an outing, km"),
    "trips_year": ("sorties d'une année habituelle", "outings of a usual year"),
    "new_trips_year": ("dont sorties impossibles aujourd'hui", "of which outings impossible today"),
    "members": ("abonnés, moyenne de l'année", "members, mean of the year"),
    "eur_trip": ("ce qu'une sortie coûte au résident, €", "what an outing costs a resident, €"),
    "vehicles": ("véhicules du service", "vehicles of the service"),
    "trips_vehicle_day": ("sorties par véhicule et par jour, tous tarifs", "outings of a vehicle and day, all tariffs"),
    "written_trips_year": (
        "sorties écrites à la main, dernière année ; vide sans", "outings written by hand, last year; empty without",
    ),
    "people": ("personnes de ce type à portée de marche", "people of this kind within a walk"),
    "able_services": ("services qu'elles peuvent utiliser", "services that they can use"),
    "trips_month": ("sorties par mois, toutes ensemble", "outings a month, all together"),
    "new_trips_month": ("dont sorties impossibles aujourd'hui", "of which outings impossible today"),
    "minutes_saved_month": (
        "minutes gagnées par mois sur les sorties déjà faites", "minutes saved a month on outings made before",
    ),
    "eur_saved_month": (
        "euros gagnés par mois sur les sorties déjà faites ; négatif : dépensés en plus",
        "euros saved a month on outings made before; negative: spent more",
    ),
    "surplus_eur_month": (
        "ce que tout le changement vaut pour elles, € par mois", "what all of the change is worth to them, € a month",
    ),
    "assumption": ("hypothèse", "assumption"),
    "title_fr": ("son nom en français", "its name in French"),
    "title_en": ("son nom en anglais", "its name in English"),
    "unit": ("unité", "unit"),
    "low": ("valeur basse", "low value"),
    "central": ("valeur centrale", "central value"),
    "high": ("valeur haute", "high value"),
    "trips_year_low": ("sorties par an à la valeur basse", "outings a year at the low value"),
    "trips_year_central": ("sorties par an à la valeur centrale", "outings a year at the central value"),
    "trips_year_high": ("sorties par an à la valeur haute", "outings a year at the high value"),
    "swing_trips_year": ("écart entre les deux", "difference of both"),
    "checked": ("valeur lue à sa source", "value read at its source"),
    "trips_year_p05": ("5 % des tirages sont au-dessous", "5% of draws are below"),
    "trips_year_p50": ("la moitié des tirages est au-dessous", "half of the draws are below"),
    "trips_year_p95": ("95 % des tirages sont au-dessous", "95% of draws are below"),
    "draws": ("nombre de tirages", "number of draws"),
    "seed": ("graine des tirages", "seed of the draws"),
}  # fmt: skip


def column_docs(frame: pl.DataFrame, lang: str) -> dict[str, str]:
    """Meaning of the columns of a table, in a language."""
    found = {}
    for name in frame.columns:
        for when, texts in (
            ("reached_today_", ("{} à portée aujourd'hui", "{} within reach today")),
            ("reached_with_", ("{} à portée avec le pôle", "{} within reach with the hub")),
        ):
            if name.startswith(when):
                found[name] = texts[0 if lang == "fr" else 1].format(name.removeprefix(when))
        if name in _DOCS:
            found[name] = _DOCS[name][0 if lang == "fr" else 1]
    return found


def check_folder(folder: Path | str) -> Path:
    """Raises ParameterError where a file stands in the place of the folder."""
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise ParameterError(
            f"'{folder}' is a file.", where=Where(field="--output"), mend="Give a folder for the plan and its tables."
        )
    return path


def write_hub_design(
    found: DesignedHub, folder: Path | str, *, ending: Ending = "csv", lang: str = "fr"
) -> tuple[Path, ...]:
    """Write the plan, its tables and `design.json` into a folder, all of them or none; other files there stay.

    Returns:
        what was written, the plan first.

    Raises:
        ParameterError: an unknown ending, or a file in the place of the folder. OutputError: it could not be written.
    """
    if ending not in get_args(Ending):
        raise ParameterError(f"There is no format '{ending}'.", mend=f"Choose from: {', '.join(get_args(Ending))}.")
    path = check_folder(folder)
    frames = {name: getattr(found, name) for name in TABLES}
    docs = {name: column_docs(frame, lang) for name, frame in frames.items()}
    record = {**_record(found), "columns": docs}
    files = (path / f"{found.plan.id}.yaml", *(path / f"{name}.{ending}" for name in TABLES), path / RECORD)
    made = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise output_error(problem, path) from problem
    try:
        with atomic_files(*files) as partials:
            partials[0].write_text(HEAD + plan_to_yaml(found.plan), encoding="utf-8")
            for partial, (name, frame) in zip(partials[1:-1], frames.items(), strict=True):
                if ending == "csv":
                    frame.write_csv(partial, float_precision=DIGITS)
                else:
                    write_table(frame, partial, provenance=record, column_docs=docs[name])
            text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str)
            partials[-1].write_text(text + "\n", encoding="utf-8")
    except OutputError:
        if made and not any(path.iterdir()):
            path.rmdir()
        raise
    return files


def _record(found: DesignedHub) -> dict[str, Any]:
    return {
        "made_by": f"Portée {portee.__version__}", "result": "hub_design", "hub": found.plan.id,
        "asked": dict(found.asked), "not_modelled": list(found.not_modelled),
        "notes": [note.model_dump() for note in found.notes],
        "figures": [dict(row) for row in found.figures],
    }  # fmt: skip


def design_facts(found: DesignedHub) -> dict[str, Any]:
    """Figures of a design, as JSON values."""
    return {
        "id": found.plan.id, "trips_year": found.trips_year, "totals": found.totals.to_dicts(),
        "gains": found.gains.to_dicts(), "sensitivity": found.sensitivity.to_dicts(),
        "intervals": found.intervals.to_dicts(), "not_modelled": list(found.not_modelled),
        "notes": [note.model_dump() for note in found.notes],
    }  # fmt: skip
