"""The files of a publication that others may take and reuse, each with its title, licence and content hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from portee.commons.publish.record_json import json_text, record_json, record_schema, schema_path
from portee.commons.publish.release import Release
from portee.commons.publish.tables import Table, csv_bytes, geojson, parquet_bytes, tables_of
from portee.commons.publish.words import spoken, told
from portee.commons.records.kinds import KINDS
from portee.commons.records.words import type_name
from portee.commons.text.record_file import RecordFile, record_path, record_text

__all__ = ["MEDIA", "Part", "content_hash", "parts_of", "record_files", "schema_files", "write_file"]

MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "json": "application/json",
    "zip": "application/zip",
    "gpkg": "application/geopackage+sqlite3",
    "xml": "application/xml",
    "txt": "text/plain",
    "pdf": "application/pdf",
}
"""Media types by ending, as IANA registers them."""


@dataclass(frozen=True)
class Part:
    """One file to reuse.

    Attributes:
        name: of the part, unique in the release. path: in the publication.
        title: by language. licence: SPDX id.
        table: what it holds, where it is a table of records.
    """

    name: str
    path: str
    title: dict[str, str]
    licence: str
    contents: bytes
    table: Table | None = None

    @property
    def format(self) -> str:
        return self.path.rpartition(".")[2].lower()

    @property
    def media_type(self) -> str:
        return MEDIA.get(self.format, "application/octet-stream")

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.contents).hexdigest()


def parts_of(release: Release) -> tuple[Part, ...]:
    """Tables of records, territories on a map, and the files of data, by path."""
    return tuple(sorted(_parts(release), key=lambda part: part.path))


def _parts(release: Release) -> Iterator[Part]:
    for table in tables_of(release):
        title = {lang: type_name(table.kind, spoken(lang), plural=True) for lang in release.manifest.languages}
        for ending, contents in (("csv", csv_bytes(table)), ("parquet", parquet_bytes(table))):
            name = table.name if ending == "csv" else f"{table.name}-{ending}"
            yield Part(name, f"tables/{table.name}.{ending}", title, table.licence, contents, table)
    if release.of_type("territory"):
        title = {lang: told("part_map", lang) for lang in release.manifest.languages}
        contents = json_text(geojson(release)).encode("utf-8")
        yield Part("territory-map", "tables/territory.geojson", title, release.manifest.licence, contents)
    for one in release.data:
        name = one.path.partition("/")[2].lower().replace(".", "-").replace("_", "-")
        title = {lang: one.title.in_(lang) for lang in release.manifest.languages}
        yield Part(f"data-{name}", one.path, title, one.licence, one.contents)


def record_files(release: Release) -> Iterator[tuple[RecordFile, str, bytes]]:
    """Each record with the path and contents of its Markdown and its JSON."""
    for file in release.records:
        yield file, f"records/{record_path(file.id)}", record_text(file).encode("utf-8")
        yield file, f"records/{file.id}.json", json_text(record_json(file)).encode("utf-8")


def schema_files(release: Release) -> Iterator[tuple[str, bytes]]:
    """The JSON Schema of every type, whether the release holds records of it or not."""
    for kind in KINDS:
        yield schema_path(kind), json_text(record_schema(kind, release.base)).encode("utf-8")


def content_hash(release: Release, parts: Sequence[Part]) -> str:
    """SHA-256 of what the release says, however it is shown: one line for each record and file of data, by path."""
    hashes = {path: hashlib.sha256(made).hexdigest() for _, path, made in record_files(release) if path.endswith(".md")}
    hashes |= {part.path: part.sha256 for part in parts if part.path.startswith("data/")}
    listed = "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes))
    return hashlib.sha256(listed.encode("ascii")).hexdigest()


def write_file(root: Path, path: str, contents: bytes) -> None:
    """Write a file of the publication; its folders are made. A path may not lead out of it."""
    if path.startswith("/") or "\\" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise ValueError(f"{path!r} leads out of the publication")
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(contents)
