from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from portee.commons.experiments.bass import fit_bass
from portee.commons.experiments.example import LAW, Staging, make_example
from portee.commons.experiments.measured import measured_all
from portee.commons.experiments.measures import parse_measures
from portee.commons.experiments.protocol import Protocol
from portee.core.declared import parse_declared


@pytest.mark.parametrize(
    ("staging", "method"), [("together", "did"), ("staggered", "staggered"), ("single", "synthetic")]
)
def test_each_staging_shows_its_planted_effect(staging: Staging, method: str) -> None:
    if staging == "staggered":
        pytest.importorskip("diff_diff")
    errors = []
    for seed in range(8):
        made = make_example(staging, seed)
        protocol = parse_declared(made.protocol, Protocol, "protocol.yaml")
        found = measured_all(protocol, parse_measures(made.measures, protocol)).found[0]
        assert found.method == method
        if found.effect is not None:
            errors.append(found.effect.estimate - made.truth)
    assert len(errors) >= 6
    assert abs(np.mean(errors)) < 0.006


def test_the_uptake_is_that_of_its_law() -> None:
    rows = list(csv.DictReader(io.StringIO(make_example().uptake)))
    found = fit_bass([float(row["adopters"]) for row in rows])
    assert found.total.low < LAW.total < found.total.high


def test_it_is_the_same_each_time() -> None:
    assert make_example("single", 4) == make_example("single", 4)
    assert make_example("single", 4) != make_example("single", 5)
