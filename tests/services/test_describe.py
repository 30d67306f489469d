from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from portee.core.errors import NetworkError
from portee.network.network import Network
from portee.services.describe import describe_network, suggested_date, thin_service
from portee.world import World
from tests.worlds import grid_streets, timetable_of


def test_counts_match_the_arrays(xs_network: Path, xs_world: World) -> None:
    about = describe_network(xs_network)
    network = xs_world.network
    assert (about.nodes, about.edges) == (network.streets.node_count, network.streets.edge_count)
    assert about.bounds == network.bounds
    assert about.elevation
    assert about.service is not None
    assert network.timetable is not None
    assert about.service.stops == network.timetable.stop_count
    assert about.bytes == sum(p.stat().st_size for p in xs_network.rglob("*.npy"))
    walk = about.modes[0]
    permitted = network.modes["walk"].graph.forward >= 0
    permitted |= network.modes["walk"].graph.backward >= 0
    assert walk.km == pytest.approx(network.streets.edge_length_mm[permitted].sum() / 1e6, abs=0.06)
    assert walk.km_in_main_part <= walk.km
    json.dumps(about.to_dict())


def test_service_by_weekday(xs_network: Path) -> None:
    service = describe_network(xs_network).service
    assert service is not None
    assert (service.first_date, service.last_date) == ("2026-09-01", "2027-07-04")
    assert (service.dates, service.gaps) == (306, 1)
    by_weekday = {day.weekday: day for day in service.weekdays}
    assert set(by_weekday) == set(range(7))
    assert sum(day.dates for day in service.weekdays) == service.dates
    assert by_weekday[6].median < by_weekday[5].median < by_weekday[1].median
    assert all(day.least <= day.median <= day.most for day in service.weekdays)


def network_with(active: list[list[bool]]) -> Network:
    table = timetable_of(
        2, [([0, 1], [[(0, 0), (60, 60)]] * 3)], lon=[5.0, 5.001], lat=[43.0, 43.0],
        services={(0, t): t for t in range(3)}, active=active,
    )  # fmt: skip
    return Network(grid_streets(2, 2), {}, table)


def test_a_usual_tuesday_is_suggested() -> None:
    days = np.ones((3, 28), bool)
    # The calendar starts on Friday 2024-10-04; the first Tuesday (the 8th) has fewer trips than the others.
    days[1:, 4] = False
    assert suggested_date(network_with(days.tolist())) == date(2024, 10, 15)


def test_without_tuesdays_another_date_is_suggested_and_without_service_none() -> None:
    weekend = np.zeros((3, 28), bool)
    weekend[:, 1] = True
    assert suggested_date(network_with(weekend.tolist())) == date(2024, 10, 5)
    assert suggested_date(network_with(np.zeros((3, 28), bool).tolist())) is None
    assert suggested_date(replace(network_with(weekend.tolist()), timetable=None)) is None


def test_a_date_that_lacks_a_feed_is_not_suggested_and_is_noted() -> None:
    days = np.ones((3, 28), bool)
    days[1:, :14] = False
    network = network_with(days.tolist())
    assert suggested_date(network) == date(2024, 10, 22)
    assert thin_service(network, date(2024, 10, 8)) == (1, 3)
    assert thin_service(network, date(2024, 10, 22)) is None
    assert thin_service(network, date(2030, 1, 1)) is None
    assert thin_service(replace(network, timetable=None), date(2024, 10, 8)) is None


def test_sundays_are_compared_with_sundays() -> None:
    days = np.ones((3, 28), bool)
    days[1:, 2::7] = False
    assert thin_service(network_with(days.tolist()), date(2024, 10, 6)) is None


def test_no_network(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="does not exist"):
        describe_network(tmp_path / "none")
