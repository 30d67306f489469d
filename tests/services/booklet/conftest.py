"""The booklet of the invented village, collected once."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.services.booklet import Classroom, Facts, classroom_of, collect
from portee.services.workspace.workspace import open_workspace
from portee.sources.synthetic import SyntheticTerritory
from tests.web.workspaces import written_workspace

SEED = 7


@pytest.fixture(scope="session")
def village_folder(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Path:
    """A workspace of the village. Read it, never change it."""
    return written_workspace(tmp_path_factory.mktemp("booklet") / "village", xs_network, xs_territory)


@pytest.fixture(scope="session")
def room(village_folder: Path) -> Classroom:
    return classroom_of(open_workspace(village_folder))


@pytest.fixture(scope="session")
def facts(room: Classroom) -> Facts:
    return collect(room, seed=SEED)
