from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portee.core.errors import ParameterError
from portee.indicators.catchment import Zones, balanced_catchment, enhanced_two_step_catchment, two_step_catchment
from portee.indicators.competition import shen
from portee.indicators.competitors import decayed, over_destinations
from portee.indicators.decay import Exponential, Power, Step
from tests.indicators.crowds import Crowd, crowds

LUO_QI = Zones((10, 20, 30), (1.0, 0.68, 0.22))
"""The slower of the two sets of weights of Luo & Qi 2009."""

MINUTES = [[10.0, 20.0], [math.inf, 10.0]]
PEOPLE = [100.0, 50.0]
DOCTORS = [10.0, 20.0]


def test_two_steps_by_hand() -> None:
    """Step 1: 10/100 = 0.1 and 20/150. Step 2: 0.1 + 20/150 for the first place, 20/150 for the second."""
    assert two_step_catchment(MINUTES, DOCTORS, PEOPLE, 30).tolist() == pytest.approx([0.1 + 20 / 150, 20 / 150])
    # The catchment ends with its last minute.
    assert two_step_catchment(MINUTES, DOCTORS, PEOPLE, 20)[0] == pytest.approx(0.1 + 20 / 150)
    assert two_step_catchment(MINUTES, DOCTORS, PEOPLE, 19).tolist() == pytest.approx([0.1, 0.4])


def test_enhanced_by_hand() -> None:
    """Zones of weights 1 and 0.68: 10/100 = 0.1 and 20/(0.68 × 100 + 50) = 20/118."""
    access = enhanced_two_step_catchment(MINUTES, DOCTORS, PEOPLE, LUO_QI)
    assert access.tolist() == pytest.approx([0.1 + 0.68 * 20 / 118, 20 / 118])


def test_example_of_the_access_package() -> None:
    """Three tracts, weights 1/t and nothing beyond 61 minutes: the first scenario of PySAL access, tests, hospital.

    Demand: 100/1 + 10/40 = 100.25; 50/1 + 10/40 = 50.25; 10/1 + 100/40 + 50/40 = 13.75.
    Ratios: 15/100.25, 20/50.25 and 100/13.75; each tract adds its own to a fortieth of those 40 minutes away.
    """
    minutes = [[1.0, 80.0, 40.0], [80.0, 1.0, 40.0], [40.0, 40.0, 1.0]]
    access = enhanced_two_step_catchment(
        minutes, [15.0, 20.0, 100.0], [100.0, 50.0, 10.0], Power(exponent=1, full_until=1), catchment=61
    )
    r1, r2, r3 = 15 / 100.25, 20 / 50.25, 100 / 13.75
    assert access.tolist() == pytest.approx([r1 + r3 / 40, r2 + r3 / 40, r3 + (r1 + r2) / 40])
    # 100 × 0.331 + 50 × 0.580 + 10 × 7.286 = 135 = 15 + 20 + 100.
    assert float(access @ [100.0, 50.0, 10.0]) == pytest.approx(135.0)


def test_balanced_by_hand() -> None:
    """Half of the first 100 people goes to each doctor's: 50 and 50 + 50 people, 10/50 = 20/100 = 0.2 doctors each.

    The first doctor's service all goes to the first place, the second's half to each: 0.2 + 0.1 and 0.1.
    """
    assert balanced_catchment(MINUTES, DOCTORS, PEOPLE, Step(30)).tolist() == pytest.approx([0.3, 0.1])


@given(crowds(), st.integers(0, 120))
def test_two_steps_are_access_with_competition(crowd: Crowd, catchment: int) -> None:
    arguments = (crowd.minutes, crowd.opportunities, crowd.people)
    expected = shen(*arguments, Step(catchment))
    assert two_step_catchment(*arguments, catchment).tobytes() == expected.tobytes()
    assert enhanced_two_step_catchment(*arguments, Zones((catchment,), (1.0,))).tobytes() == expected.tobytes()
    assert enhanced_two_step_catchment(*arguments, Step(200), catchment).tobytes() == expected.tobytes()


@given(crowds(), st.floats(0.1, 1))
def test_weights_matter_only_in_proportion(crowd: Crowd, factor: float) -> None:
    scaled = Zones(LUO_QI.bounds, tuple(weight * factor for weight in LUO_QI.weights))
    arguments = (crowd.minutes, crowd.opportunities, crowd.people)
    np.testing.assert_allclose(
        enhanced_two_step_catchment(*arguments, scaled), enhanced_two_step_catchment(*arguments, LUO_QI), rtol=1e-9
    )


