from __future__ import annotations

import pytest

import portee
from portee.core.errors import ParameterError
from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.hubs.designs import WHO, hub_of


def test_a_hub_is_designed_from_python(xs_world: World, xs_territory: SyntheticTerritory) -> None:
    found = portee.hub_design(
        xs_world, hub_of(xs_territory), xs_territory.cells, xs_territory.jobs, weights=["jobs"], profiles=WHO, draws=0,
        threads=1,
    )  # fmt: skip
    assert found.trips_year > 0
    with pytest.raises(ParameterError, match="no option 'dra'"):
        portee.hub_design(xs_world, "fabriques", xs_territory.cells, xs_territory.jobs, dra=1)
