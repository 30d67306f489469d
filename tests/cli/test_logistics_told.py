"""What portee logistics says."""

from __future__ import annotations

import pytest

from portee.cli.logistics_told import _reason
from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output, words
from portee.logistics.performance import Performance
from portee.logistics.unserved import CONSTRAINTS, Hindrance, Unserved
from portee.services.logistics.told import FIGURES

AMOUNTS = {"s": "2.0 min", "m": "0.1 km", "kg": "120.0 kg", "litres": "120.0 L", "parcels": "120 parcels", "": ""}


def test_every_constraint_and_figure_has_its_words() -> None:
    for constraint in CONSTRAINTS:
        assert f"goods_left_{constraint}" in words()
        assert f"goods_cause_{constraint}" in words()
    for name, _ in FIGURES:
        assert f"goods_figure_{name}" in words()
        assert hasattr(Performance(), name)


@pytest.mark.parametrize("unit", list(AMOUNTS))
def test_the_vehicle_that_comes_nearest_is_told_with_what_it_lacks(unit: str) -> None:
    out = Output(CommonOptions(lang=Language.en))
    constraint = {"s": "window", "m": "range", "": "no_way"}.get(unit, unit)
    near = Hindrance("bike", constraint, None if unit == "" else 120.0, unit)
    far = Hindrance("van", constraint, None if unit == "" else 500.0, unit)
    told = _reason(out, Unserved("o1", (far, near) if unit else (near, far), None))
    assert "o1" in told
    assert "bike" in told
    assert AMOUNTS[unit] in told
