"""The fare files of a feed as rows, read as forgivingly as the timetable, but strict about values.

A fare that is misread gives a wrong budget, so that a value that means nothing is an error here, where a timetable
would leave its row out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from portee.core.errors import SourceError, Where
from portee.sources.gtfs import tables
from portee.sources.gtfs.archive import FeedFiles
from portee.sources.gtfs.findings import Findings
from portee.sources.gtfs.tables import ColumnRule, TableRule

__all__ = ["MAX_ROWS", "Row", "Table", "load_fare_schema", "read_fare_table"]

MAX_ROWS = 2_000_000
"""No real file of fares, stops or routes has more."""

Row = dict[str, Any]
"""Values by column, None where empty, and the number of the `row` (0 = first after the header)."""


@dataclass(frozen=True)
class Table:
    """Rows of one file, with the columns that the file has; none of either when the file is not there."""

    file: str
    rows: tuple[Row, ...] = ()
    columns: frozenset[str] = frozenset()
    path: str = ""
    line_of: Callable[[int], int] = int

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def where(self, row: Row, field: str | None = None) -> Where:
        """The place of a row."""
        return Where(f"{self.path}/{self.file}", self.line_of(row["row"]), field)


@cache
def load_fare_schema() -> dict[str, TableRule]:
    """All files declared in `schema.yaml` by name."""
    declared = yaml.safe_load((files("portee.sources.gtfs_fares") / "schema.yaml").read_text(encoding="utf-8"))
    return {
        file: TableRule(
            file,
            bool(table.get("required", False)),
            tuple(ColumnRule(name, **column) for name, column in table["columns"].items()),
        )
        for file, table in declared.items()
    }


def read_fare_table(feed: FeedFiles, file: str, findings: Findings) -> Table:
    """One file; without rows when an optional one is absent or empty.

    Raises:
        SourceError: a required file or column is missing, the text is not CSV, there are more rows than any real feed
            has, or a value is not what its column asks for.
    """
    rule = load_fare_schema()[file]
    if file not in feed:
        if rule.required:
            raise SourceError(f"The feed has no {file}.", where=str(feed.path), mend="GTFS requires this file; add it.")
        return Table(file)
    data = tables._as_utf8(feed.read(file), file, findings)
    if not data.strip():
        return Table(file)
    header = tables._header(data)
    _refuse_header(feed, rule, header)
    present = [column for column in rule.columns if column.name in header]
    if data.count(b"\n") > MAX_ROWS:
        raise SourceError(
            f"The file has more than {MAX_ROWS:,} rows; it is refused.",
            where=feed.where(file),
            mend="Check where it comes from.",
        )
    raw = tables._parse(feed, file, data, [header.index(column.name) for column in present], len(header))
    raw.columns = ["row", *(column.name for column in present)]
    line_of = tables._line_finder(data, raw.height)
    findings.lines_from(file, line_of)
    known = len(findings.problems)
    frame = tables._typed(raw, rule, data, findings)
    for problem in findings.problems[known:]:
        raise SourceError(
            f"'{problem.examples[0]}' is no possible {problem.field}.",
            where=feed.where(file, problem.line, problem.field),
            mend="Correct it in the feed: a fare that is misread gives a wrong budget.",
        )
    columns = frozenset(column.name for column in present)
    return Table(file, tuple(frame.iter_rows(named=True)), columns, str(feed.path), line_of)


def _refuse_header(feed: FeedFiles, rule: TableRule, header: list[str]) -> None:
    where = feed.where(rule.file, line=1)
    if len(header) > tables.MAX_COLUMNS:
        raise SourceError(
            f"The header has {len(header):,} columns; this is not a table of GTFS.",
            where=where,
            mend="The file is damaged; download it again.",
        )
    for column in rule.columns:
        if column.required and column.name not in header:
            raise SourceError(
                f"The required column '{column.name}' is missing.",
                where=where,
                mend=f"The file has: {', '.join(header)[:200]}.",
            )
