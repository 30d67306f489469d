"""What was measured, read from a table: one row per unit and period, one column per outcome.

Columns: `unit`, `period`, `cluster` where units belong to groups that are alike, and one per outcome of the protocol.
Rows of other units or periods are left out.
"""

from __future__ import annotations

import csv
import difflib
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from portee.commons.experiments.panel import NEVER, Panel
from portee.commons.experiments.periods import period_label, period_number
from portee.commons.experiments.protocol import Protocol
from portee.core.declared import Wrong
from portee.core.errors import InputError, ManyProblems, PorteeError, SourceError, Where

__all__ = ["Measures", "parse_measures", "read_measures"]

LARGEST_BYTES = 200_000_000
MOST_TOLD = 20
"""Problems told at a time."""

SEPARATORS = ",;\t"


@dataclass(frozen=True, eq=False)
class Measures:
    """The measures of an experiment.

    Attributes:
        panels: by outcome. lost: by outcome, the units left out because a period is missing.
        others: rows of units or periods that are not in the protocol.
    """

    panels: Mapping[str, Panel]
    lost: Mapping[str, tuple[str, ...]]
    others: int


@dataclass
class _Rows:
    """Rows that were kept, by unit and number of the period: values by outcome, and the line of each."""

    values: dict[tuple[str, int], list[float]]
    lines: dict[tuple[str, int], int]
    cluster: dict[str, str]
    others: int = 0


