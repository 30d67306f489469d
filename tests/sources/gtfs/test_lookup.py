"""Positions of ids among known ids."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from portee.sources.gtfs.lookup import index_of

IDS = st.text("abc", max_size=3)


@given(st.lists(st.none() | IDS), st.lists(IDS, unique=True))
def test_same_as_looking_each_one_up(values: list[str | None], known: list[str]) -> None:
    found = index_of(pl.Series("x", values, pl.String), pl.Series("y", known, pl.String))
    assert found.tolist() == [known.index(value) if value in known else -1 for value in values]
