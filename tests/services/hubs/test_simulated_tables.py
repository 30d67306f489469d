"""Tables of a simulated hub: one row for each thing, units in names, and JSON without NaN."""

from __future__ import annotations

import json
import math

import pytest

import portee
from portee.hubs.simulation.given import Law
from portee.services.hubs.simulated_tables import (
    figures_table,
    groups_table,
    hours_table,
    services_table,
    simulated_facts,
    sizing_table,
)
from tests.hubs.simulation.services import queue


def test_every_table_has_its_rows_and_shares_add_up() -> None:
    found = portee.hub_simulation("fabriques", days=28, replications=3, size_to=0.5)
    groups = groups_table(found)
    assert len(groups) == 3 + 1 + 2 + 1
    shares = groups.select("served_share", *(name for name in groups.columns if name.startswith("lost_")
                                             and name.endswith("_share")))  # fmt: skip
    assert shares.sum_horizontal().to_list() == pytest.approx([1.0] * len(groups))
    services = services_table(found)
    assert services["vehicles"].to_list() == [4, 24]
    hours = hours_table(found)
    assert len(hours) == 2 * 168
    whole = hours.select(hours["hired_vehicles"] + hours["moving_vehicles"] + hours["standing_vehicles"]).to_series()
    assert set(whole.round(6).to_list()) == {4.0, 24.0}
    assert sizing_table(found)["served_share_low"].min() >= 0.5  # type: ignore[operator]
    assert not figures_table(found)["checked"].any()


def test_what_nobody_asked_is_null_in_json() -> None:
    never = queue(1, 0.0, Law(1.0))
    facts = simulated_facts(portee.hub_simulation([never], days=1, replications=2))
    assert json.loads(json.dumps(facts, allow_nan=False))["groups"][0]["served_share"] is None
    assert facts["sizing"] == []
    assert math.isfinite(facts["services"][0]["vehicle_use_share"])
