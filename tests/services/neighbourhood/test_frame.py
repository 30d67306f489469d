"""One row per cell and profile, or one per cell."""

from __future__ import annotations

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.services.neighbourhood.frame import frame_meanings, to_frame
from portee.services.profile_access import ProfileAccess
from tests.services.hand_access import REACHED, hand_access


def test_one_row_for_each_cell_and_profile() -> None:
    frame = to_frame(hand_access(), groups=np.array(["east", "west"], dtype=object), incomes=np.array([1.0, np.nan]))
    assert frame["id"].tolist() == ["a", "a", "b", "b"]
    assert frame["profile"].tolist() == ["night-cleaner", "jobseeker-old-diesel"] * 2
    assert frame["group"].tolist() == ["east", "east", "west", "west"]
    assert frame["jobs_within_reach"].tolist() == [40, 80, 10, 80]
    assert frame["jobs_in_time"].tolist() == [50, 80, 10, 100]
    assert frame["jobs_affordable_share"].tolist() == [0.8, 1.0, 1.0, 0.8]
    assert frame["jobs_low_emission_zone"].tolist() == [40, 20, 0, 80]
    assert frame["jobs_low_emission_zone_loss"].tolist() == [0, 60, 10, 0]
    assert frame["jobs_energy_loss"].tolist() == [0, 0, 0, 0]
    assert frame["jobs_per_person"].tolist() == [1, 2, 0.5, 1.5]
    assert frame["jobs_available"].tolist() == [30, 20, 5, 75]
    assert frame["people"].tolist() == [30, 10, 10, 50]
    assert (frame["people_low"] <= frame["people"]).all()
    assert (frame["people"] <= frame["people_high"]).all()
    assert not frame["withheld"].any()
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.geom_equals(frame.geometry.iloc[[0, 0, 2, 2]].set_axis(frame.index)).all()


def test_numbers_of_people_are_withheld_where_few_live() -> None:
    """What falls to all of a cell would tell their number; what falls to each does not."""
    frame = to_frame(hand_access(households=(100, 5)))
    hidden = frame[frame["id"] == "b"]
    assert hidden["withheld"].all()
    assert hidden[["people_low", "people", "people_high", "jobs_available"]].isna().all(axis=None)
    assert hidden["jobs_per_person"].notna().all()
    assert hidden["jobs_within_reach"].tolist() == [10, 80]
    assert frame[frame["id"] == "a"].notna().all(axis=None)


def test_one_row_for_each_cell() -> None:
    access = hand_access()
    wide, long = to_frame(access, wide=True), to_frame(access)
    assert wide["id"].tolist() == ["a", "b"]
    for profile, start in (("night-cleaner", "night_cleaner"), ("jobseeker-old-diesel", "jobseeker_old_diesel")):
        mine = long[long["profile"] == profile]
        for name in set(long.columns) - {"id", "profile", "geometry", "withheld"}:
            assert wide[f"{start}_{name}"].tolist() == mine[name].tolist()
    assert wide["withheld"].tolist() == [False, False]


def test_without_a_mix_residents_are_counted() -> None:
    frame = to_frame(hand_access(mix=False))
    assert frame["residents"].tolist() == [40, 40, 60, 60]
    assert not {"people", "withheld", "jobs_available", "jobs_per_person"} & set(frame.columns)
    assert to_frame(hand_access(mix=False), wide=True)["residents"].tolist() == [40, 60]


def test_nothing_in_time_is_no_share() -> None:
    access = hand_access()
    access.in_time[0, 1] = 0
    assert np.isnan(to_frame(access)["jobs_affordable_share"][2])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_column_of_either_table_has_a_meaning(lang: str) -> None:
    access = hand_access()
    for wide in (False, True):
        columns = [str(name) for name in to_frame(access, wide=wide).columns if name != "geometry"]
        told = frame_meanings(access, columns, lang)
        assert set(told) == set(columns)
    assert access.profiles[0].title.in_(lang) in told["night_cleaner_jobs_within_reach"]


def test_two_profiles_of_one_name_cannot_be_side_by_side() -> None:
    access = hand_access()
    first = access.profiles[0]
    twins = (first.replace(id="a-b"), first.replace(id="a_b"))
    residents = type(access.residents)(access.cells, twins, "residents", access.residents.people)
    same = ProfileAccess(**{**vars(access), "residents": residents, "competition": None})
    with pytest.raises(ParameterError, match="signs"):
        to_frame(same, wide=True)
    assert len(to_frame(same)) == 4


def test_the_hand_made_answer_is_not_changed() -> None:
    before = REACHED.copy()
    to_frame(hand_access())
    np.testing.assert_array_equal(REACHED, before)
