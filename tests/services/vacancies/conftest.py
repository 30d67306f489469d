"""One vacancy of the invented village, answered once."""

from __future__ import annotations

import pytest

from portee.sources.synthetic import SyntheticTerritory
from portee.world import World
from tests.services.vacancies.village import Village, village_of


@pytest.fixture(scope="session")
def town(xs_world: World, xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory) -> Village:
    """Answers for a vacancy of the village. Read them, never change them."""
    return village_of(xs_world, xs_territory, tmp_path_factory.mktemp("fares"))
