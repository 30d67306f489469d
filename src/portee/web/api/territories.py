"""The register of territories of the workspace: /api/v1/territories/{list, show, similar, groups, replicate}."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from portee.core.declared import parse_declared
from portee.services.commons_reading.carried import REGISTER
from portee.services.territories.alike import find_alike
from portee.services.territories.facts import alike_facts, groups_facts, listed_rows, replicated_facts, territory_facts
from portee.services.territories.groups import group_territories
from portee.services.territories.replicate import DeclaredPractice
from portee.services.territories.replicate import replicate as work_out
from portee.territory.geography import clean_code
from portee.territory.registry import Registry
from portee.web.answers import at_work
from portee.web.errors import Problem
from portee.web.register import register_of
from portee.web.site import site_of

__all__ = ["GroupsAsked", "PracticeAsked", "router"]

router = APIRouter(prefix="/api/v1/territories", tags=["territories"])

Code = Annotated[str, Query(min_length=1, max_length=40, examples=["QP013001"])]
Told = Annotated[str, Query(max_length=60)]
Condition = Annotated[str, Field(max_length=60)]
LONGEST = 20_000
"""Letters of the file of a practice."""


class PracticeAsked(BaseModel):
    """A practice as the text of its file (YAML), a territory, and which conditions it has and lacks."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(min_length=1, max_length=40)]
    practice: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    has: Annotated[list[Condition], Field(max_length=50)] = []
    lacks: Annotated[list[Condition], Field(max_length=50)] = []


class GroupsAsked(BaseModel):
    """How many groups, those of best mean silhouette otherwise; how often a fifth is left out, for their stability."""

    model_config = ConfigDict(extra="forbid")

    k: Annotated[int, Field(ge=1, le=20)] | None = None
    draws: Annotated[int, Field(ge=1, le=100)] = 100
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 0


def _register(request: Request) -> Registry:
    """The register of the workspace. Raises Problem 404 where there is none."""
    found = register_of(site_of(request))
    if found is None:
        raise Problem(
            404, "This workspace has no register of territories.",
            f"Make one: portee territories import --perimeters FILE --figures FILE -o WORKSPACE/{REGISTER}",
        )  # fmt: skip
    return found


@router.get("/list")
def list_register(request: Request, department: Told = "", named: Told = "") -> dict[str, Any]:
    """Code, name, residents and how many figures are known, of all, or of a department, or with letters in the name."""
    registry = _register(request)
    return {"vintage": registry.vintage, "territories": listed_rows(registry, department or None, named or None)}


@router.get("/show")
def show(request: Request, code: Code) -> dict[str, Any]:
    """What is known of one territory, with the median of the register beside each figure."""
    registry = _register(request)
    return territory_facts(registry, registry.row(clean_code(code)))


@router.get("/similar")
def similar(request: Request, code: Code, k: Annotated[int, Query(ge=1, le=100)] = 10) -> dict[str, Any]:
    """The territories most like one, and why, variable by variable."""
    registry = _register(request)
    with at_work(site_of(request)):
        return alike_facts(find_alike(registry, clean_code(code), k))


@router.post("/groups")
def groups(request: Request, asked: GroupsAsked) -> dict[str, Any]:
    """Groups around typical territories, and how well they hold."""
    registry = _register(request)
    with at_work(site_of(request)):
        return groups_facts(group_territories(registry, asked.k, draws=asked.draws, seed=asked.seed))


@router.post("/replicate")
def replicate(request: Request, asked: PracticeAsked) -> dict[str, Any]:
    """Whether a practice could work in a territory, as an interval: it is no probability."""
    registry = _register(request)
    declared = parse_declared(asked.practice, DeclaredPractice, "practice.yaml")
    return replicated_facts(work_out(registry, declared, clean_code(asked.code), has=asked.has, lacks=asked.lacks))
