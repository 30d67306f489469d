"""What a part of a portrait holds: figures by name and tables of them, free of language."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portee.core.declared import Words
from portee.core.provenance import Provenance

__all__ = ["CELL", "ZONE", "Portrait", "PortraitTable", "Row", "column", "portrait_from", "table_from"]

ZONE, CELL = "zone", "cell"
"""Rows of these have a shape: that of the neighbourhood, or of the place where people live."""

DIGITS = 6
"""Kept of a figure after the point: more would be noise, and rounding makes the same results the same bytes."""


@dataclass(frozen=True)
class Row:
    """What a line of a table is about. id: unique in the table; name: as people call it, None where pages say it."""

    id: str
    name: Words | None = None


@dataclass(frozen=True)
class PortraitTable:
    """Figures by name, one for each row.

    Attributes:
        id: of the table, letters and "-". of: what a row is, `ZONE`, `CELL` or another word.
        rows: in the order of telling.
        columns: name → a figure for each row, None where there is none or it may not be told.
    """

    id: str
    of: str
    rows: tuple[Row, ...]
    columns: Mapping[str, tuple[float | None, ...]]

    def value(self, row: str, name: str) -> float | None:
        """One figure, None where there is none."""
        place = next((k for k, one in enumerate(self.rows) if one.id == row), None)
        return None if place is None or name not in self.columns else self.columns[name][place]

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "id": self.id, "of": self.of, "rows": [row.id for row in self.rows],
            "names": [None if row.name is None else row.name.model_dump() for row in self.rows],
            "columns": {name: list(values) for name, values in self.columns.items()},
        }  # fmt: skip


@dataclass(frozen=True)
class Portrait:
    """One part of the portrait.

    Attributes:
        part: its name.
        facts: figures of the whole territory, by name. days: moment → date, ISO 8601.
        tables: by id.
        notes: remarks of the engine. sources: where the data come from.
        missing: what could not be told for want of data, by the names of messages "territory-missing-…".
        kind: of the places that are counted, where one kind alone is; "" otherwise.
    """

    part: str
    facts: Mapping[str, float | None]
    days: Mapping[str, str]
    tables: Mapping[str, PortraitTable]
    notes: tuple[str, ...]
    sources: tuple[Provenance, ...]
    missing: tuple[str, ...] = ()
    kind: str = ""

    def fact(self, name: str) -> float:
        """A figure that is there, NaN where it is not."""
        found = self.facts.get(name)
        return math.nan if found is None else found

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "part": self.part, "facts": dict(self.facts), "days": dict(self.days), "notes": list(self.notes),
            "tables": [table.as_dict() for table in self.tables.values()],
            "sources": [asdict(source) for source in self.sources], "missing": list(self.missing),
            "kind": self.kind,
        }  # fmt: skip


def portrait_from(told: Mapping[str, Any]) -> Portrait:
    """What `Portrait.as_dict` wrote. Raises KeyError, TypeError, ValueError for something else."""
    tables = [table_from(table) for table in told["tables"]]
    return Portrait(
        told["part"], dict(told["facts"]), dict(told["days"]), {table.id: table for table in tables},
        tuple(told["notes"]), tuple(Provenance.from_dict(source) for source in told["sources"]),
        tuple(told["missing"]), told.get("kind", ""),
    )  # fmt: skip


def table_from(told: Mapping[str, Any]) -> PortraitTable:
    """What `PortraitTable.as_dict` wrote. Raises as `portrait_from`."""
    rows = [
        Row(id, None if name is None else Words(**name))
        for id, name in zip(told["rows"], told["names"], strict=True)
    ]  # fmt: skip
    columns = {name: tuple(values) for name, values in told["columns"].items()}
    return PortraitTable(told["id"], told["of"], tuple(rows), columns)


def column(values: Iterable[float]) -> tuple[float | None, ...]:
    """Figures as a table holds them: rounded, None for what is not known."""
    return tuple(round(float(value), DIGITS) if math.isfinite(value) else None for value in values)
