from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from portee.core.errors import ParameterError
from portee.indicators.cumulative import cumulative
from portee.services.measures import Asked, column_meanings, measures_of
from portee.territory.places import Places

OFFERS = Places(
    np.array(["a", "b", "c"], dtype=object), np.zeros(3), np.zeros(3), pl.DataFrame({"jobs": [10.0, 20.0, 0.0]})
)
MINUTES = np.array([[[5.0, 25.0, 1.0]], [[30.0, np.inf, 2.0]]], np.float32)


def test_each_way_of_counting_has_its_column_and_figure() -> None:
    asked = Asked(
        weights=("jobs", "@count"),
        cutoffs=(10.0, 22.5),
        intervals=((10, 30),),
        decays=("half_life=20",),
        nearest=(1, 2),
    )
    found = {measure.column(50): measure.compute(MINUTES)[:, 0] for measure in measures_of(asked, OFFERS, 120)}
    assert list(found)[:6] == [
        "jobs_within_10_min_p50",
        "jobs_within_22_5_min_p50",
        "jobs_mean_10_to_30_min_p50",
        "jobs_half_life_20_p50",
        "jobs_nearest_1_p50",
        "jobs_nearest_2_p50",
    ]
    assert found["jobs_within_10_min_p50"].tolist() == [10.0, 0.0]
    assert found["count_within_10_min_p50"].tolist() == [2.0, 1.0]
    assert found["jobs_mean_10_to_30_min_p50"].tolist() == [15.0, 0.0]
    assert found["jobs_nearest_1_p50"].tolist() == [5.0, 30.0]
    assert found["jobs_nearest_2_p50"].tolist() == [25.0, np.inf]
    assert found["jobs_half_life_20_p50"] == pytest.approx([10 * 0.5**0.25 + 20 * 0.5**1.25, 10 * 0.5**1.5])


def test_a_chunk_gives_the_bits_of_the_whole() -> None:
    rng = np.random.default_rng(0)
    minutes = rng.uniform(0, 60, (40, 2, 3)).astype(np.float32)
    (measure,) = measures_of(Asked(weights=("jobs",), decays=("half_life=20",)), OFFERS, 120)
    whole = measure.compute(minutes)
    parts = np.concatenate([measure.compute(minutes[k : k + 7]) for k in range(0, 40, 7)])
    assert np.array_equal(whole, parts)
    within = measures_of(Asked(weights=("jobs",), cutoffs=(30,)), OFFERS, 120)[0].compute(minutes)
    assert np.array_equal(within, cumulative(minutes, OFFERS.weight("jobs"), 30))


def test_baskets_count_kinds() -> None:
    kinds = ("food_shop", "emergency", "sport", "culture", "restaurant")
    offers = Places(OFFERS.ids, OFFERS.lon, OFFERS.lat, pl.DataFrame({kind: [1.0, 0.0, 0.0] for kind in kinds}))
    asked = Asked(cutoffs=(10,), baskets=("evening",))
    assert asked.columns == kinds
    (measure,) = measures_of(asked, offers, 60)
    assert measure.column(50) == "basket_evening_within_10_min_p50"
    # Three restaurants are asked for, and there is one.
    assert measure.compute(MINUTES)[:, 0].tolist() == [4.0, 0.0]


def test_meanings_in_both_languages() -> None:
    measures = measures_of(Asked(weights=("jobs",), cutoffs=(45,)), OFFERS, 60)
    assert column_meanings(measures, (50.0,), "fr") == {
        "jobs_within_45_min_p50": "Opportunités à portée : jobs, T = 45 min (opportunités), p50"
    }
    assert column_meanings(measures, (2.5,), "en") == {
        "jobs_within_45_min_p2_5": "Opportunities within reach: jobs, T = 45 min (opportunities), p2.5"
    }


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked(), "No weight"),
        (Asked(weights=("jobs",)), "how to count"),
        (Asked(baskets=("everyday",)), "cut-off"),
        (Asked(weights=("jobs",), cutoffs=(0,)), "cut-off is 0"),
        (Asked(weights=("jobs",), cutoffs=(90,)), "--max-time 90"),
        (Asked(weights=("jobs",), intervals=((30, 90),)), "--max-time 90"),
        (Asked(weights=("jobs",), cutoffs=(10, 10)), "asked twice"),
        (Asked(weights=("jobs",), nearest=(0,)), "'k'"),
        (Asked(weights=("jobs",), decays=("magic",)), "magic"),
        (Asked(weights=("work",), cutoffs=(10,)), "'work'"),
    ],
)
def test_impossible_questions(asked: Asked, words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        measures_of(asked, OFFERS, 60)


def test_what_is_asked_is_recorded_without_what_is_not() -> None:
    assert Asked(weights=("jobs",), cutoffs=(10,)).as_dict() == {"weights": ["jobs"], "cutoffs": [10]}
    assert Asked(weights=("jobs",), nearest=(1,)).counts_places
    assert not Asked(weights=("jobs",), cutoffs=(10,)).counts_places
