"""The tables and files of a release as a Frictionless Data Package (version 2), a Table Schema for each table."""

from __future__ import annotations

from typing import Any

from portee.commons.publish.columns import Column
from portee.commons.publish.pages.address import page_path
from portee.commons.publish.parts import Part
from portee.commons.publish.release import Release
from portee.commons.publish.rights import credits_of
from portee.commons.publish.words import spoken
from portee.commons.records.kinds import KINDS
from portee.commons.records.licences import LICENCES
from portee.commons.records.words import field_label

__all__ = ["data_package", "table_schema"]

_PROFILE = "https://datapackage.org/profiles/2.0/"


def data_package(release: Release, parts: tuple[Part, ...], sha256: str) -> dict[str, Any]:
    """`datapackage.json`: every part with its licence, format and hash; the release's sources and version."""
    manifest = release.manifest
    lang = manifest.languages[0]
    return {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": manifest.name,
        "id": f"{release.base}datapackage.json",
        "title": manifest.title.in_(lang),
        "description": manifest.about.in_(lang),
        "homepage": f"{release.base}{page_path('index', lang)}",
        "version": release.version,
        "created": release.moment,
        "licenses": [_licence(manifest.licence)],
        "contributors": [{"title": manifest.publisher, "roles": ["publisher"]}],
        "sources": [_source(one.title, one.url) for one in credits_of(release.records, release.data)],
        "sha256": sha256,
        "resources": [_resource(part, parts, lang) for part in parts if not _is_alternate(part)],
    }


def _licence(id: str) -> dict[str, str]:
    return {"name": id, "title": LICENCES[id].name, "path": LICENCES[id].url}


def _source(title: str, url: str) -> dict[str, str]:
    return {"title": title, "path": url} if url else {"title": title}


def _is_alternate(part: Part) -> bool:
    """Parquet holds what the CSV beside it holds; a package describes each table once."""
    return part.table is not None and part.format == "parquet"


def _resource(part: Part, parts: tuple[Part, ...], lang: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": part.name,
        "title": part.title[lang],
        **_file(part),
        "licenses": [_licence(part.licence)],
    }
    if part.table is not None and part.format == "csv":
        told |= {
            "$schema": f"{_PROFILE}dataresource.json",
            "type": "table",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
            "schema": table_schema(part.table.kind, part.table.columns, lang),
            "alternates": [_file(one) for one in parts if _is_alternate(one) and one.table == part.table],
        }
    return told


def _file(part: Part) -> dict[str, Any]:
    return {
        "path": part.path,
        "format": part.format,
        "mediatype": part.media_type,
        "bytes": len(part.contents),
        "hash": f"sha256:{part.sha256}",
    }


def table_schema(kind: str, columns: tuple[Column, ...], lang: str) -> dict[str, Any]:
    """Name, type and meaning of each column; an id is there once and always."""
    return {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": [_field(kind, column, lang) for column in columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _field(kind: str, column: Column, lang: str) -> dict[str, Any]:
    types = {"list": "list", "texts": "array", "array": "array", "object": "object"}
    told: dict[str, Any] = {
        "name": column.name,
        "type": types.get(column.kind, column.kind),
        "title": ", ".join(_label(part, kind, lang) for part in column.at),
    }
    if column.kind == "list":
        told |= {"delimiter": ";", "itemType": "string"}
    if column.kind == "boolean":
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.name == "id":
        told["constraints"] = {"required": True, "unique": True, "pattern": f"{kind}/[a-z0-9]+(-[a-z0-9]+)*"}
    elif (field := KINDS[kind].model_fields.get(column.name)) is not None and field.is_required():
        told["constraints"] = {"required": True}
    return told


def _label(name: str, kind: str, lang: str) -> str:
    try:
        return field_label(name, spoken(lang), kind)
    except KeyError:
        return name
