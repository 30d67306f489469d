"""Records as tables: CSV and Parquet for each type, GeoJSON for the territories."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portee.commons.publish.columns import Column, columns_of
from portee.commons.publish.release import Release
from portee.commons.publish.rights import stands_apart
from portee.commons.records.territory import Territory
from portee.commons.text.record_file import RecordFile, record_values
from portee.core.spreadsheets import cell_text

__all__ = ["Table", "csv_bytes", "geojson", "list_text", "parquet_bytes", "split_list", "tables_of"]


@dataclass(frozen=True)
class Table:
    """Records of one type under one licence.

    Attributes:
        name: of the file, without its ending.
        rows: a value for each column; None where the record says nothing.
    """

    name: str
    kind: str
    licence: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]


def tables_of(release: Release) -> tuple[Table, ...]:
    """One table for each type; records that derive from a database stand apart, under its licence."""
    found = []
    own = release.manifest.licence
    for kind in release.kinds:
        columns = columns_of(kind, release.manifest.languages)
        groups: dict[str, list[RecordFile]] = {own: []}
        for file in release.of_type(kind):
            licence = file.record.licence
            groups.setdefault(licence if stands_apart(licence, own) else own, []).append(file)
        for licence, files in groups.items():
            if files:
                name = kind if licence == own else f"{kind}--{licence.lower()}"
                rows = tuple(tuple(_value(_all_values(file), column) for column in columns) for file in files)
                found.append(Table(name, kind, licence, columns, rows))
    return tuple(found)


def _all_values(file: RecordFile) -> dict[str, Any]:
    """Values of a record with those that its file leaves out, such as a level of 1."""
    return {**file.record.model_dump(mode="json"), "body": dict(file.body)}


def _value(values: Mapping[str, Any], column: Column) -> Any:
    found: Any = values
    for part in column.at:
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    if found is None:
        return None
    if column.kind in ("array", "object"):
        return json.dumps(found, ensure_ascii=False, sort_keys=True, allow_nan=False)
    if column.kind == "texts":
        return [one.get(column.each, one["fr"]) for one in found]
    if column.kind == "list":
        return [str(one) for one in found]
    if column.kind == "string" and not isinstance(found, str):
        return json.dumps(found, allow_nan=False)
    return float(found) if column.kind == "number" else found


def list_text(values: Sequence[str]) -> str:
    r"""A list in one cell of a CSV: joined by `;`, a semicolon inside an item written `\;`."""
    return ";".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def split_list(text: str) -> list[str]:
    """The list that `list_text` wrote; an empty text is an empty list."""
    items, current, escaped = [], "", False
    for sign in text:
        if escaped or sign not in "\\;":
            current, escaped = current + sign, False
        elif sign == "\\":
            escaped = True
        else:
            items.append(current)
            current = ""
    return [*items, current] if text else []


def csv_bytes(table: Table) -> bytes:
    """RFC 4180 with line feeds, UTF-8, a head; empty where the record says nothing; prose in lists is JSON.

    A text that spreadsheets would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value, column) for value, column in zip(row, table.columns, strict=True)])
    return out.getvalue().encode("utf-8")


def _cell(value: Any, column: Column) -> Any:
    if column.kind == "texts" and value is not None:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return cell_text(list_text(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return cell_text(value) if isinstance(value, str) else value


def parquet_bytes(table: Table) -> bytes:
    """The same as Parquet, with lists as lists."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "string": pa.string(), "array": pa.string(), "object": pa.string(), "number": pa.float64(),
        "integer": pa.int64(), "boolean": pa.bool_(), "list": pa.list_(pa.string()), "texts": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([(column.name, kinds[column.kind]) for column in table.columns])
    arrays = [
        pa.array([row[place] for row in table.rows], type=schema.field(place).type)
        for place in range(len(table.columns))
    ]
    out = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def geojson(release: Release) -> dict[str, Any]:
    """Territories as GeoJSON (RFC 7946): a point where the centre is known, no geometry where it is not."""
    features = []
    for file in release.of_type("territory"):
        record = file.record
        assert isinstance(record, Territory)
        values = record_values(record)
        values.pop("centre", None)
        centre = record.centre
        geometry = None if centre is None else {"type": "Point", "coordinates": [centre.lon, centre.lat]}
        for lang in release.manifest.languages:
            values[f"title_{lang.replace('-', '_')}"] = record.title.root.get(lang)
        features.append({"type": "Feature", "id": file.id, "geometry": geometry, "properties": values})
    return {"type": "FeatureCollection", "features": features}
