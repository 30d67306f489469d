from __future__ import annotations

from typing import Any

import geopandas
import pytest

from portee.core.errors import ParameterError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.population_share import POPULATION_SHARE
from portee.sources.synthetic import SyntheticTerritory
from tests.services.evidence.kitchen import CELLS


def settings(**changes: Any) -> dict[str, Any]:
    return {"homes": {"cells": CELLS}, "part": ["poor_households"], "whole": "households", **changes}


def test_it_is_the_sum_over_the_cells(ground: Ground, xs_territory: SyntheticTerritory) -> None:
    cells = geopandas.read_file(xs_territory.cells)
    figured = POPULATION_SHARE.run(settings(), ground)
    assert figured.value == pytest.approx(100 * cells["men_pauv"].sum() / cells["men"].sum(), rel=1e-9)
    assert figured.low is not None
    assert figured.high is not None
    assert figured.low <= figured.value <= figured.high
    assert figured.caveats[0].fr.startswith(f"{len(cells)} carreaux ; ")


def test_parts_are_added_up(ground: Ground) -> None:
    ages = [POPULATION_SHARE.run(settings(part=[name], whole="ind"), ground).value for name in ("ind_0_3", "ind_4_5")]
    both = POPULATION_SHARE.run(settings(part=["ind_0_3", "ind_4_5"], whole="ind"), ground)
    assert both.value == pytest.approx(sum(ages))


def test_too_few_households_are_not_told(ground: Ground) -> None:
    cells = ground.homes(settings_homes(), None)
    small = int(cells.weight("households").argmin())
    near = {"lat": float(cells.lat[small]), "lon": float(cells.lon[small]), "metres": 50}
    assert cells.weight("households")[small] < 11
    with pytest.raises(ParameterError, match="fewer than 11 households"):
        POPULATION_SHARE.run(settings(homes={"cells": CELLS, "near": near}), ground)


def settings_homes() -> Any:
    from portee.services.evidence.settings import Homes

    return Homes(cells=CELLS)
