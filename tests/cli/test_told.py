from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from portee.cli.options import CommonOptions, Language
from portee.cli.output import Output
from portee.cli.told import tell_build, tell_matrix, tell_trip
from portee.reach.journey import Journey, Leg, TripExplanation
from portee.services.build import BuildReport
from portee.services.matrix import MatrixReport
from tests.cli.conftest import as_typed

LINE = np.array([5.0, 5.01]), np.array([43.0, 43.0])
LEGS = (
    Leg("walk", 27_000, 27_300, "origin", "Gare", 301.4, *LINE),
    Leg("ride", 27_420, 28_020, "Gare", "Port", 4_321.0, *LINE, 120, "T1", "Les Docks", "t1", 3),
    Leg("walk", 28_020, 28_080, "Port", "destination", 60.0, *LINE),
)


@pytest.fixture(params=["fr", "en"])
def out(request: pytest.FixtureRequest) -> Output:
    return Output(CommonOptions(lang=Language(request.param)))


def test_trip(out: Output, capsys: pytest.CaptureFixture[str]) -> None:
    journey = Journey(27_000, 1_080, LEGS)
    trip = TripExplanation(np.array([27_000, 27_060]), np.array([1_080, -1]), (journey, None), 0, ("Drawn.",))
    tell_trip(out, trip, arrive=False, every_minute=True)
    said = as_typed(capsys.readouterr().out)
    point = "," if out.lang == "fr" else "."
    assert f"18{point}0 min" in said
    for words in ("07:30-07:35", "07:37-07:47", "T1", "Les Docks", "120 s", "Drawn."):
        assert words in said
    assert "07:31" in said


def test_trip_out_of_reach(out: Output, capsys: pytest.CaptureFixture[str]) -> None:
    tell_trip(out, TripExplanation(np.array([0]), np.array([-1]), (None,), None, ()), arrive=False, every_minute=False)
    assert len(as_typed(capsys.readouterr().out).splitlines()) == 1


def test_build_and_matrix(out: Output, capsys: pytest.CaptureFixture[str]) -> None:
    tell_build(out, BuildReport(Path("net"), ("timetable", "links"), 2, 1))
    tell_matrix(out, MatrixReport(Path("m.parquet"), 10, 20, 1, 0, 150, 150, (50.0,), (150,), ("Synthetic.",)))
    said = as_typed(capsys.readouterr().out)
    point = "," if out.lang == "fr" else "."
    for words in ("portee info net", "150", f"75{point}0", "Synthetic."):
        assert words in said
