"""An invented register, made once."""

from __future__ import annotations

import pytest

from portee.territory.registry import Registry
from tests.services.territories import invented


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """Twenty-four neighbourhoods of 2015 with outlines and figures."""
    return invented.register(tmp_path_factory.mktemp("territories"))
