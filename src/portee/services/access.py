"""Access from each origin: figures computed chunk by chunk from a reach, never the matrix whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.core.progress import Progress
from portee.network.network import Network
from portee.reach.options import Window
from portee.reach.reach import Reach
from portee.reports.stream import check_ending
from portee.services.measures import Measure, column_meanings
from portee.services.record import result_record
from portee.territory.places import Places

if TYPE_CHECKING:
    import geopandas

__all__ = ["HOURS", "AccessResult", "compute_access", "hourly_windows", "write_access"]

HOURS = 24
Figures = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class AccessResult:
    """Access figures of a set of origins.

    Attributes:
        origins: the places.
        measures, percentiles: what was counted.
        figures: float64 (hours, origins, measures, percentiles), infinite where a place is never reached.
        hours: hour of day of each first index, None for a single window.
        first: the reach of the first window. notes: remarks of all.
    """

    origins: Places
    measures: tuple[Measure, ...]
    percentiles: tuple[float, ...]
    figures: Figures
    hours: tuple[int, ...] | None
    first: Reach
    notes: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the figures' columns."""
        return tuple(measure.column(p) for measure in self.measures for p in self.percentiles)

    def values(self, column: str, hour: int = 0) -> Figures:
        """One column's figures, (origins,)."""
        place = self.columns.index(column)
        found: Figures = self.figures[hour].reshape(len(self.origins), -1)[:, place]
        return found

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """One row per origin (and hour), with the origins' attributes and geometries, WGS 84; infinite becomes null."""
        import pandas as pd

        frame = self.origins.to_geodataframe()
        parts = []
        for number in range(len(self.figures)):
            part = frame.copy()
            if self.hours is not None:
                part.insert(1, "hour", np.int16(self.hours[number]))
            for column in self.columns:
                values = self.values(column, number)
                part[column] = np.where(np.isfinite(values), values, np.nan)
            parts.append(part)
        return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def hourly_windows(window: Window) -> tuple[Window, ...]:
    """24 windows of the same length, one from each full hour of the date."""
    return tuple(replace(window, start_s=hour * 3600) for hour in range(HOURS))


def compute_access(
    reaches: Iterable[Reach],
    measures: tuple[Measure, ...],
    *,
    hours: tuple[int, ...] | None = None,
    progress: Progress | None = None,
) -> AccessResult:
    """Compute the measures of each reach.

    Args:
        reaches: one, or one by hour, made as they are needed; all from the same origins, at the same percentiles.
        measures: what to count at the destinations.
        hours: hour of day of each reach.
        progress: told of each root searched.

    Raises:
        ParameterError: the origins already have a column of a figure's name; and what making a reach raises.
    """
    first: Reach | None = None
    notes: dict[str, None] = {}
    parts = []
    for reach in reaches:
        if first is None:
            first = reach
            _refuse_clash(reach, measures)
        count, ranks, _ = reach.shape
        figures = np.empty((count, len(measures), ranks))
        for chunk in reach.chunks(progress):
            minutes = chunk.minutes()
            for place, measure in enumerate(measures):
                figures[chunk.first : chunk.last, place] = measure.compute(minutes)
        parts.append(figures)
        notes.update(dict.fromkeys(reach.notes))
    assert first is not None, "no window"
    return AccessResult(first.origins, measures, first.percentiles, np.stack(parts), hours, first, tuple(notes))


def _refuse_clash(reach: Reach, measures: tuple[Measure, ...]) -> None:
    names = {measure.column(p) for measure in measures for p in reach.percentiles} | {"hour"}
    clash = sorted(names & set(reach.origins.attributes.columns))
    if clash:
        raise ParameterError(
            f"The origins already have a column '{clash[0]}'.", mend="Rename it: the result needs the name."
        )


def write_access(
    path: Path | str,
    network: Network,
    result: AccessResult,
    *,
    parameters: dict[str, Any] | None = None,
    lang: str = "en",
    park_and_ride: Places | None = None,
) -> None:
    """Write access figures with the origins' geometries, in the format of the ending.

    Raises:
        ParameterError: another ending. OutputError: the file could not be written; nothing is left of it.
    """
    from portee.reports.tables import write_table

    path = Path(path)
    check_ending(path)
    reach = result.first
    places = {"origins": reach.origins, "opportunities": reach.destinations}
    if park_and_ride is not None:
        places["park_and_ride"] = park_and_ride
    record = result_record(
        "access", network, places, reach.travel, reach.window, percentiles=result.percentiles, notes=result.notes,
        parameters={**(parameters or {}), "hours": None if result.hours is None else list(result.hours)},
    )  # fmt: skip
    meanings = {code: column_meanings(result.measures, result.percentiles, code) for code in ("fr", "en")}
    write_table(result.to_geodataframe(), path, provenance={**record, "meanings": meanings}, column_docs=meanings[lang])
