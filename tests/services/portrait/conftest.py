"""The village opened to be counted, and each part of its portrait, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from portee.people.library import find_profile
from portee.services.portrait.bad_days import bad_days
from portee.services.portrait.ground import Ground, ground_of
from portee.services.portrait.people import people
from portee.services.portrait.portrait import Portrait
from portee.services.portrait.services import services
from portee.services.portrait.work import work
from portee.services.portrait.years import years
from portee.services.workspace.workspace import Workspace
from portee.sources.synthetic import SyntheticTerritory
from tests.portraits import portrait_village


@pytest.fixture(scope="session")
def village(
    tmp_path_factory: pytest.TempPathFactory, xs_network: Path, xs_territory: SyntheticTerritory
) -> Workspace:  # fmt: skip
    """Read it, never change it."""
    return portrait_village(tmp_path_factory.mktemp("portraits") / "village", xs_network, xs_territory)


@pytest.fixture(scope="session")
def ground(village: Workspace) -> Ground:
    return ground_of(village)


@pytest.fixture(scope="session")
def of_work(ground: Ground) -> Portrait:
    return work(ground)


@pytest.fixture(scope="session")
def of_services(ground: Ground) -> Portrait:
    return services(ground)


@pytest.fixture(scope="session")
def of_people(ground: Ground) -> Portrait:
    return people(ground, profiles=[find_profile("night-cleaner"), find_profile("reference-employee-car")], threads=2)


@pytest.fixture(scope="session")
def of_bad_days(ground: Ground) -> Portrait:
    return bad_days(ground, threads=2)


@pytest.fixture(scope="session")
def of_years(ground: Ground) -> Portrait:
    return years(ground, threads=2)
