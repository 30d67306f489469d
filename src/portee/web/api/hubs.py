"""The file of a hub: what is wrong in it, and its accounts: POST /api/v1/hub/check and /api/v1/hub/accounts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from portee.core.errors import ManyProblems, PorteeError
from portee.hubs.plan.checks import parse_hub, read_hub, shipped_hubs
from portee.services.hub_accounts import HubAccounts, checked_hub_facts, hub_accounts, hub_facts
from portee.services.jobs.hub import LONGEST
from portee.web.answers import at_work
from portee.web.site import site_of

__all__ = ["HubAsked", "router"]

router = APIRouter(prefix="/api/v1/hub", tags=["hub"])

MOST_PROBLEMS = 500


class HubAsked(BaseModel):
    """The text of the file of a hub (YAML), or the id of an example that comes with Portée."""

    model_config = ConfigDict(extra="forbid")

    hub: Annotated[str, Field(min_length=1, max_length=LONGEST)]


def _accounts(request: Request, asked: HubAsked) -> HubAccounts:
    """The accounts of a hub. Raises SourceError, ManyProblems, ParameterError."""
    plan = read_hub(asked.hub) if asked.hub in shipped_hubs() else parse_hub(asked.hub, "hub.yaml")
    with at_work(site_of(request)):
        return hub_accounts(plan)


@router.post("/check")
def check(request: Request, asked: HubAsked) -> dict[str, Any]:
    """Everything that is wrong in the file of a hub, with its line, at most 500 problems."""
    try:
        return checked_hub_facts(_accounts(request, asked))
    except ManyProblems as many:
        return checked_hub_facts(None, many.problems[:MOST_PROBLEMS])
    except PorteeError as problem:
        return checked_hub_facts(None, [problem])


@router.post("/accounts")
def accounts(request: Request, asked: HubAsked) -> dict[str, Any]:
    """Profit and loss, cash and balance by year, who pays whom, in whole cents; ratios in EUR."""
    return hub_facts(_accounts(request, asked))
