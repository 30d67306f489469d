from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from portee.services.booklet import Facts
from portee.services.booklet.kept import read_facts, written_facts


def alike(a: Any, b: Any) -> bool:
    """Whether two values hold the same, to the last bit; NaN is like NaN."""
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b, equal_nan=True)
    if isinstance(a, BaseGeometry):
        return bool(a.equals_exact(b, 0))
    if dataclasses.is_dataclass(a):
        fields = dataclasses.fields(a)
        return type(a) is type(b) and all(alike(getattr(a, f.name), getattr(b, f.name)) for f in fields)
    if isinstance(a, Mapping):
        return list(a) == list(b) and all(alike(a[key], b[key]) for key in a)
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, float) and math.isnan(a):
        return isinstance(b, float) and math.isnan(b)
    return bool(a == b)


def test_figures_are_the_same_after_a_restart(facts: Facts) -> None:
    text = written_facts(facts)
    found = read_facts(text)
    assert alike(facts, found)
    assert written_facts(found) == text
    assert json.loads(text)["is"] == "Facts"


@given(st.floats(allow_nan=True, allow_infinity=True), st.floats(0, 1e12))
def test_every_number_is_kept_to_the_last_bit(facts: Facts, odd: float, total: float) -> None:
    spot = dataclasses.replace(facts.spots[0], nearest_min={"jobs": odd})
    changed = dataclasses.replace(facts, total=total, spots=(spot, *facts.spots[1:]))
    assert alike(changed, read_facts(written_facts(changed)))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "1", '{"is": "Popen", "args": "ls"}', '{"is": "Facts"}', '{"is": "date", "of": "x"}', '{"of": 1}',
     '{"is": "shape", "of": "00"}', '{"is": "Spot", "name": "x"}'],
)  # fmt: skip
def test_what_is_no_booklet_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_facts(text)


def test_what_a_booklet_does_not_hold_is_not_written(facts: Facts) -> None:
    with pytest.raises(TypeError, match="no object"):
        written_facts(dataclasses.replace(facts, name=object()))  # type: ignore[arg-type]
