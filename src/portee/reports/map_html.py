"""One HTML file that holds a whole map: it opens offline, asks nothing of any server, and speaks French and English."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.atomic import atomic_file
from portee.reports.classes import classify
from portee.reports.french import french_spaces
from portee.reports.mapcoords import Grid, encode, geometry_texts
from portee.reports.mapframe import attribution_of, map_bounds
from portee.reports.maplayers import LANGUAGES, BaseMap, MapColumn, MapLayer, MapSheet
from portee.reports.wording import map_words

__all__ = ["map_html", "write_map_html"]

FONT = "atkinson-hyperlegible-next-latin-wght-normal.woff2"
SCRIPTS = ("map_shapes.js", "map_view.js", "map_page.js")


def write_map_html(path: Path, sheet: MapSheet) -> None:
    """Write a map as one self-contained page.

    Raises:
        ParameterError: when no layer has a place that can be drawn.
        OutputError: when the file cannot be written; nothing half-written stays.
    """
    page = map_html(sheet)
    with atomic_file(path) as partial:
        partial.write_bytes(page.encode("utf-8"))


def map_html(sheet: MapSheet) -> str:
    """The page of a map; the same sheet gives the same text.

    Raises:
        ParameterError: when no layer has a place that can be drawn.
    """
    grid = Grid.over(map_bounds(sheet.layers))
    contents = {
        "title": sheet.title.to_dict(),
        "lead": sheet.lead.to_dict() if sheet.lead else None,
        "notices": [notice.to_dict() for notice in sheet.notices],
        "methods": [method.to_dict() for method in sheet.methods],
        "attribution": attribution_of(sheet).to_dict(),
        "provenance": [source.to_dict() for source in sheet.provenance],
        "words": map_words(),
        "view": [0, 0, max(grid.width, 1), max(grid.height, 1)],
        "metres_per_unit": round(grid.metres, 6),
        "start_with_signs": False,
        "base": _base(sheet.base, grid),
        "layers": [_layer(layer, grid) for layer in sheet.layers],
    }
    style, script = _style(), _script()
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    words = {key: _french(entry["fr"]) for key, entry in map_words().items()}
    return Template(_asset("map.html")).substitute(
        words
        | {
            "policy": html.escape(policy, quote=True).replace("&#x27;", "'"),
            "title": _french(sheet.title.fr),
            "lead": _french(sheet.lead.fr) if sheet.lead else "",
            "notices": "".join(f"<p>{_french(notice.fr)}</p>" for notice in sheet.notices),
            "attribution": _french(attribution_of(sheet).fr),
            "style": style,
            "data": _json(_typeset(contents)),
            "script": script,
        }
    )


def _asset(name: str) -> str:
    return files("portee.reports").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    font = base64.b64encode(files("portee.reports").joinpath("assets", FONT).read_bytes()).decode("ascii")
    face = (
        '@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:200 800;font-display:swap;'
        f'src:url("data:font/woff2;base64,{font}") format("woff2")}}\n'
    )
    return face + _asset("map.css")


@cache
def _script() -> str:
    body = "\n".join(_asset(name) for name in SCRIPTS)
    return f'"use strict";\n{{\n{body}}}\n'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _french(text: str) -> str:
    return html.escape(french_spaces(text))


def _typeset(node: Any) -> Any:
    """The same contents, with French spaces wherever there are words in both languages."""
    if isinstance(node, dict):
        if set(node) == set(LANGUAGES):
            return {"fr": french_spaces(node["fr"]), "en": node["en"]}
        return {key: _typeset(value) for key, value in node.items()}
    if isinstance(node, list) and node and isinstance(node[0], dict):
        return [_typeset(value) for value in node]
    return node


def _json(contents: dict[str, Any]) -> str:
    """JSON that no name in it can break out of: every "<" is written as an escape."""
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _base(base: BaseMap, grid: Grid) -> dict[str, Any]:
    inside = grid.wide_bounds
    lines = {}
    for name, given in base.lines.items():
        kept = [line for line in given if len(line) > 1 and _touches(line, inside)]
        lines[name] = [" ".join(encode([grid.place(line) for line in kept]))] if kept else []
    west, south, east, north = inside
    water = shapely.clip_by_rect(base.water, west, south, east, north) if len(base.water) else base.water
    places = grid.place(np.array([[label.lon, label.lat] for label in base.labels], dtype=np.float64).reshape(-1, 2))
    return {
        "lines": lines,
        "water": [text for text in geometry_texts(water, grid) if text],
        "labels": [
            {"text": label.text, "x": x, "y": y, "rank": label.rank}
            for label, (x, y) in sorted(
                zip(base.labels, places.tolist(), strict=True), key=lambda pair: (pair[0].rank, pair[0].text)
            )
        ],
    }


def _touches(line: npt.NDArray[np.float64], bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    low, high = line.min(axis=0), line.max(axis=0)
    return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)


def _layer(layer: MapLayer, grid: Grid) -> dict[str, Any]:
    return {
        "id": layer.id,
        "name": layer.name.to_dict(),
        "kind": layer.kind,
        "labels": [str(label) for label in layer.shown_labels.tolist()],
        "shapes": geometry_texts(layer.geometry, grid),
        "columns": [_column(column) for column in layer.columns],
    }


def _column(column: MapColumn) -> dict[str, Any]:
    cut = classify(column)
    decimals = column.shown_decimals
    approximate = np.zeros(len(column.values), dtype=bool) if column.approximate is None else column.approximate
    figures = np.where(np.isfinite(column.values), column.values, 0.0)
    rounded = np.round(figures, decimals) + 0.0
    values: list[Any] = rounded.astype(np.int64).tolist() if decimals <= 0 else rounded.tolist()
    return {
        "id": column.id,
        "name": column.name.to_dict(),
        "unit": column.unit.to_dict(),
        "kind": column.kind,
        "decimals": max(decimals, 0),
        "note": column.note.to_dict() if column.note else None,
        "classes": [
            {"colour": one.colour, "label": {lang: one.label.of(lang) for lang in LANGUAGES}, "sign": one.sign}
            for one in cut.classes
        ],
        "index": cut.index.tolist(),
        "values": values,
        "approximate": approximate.astype(int).tolist(),
    }
