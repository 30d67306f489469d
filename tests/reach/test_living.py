"""What ways are worth: no dominated one is kept, against the Pareto set of each place; sums written out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from portee.indicators.affordability import pareto_set
from portee.reach.cases import evaluate
from portee.reach.daily import Daily
from portee.reach.living import route_grams, undominated, worth_of
from portee.reach.ways import Stores
from tests.offers.shelf import tariff
from tests.reach.interviews import DAY, busy_world, interview, line_world, offers, shift, someone, town_offers
from tests.reach.test_cases import services

CRITERIA = hnp.arrays(
    np.float64, st.tuples(st.just(3), st.integers(1, 5), st.integers(1, 3)),
    elements=st.sampled_from([0.0, 1.0, 2.0, 3.5, np.nan]),
)  # fmt: skip


def _slow(criteria: npt.NDArray[np.float64], offered: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The Pareto set of each place. What is not known stands apart: better in one column, worse in another."""
    kept = np.zeros(offered.shape, np.bool_)
    for place in range(offered.shape[1]):
        rows = np.flatnonzero(offered[:, place])
        values = criteria[:, rows, place].T
        unknown = np.isnan(values)
        told = np.concatenate([np.where(unknown, -1.0, values), unknown.astype(np.float64)], axis=1)
        if len(rows):
            kept[rows, place] = pareto_set(told)
    return kept


@given(CRITERIA, st.data())
def test_the_ways_kept_are_the_pareto_set_of_each_place(criteria: npt.NDArray[np.float64], data: st.DataObject) -> None:
    offered = data.draw(hnp.arrays(np.bool_, criteria.shape[1:]))
    kept = undominated(criteria, offered)
    np.testing.assert_array_equal(kept, _slow(criteria, offered))
    assert (kept <= offered).all()
    # Something is kept wherever something is offered.
    np.testing.assert_array_equal(kept.any(axis=0), offered.any(axis=0))


def test_what_is_not_known_is_not_compared_and_not_known_twice_is_the_same() -> None:
    one = np.array([[[1.0], [2.0], [np.nan]], [[5.0], [5.0], [5.0]]])
    assert undominated(one, np.ones((3, 1), np.bool_)).ravel().tolist() == [True, False, True]
    both = np.array([[[np.nan], [np.nan]], [[5.0], [4.0]]])
    assert undominated(both, np.ones((2, 1), np.bool_)).ravel().tolist() == [False, True]
    alike = np.zeros((2, 3, 1))
    assert undominated(alike, np.ones((3, 1), np.bool_)).ravel().tolist() == [True, False, False]


@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1))
def test_of_every_place_no_way_is_told_that_another_beats(seed: int) -> None:
    asked = interview(seed, busy_world(seed))
    who = someone(vehicles=[{"kind": "bicycle", "energy": "human"}], licences=["B"], schedule=shift("08:15", "09:20"))
    case = asked.case(who, town_offers(services=services(seed)))
    timetable = asked.network.timetable
    assert timetable is not None
    grams, notes = route_grams(timetable, case.situation.figures)
    daily = Daily(asked.stores, asked.home, asked.work, 40, grams_km=grams)
    within = evaluate(daily, case)
    worth = worth_of(daily, case, within)
    assert notes == ("The energy of the bus is not told: counted as a diesel bus.",)
    stacked = np.stack([worth.minutes, worth.eur, worth.kg, worth.transfers])
    np.testing.assert_array_equal(worth.unbeaten, _slow(stacked, within.affordable))
    for values in (worth.minutes, worth.eur, worth.kg, worth.transfers):
        assert np.isnan(values[~within.affordable]).all()
        assert not np.isnan(values[within.affordable]).any()
        assert (values[within.affordable] >= 0).all()
    np.testing.assert_array_equal(worth.unbeaten.any(axis=0), within.reach)


def test_worth_by_hand() -> None:
    """1.076 km of street, a bus of 1.074 km as the crow flies; 20 commutes, 40 trips a month."""
    world, home, work = line_world()
    asked = interview(0, world)
    who = someone(
        vehicles=[{"kind": "bicycle", "energy": "human"}], walking={"max_min": 20},
        schedule={**shift("08:45", "17:20", "mon,tue,wed,fri,sat"), "weeks_per_year": 48},
    )  # fmt: skip
    stores = Stores(world.network)
    asked = type(asked)(stores, home, work)
    case = asked.case(who, offers((tariff("month", "month", 50),)))
    timetable = world.network.timetable
    assert timetable is not None
    daily = Daily(stores, home, work, 40, grams_km=route_grams(timetable, case.situation.figures)[0])
    within = evaluate(daily, case)
    worth = worth_of(daily, case, within)
    row = {way.id: w for w, way in enumerate(within.ways)}
    # Walking 18 minutes each way; by bus from 08:39 to 08:45 and from 17:20 to 17:32; 6 minutes each way by bicycle.
    assert worth.minutes[[row["walk"], row["transit:month"], row["own:bicycle"]], 0].tolist() == [36, 18, 12]
    assert worth.eur[row["transit:month"], 0] == 25
    bus, bicycle = (case.situation.figures.table("climate.per_person_km")[name] for name in ("bus_diesel", "bicycle"))
    km = 11 * float(world.network.streets.edge_length_mm[0]) / 1e6
    assert worth.kg[row["own:bicycle"], 0] == pytest.approx(40 * km * bicycle / 1000, rel=1e-3)
    assert worth.kg[row["transit:month"], 0] == pytest.approx(40 * 1.074 * bus / 1000, rel=0.01)
    assert worth.kg[row["walk"], 0] == 0
    assert worth.transfers[:, 0].tolist() == [0] * len(within.ways)
    assert np.isnan(worth.minutes[:, 1]).all()
    # The bicycle beats the bus in all; walking is free of charge and of gases.
    assert worth.unbeaten[[row["walk"], row["own:bicycle"], row["transit:month"]], 0].tolist() == [True, True, False]
    assert case.situation.day == DAY


def test_journeys_by_way_of_a_stop_are_not_traced() -> None:
    asked = interview(5, busy_world(5))
    case = asked.case(someone(schedule=shift("08:40", "09:20")), town_offers(), stops=(asked.stops(5),))
    daily = asked.daily()
    within = evaluate(daily, case)
    worth = worth_of(daily, case, within)
    transit = [w for w, way in enumerate(within.ways) if way.kind == "transit"]
    assert np.isnan(worth.kg[transit]).all()
    assert np.isnan(worth.transfers[transit]).all()


def test_emissions_of_lines_are_not_known_to_a_search_that_was_not_told() -> None:
    asked = interview(6, busy_world(6))
    assert np.isnan(asked.daily().grams_km).all()
    assert len(asked.daily().grams_km) == 4
