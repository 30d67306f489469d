"""The whole API as it describes itself, asked with what its description allows and with what it does not."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from portee.web.api import HEAVY
from portee.web.app import create_app
from portee.web.site import Settings, Site


@pytest.fixture(scope="session")
def described(site: Site) -> Any:
    found = schemathesis.openapi.from_asgi("/openapi.json", create_app(Site(site.workspace, Settings(limited=False))))
    # What is too long may be too large to be read at all: that refuses it as well.
    refused = found.config.checks.negative_data_rejection
    refused.expected_statuses = [*refused.expected_statuses, "413"]
    return found


@schemathesis.pytest.from_fixture("described").parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described_and_none_is_a_defect(case: schemathesis.Case[Any]) -> None:
    # A question of the right shape may still be about a place outside the territory.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_what_is_heavy_is_there(client: TestClient) -> None:
    assert set(client.get("/openapi.json").json()["paths"]) >= HEAVY
