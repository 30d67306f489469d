"""What the territory's network holds, and the figures of the world: GET /api/v1/info and /api/v1/parameters."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from portee.core.errors import ParameterError
from portee.core.parameters import shipped_parameters
from portee.services.asked import parse_date
from portee.services.describe import describe_network
from portee.services.parameters_told import chosen_parameters, parameters_facts
from portee.web.site import site_of

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["about"])

MOST_NAMES = 50


@router.get("/info")
def info(request: Request) -> dict[str, Any]:
    """Streets, stops, service by date, warnings, sources of the network. Where it lies on the disk is not told."""
    site = site_of(request)

    def make() -> dict[str, Any]:
        return {**describe_network(site.workspace.network).to_dict(), "folder": site.workspace.network.name}

    return site.once("info", make)


@router.get("/parameters")
def parameters(
    name: Annotated[
        list[Annotated[str, Query(max_length=80)]] | None,
        Query(description="Full name or first words, such as energy.petrol or energy; all otherwise."),
    ] = None,
    expired: Annotated[bool, Query(description="Only those that should have been read again.")] = False,
    at: Annotated[str, Query(max_length=10, description="Day at which they are read; today.")] = "",
) -> dict[str, Any]:
    """Prices, rates and factors with value, unit, date and source."""
    if name is not None and len(name) > MOST_NAMES:
        raise ParameterError(f"{len(name)} names are asked for.", mend=f"Give {MOST_NAMES} at most.")
    day = parse_date(at, "--at") if at else datetime.date.today()
    return parameters_facts(chosen_parameters(shipped_parameters(), name or (), day, expired=expired), day)
