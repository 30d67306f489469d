from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from portee.cli.modal_told import _gap, tell_modal
from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.services.modal.compute import ModalResult
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.cli.conftest import as_typed
from tests.services.modal.ground import EMPTY, shares_of
from tests.services.modal.test_compute import PLAN


@pytest.fixture(scope="module")
def found(xs_world: World, xs_territory: SyntheticTerritory) -> ModalResult:
    return shares_of(xs_world, xs_territory, EMPTY, years=[2026, 2030], targets=PLAN)


def test_a_series_is_told_year_by_year(found: ModalResult, capsys: pytest.CaptureFixture[str]) -> None:
    tell_modal(Output(CommonOptions(lang=Language.en)), Path("shares.csv"), found)
    said = as_typed(capsys.readouterr().out)
    lines = [line.split() for line in said.splitlines()]
    (year,) = (line for line in lines if line[:1] == ["2030"])
    assert math.fsum(float(part.removesuffix("%")) for part in year[1:5]) == pytest.approx(100, abs=1e-9)
    assert "nothing (2030): nothing changes." in said
    assert "  public transport: 15.0% for 25.0% aimed at, 10.0 points too few." in said
    assert "  car: 50.0% for 40.0% aimed at, 10.0 points more." in said
    assert "  walking: 30.0% for 30.0% aimed at." in said
    assert "east" in said


def test_the_json_is_whole(found: ModalResult, capsys: pytest.CaptureFixture[str]) -> None:
    tell_modal(Output(CommonOptions(json=True)), Path("shares.csv"), found, zones=Path("zones.gpkg"))
    told = json.loads(capsys.readouterr().out)
    assert told["plan"] == "plan"
    assert told["zones"] == "zones.gpkg"
    for case in told["cases"]:
        for group in case["groups"]:
            assert math.fsum(group["shares"].values()) == pytest.approx(1)
            assert group["change_vehicle_km"] == 0


@pytest.mark.parametrize(
    ("lang", "gap", "told"),
    [("fr", 1.94, "1,9 point"), ("fr", 1.96, "2,0 points"), ("en", 1.0, "1.0 point"), ("en", 0.2, "0.2 points")],
)
def test_points_in_words(lang: str, gap: float, told: str) -> None:
    assert _gap(Output(CommonOptions(lang=Language(lang))), gap) == told
