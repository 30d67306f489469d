from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from portee.hubs.demand.assumptions import central
from portee.hubs.demand.ways import OwnCosts
from portee.kernels.shortest import UNREACHED
from portee.reach.options import Travel
from portee.reach.reach import reach
from portee.services.hubs.design_tables import MOMENTS, tables_of, walks_to, week_of
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.designs import asked_of


def test_weekends_without_service_take_the_nearest_with_some() -> None:
    found = week_of(date(2026, 9, 8), lambda day: day >= date(2026, 9, 15))
    assert found == {"workday": date(2026, 9, 8), "saturday": date(2026, 9, 19), "sunday": date(2026, 9, 20)}
    assert week_of(date(2026, 9, 12), lambda _: True)["workday"] == date(2026, 9, 8)
    assert week_of(date(2026, 9, 8), lambda _: False)["sunday"] is None


def test_tables_are_those_of_reach(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    to = asked_of(xs_world, xs_territory)
    cells = to.residents.homes.take(np.arange(4))
    to_hub = walks_to(xs_world, to.hub, cells, 60.0, threads=1)
    a = central(to.day)[0]
    weights = np.ones((2, len(to.destinations)))
    tables, _ = tables_of(
        xs_world, to.hub, cells, to_hub, to.destinations, weights, to.residents.profiles, a, OwnCosts(), to.day,
        threads=1,
    )  # fmt: skip
    ride = reach(
        xs_world, to.hub, to.destinations, Travel(mode="bicycle", max_time_min=60, bicycle_speed_kmh=a.bicycle_kmh),
        threads=1,
    )  # fmt: skip
    seconds = np.concatenate([chunk.seconds[:, 0] for chunk in ride.chunks()])[0]
    assert tables.ride["bicycle"] == pytest.approx(np.where(seconds == UNREACHED, np.inf, seconds / 60))
    on_foot = reach(xs_world, cells, to.hub, Travel(mode="walk", max_time_min=60), threads=1)
    walked = np.concatenate([chunk.seconds[:, 0, 0] for chunk in on_foot.chunks()])
    assert to_hub == pytest.approx(np.where(walked == UNREACHED, np.inf, walked / 60))
    assert tables.transit.shape == (len(MOMENTS), 4, len(to.destinations))
    assert (tables.transit < tables.walk[None])[np.isfinite(tables.transit)].all()


def test_every_hour_has_the_nearest_moment_of_its_day() -> None:
    from portee.services.hubs.design_tables import _nearest_moments

    moments = _nearest_moments()
    assert [MOMENTS[k].hour for k in moments[0, [3, 8, 12, 16, 23]].tolist()] == [5, 8, 13, 17, 21]
    for row, day_type in enumerate(("workday", "saturday", "sunday")):
        assert {MOMENTS[k].day_type for k in moments[row].tolist()} == {day_type}
