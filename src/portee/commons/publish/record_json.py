"""Each record as JSON, and the JSON Schemas that these follow (draft 2020-12)."""

from __future__ import annotations

import json
from typing import Any

from portee.commons.records.kinds import KINDS
from portee.commons.records.licences import LICENCES
from portee.commons.records.shape import LANGUAGE
from portee.commons.text.record_file import RecordFile, record_values

__all__ = ["json_text", "record_json", "record_schema", "schema_path"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_text(value: Any) -> str:
    """JSON as it is written everywhere: as people read it, always the same, and never NaN."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def schema_path(kind: str) -> str:
    """Where the schema of a type lies in a publication."""
    return f"schema/{kind}.json"


def record_json(file: RecordFile) -> dict[str, Any]:
    """A record as its file says it, and its body by language; `$schema` says where its shape is described."""
    values = {"$schema": f"../../{schema_path(file.record.type)}", **record_values(file.record)}
    return {**values, "body": dict(file.body)} if file.body else values


def record_schema(kind: str, base: str) -> dict[str, Any]:
    """JSON Schema of a type. Rules that join several fields, or several records, are told by `portee commons check`.

    Args:
        base: address that the publication is found at.
    """
    shape = KINDS[kind].model_json_schema()
    texts = {
        "type": "object",
        "propertyNames": {"pattern": LANGUAGE.pattern},
        "additionalProperties": {"type": "string"},
    }
    definitions: dict[str, Any] = shape.pop("$defs", {})
    for name, definition in definitions.items():
        definition.pop("title", None)
        if name == "Text":
            definition.update({"propertyNames": texts["propertyNames"], "required": ["fr"]})
    shape["properties"]["licence"]["enum"] = sorted(LICENCES)
    shape["properties"]["id"]["pattern"] = f"^{kind}/[a-z0-9]+(?:-[a-z0-9]+)*$"
    properties = {"$schema": {"type": "string"}, **shape.pop("properties"), "body": texts}
    required = ["id", "status", "licence", *(name for name in shape.pop("required") if name != "id")]
    for gone in ("title", "description"):
        shape.pop(gone, None)
    return {
        "$schema": _DIALECT,
        "$id": f"{base}{schema_path(kind)}",
        "title": kind,
        "description": (KINDS[kind].__doc__ or f"A record of type {kind}.").strip(),
        **shape,
        "properties": properties,
        "required": required,
        "$defs": definitions,
    }
