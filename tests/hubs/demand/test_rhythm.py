from __future__ import annotations

import pytest

from portee.hubs.demand.rhythm import rhythm_of
from tests.hubs.demand.towns import assumed, driver


def test_work_is_part_of_all_outings_and_leaves_before_its_hour() -> None:
    a = assumed()
    worker = rhythm_of(driver(status="employee"), a)
    looking = rhythm_of(driver(status="jobseeker"), a)
    assert looking.outings[0].sum() == 0
    every = a.trips_day * a["tours_per_trip"]
    assert worker.outings.sum(axis=(0, 2)) == pytest.approx(every)
    assert looking.outings.sum(axis=(0, 2)) == pytest.approx(every)
    assert worker.outings[0, 0].argmax() == 8
    assert worker.outings[0, 1:].sum() == 0
    assert worker.stay_h.tolist() == [8, a["stay_h"]]


def test_a_night_begins_on_its_own_day() -> None:
    night = {"shifts": [{"days": "sat", "start": "00:15", "end": "06:00"}]}
    found = rhythm_of(driver(status="employee", schedule=night), assumed())
    assert found.outings[0, 1, 23] > 0
    assert found.outings[0, 0].sum() == 0


def test_who_works_more_than_they_go_out_goes_out_for_work_alone() -> None:
    twice = {"shifts": [{"days": "mon-fri", "start": "06:00", "end": "09:00"},
                        {"days": "mon-fri", "start": "17:00", "end": "20:00"}], "stay_between": False}  # fmt: skip
    found = rhythm_of(driver(status="employee", schedule=twice), assumed())
    assert found.outings[1, 0].sum() == 0
    assert found.outings[0, 0, 5] > 0
    assert found.outings[0, 0, 16] > 0
