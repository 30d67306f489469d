from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.declared import Words
from portee.core.provenance import Dropped, Provenance
from portee.services.portrait.portrait import ZONE, Portrait, PortraitTable, Row, column, portrait_from

TABLE = PortraitTable("places", ZONE, (Row("a", Words(fr="Été", en="Summer")), Row("")), {"jobs": (1.5, None)})
FOUND = Portrait(
    "work", {"jobs": 3.0, "gini": None}, {"tuesday": "2026-09-08"}, {"places": TABLE}, ("A remark.",),
    (Provenance("jobs", "jobs.csv", "ab", 3, dropped=(Dropped("rows", 1, "empty"),)),), ("zones",),
)  # fmt: skip


def test_what_is_kept_is_read_back_the_same() -> None:
    assert portrait_from(json.loads(json.dumps(FOUND.as_dict(), allow_nan=False))) == FOUND


@pytest.mark.parametrize("told", [{}, {"part": "work"}, {**FOUND.as_dict(), "tables": [{"id": "x"}]}])
def test_something_else_is_refused(told: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        portrait_from(told)


def test_a_figure_is_found_by_row_and_name() -> None:
    assert TABLE.value("a", "jobs") == 1.5
    assert TABLE.value("", "jobs") is None
    assert TABLE.value("b", "jobs") is None
    assert TABLE.value("a", "shops") is None
    assert FOUND.fact("jobs") == 3
    assert math.isnan(FOUND.fact("gini"))


@given(st.lists(st.floats()))
def test_what_is_not_known_is_none(values: list[float]) -> None:
    found = column(values)
    assert [value is None for value in found] == [not math.isfinite(value) for value in values]
    assert all(value is None or abs(value - was) <= 1e-6 for value, was in zip(found, values, strict=True))
