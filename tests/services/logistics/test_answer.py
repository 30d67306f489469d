from __future__ import annotations

import json

import numpy as np

from portee.services.logistics.answer import sited_facts
from portee.services.logistics.siting import site_micro_hubs
from portee.services.logistics.spots import Spot
from portee.services.logistics.wanted import Fleet, HubSiting, Spots


def test_how_sites_were_found_is_json() -> None:
    spots = tuple(Spot(f"s{k}", "", "kerb", 5.0, 43.0, m2=9.0) for k in range(2))
    asked = HubSiting(among=(Spots(grid_m=500),), count=1, fleet=(Fleet(id="b", kind="cargo_bike"),))
    sited = site_micro_hubs(asked, spots, {"small": 3}, np.array([[1.0, 4.0], [2.0, 4.0]]), np.array([3.0, 1.0]))
    facts = json.loads(json.dumps(sited_facts(sited)))
    assert facts["opened"] == [
        {"id": "s0", "name": "", "kind": "kerb", "lon": 5.0, "lat": 43.0, "m2": 9.0, "cost_day": 0.0, "room": None,
         "parcels": 4.0}
    ]  # fmt: skip
    assert (facts["candidates"], facts["left_out"], facts["optimal"], facts["minutes"]) == (2, {"small": 3}, True, 1.25)
    assert facts["steps"] == [{"count": 1, "minutes": 1.25, "covered": None}]
