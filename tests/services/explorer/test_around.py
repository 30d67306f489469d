from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from portee.services.explorer.around import around
from portee.territory.places import Places


def cells(residents: list[float], **columns: list[float]) -> Places:
    count = len(residents)
    lon = np.array([5.0 + 0.002 * k for k in range(count)])  # about 163 m apart at this latitude
    return Places(
        np.arange(count).astype(str).astype(object), lon, np.full(count, 43.0),
        pl.DataFrame({"residents": residents, **columns}),
    )  # fmt: skip


def test_cells_whose_middle_is_near_are_added_up() -> None:
    found = around(
        cells([100.0] * 6, households=[40.0] * 6, poor_households=[10.0] * 6, imputed=[1.0, 0, 0, 0, 0, 0]), 5.0, 43.0
    )
    assert found is not None
    assert found.cells == 4
    assert found.residents == 400
    assert found.households == 160
    assert found.poor == 40
    assert found.single_parent is None
    assert found.estimated == pytest.approx(0.25)


def test_too_few_are_not_told() -> None:
    assert around(cells([20.0]), 5.0, 43.0) is None
    assert around(cells([100.0]), 6.0, 43.0) is None
    found = around(cells([40.0], households=[10.0], poor_households=[9.0]), 5.0, 43.0)
    assert found is not None
    assert found.households is None
    assert found.poor is None
