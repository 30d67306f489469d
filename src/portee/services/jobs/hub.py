"""Variants of a hub against doing nothing, as long work: who gains, level of service, accounts by year."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from portee.core.errors import ManyProblems, ParameterError, PorteeError
from portee.hubs.plan.checks import parse_hub
from portee.hubs.plan.whole import HubPlan
from portee.hubs.simulation.of_plan import check_room
from portee.network.network import Network
from portee.reports.sheet_html import sheet_body
from portee.services.hubs.compare import DesignGiven, HubComparison, compare_designs, compare_plans, plans_to_compare
from portee.services.hubs.compare_sheet import compare_sheet
from portee.services.hubs.compare_write import write_hub_comparison
from portee.services.hubs.design_asked import DesignAsked
from portee.services.hubs.gains_compared import zone_map
from portee.services.hubs.gains_points import gain_points
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.jobs.scenario import places_of_kind, world_for
from portee.services.workspace.workspace import Workspace
from portee.world import World

__all__ = ["GAINS", "HUB", "LONGEST", "MOST_HUBS", "inside", "read_hub_text"]

LONGEST = 100_000
"""Letters of one file of a hub that is sent by a page."""
MOST_HUBS = 3
REPLICATIONS = 5
"""Of the simulated year."""
KNOWN = {"hubs", "gains"}
LANGUAGES = ("fr", "en")
GAINS = "gains.json"
"""Points of who gains, for the page's map."""
WANTED = "jobs"
"""Places whose reach draws people to a hub."""


def read_hub_text(text: str, file: str = "hub.yaml") -> tuple[HubPlan | None, tuple[PorteeError, ...]]:
    """A hub from the text of its file, without trusting it; or what is wrong with it."""
    if len(text) > LONGEST:
        told = ParameterError(f"The file has {len(text)} letters; {LONGEST} are taken.", mend="Use the command line.")
        return None, (told,)
    try:
        return parse_hub(text, file), ()
    except ManyProblems as many:
        return None, tuple(many.problems)
    except PorteeError as problem:
        return None, (problem,)


def inside(plan: HubPlan, network: Network) -> bool:
    """Whether a hub says that it stands in a territory."""
    west, south, east, north = network.bounds
    place = plan.place
    return place is not None and west <= place.lon <= east and south <= place.lat <= north


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The question with its defaults. Who gains is computed where all hubs stand in a territory with residents."""
    if unknown := sorted(set(asked) - KNOWN):
        raise ParameterError(f"There is no '{unknown[0][:40]}'.", mend=f"Ask for: {', '.join(sorted(KNOWN))}.")
    texts, gains = asked.get("hubs"), asked.get("gains", True)
    if not isinstance(texts, list) or not 1 <= len(texts) <= MOST_HUBS or not all(isinstance(t, str) for t in texts):
        raise ParameterError("There is no hub.", mend=f"Give the texts of 1 to {MOST_HUBS} files as 'hubs'.")
    if not isinstance(gains, bool):
        raise ParameterError("'gains' is neither true nor false.", mend="Give one of them.")
    plans = _plans(texts)
    network = World.open(workspace.network).network
    possible = all(inside(plan, network) for plan in plans) and {"cells", WANTED} <= set(workspace.kinds)
    if gains and possible:
        for plan in plans:
            check_room(plan, plan.start + plan.years - 1)
    return {"hubs": [text.replace("\r\n", "\n").strip() + "\n" for text in texts], "gains": gains and possible}


def _plans(texts: list[str]) -> tuple[HubPlan, ...]:
    found: list[HubPlan] = []
    for text in texts:
        plan, problems = read_hub_text(text)
        if plan is None:
            raise problems[0] if len(problems) == 1 else ManyProblems(list(problems))
        found.append(plan)
    return plans_to_compare(found)


def _run(work: Work) -> Mapping[str, Any]:
    plans = _plans(list(work.asked["hubs"]))
    gains = bool(work.asked["gains"])
    work.progress.start("hubs")
    found = _gains(work, plans) if gains else compare_plans(plans)
    files: list[str] = []
    for lang in LANGUAGES:
        drawing = zone_map(found, found.world.network, lang) if found.world is not None else None
        body = sheet_body(compare_sheet(found, lang, drawing))
        (work.folder / f"body.{lang}.html").write_text(body, encoding="utf-8")
        names = [f"hub.{lang}.html", f"hub.{lang}.pdf", f"hub.{lang}.xlsx"]
        pages = [work.folder / name for name in names[:2]]
        write_hub_comparison(found, [work.folder / names[2]], pages=pages, lang=lang)
        files += names
    points = gain_points(found)
    if points is not None:
        # For the page's own map; the GeoPackage is for everybody else.
        (work.folder / GAINS).write_text(json.dumps(points), encoding="utf-8")
        write_hub_comparison(found, maps=[work.folder / "hub.gpkg"])
        files.append("hub.gpkg")
    for place, text in enumerate(work.asked["hubs"]):
        name = "hub.yaml" if place == 0 else f"hub-{place + 1}.yaml"
        (work.folder / name).write_text(text, encoding="utf-8")
        files.append(name)
    told = [{"id": plan.id, "title": plan.title.model_dump()} for plan in plans]
    return {"name": [one["title"] for one in told], "hubs": told, "gains": gains, "files": files}


def _gains(work: Work, plans: tuple[HubPlan, ...]) -> HubComparison:
    world = world_for(work.workspace, (WANTED,))
    homes = world.territory.zones
    assert homes is not None, "what waits was checked"
    wanted, weight = places_of_kind(work.workspace, world, WANTED)
    given = DesignGiven(
        world, homes, wanted, (weight,), offers=world.offers, asked=DesignAsked(jobs=weight),
        replications=REPLICATIONS,
    )  # fmt: skip
    return compare_designs(plans, given, threads=os.cpu_count() or 1, progress=work.progress)


HUB = register(JobKind("hub", _check, _run, version=3))
