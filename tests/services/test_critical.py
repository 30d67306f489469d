"""What a territory can least do without, as a table: against taking each line out and counting again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from portee.core.errors import ParameterError
from portee.reach import reach
from portee.reach.options import Travel
from portee.resilience.criticality import AccessAsked
from portee.scenarios.scenario import apply_scenario, parse_scenario
from portee.services.critical import CRITICAL_DOCS, critical_record, find_critical
from portee.services.record import result_record
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.journeys import TRAVEL, WINDOW, request_of


def _asked(world: World, territory: SyntheticTerritory, minutes: float = 20) -> AccessAsked:
    wanted = request_of(world, territory)
    return AccessAsked(
        wanted.origins, wanted.destinations, wanted.origins.weight("residents"), wanted.destinations.weight("jobs"),
        minutes,
    )  # fmt: skip


def test_the_greatest_line_is_the_one_whose_removal_costs_most(
    xs_world: World, xs_territory: SyntheticTerritory
) -> None:
    asked = _asked(xs_world, xs_territory)
    found = find_critical(xs_world, "lines", asked, TRAVEL, WINDOW, k=3)

    def access(world: World) -> float:
        minutes = reach(world, asked.origins, asked.destinations, TRAVEL, WINDOW, percentiles=(50.0,)).minutes()
        within = minutes.reshape(len(asked.origins), -1) <= asked.cutoff_min
        return float(np.asarray(asked.residents) @ (within @ np.asarray(asked.opportunities)))

    base = access(xs_world)
    timetable = xs_world.network.timetable
    assert timetable is not None
    losses = {}
    for name in dict.fromkeys(timetable.route_short_name):
        scenario = parse_scenario(f"name: x\nmodifications: [{{type: remove_line, line: '{name}'}}]\n")
        losses[name] = base - access(apply_scenario(scenario, xs_world))
    ranked = sorted(losses.values(), reverse=True)[: len(found.loss)]
    np.testing.assert_allclose(found.loss, [value for value in ranked if value > 0])
    assert found.found.access == pytest.approx(base)
    np.testing.assert_allclose(found.share, found.loss / base)


@pytest.mark.parametrize("kind", ["lines", "stops"])
def test_a_table_with_shapes(xs_world: World, xs_territory: SyntheticTerritory, kind: Any) -> None:
    found = find_critical(xs_world, kind, _asked(xs_world, xs_territory), TRAVEL, WINDOW, k=2)
    frame = found.to_geodataframe()
    assert frame["rank"].tolist() == list(range(1, len(found.ids) + 1))
    assert set(frame.columns) == {*CRITICAL_DOCS["en"], "geometry"} == {*CRITICAL_DOCS["fr"], "geometry"}
    assert set(frame.geom_type) == {"MultiLineString" if kind == "lines" else "MultiPoint"}
    assert (np.diff(frame["loss"]) <= 0).all()
    record = critical_record(result_record("x", xs_world.network, {}, TRAVEL, WINDOW, percentiles=()), found)
    assert record["critical"]["elements"] == len(found.found.ids)


def test_streets(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    asked, walk = _asked(xs_world, xs_territory, 8), Travel(mode="walk", max_time_min=30)
    found = find_critical(xs_world, "streets", asked, walk, None, k=2, most_used=15)
    assert 0 < len(found.ids) <= 2
    assert set(found.to_geodataframe().geom_type) == {"LineString"}
    assert 0 <= found.certain <= len(found.ids)


def test_what_cannot_be_asked(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    asked = _asked(xs_world, xs_territory)
    with pytest.raises(ParameterError, match="window"):
        find_critical(xs_world, "lines", asked, TRAVEL, None)
    bare = xs_world.replace(network=replace(xs_world.network, timetable=None))
    with pytest.raises(ParameterError, match="timetable"):
        find_critical(bare, "stops", asked, TRAVEL, WINDOW)
