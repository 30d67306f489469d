"""Two saved results of the same figures: what changed from one to the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from portee.core.errors import ParameterError
from portee.reports.tables import read_result

if TYPE_CHECKING:
    import geopandas

__all__ = ["SavedPair", "compare_saved"]

FIGURES = ("_within_", "_gravity_", "nearest_", "_min_", "_p5", "_interval_")
MARKS = ("base_", "scenario_", "change_")


class SavedPair:
    """Two results joined by the ids of their places.

    Attributes:
        frame: places of both, with `base_…`, `scenario_…` and `change_…` of every figure that both have.
        columns: names of these figures. only_first, only_second: how many places are in one alone.
        records: what each result says of itself.
    """

    def __init__(
        self, frame: geopandas.GeoDataFrame, columns: tuple[str, ...], only_first: int, only_second: int,
        records: tuple[dict[str, Any], dict[str, Any]],
    ) -> None:  # fmt: skip
        self.frame, self.columns, self.records = frame, columns, records
        self.only_first, self.only_second = only_first, only_second


def compare_saved(first: Path | str, second: Path | str) -> SavedPair:
    """Join two results.

    Raises:
        SourceError: a result cannot be read.
        ParameterError: one has no ids, or several places of one id, or they share no figure or no place.
    """
    (a, told_a), (b, told_b) = read_result(first), read_result(second)
    keys = ["id", *(name for name in ("hour", "profile") if name in a.columns and name in b.columns)]
    for frame, path in ((a, first), (b, second)):
        if "id" not in frame.columns:
            raise ParameterError(
                "The result has no column 'id'.", where=str(path), mend="Give a result of portee access."
            )
        if frame.duplicated(keys).any():
            raise ParameterError(
                "Several rows have one id.", where=str(path), mend="Give a result with one row per place."
            )
    shared = [
        name for name in a.columns
        if name in b.columns and name not in keys and _is_figure(name) and a[name].dtype.kind in "fiu"
    ]  # fmt: skip
    if not shared:
        raise ParameterError(
            "The two results share no figure.",
            where=str(second),
            mend="Compute both with the same --weight and --cutoff.",
        )
    left, right = a.set_index(keys), b.set_index(keys)
    both = left.index.intersection(right.index)
    if not len(both):
        raise ParameterError("The two results share no place.", where=str(second), mend="Use the same --origins.")
    frame = left.loc[both].drop(columns=shared)
    for name in shared:
        was, now = (side.loc[both, name].to_numpy(np.float64) for side in (left, right))
        frame[f"base_{name}"], frame[f"scenario_{name}"], frame[f"change_{name}"] = was, now, now - was
    frame = frame.reset_index()
    frame = frame[[*(name for name in frame.columns if name != "geometry"), "geometry"]]
    return SavedPair(
        frame, tuple(shared), len(left) - len(both), len(right) - len(both), (told_a, told_b)
    )  # fmt: skip


def _is_figure(name: str) -> bool:
    return any(part in name for part in FIGURES) and not name.startswith(MARKS)
