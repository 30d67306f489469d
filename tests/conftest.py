"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
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


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium to drive; the test skips on a machine without one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("PORTEE_REQUIRE_BROWSER") == "1":
            pytest.fail("PORTEE_REQUIRE_BROWSER is set but no Chromium was found")
        pytest.skip("no Chromium on this machine")
    return found
