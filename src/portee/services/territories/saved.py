"""Registers and crosswalks as files, with their provenance, and back."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

import portee
from portee.core.errors import ParameterError, PorteeError, SourceError
from portee.core.provenance import Provenance, sha256_of
from portee.reports.tables import read_result, write_table
from portee.territory.crosswalk import Crosswalk, Piece
from portee.territory.geography import VINTAGES, Vintage
from portee.territory.registry import CARRIED, Municipality, Registry
from portee.territory.variables import variables

if TYPE_CHECKING:
    import geopandas

__all__ = [
    "check_register_ending", "crosswalk_docs", "read_crosswalk", "read_register", "registry_frame", "registry_record",
    "write_crosswalk", "write_register",
]  # fmt: skip

REGISTERS = (".parquet", ".gpkg", ".geojson")
"""Formats that keep outlines; CSV does not."""

BETWEEN = ";"
"""Between several municipalities in one cell; names hold commas."""

DOCS = {
    "fr": {
        "code": "code du quartier", "name": "nom", "municipality_codes": "codes INSEE des communes, séparés par ;",
        "municipalities": "noms des communes, séparés par ;",
    },
    "en": {
        "code": "code of the neighbourhood", "name": "name",
        "municipality_codes": "INSEE codes of the municipalities, parted by ;",
        "municipalities": "names of the municipalities, parted by ;",
    },
}  # fmt: skip

CROSSWALK_DOCS = {
    "fr": {
        "old": "code de l'ancien quartier", "new": "code du nouveau quartier, vide si aucun",
        "share": "part de la surface de l'ancien, de 0 à 1", "share_of_new": "part de la surface du nouveau, de 0 à 1",
        "area_m2": "surface commune, m²", "sliver": "vrai pour un reste de tracé, qui ne compte pas",
    },
    "en": {
        "old": "code of the old neighbourhood", "new": "code of the new one, empty for none",
        "share": "share of the old one's area, 0 to 1", "share_of_new": "share of the new one's area, 0 to 1",
        "area_m2": "common area, m²", "sliver": "true for what two drawings leave, which does not count",
    },
}  # fmt: skip


def crosswalk_docs(lang: str) -> dict[str, str]:
    """Meaning of the columns of a crosswalk."""
    return CROSSWALK_DOCS[lang]


def check_register_ending(path: Path | str) -> None:
    """Refuse a file that could not hold a register, before long work. Raises ParameterError."""
    if Path(path).suffix.lower() not in REGISTERS:
        raise ParameterError(
            f"A register cannot be kept in '{Path(path).name}'.",
            where=str(path),
            mend=f"Give a name that ends in {', '.join(REGISTERS)}.",
        )


def registry_record(registry: Registry, result: str, **parameters: Any) -> dict[str, Any]:
    """What a result on territories says of itself, as JSON values."""
    return {
        "made_by": f"Portée {portee.__version__}",
        "result": result,
        "vintage": registry.vintage,
        "parameters": parameters,
        "sources": [source.to_dict() for source in registry.provenance],
        "notes": list(dict.fromkeys(note for source in registry.provenance for note in source.notes)),
    }


def registry_frame(registry: Registry) -> geopandas.GeoDataFrame:
    """One row per territory: code, name, municipalities, figures, outline."""
    import geopandas as gpd

    columns: dict[str, Any] = {
        "code": registry.codes.tolist(),
        "name": registry.names.tolist(),
        "municipality_codes": [BETWEEN.join(town.code for town in towns) for towns in registry.municipalities],
        "municipalities": [BETWEEN.join(town.name for town in towns) for towns in registry.municipalities],
    }
    columns |= {name: registry.column(name) for name in registry.figures.columns}
    return gpd.GeoDataFrame(columns, geometry=registry.perimeters, crs=4326)


def write_register(path: Path | str, registry: Registry, lang: str = "fr") -> None:
    """Write a register. Raises ParameterError for another ending, OutputError when it cannot be written."""
    check_register_ending(path)
    known = {name: variables()[name].title.in_(lang) for name in registry.figures.columns if name in variables()}
    record = registry_record(registry, "territories")
    write_table(registry_frame(registry), path, provenance=record, column_docs={**DOCS[lang], **known})


def read_register(path: Path | str) -> Registry:
    """A register as `write_register` writes it.

    Raises:
        SourceError: no such file, or not a register. ParameterError: another ending.
    """
    check_register_ending(path)
    frame, record = read_result(path)
    if record.get("result") not in ("territories", "carried") or record.get("vintage") not in VINTAGES:
        raise SourceError(
            "This is not a register of territories.", where=str(path), mend="Make one with: portee territories import."
        )
    given = ["code", "name", "municipality_codes", "municipalities"]
    figures = [str(name) for name in frame.columns if name not in (*given, "geometry")]
    shapes = np.empty(len(frame), dtype=object)
    shapes[:] = [None if shape is None or shape.is_empty else shape for shape in frame.geometry.tolist()]
    try:
        return Registry(
            vintage=record["vintage"],
            codes=np.array([str(code) for code in frame["code"].tolist()], dtype=object),
            names=np.array([_text(name) for name in frame["name"].tolist()], dtype=object),
            municipalities=tuple(
                _towns(_text(codes), _text(names))
                for codes, names in zip(frame["municipality_codes"], frame["municipalities"], strict=True)
            ),
            perimeters=shapes,
            figures=pl.DataFrame(
                {name: [_number(value) for value in frame[name].tolist()] for name in figures},
                schema=dict.fromkeys(figures, pl.Float64),
            ),
            provenance=tuple(Provenance.from_dict(source) for source in record.get("sources", [])),
        )
    except (KeyError, ValueError, TypeError, PorteeError) as problem:
        raise SourceError(
            f"The register is damaged ({problem}).", where=str(path), mend="Import its sources again."
        ) from problem


def write_crosswalk(path: Path | str, crosswalk: Crosswalk, old: Registry, new: Registry, lang: str = "fr") -> None:
    """Write a crosswalk as a table, one row per piece; a neighbourhood without any has a row of its own.

    Raises:
        ParameterError: another ending. OutputError: it cannot be written.
    """
    rows = [(piece, False) for piece in crosswalk.pieces] + [(piece, True) for piece in crosswalk.slivers]
    rows += [(Piece(code, "", 0.0, 0.0, 0.0), False) for code in crosswalk.gone]
    rows += [(Piece("", code, 0.0, 0.0, 0.0), False) for code in crosswalk.born]
    rows.sort(key=lambda row: (row[0].old == "", row[0].old, row[0].new))
    frame = pl.DataFrame(
        {
            "old": [piece.old for piece, _ in rows], "new": [piece.new for piece, _ in rows],
            "share": [piece.share for piece, _ in rows], "share_of_new": [piece.share_of_new for piece, _ in rows],
            "area_m2": [piece.area_m2 for piece, _ in rows], "sliver": [sliver for _, sliver in rows],
        },
        schema={"old": pl.String, "new": pl.String, "share": pl.Float64, "share_of_new": pl.Float64,
                "area_m2": pl.Float64, "sliver": pl.Boolean},
    )  # fmt: skip
    record = {
        "made_by": f"Portée {portee.__version__}", "result": "crosswalk",
        "from": crosswalk.old_vintage, "to": crosswalk.new_vintage,
        "without_outline": list(crosswalk.without_outline), "notes": list(crosswalk.notes),
        "sources": [source.to_dict() for side in (old, new) for source in side.provenance],
    }  # fmt: skip
    write_table(frame, path, provenance=record, column_docs=CROSSWALK_DOCS[lang])


def read_crosswalk(path: Path | str) -> tuple[Crosswalk, Provenance]:
    """A crosswalk as `write_crosswalk` writes it, and the file it was read from.

    Raises:
        SourceError: no such file, or not a crosswalk. ParameterError: another ending.
    """
    path = Path(path)
    frame, record = read_result(path)
    if record.get("result") != "crosswalk":
        raise SourceError(
            "This is not a crosswalk.", where=str(path), mend="Make one with: portee territories crosswalk."
        )
    try:
        rows = [
            (Piece(_text(old), _text(new), float(share), float(of_new), float(area)), bool(sliver))
            for old, new, share, of_new, area, sliver in zip(
                *(frame[name].tolist() for name in ("old", "new", "share", "share_of_new", "area_m2", "sliver")),
                strict=True,
            )
        ]
        vintages: list[Vintage] = [record["from"], record["to"]]
        crosswalk = Crosswalk(
            old_vintage=vintages[0],
            new_vintage=vintages[1],
            old_codes=tuple(sorted({piece.old for piece, _ in rows if piece.old})),
            new_codes=tuple(sorted({piece.new for piece, _ in rows if piece.new})),
            pieces=tuple(piece for piece, sliver in rows if piece.old and piece.new and not sliver),
            slivers=tuple(piece for piece, sliver in rows if sliver),
            without_outline=tuple(record.get("without_outline", ())),
            notes=tuple(record.get("notes", ())),
        )
    except (KeyError, ValueError, TypeError, PorteeError) as problem:
        raise SourceError(
            f"The crosswalk is damaged ({problem}).", where=str(path), mend="Make it again from the two registers."
        ) from problem
    digest, size = sha256_of(path)
    read = Provenance(
        source=CARRIED, file=path.name, sha256=digest, size_bytes=size, rows={"pieces": len(crosswalk.pieces)}
    )
    return crosswalk, read


def _text(value: Any) -> str:
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value)


def _number(value: Any) -> float | None:
    return None if value is None or math.isnan(float(value)) else float(value)


def _towns(codes: str, names: str) -> tuple[Municipality, ...]:
    if not codes and not names:
        return ()
    pairs = zip(codes.split(BETWEEN), names.split(BETWEEN), strict=True)
    return tuple(Municipality(code, name) for code, name in pairs)
