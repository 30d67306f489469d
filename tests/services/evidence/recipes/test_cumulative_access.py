from __future__ import annotations

import numpy as np
import pytest

from portee.core.declared import declared_of
from portee.reach.cluster import ReachRequest
from portee.services.evidence.access import ask
from portee.services.evidence.ground import Ground
from portee.services.evidence.recipes.cumulative_access import CUMULATIVE_ACCESS
from portee.services.evidence.settings import AccessSettings
from portee.services.search import prepare
from tests.services.evidence.kitchen import access


def test_the_mean_is_that_of_the_whole_matrix(ground: Ground) -> None:
    figured = CUMULATIVE_ACCESS.run(access(), ground)
    settings = declared_of(access(), AccessSettings, "t")
    asked = ask(settings, ground)
    request = ReachRequest(
        asked.homes, asked.goals, settings.how.travel(15), settings.when.window() if settings.when else None, (50.0,)
    )
    minutes = prepare(asked.world, request).minutes()[:, 0]
    by_hand = sum(
        asked.shares[i] * asked.weights[minutes[i] <= 15].sum() / asked.weights.sum() for i in range(len(asked.homes))
    )
    assert figured.value == pytest.approx(100 * by_hand, rel=1e-9)
    assert figured.unit == "%"
    assert figured.low is not None
    assert figured.high is not None
    assert figured.low <= figured.value <= figured.high


def test_the_median_resident_with_deciles(ground: Ground) -> None:
    figured = CUMULATIVE_ACCESS.run(access(cells=True, interval="none", count="count"), ground)
    assert figured.unit == "opportunités"
    assert figured.low is not None
    assert figured.high is not None
    assert figured.low <= figured.value <= figured.high
    assert np.isfinite(figured.value)


def test_more_time_never_gives_less_and_the_same_question_the_same(ground: Ground) -> None:
    short, long = (CUMULATIVE_ACCESS.run(access(within_min=minutes), ground) for minutes in (10, 25))
    assert short.value <= long.value
    assert CUMULATIVE_ACCESS.run(access(within_min=10), ground) == short
