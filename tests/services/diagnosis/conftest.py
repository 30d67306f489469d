"""One answer for one resident of the invented village, computed once."""

from __future__ import annotations

import pytest

from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.diagnosis.village import Village, village_of


@pytest.fixture(scope="session")
def village(xs_world: World, xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory) -> Village:
    """The answer for a resident who brings a child to childcare. Read it, never change it."""
    return village_of(xs_world, xs_territory, tmp_path_factory.mktemp("offers"))
