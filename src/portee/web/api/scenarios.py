"""Replays, what is wrong in a scenario, and shocks for a workshop: /api/v1/scenario/{list, check, drill}."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from portee.resilience.drill import draw_drill
from portee.scenarios.scenario import scenario_problems
from portee.services.asked import Day, parse_date
from portee.services.drill_files import drill_facts
from portee.services.scenario_files import Opened, checked_facts, open_scenario, replays_facts
from portee.services.scenario_fit import LONGEST, look_at
from portee.web.answers import at_work
from portee.web.api.shapes import Language
from portee.web.site import Site, site_of
from portee.web.what_if import base_of_site

__all__ = ["ScenarioAsked", "router"]

router = APIRouter(prefix="/api/v1/scenario", tags=["scenario"])

MOST_PROBLEMS = 500
REPLAY = re.compile(r"[a-z0-9-]{1,60}")


class ScenarioAsked(BaseModel):
    """The text of a scenario file (YAML), or the id of a replay, and the day on which its changes must hold."""

    model_config = ConfigDict(extra="forbid")

    scenario: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    date: Day | None = None
    lang: Language = "fr"


def _replay(site: Site, id: str, lang: str) -> Opened:
    """A replay in the territory; a flood, which takes seconds to build, is built once. Raises ParameterError."""
    waterways = site.workspace.ground.get("waterway")
    return site.once(
        f"replay {id} {lang}", lambda: open_scenario(id, base_of_site(site), waterways=waterways, lang=lang)
    )


@router.get("/list")
def list_replays(lang: Annotated[Language, Query()] = "fr") -> dict[str, Any]:
    """Days that happened, which come with Portée."""
    return replays_facts(lang)


@router.get("/drill")
def drill(
    request: Request, seed: Annotated[int, Query(ge=0, le=2**32 - 1)] = 0,
    steps: Annotated[int, Query(ge=1, le=20)] = 4, cumulative: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Shocks of a resilience drill, the same for the same seed, and the text of the scenario of each step."""
    site = site_of(request)
    with at_work(site):
        drawn = draw_drill(site.world, seed, steps, cumulative=cumulative)
    return {**drill_facts(drawn), "scenarios": [step.scenario for step in drawn.steps]}


@router.post("/check")
def check(request: Request, asked: ScenarioAsked) -> dict[str, Any]:
    """Everything that is wrong in a scenario, with its line, at most 500 problems; nothing is changed."""
    site = site_of(request)
    base, day = base_of_site(site), None if asked.date is None else parse_date(asked.date)
    with at_work(site):
        if REPLAY.fullmatch(asked.scenario):
            opened = _replay(site, asked.scenario, asked.lang)
            problems = scenario_problems(opened.scenario, base, day)
            return checked_facts(opened.scenario, problems[:MOST_PROBLEMS], opened.notes)
        looked = look_at(asked.scenario, base, day)
    return checked_facts(looked.scenario, looked.problems[:MOST_PROBLEMS])
