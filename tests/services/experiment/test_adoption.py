from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from portee.commons.experiments.example import LAW
from portee.commons.experiments.near_graph import near_graph
from portee.commons.experiments.spread import draw_thresholds, spread
from portee.core.errors import ParameterError, SourceError
from portee.services.experiment.adoption import fit_uptake, plan_seeds, read_uptake, seeds_record, uptake_record
from portee.sources.places import read_places
from portee.territory.places import Places
from tests.services.experiment.examples import example


def test_the_planted_law_of_the_example_is_found(tmp_path: Path) -> None:
    found = fit_uptake(example(tmp_path) / "uptake.csv", ahead=6)
    assert found.fit.total.low < LAW.total < found.fit.total.high
    assert found.fit.pull.low < LAW.pull < found.fit.pull.high
    assert len(found.ahead) == 6
    record = uptake_record(found)
    assert len(record["fitted"]) == record["periods"][2] == 27
    json.dumps(record, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("period,people\n", 1, "no column 'adopters'"),
        ("period,adopters\n2025-01,1\n2025-02,x\n", 3, "no count"),
        ("period,adopters\n2025-01,-1\n", 2, "no count"),
        ("period,adopters\n2025-02,1\n\n2025-01,1\n", 4, "does not come after"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = tmp_path / "u.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=what) as told:
        read_uptake(path)
    assert told.value.where is not None
    assert told.value.where.line == line


def test_seeds_of_the_example(tmp_path: Path) -> None:
    places = read_places(example(tmp_path) / "places.csv", weights=["residents"])
    found = plan_seeds(places, 4, within_m=1500, residents="residents")
    frame = found.to_geodataframe()
    assert frame["reached"].is_monotonic_increasing
    assert frame["gained"].is_monotonic_decreasing
    assert frame["share"].iloc[-1] == pytest.approx(found.plan.reached / places.weight("residents").sum())
    assert seeds_record(found)["parameters"]["k"] == 4
    alone = plan_seeds(places, 4, within_m=1, residents="residents")
    assert alone.plan.reached == np.sort(places.weight("residents"))[-4:].sum()


def test_distances_are_metres() -> None:
    # 0.01 degrees of latitude are 1.11 km.
    places = Places(np.array(["a", "b"], object), np.array([5.4, 5.4]), np.array([43.3, 43.31]))
    assert plan_seeds(places, 1, within_m=1200, influence=1.0).plan.reached == 2
    assert plan_seeds(places, 1, within_m=1000, influence=1.0).plan.reached == 1


def test_the_influence_is_fitted_to_an_uptake(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    lon, lat = 5.4 + rng.uniform(0, 0.1, 500), 43.3 + rng.uniform(0, 0.1, 500)
    ids = np.array([str(k) for k in range(500)], object)
    graph = near_graph(lon * 81_000, lat * 111_195, 900, 0.6)
    when = spread(graph, draw_thresholds(500, 1), np.arange(0, 500, 12))
    told = pl.DataFrame({"when": [str(k) if k >= 0 else "" for k in when.tolist()], "wrong": ["x"] * 500})
    places = Places(ids, lon, lat, told)
    found = plan_seeds(places, 3, within_m=900, adopted="when")
    assert found.fitted is not None
    assert found.fitted.weight.low < 0.6 < found.fitted.weight.high
    assert found.influence == found.fitted.weight.estimate
    assert seeds_record(found)["influence_fitted"]["followers"] == found.fitted.followers
    with pytest.raises(ParameterError, match="no column 'none'"):
        plan_seeds(places, 3, within_m=900, adopted="none")
    with pytest.raises(ParameterError, match="no rounds"):
        plan_seeds(places, 3, within_m=900, adopted="wrong")


def test_more_places_than_there_are_cannot_be_chosen(tmp_path: Path) -> None:
    places = read_places(example(tmp_path) / "places.csv")
    with pytest.raises(ParameterError, match="61 places"):
        plan_seeds(places, 61, within_m=100)
