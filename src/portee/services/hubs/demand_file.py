"""Tables of demand by kind of resident, service, type of day and hour, as `portee hub design` writes them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from portee.core.errors import ManyProblems, PorteeError, SourceError, Where
from portee.hubs.simulation.assumptions import DAY_TYPES
from portee.hubs.simulation.of_plan import DemandRow

__all__ = ["NEEDED", "demand_rows", "read_demand"]

NEEDED = ("profile", "service", "day_type", "hour", "trips_day", "hours_trip", "km_trip")
NUMBERS = {"trips_day": 1e7, "hours_trip": 744.0, "km_trip": 2000.0}
"""The most of each that a row may have: a hire ends within 31 days, and nobody rides further in one."""
MOST_TOLD = 20


def read_demand(path: Path | str, services: tuple[str, ...]) -> tuple[DemandRow, ...]:
    """Rows of a file (.csv or .parquet), for services of these ids.

    Raises:
        SourceError, ManyProblems: it cannot be read, a column is missing, or cells are wrong; each with its row.
    """
    path = Path(path)
    try:
        table = pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as problem:
        raise SourceError(
            f"The table of demand cannot be read: {str(problem).splitlines()[0]}.", where=str(path),
            mend="Give a .csv or .parquet written by portee hub design.",
        ) from None  # fmt: skip
    return demand_rows(table, services, str(path))


def demand_rows(table: pl.DataFrame, services: tuple[str, ...], file: str = "demand") -> tuple[DemandRow, ...]:
    """As `read_demand`, from a table."""
    if missing := [name for name in NEEDED if name not in table.columns]:
        raise SourceError(
            f"The table of demand has no column '{missing[0]}'.", where=Where(file, field=missing[0]),
            mend=f"It needs: {', '.join(NEEDED)}.",
        )  # fmt: skip
    found, problems = [], list[PorteeError]()
    named = [*NEEDED, *(["tariff"] if "tariff" in table.columns else [])]
    for place, row in enumerate(table.select(named).iter_rows(named=True)):
        wrong = list(_problems(row, services))
        # The first line holds the names.
        problems += [
            SourceError(what, where=Where(file, place + 2, field), mend=mend) for field, what, mend in wrong
        ]  # fmt: skip
        if len(problems) >= MOST_TOLD:
            break
        if not wrong:
            trips, hours, km = (float(row[name]) for name in NUMBERS)
            of = row["profile"], row["service"], row["day_type"], int(float(row["hour"]))
            found.append(DemandRow(*of, trips, hours, km, row.get("tariff") or ""))
    if problems:
        raise problems[0] if len(problems) == 1 else ManyProblems(problems)
    if not found:
        raise SourceError("The table of demand is empty.", where=file, mend="Give at least one row.")
    return tuple(found)


def _problems(row: dict[str, object], services: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Field, what is wrong, how to mend it."""
    if not row["profile"]:
        yield "profile", "There is no profile.", "Name the kind of resident."
    if row["service"] not in services:
        yield "service", f"The hub has no service '{row['service']}'.", f"Services: {', '.join(services) or 'none'}."
    if row["day_type"] not in DAY_TYPES:
        yield "day_type", f"'{row['day_type']}' is no type of day.", f"Give one of {', '.join(DAY_TYPES)}."
    hour = _number(row["hour"])
    if hour is None or hour != int(hour) or not 0 <= hour <= 23:
        yield "hour", f"'{row['hour']}' is no hour of the day.", "Give 0 to 23."
    for name, most in NUMBERS.items():
        value = _number(row[name])
        if value is None or not 0 <= value <= most:
            yield name, f"'{row[name]}' is not a number from 0 to {most:.0f}.", "Give one."


def _number(value: object) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
