"""Where data comes from: one record per source file, carried to every result."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Dropped", "Provenance", "sha256_of"]


@dataclass(frozen=True)
class Dropped:
    """Rows or objects left out, and why."""

    what: str
    count: int
    why: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """One source: which bytes, of what date, under which licence, and what was kept of it.

    Attributes:
        source: the kind of source, such as "osm", "gtfs", "filosofi", "opportunities".
        file: the file's name, without its folder (folders are private to a machine).
        sha256: hash of the bytes (of the sorted members, for a folder).
        size_bytes: size of the bytes hashed.
        date: the data's own date where it tells one (ISO 8601), else None.
        licence: the licence where the data or the user tells one, else None.
        rows: counts kept, by table or kind.
        dropped: what was left out and why.
        notes: plain remarks a reader of the result must see, such as "reconstructed timetable".
    """

    source: str
    file: str
    sha256: str
    size_bytes: int
    date: str | None = None
    licence: str | None = None
    rows: dict[str, int] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Provenance:
        values = dict(values)
        values["dropped"] = tuple(
            Dropped(**{**d, "examples": tuple(d.get("examples", ()))}) for d in values.get("dropped", ())
        )
        values["notes"] = tuple(values.get("notes", ()))
        return cls(**values)


def sha256_of(path: Path) -> tuple[str, int]:
    """Hash and size in bytes of a file, or of a folder's files in name order."""
    digest, size = hashlib.sha256(), 0
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        if path.is_dir():
            digest.update(file.relative_to(path).as_posix().encode() + b"\0")
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
                size += len(block)
    return digest.hexdigest(), size
