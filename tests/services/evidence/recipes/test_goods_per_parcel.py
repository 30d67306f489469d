from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from portee.core.errors import ParameterError
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.goods_per_parcel import GOODS_PER_PARCEL
from portee.services.logistics.api import goods_rounds
from portee.sources.synthetic import SyntheticTerritory
from tests.services.evidence.kitchen import CELLS
from tests.services.logistics.villages import village_design, village_plan


def _asked(path: Path, **changes: Any) -> dict[str, Any]:
    plan = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"network": {"streets": "streets.osm.pbf"}, "plan": {**plan, "date": "2026-09-08"}, **changes}


def test_the_figure_is_that_of_the_rounds(ground: Ground, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    path = village_plan(tmp_path, xs_territory)
    world = ground.world(GOODS_PER_PARCEL.settings.model_validate(_asked(path)).network)
    plan, vans = (goods_rounds(world, path, vans=each).figures.per_parcel("cost") or 0.0 for each in (False, True))
    assert GOODS_PER_PARCEL.run(_asked(path, of="plan"), ground).value == pytest.approx(plan)
    found = GOODS_PER_PARCEL.run(_asked(path), ground)
    assert found.value == pytest.approx(plan - vans)
    assert (found.unit, found.low, found.high) == ("EUR/parcel", None, None)
    assert any("working assumptions" in caveat.in_("en") for caveat in found.caveats)


def test_draws_of_the_orders_give_an_interval(ground: Ground, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    drawn = f"drawn: {{places: {CELLS}, residents: ind, total: 12, seed: 2}}\n"
    path = village_plan(tmp_path, xs_territory, orders=drawn)
    found = GOODS_PER_PARCEL.run(_asked(path, figure="km", of="plan", draws=3), ground)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
    assert found.low < found.high
    assert any("synthetic" in caveat.in_("en") for caveat in found.caveats)


def test_a_design_is_sited_first(ground: Ground, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    found = GOODS_PER_PARCEL.run(_asked(village_design(tmp_path, xs_territory), figure="g_co2e"), ground)
    assert found.value < 0


def test_what_cannot_be_told_is_refused(ground: Ground, xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    asked = _asked(village_plan(tmp_path, xs_territory))
    with pytest.raises(ParameterError, match="not drawn"):
        GOODS_PER_PARCEL.run({**asked, "draws": 2}, ground)
    del asked["plan"]["vans"]
    with pytest.raises(ParameterError, match="no vans"):
        GOODS_PER_PARCEL.run(asked, ground)
