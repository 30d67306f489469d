"""The answers for people, from Python: the same as the services give, whatever form the arguments take."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

import portee
from portee.core.errors import ParameterError
from portee.people.library import find_profile
from portee.services.describe import suggested_date
from portee.services.gather import gather
from portee.services.offers import no_offers
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World


@pytest.fixture
def home(xs_territory: SyntheticTerritory, xs_world: World) -> tuple[float, float]:
    cells = gather(xs_territory.cells, xs_world.network)
    return float(cells.lat[0]), float(cells.lon[0])


def test_a_diagnosis_from_names_paths_and_frames_alike(
    xs_world: World, xs_network: Path, xs_territory: SyntheticTerritory, home: tuple[float, float]
) -> None:
    answer = portee.diagnose(xs_world, "night-cleaner", home, xs_territory.jobs)
    assert 0 <= answer.reached <= answer.total
    assert answer.day == suggested_date(xs_world.network)
    frame = gather(xs_territory.jobs, xs_world.network).to_geodataframe()
    same = portee.diagnose(
        xs_network, find_profile("night-cleaner"), home, frame, offers=no_offers(), day=answer.day
    )  # fmt: skip
    assert same.reached == answer.reached
    np.testing.assert_array_equal(same.within.reach, answer.within.reach)


def test_more_money_never_means_less(
    xs_world: World, xs_territory: SyntheticTerritory, home: tuple[float, float]
) -> None:
    found = [
        portee.diagnose(xs_world, "reference-employee-car", home, xs_territory.jobs, budget_eur=euros).within.reach
        for euros in (0.0, 30.0, 1000.0)
    ]
    assert (found[0] <= found[1]).all()
    assert (found[1] <= found[2]).all()


def test_a_vacancy_over_squares_and_over_cells(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    west, south, east, north = xs_world.network.bounds
    middle = (south + north) / 2, (west + east) / 2
    for territory in (None, xs_territory.cells):
        answer = portee.vacancy(
            xs_world, middle, "08:00", "16:00", territory=territory, profiles=["night-cleaner", "trainee-no-licence"]
        )
        assert answer.total.central > 0
        assert 0 <= answer.reached.central <= answer.total.central


def test_access_of_every_profile(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    answer = portee.profile_access(
        xs_world, xs_territory.cells, xs_territory.jobs, "jobs", profiles=["trainee-no-licence"], evening="20:00"
    )
    assert answer.reached.shape[:2] == (2, 1)
    assert (answer.reached[1] <= answer.reached[0] + 1e-9).all()
    assert (answer.reached[0] <= answer.in_time + 1e-9).all()


def test_without_a_timetable_a_day_must_be_given(xs_territory: SyntheticTerritory, tmp_path: Path) -> None:
    portee.build(tmp_path / "streets", osm=xs_territory.osm)
    world = portee.open_world(tmp_path / "streets")
    lat, lon = world.network.bounds[1] + 0.005, world.network.bounds[0] + 0.005
    with pytest.raises(ParameterError, match="no timetable"):
        portee.diagnose(world, "night-cleaner", (lat, lon), xs_territory.jobs)
    answer = portee.diagnose(world, "night-cleaner", (lat, lon), xs_territory.jobs, day=date(2026, 9, 8))
    assert answer.total > 0
