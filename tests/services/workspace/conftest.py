from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from portee.services.workspace.catalogue import ENVIRONMENT
from portee.sources.synthetic import SyntheticTerritory
from tests.services.workspace.open_data import Publishers, publishers


@pytest.fixture
def server(
    xs_territory: SyntheticTerritory, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Publishers]:
    """A server that plays the publishers of open data, and the catalogue that speaks of it."""
    folder: Path = tmp_path_factory.mktemp("catalogue")
    with publishers(xs_territory, folder) as found:
        monkeypatch.setenv(ENVIRONMENT, str(found.catalogue))
        yield found
