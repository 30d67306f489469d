"""Files of neighbourhoods as the national ones are made: GeoJSON, and workbooks written from nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

__all__ = ["feature", "geojson", "workbook"]

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{sheets}</Types>'
)
_SHEET_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{relations}</Relationships>"
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def feature(geometry: BaseGeometry | None, **properties: Any) -> dict[str, Any]:
    shape = None if geometry is None else mapping(geometry)
    return {"type": "Feature", "geometry": shape, "properties": properties}


def geojson(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    return path


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """An .xlsx of sheets by name, each a list of rows; None is an empty cell."""
    names = list(sheets)
    with zipfile.ZipFile(path, "w") as book:
        kinds = "".join(_SHEET_TYPE.format(n=n + 1) for n in range(len(names)))
        book.writestr("[Content_Types].xml", _TYPES.format(sheets=kinds))
        root = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", _RELATIONS.format(relations=root))
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n + 1}" r:id="r{n + 1}"/>' for n, name in enumerate(names)
        )
        book.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        relations = "".join(
            f'<Relationship Id="r{n + 1}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n + 1}.xml"/>'
            for n in range(len(names))
        )
        book.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(relations=relations))
        for n, name in enumerate(names):
            rows = "".join(
                f'<row r="{r + 1}">{"".join(_cell(r, c, value) for c, value in enumerate(row))}</row>'
                for r, row in enumerate(sheets[name])
            )
            text = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            book.writestr(f"xl/worksheets/sheet{n + 1}.xml", text)
    return path


def _cell(row: int, column: int, value: object) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    place = f"{letters}{row + 1}"
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
