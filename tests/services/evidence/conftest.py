"""One ground for all recipes: the village's network is built once."""

from __future__ import annotations

import pytest

from portee.services.evidence.ground import Ground
from portee.sources.synthetic import SyntheticTerritory
from tests.services.evidence.kitchen import ground_at


@pytest.fixture(scope="session")
def ground(xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return ground_at(xs_territory, tmp_path_factory.mktemp("evidence"))
