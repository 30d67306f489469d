"""Several hours and kinds of residents compared in one go."""

from __future__ import annotations

from dataclasses import replace

import geopandas
import numpy as np
import pandas
import pytest
import shapely

from portee.core.errors import ParameterError
from portee.people.library import find_profile
from portee.reach.options import Travel, Window
from portee.scenarios.scenario import parse_scenario
from portee.services.compare import Comparison, compare_scenario
from portee.services.compare_cases import Compared, as_walks, cases_of, changes_by_case, compare_cases
from portee.services.measures import Asked
from portee.services.winners import group_changes
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.journeys import WINDOW, request_of

ASKED = Asked(weights=("jobs",), cutoffs=(20.0,))
WHO = tuple(find_profile(name) for name in ("night-cleaner", "single-parent-no-car"))
HOURS = (7 * 3600, 12 * 3600)


def _compared(world: World, territory: SyntheticTerritory) -> Compared:
    asked = request_of(world, territory)
    scenario = parse_scenario("name: x\nmodifications: [{type: cancel}]\n")

    def one(travel: Travel, window: Window | None) -> Comparison:
        return compare_scenario(world, scenario, asked.origins, {"jobs": asked.destinations}, ASKED, travel, window)

    return compare_cases(cases_of(asked.travel, WINDOW, HOURS, WHO), one)


def test_every_profile_at_every_hour_and_each_as_if_alone(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = _compared(xs_world, xs_territory)
    assert [(case.hour, case.profile) for case in found.cases] == [
        (hour, profile.id) for hour in ("07:00", "12:00") for profile in WHO
    ]
    case = found.cases[3]
    asked = request_of(xs_world, xs_territory)
    assert case.travel == as_walks(asked.travel, WHO[1])
    assert case.window == replace(WINDOW, start_s=HOURS[1])
    frame = found.to_geodataframe()
    count = len(found.first.origins)
    assert len(frame) == 4 * count
    assert list(frame.columns[:3]) == ["id", "hour", "profile"]
    rows = frame[(frame["hour"] == "12:00") & (frame["profile"] == WHO[1].id)]
    np.testing.assert_array_equal(rows["scenario_jobs_within_20_min_p50"], found.found[3].scenario[:, 0])
    assert frame.crs == found.first.to_geodataframe().crs
    labels = ["a" if k % 2 else "b" for k in range(count)]
    changes = found.changes(None, labels)
    assert [(c.hour, c.profile, c.group) for c in changes[:3]] == [("07:00", WHO[0].id, g) for g in ("all", "a", "b")]
    assert len(changes) == 4 * 3
    # The same from the table, as a saved result tells.
    table = pandas.concat([frame.assign(g=labels * 4)])
    assert changes_by_case(table, ["jobs_within_20_min_p50"], None, "g") == changes


def test_one_case_is_told_without_its_hour(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    asked = request_of(xs_world, xs_territory)
    (case,) = cases_of(asked.travel, WINDOW)
    assert (case.travel, case.window, case.hour, case.profile) == (asked.travel, WINDOW, None, None)
    whole = _compared(xs_world, xs_territory)
    single = Compared((case,), whole.found[:1])
    assert "hour" not in single.to_geodataframe().columns
    assert {change.hour for change in single.changes(None)} == {None}


def test_a_profile_changes_how_one_walks_and_nothing_else() -> None:
    travel = Travel(max_time_min=30, max_rides=2)
    who = WHO[0].replace(walking={"speed_kmh": 2.5, "max_min": 45, "wheelchair": True})
    found = as_walks(travel, who)
    assert (found.walk_speed_kmh, found.max_walk_min, found.step_free, found.max_time_min) == (2.5, 30, True, 30)
    assert (found.max_rides, found.mode) == (2, "transit")


@pytest.mark.parametrize(
    ("hours", "who", "window", "field"),
    [((60, 60), (), WINDOW, "--hours"), ((), (WHO[0], WHO[0]), WINDOW, "--profile"), ((60,), (), None, "--hours")],
)
def test_what_cannot_be_meant(hours: tuple[int, ...], who: tuple[object, ...], window: Window, field: str) -> None:
    with pytest.raises(ParameterError) as caught:
        cases_of(Travel(), window, hours, who)  # type: ignore[arg-type]
    assert caught.value.where is not None
    assert caught.value.where.field == field


def test_a_saved_table_by_hour_is_told_by_hour() -> None:
    frame = geopandas.GeoDataFrame(
        {
            "id": list("abab"), "hour": [7, 7, 8, 8], "base_jobs": [1.0, 2, 3, 4], "scenario_jobs": [1.0, 1, 3, 5],
            "people": [10, 20, 10, 20],
        },
        geometry=shapely.points(np.zeros((4, 2))), crs=4326,
    )  # fmt: skip
    seven, eight = changes_by_case(frame, ["jobs"], "people", None)
    assert (seven.hour, seven.residents, seven.lose, seven.gain) == ("7", 30, 20, 0)
    assert (eight.hour, eight.residents, eight.lose, eight.gain) == ("8", 30, 0, 20)
    (whole,) = changes_by_case(frame.iloc[:2].drop(columns="hour"), ["jobs"], "people", None)
    assert whole == group_changes("jobs", np.array([1.0, 2]), np.array([1.0, 1]), np.array([10.0, 20]))[0]