@given(crowds(groups=2))
def test_balance_keeps_people_and_service(crowd: Crowd) -> None:
    decay = Exponential(0.05)
    split = over_destinations(decayed(crowd.minutes, decay)) * crowd.people[..., np.newaxis]
    people = split.sum(axis=(0, 1))
    reaching = (crowd.minutes < math.inf).any(axis=-1)
    assert people.sum() == pytest.approx(crowd.people[reaching].sum(), rel=1e-9)
    service = sum(offer / served for offer, served in zip(crowd.opportunities, people, strict=True) if served > 0)
    access = balanced_catchment(crowd.minutes, crowd.opportunities, crowd.people, decay)
    assert access.sum() == pytest.approx(service, rel=1e-9)


@given(crowds())
def test_balance_equals_its_slow_twin(crowd: Crowd) -> None:
    origins, destinations = crowd.minutes.shape
    f = [[math.exp(-0.05 * crowd.minutes[i, j]) for j in range(destinations)] for i in range(origins)]
    slow = [0.0] * origins
    for j in range(destinations):
        people = sum(crowd.people[i] * f[i][j] / sum(f[i]) for i in range(origins) if f[i][j] > 0)
        for i in range(origins):
            if f[i][j] > 0 and people > 0:
                slow[i] += crowd.opportunities[j] / people * f[i][j] / sum(f[k][j] for k in range(origins))
    fast = balanced_catchment(crowd.minutes, crowd.opportunities, crowd.people, Exponential(0.05))
    np.testing.assert_allclose(fast, slow, rtol=1e-9, atol=1e-12)


def test_balance_bears_vanishing_weights() -> None:
    """Someone whose only destination is very far away goes there whole, however little the decay leaves of it."""
    assert balanced_catchment([[7000.0]], [5.0], [10.0], Exponential(0.1)).tolist() == pytest.approx([0.5])


def test_several_kinds() -> None:
    kinds = np.asarray([[10.0, 1.0], [20.0, 2.0]])
    for kind in range(2):
        both = balanced_catchment(MINUTES, kinds, PEOPLE, Step(30))
        assert both[:, kind].tolist() == balanced_catchment(MINUTES, kinds[:, kind], PEOPLE, Step(30)).tolist()


def test_nobody_and_nothing() -> None:
    for minutes, people in (([[math.inf]], [2.0]), ([[5.0]], [0.0])):
        assert two_step_catchment(minutes, [3.0], people, 30).tolist() == [0.0]
        assert enhanced_two_step_catchment(minutes, [3.0], people, LUO_QI).tolist() == [0.0]
        assert balanced_catchment(minutes, [3.0], people, Step(30)).tolist() == [0.0]


def test_zones() -> None:
    assert LUO_QI([0.0, 10.0, 10.001, 20.0, 30.0, 30.001, math.inf]).tolist() == [1, 1, 0.68, 0.68, 0.22, 0, 0]
    assert LUO_QI(np.asarray([[5.0, 25.0]], dtype=np.float32)).tolist() == [[1.0, 0.22]]


@pytest.mark.parametrize(
    ("bounds", "weights"),
    [
        ((), ()),
        ((10.0,), (1.0, 0.5)),
        ((20.0, 10.0), (1.0, 0.5)),
        ((10.0, 10.0), (1.0, 0.5)),
        ((10.0, 20.0), (0.5, 1.0)),
        ((10.0,), (0.0,)),
        ((10.0,), (1.5,)),
        ((math.nan,), (1.0,)),
        ((-5.0,), (1.0,)),
        ((math.inf,), (1.0,)),
    ],
)
def test_impossible_zones_are_refused(bounds: tuple[float, ...], weights: tuple[float, ...]) -> None:
    with pytest.raises(ParameterError):
        Zones(bounds, weights)


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(ParameterError, match="cutoff"):
        two_step_catchment(MINUTES, DOCTORS, PEOPLE, -1)
    with pytest.raises(ParameterError, match="catchment"):
        enhanced_two_step_catchment(MINUTES, DOCTORS, PEOPLE, LUO_QI, math.nan)
    with pytest.raises(ParameterError, match="demand"):
        balanced_catchment(MINUTES, DOCTORS, [1.0], Step(1))
    with pytest.raises(ParameterError, match="weights"):
        balanced_catchment(MINUTES, [1.0], PEOPLE, Step(1))
