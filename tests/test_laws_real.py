"""The same laws on real streets and a real timetable: a district of Marseille."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from portee.core.errors import NoServiceError
from portee.network.network import Network
from portee.reach import Travel, Window, reach
from portee.sources.gtfs import read_gtfs
from portee.sources.osm import read_streets
from portee.territory.places import Places
from portee.world import World
from tests.worlds import places_at

pytestmark = [pytest.mark.real, pytest.mark.slow]

SUNDAY, MONDAY, TUESDAY = date(2026, 7, 12), date(2026, 7, 13), date(2026, 7, 14)
EIGHT = 8 * 3600
PERCENTILES = (5.0, 25.0, 50.0, 75.0, 95.0)
Minutes = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def district(shared_data: Path) -> World:
    streets, _ = read_streets(shared_data / "euromed" / "streets.osm.pbf")
    timetable, _, _ = read_gtfs([shared_data / "euromed" / "gtfs.zip"])
    return World(Network.of(streets, timetable, modes=("walk",)))


@pytest.fixture(scope="module")
def places(district: World) -> Places:
    """60 places chosen at random among junctions and set off from them."""
    streets = district.network.streets
    rng = np.random.default_rng(13)
    nodes = rng.integers(0, streets.node_count, 60)
    lon, lat = (values[nodes] / 1e7 + rng.normal(0, 3e-4, 60) for values in (streets.node_lon_e7, streets.node_lat_e7))
    return places_at(lon.tolist(), lat.tolist())


def _minutes(
    world: World, places: Places, *, day: date = TUESDAY, start_s: int = EIGHT, minutes: int = 30, arrive: bool = False,
    **options: Any,
) -> Minutes:  # fmt: skip
    travel = Travel(**{"max_time_min": 60.0, **options})
    window = Window(day, start_s, minutes, arrive)
    return reach(world, places, places, travel, window, percentiles=PERCENTILES, threads=2).minutes()


@pytest.fixture(scope="module")
def usual(district: World, places: Places) -> Minutes:
    return _minutes(district, places)


def test_much_is_within_reach(usual: Minutes) -> None:
    reached = np.isfinite(usual[:, 2])
    assert 0.3 < reached.mean() < 1
    assert 10 < np.median(usual[:, 2][reached]) < 60


def test_percentiles_rise(usual: Minutes) -> None:
    assert (usual[:, :-1] <= usual[:, 1:]).all()
    assert (usual[:, 0] < usual[:, -1]).any()


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"max_time_min": 75.0}, {"max_time_min": 40.0}),
        ({"max_walk_min": 25.0}, {"max_walk_min": 10.0}),
        ({"max_rides": 5}, {"max_rides": 1}),
        ({"max_transfer_m": 1000.0}, {"max_transfer_m": 200.0}),
        ({"boarding_slack_s": 0}, {"boarding_slack_s": 180}),
        ({"walk_speed_kmh": 4.6}, {"walk_speed_kmh": 2.8}),
    ],
    ids=lambda options: next(iter(options)),
)
@pytest.mark.parametrize("arrive", [False, True], ids=["departures", "arrivals"])
def test_more_of_what_helps_never_hurts(
    district: World, places: Places, better: dict[str, Any], worse: dict[str, Any], arrive: bool
) -> None:
    more, usual, less = (
        _minutes(district, places, arrive=arrive, minutes=15, **options) for options in (better, {}, worse)
    )
    assert (more <= usual).all()
    assert (usual <= less).all()
    assert (more < less).any()


def test_on_a_day_without_service_the_dates_with_service_are_named(district: World, places: Places) -> None:
    with pytest.raises(NoServiceError) as caught:
        _minutes(district, places, day=SUNDAY, start_s=3 * 3600)
    assert "2026-07-12" in str(caught.value)
    assert "--date 2026-07-1" in caught.value.mend


def test_departures_and_arrivals_agree(district: World, places: Places) -> None:
    """To be there by the end of a journey that leaves at 08:10 one needs to leave no earlier than 08:10."""
    some = places.take(np.arange(12))
    travel = Travel(max_time_min=60)

    def asked(start_s: int, arrive: bool) -> npt.NDArray[np.float64]:
        window = Window(TUESDAY, start_s, 1, arrive)
        return np.round(reach(district, some, some, travel, window).minutes()[:, 0].astype(np.float64) * 60)

    leave = EIGHT + 600
    there = asked(leave, arrive=False)
    for minute in range(0, 61, 6):
        needed = asked(leave + 60 * minute, arrive=True)
        in_time = there <= 60 * minute
        assert (needed[in_time] <= 60 * minute).all()
        # And who does not make it by then when leaving at 08:10 must leave earlier.
        assert (needed[~in_time] > 60 * minute).all()


def test_at_two_in_the_night_before_the_first_service_one_walks(district: World, places: Places) -> None:
    """Monday at 02:00: Sunday has no service that could run past midnight, and Monday's begins after 04:00."""
    times = _minutes(district, places, day=MONDAY, start_s=7200, minutes=20)
    on_foot = reach(district, places, places, Travel(mode="walk", max_walk_min=20, max_time_min=60)).minutes()
    np.testing.assert_array_equal(times, np.repeat(on_foot, len(PERCENTILES), axis=1))
    assert np.isfinite(times).any()
