"""From ids to positions, for whole columns at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

__all__ = ["index_of"]


def index_of(values: pl.Series, known: pl.Series) -> npt.NDArray[np.int32]:
    """Position of each value in `known` (distinct, no nulls): int32 (len(values),), -1 where empty or unknown."""
    places = pl.DataFrame({"id": known, "place": np.arange(len(known), dtype=np.int32)})
    found = values.to_frame("id").join(places, on="id", how="left", maintain_order="left")["place"]
    return found.fill_null(-1).to_numpy()
