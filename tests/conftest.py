"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("portee", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("portee")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real open data beside the project; the test skips on a machine without it."""
    folder = Path(os.environ.get("PORTEE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        if os.environ.get("PORTEE_REQUIRE_REAL_DATA") == "1":
            pytest.fail(f"PORTEE_REQUIRE_REAL_DATA is set but there is no folder {folder}")
        pytest.skip("no real data beside the project")
    return folder
