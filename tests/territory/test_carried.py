"""Figures carried to the new geography: sums and means by hand, and what is not told."""

from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.core.provenance import Provenance
from portee.territory.carried import carried
from portee.territory.crosswalk import area_crosswalk
from tests.territory.registers import register, square

FIGURES: dict[str, list[float | None]] = {
    "pop_mun": [1000.0, 3000.0], "tp60": [30.0, 50.0], "abcde": [100.0, None], "pop_com": [50_000.0, 50_000.0]
}  # fmt: skip
OLD = register(2015, [square(0, 0), square(1, 0)], FIGURES)


def test_counts_sum_and_rates_are_weighted_by_residents() -> None:
    new = register(2024, [square(0.5, 0, 1.0)])
    found = carried(OLD, new, area_crosswalk(OLD, new))
    assert found.covered == pytest.approx([1.0])
    assert found.registry.vintage == 2024
    assert found.registry.column("pop_mun") == pytest.approx([2000])
    # 500 residents at 30 %, 1,500 at 50 %.
    assert found.registry.column("tp60") == pytest.approx([45])
    # Of the municipality around: no sum of parts.
    assert found.registry.column("pop_com") == pytest.approx([50_000])
    # A part is not known, so the whole is not.
    assert np.isnan(found.registry.column("abcde")).all()
    assert "estimates" in found.registry.provenance[-1].notes[-1]


def test_the_same_outlines_carry_the_same_figures() -> None:
    new = register(2024, [square(0, 0), square(1, 0)])
    found = carried(OLD, new, area_crosswalk(OLD, new)).registry
    for name in FIGURES:
        np.testing.assert_allclose(found.column(name), OLD.column(name), rtol=1e-9)


def test_without_residents_means_are_weighted_by_area() -> None:
    old = register(2015, [square(0, 0), square(1, 0)], {"tp60": [30.0, 50.0]})
    new = register(2024, [square(0.75, 0, 1.0)])
    assert carried(old, new, area_crosswalk(old, new)).registry.column("tp60") == pytest.approx([45], abs=1e-3)


def test_little_covered_or_unknown_neighbourhoods_have_no_figures() -> None:
    new = register(2024, [square(1.6, 0, 1.0), None, square(8, 8)])
    read = Provenance(source="qpv_crosswalk", file="crosswalk.csv", sha256="0", size_bytes=1)
    found = carried(OLD, new, area_crosswalk(OLD, new), source=read)
    assert found.covered == pytest.approx([0.4, 0, 0], abs=1e-3)
    assert np.isnan(found.registry.column("tp60")).all()
    assert found.registry.provenance[-1].file == "crosswalk.csv"
    assert "3 of 3" in found.registry.provenance[-1].notes[-1]
    enough = carried(OLD, new, area_crosswalk(OLD, new), least=0.3)
    assert np.isfinite(enough.registry.column("tp60")).tolist() == [True, False, False]


def test_geographies_and_figures_must_fit() -> None:
    new = register(2024, [square(0, 0)], {"tp60": [1.0]})
    with pytest.raises(ParameterError, match="'tp60'"):
        carried(OLD, new, area_crosswalk(OLD, new))
    with pytest.raises(ParameterError, match=r"mix .*2015.*2024"):
        carried(new, OLD, area_crosswalk(OLD, new))