def read_measures(path: Path | str, protocol: Protocol) -> Measures:
    """Measures from a CSV file with commas, semicolons or tabs, in UTF-8.

    Raises:
        SourceError, ManyProblems: the file cannot be read, or some cells are wrong: each with its line and column.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise SourceError("The file is too large for measures.", where=str(path), mend="Give one row per unit.")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError("The file is not UTF-8 text.", where=str(path), mend="Save it as UTF-8.") from None
    except (OSError, ValueError) as problem:
        raise SourceError(
            f"The file cannot be read: {getattr(problem, 'strerror', None) or problem}.", where=str(path),
            mend="Check its name and that you may read it.",
        ) from None  # fmt: skip
    return parse_measures(text, protocol, str(path))


def parse_measures(text: str, protocol: Protocol, file: str = "measures") -> Measures:
    """As `read_measures`, from text."""
    rows = _rows(text, protocol, file)
    first = period_number(protocol.baseline.from_, protocol.period)
    numbers = range(first, period_number(protocol.until, protocol.period) + 1)
    starts = {t.unit: period_number(t.from_, protocol.period) - first for t in protocol.groups.treated}
    starts |= {control.unit: NEVER for control in protocol.groups.control}
    known = {unit for unit, _ in rows.values}
    problems: list[PorteeError] = []
    for unit in starts:
        if unit not in known:
            near = difflib.get_close_matches(unit, known, n=1)
            guess = f"Did you mean '{near[0]}'? " if near else ""
            problems.append(
                SourceError(f"There is no row of the unit '{unit}'.", where=Where(file, None, "unit"),
                            mend=f"{guess}Add its rows, or take it out of the protocol.")
            )  # fmt: skip
    panels, lost = {}, {}
    for place, outcome in enumerate(protocol.outcomes):
        table = np.array(
            [[rows.values.get((unit, n), [math.nan] * (place + 1))[place] for n in numbers] for unit in starts]
        )
        whole = np.isfinite(table).all(axis=1)
        if not whole.all() and protocol.missing == "refuse":
            problems += _missing(table, [*starts], numbers, protocol, (file, outcome), known)
        lost[outcome] = tuple(unit for unit, kept in zip(starts, whole, strict=True) if not kept)
        if not problems:
            panels[outcome] = _panel(table, whole, starts, rows, [period_label(n, protocol.period) for n in numbers])
    if problems:
        raise ManyProblems(problems[:MOST_TOLD]) if len(problems) > 1 else problems[0]
    return Measures(panels, lost, rows.others)


def _panel(
    table: np.ndarray[tuple[int, int], np.dtype[np.float64]], whole: np.ndarray[tuple[int], np.dtype[np.bool_]],
    starts: Mapping[str, int], rows: _Rows, labels: Sequence[str],
) -> Panel:  # fmt: skip
    kept = [unit for unit, is_whole in zip(starts, whole, strict=True) if is_whole]
    if not any(starts[unit] != NEVER for unit in kept):
        raise InputError(
            "No treated unit is measured in every period.", mend="Complete the measures, or shorten the baseline."
        )
    # A unit without a cluster is its own; names of clusters and units do not meet.
    groups = [f"cluster {rows.cluster[unit]}" if rows.cluster.get(unit) else f"unit {unit}" for unit in kept]
    return Panel.of(
        table[whole], [starts[unit] for unit in kept], units=kept, periods=labels, cluster=groups
    )  # fmt: skip


def _missing(
    table: np.ndarray[tuple[int, int], np.dtype[np.float64]], units: Sequence[str], numbers: range,
    protocol: Protocol, place: tuple[str, str], known: set[str],
) -> list[PorteeError]:  # fmt: skip
    found: list[PorteeError] = []
    for unit, figures in zip(units, table, strict=True):
        gaps = [
            period_label(n, protocol.period) for n, value in zip(numbers, figures, strict=True) if math.isnan(value)
        ]
        if gaps and unit in known:
            shown = ", ".join(gaps[:3]) + (f" and {len(gaps) - 3} more" if len(gaps) > 3 else "")
            found.append(
                SourceError(f"'{unit}' has no '{place[1]}' in {shown}.", where=Where(place[0], None, place[1]),
                            mend="Add it, or write missing: drop in the protocol to leave such units out, counted.")
            )  # fmt: skip
    return found


def _rows(text: str, protocol: Protocol, file: str) -> _Rows:
    head = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    kept, problems = _Rows({}, {}, {}), []
    asked = {t.unit for t in protocol.groups.treated} | {c.unit for c in protocol.groups.control}
    span = (
        period_number(protocol.baseline.from_, protocol.period), period_number(protocol.until, protocol.period)
    )  # fmt: skip
    try:
        columns = [name.strip() for name in next(reader, [])]
        places = _places(columns, protocol, file)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            try:
                _take(row, places, protocol, kept, (asked, span), Where(file, reader.line_num))
            except SourceError as problem:
                problems.append(problem)
    except csv.Error as problem:
        raise SourceError(f"The table cannot be read: {problem}.", where=Where(file, reader.line_num),
                          mend="Check the quotes there.") from None  # fmt: skip
    if problems:
        raise ManyProblems(problems[:MOST_TOLD]) if len(problems) > 1 else problems[0]
    return kept


def _places(columns: Sequence[str], protocol: Protocol, file: str) -> dict[str, int]:
    """Place of each column that is read."""
    for wanted in ("unit", "period", *protocol.outcomes):
        if wanted not in columns:
            near = difflib.get_close_matches(wanted, columns, n=1)
            guess = f"Did you mean '{near[0]}'? " if near else ""
            raise SourceError(f"There is no column '{wanted}'.", where=Where(file, 1, wanted),
                              mend=f"{guess}Columns: {', '.join(columns) or 'none'}.")  # fmt: skip
        if columns.count(wanted) > 1:
            raise SourceError(f"The column '{wanted}' is there twice.", where=Where(file, 1, wanted),
                              mend="Keep one of them.")  # fmt: skip
    wanted_columns = ("unit", "period", "cluster", *protocol.outcomes)
    return {name: columns.index(name) for name in wanted_columns if name in columns}


def _take(
    row: Sequence[str], places: Mapping[str, int], protocol: Protocol, kept: _Rows,
    asked: tuple[set[str], tuple[int, int]], where: Where,
) -> None:  # fmt: skip
    cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
    unit, (units, (first, last)) = cells["unit"], asked
    try:
        number = period_number(cells["period"], protocol.period)
    except Wrong as wrong:
        raise SourceError(wrong.what, where=Where(where.file, where.line, "period"), mend=wrong.mend) from None
    if unit not in units or not first <= number <= last:
        kept.others += 1
        return
    if (unit, number) in kept.values:
        raise SourceError(
            f"'{unit}' is there twice in {cells['period']}, before in line {kept.lines[unit, number]}.",
            where=Where(where.file, where.line, "period"), mend="Keep one of the rows.",
        )  # fmt: skip
    cluster = cells.get("cluster", "")
    if kept.cluster.setdefault(unit, cluster) != cluster:
        raise SourceError(
            f"'{unit}' is in the cluster '{kept.cluster[unit]}', then in '{cluster}'.",
            where=Where(where.file, where.line, "cluster"), mend="A unit belongs to one cluster all along.",
        )  # fmt: skip
    kept.values[unit, number] = [
        _figure(cells[outcome], protocol.outcomes[outcome].kind, Where(where.file, where.line, outcome))
        for outcome in protocol.outcomes
    ]
    kept.lines[unit, number] = where.line or 0


def _figure(text: str, kind: str, where: Where) -> float:
    """A figure, NaN for an empty cell."""
    if not text:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        comma = "Write a dot, not a comma, before decimals." if "," in text else "Write a number, or nothing."
        raise SourceError(f"'{text[:30]}' is no number.", where=where, mend=comma) from None
    if not math.isfinite(value):
        raise SourceError(f"'{text[:30]}' is no figure.", where=where, mend="Leave the cell empty.")
    if kind == "share" and not 0 <= value <= 1:
        raise SourceError(f"A share of {text[:30]} is impossible.", where=where, mend="Write 0.3 for 30%.")
    return value
