"""A scenario compared with today as long work: who gains and who loses, as pages, a map and tables."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from portee.core.clock import format_time_of_day, parse_time_of_day
from portee.core.errors import ManyProblems, ParameterError
from portee.people.library import shipped_profiles
from portee.people.profile import Profile
from portee.reach.options import Travel, Window
from portee.reports.fluent import say
from portee.reports.sheet_html import sheet_body, sheet_html
from portee.reports.tables import write_table
from portee.scenarios.scenario import Scenario, apply_scenario
from portee.services.base_results import kept_folder
from portee.services.compare import Comparison, compare_scenario
from portee.services.compare_cases import cases_of, compare_cases
from portee.services.compare_means import compare_means
from portee.services.compare_record import comparison_docs, comparison_record
from portee.services.comparison_cases import case_table, with_cases
from portee.services.comparison_sheet import comparison_sheet
from portee.services.comparison_told import LEAST_PEOPLE, unit_of
from portee.services.describe import asked_date
from portee.services.gather import gather
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.measures import Asked
from portee.services.offers import read_offers
from portee.services.portrait.ground import outlines_of, zone_names, zones_at
from portee.services.scenario_fit import look_at
from portee.services.winners import GroupChange, group_changes
from portee.services.workspace.entries import columns_of_entry
from portee.services.workspace.workspace import Workspace
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.world import World

__all__ = ["MOST_CASES", "SCENARIO", "of_kind", "places_of_kind", "world_for"]

LIMITS = {"cutoff": (5, 120), "window": (1, 120)}
"""Minutes."""
USUAL = {"cutoff": 45, "window": 30}
KNOWN = {"scenario", "kind", "cutoff", "date", "depart", "window", "hours", "profiles"}
MOST_CASES = 3
"""Other hours, and other kinds of residents, of one question."""
NOT_ASKED = ("cells", "priority")
LANGUAGES = ("fr", "en")


def places_of_kind(workspace: Workspace, world: World, kind: str) -> tuple[Places, str]:
    """Places of a kind and the column that counts them, "@count" for places themselves."""
    entry, path = workspace.entry(kind), workspace.places(kind)
    if entry is None or path is None:
        raise ParameterError(f"The territory has no '{kind[:40]}'.", mend=f"Add '{kind[:40]}' to workspace.yaml.")
    weight = entry.weight or ("residents" if kind == "cells" else "@count")
    columns = columns_of_entry(path, entry)
    return gather(path, world.network, weights=[weight], columns=columns), weight


def world_for(workspace: Workspace, kinds: tuple[str, ...]) -> World:
    """The territory with its residents, places of some kinds and offers: what scenarios change."""
    world = World.open(workspace.network)
    homes, _ = places_of_kind(workspace, world, "cells")
    found = {kind: places_of_kind(workspace, world, kind)[0] for kind in kinds}
    return world.replace(territory=Territory(homes, found), offers=read_offers(workspace.offers, world.network))


def _kinds(workspace: Workspace) -> tuple[str, ...]:
    return tuple(kind for kind in workspace.kinds if kind not in NOT_ASKED)


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The question with its defaults; the scenario must fit the territory."""
    if unknown := sorted(set(asked) - KNOWN):
        raise ParameterError(f"There is no '{unknown[0][:40]}'.", mend=f"Ask for: {', '.join(sorted(KNOWN))}.")
    text = asked.get("scenario")
    if not isinstance(text, str) or not text.strip():
        raise ParameterError("There is no scenario.", mend="Give its text as 'scenario'.")
    kinds, kind = _kinds(workspace), asked.get("kind", "jobs")
    if kind not in kinds:
        raise ParameterError(f"The territory has no '{str(kind)[:40]}'.", mend=f"Choose one of: {', '.join(kinds)}.")
    found: dict[str, Any] = {"scenario": text.replace("\r\n", "\n").strip() + "\n", "kind": kind}
    for name, usual in USUAL.items():
        value, (low, high) = asked.get(name, usual), LIMITS[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ParameterError(f"'{name}' is {str(value)[:20]}.", mend=f"Give from {low} to {high} minutes.")
        found[name] = value
    depart = str(asked.get("depart", "07:30"))
    parse_time_of_day(depart)
    found |= {name: _others(asked.get(name, []), name) for name in ("hours", "profiles")}
    world = world_for(workspace, kinds)
    looked = look_at(found["scenario"], world)
    if looked.elsewhere:
        raise ParameterError(
            "This scenario was written for another territory: nothing that it names is known here.",
            mend="Open it where it was written, or name lines, stops and places of this territory.",
        )
    if looked.problems:
        raise looked.problems[0] if len(looked.problems) == 1 else ManyProblems(list(looked.problems))
    return {**found, "depart": depart, "date": asked_date(world.network, asked.get("date")).isoformat()}


def _others(given: object, name: str) -> list[str]:
    """Other hours, or ids of profiles, each once and in their order. Raises ParameterError."""
    if not isinstance(given, list) or len(given) > MOST_CASES or not all(isinstance(one, str) for one in given):
        raise ParameterError(f"'{name}' is no list of at most {MOST_CASES} texts.", mend="Leave it out, or give one.")
    if name == "profiles":
        if unknown := sorted(set(given) - set(_profiles())):
            raise ParameterError(
                f"There is no profile '{unknown[0][:40]}'.", mend=f"Choose one of: {', '.join(sorted(_profiles()))}."
            )
        return list(dict.fromkeys(given))
    return [format_time_of_day(at) for at in dict.fromkeys(parse_time_of_day(one) for one in given)]


def _profiles() -> dict[str, Profile]:
    return {profile.id: profile for profile in shipped_profiles()}


def _run(work: Work) -> Mapping[str, Any]:
    asked, workspace = work.asked, work.workspace
    kind, cutoff, day = asked["kind"], float(asked["cutoff"]), date.fromisoformat(asked["date"])
    world = world_for(workspace, _kinds(workspace))
    looked = look_at(asked["scenario"], world)
    assert looked.scenario is not None, "what waits was checked"
    homes, counted = places_of_kind(workspace, world, "cells")
    wanted, weight = places_of_kind(workspace, world, kind)
    scenario, notes = of_kind(looked.scenario, kind)
    travel, window = Travel(max_time_min=cutoff), Window(day, parse_time_of_day(asked["depart"]), asked["window"])

    def compared(way: Travel, when: Window | None) -> Comparison:
        return compare_scenario(
            world, scenario, homes, {kind: wanted}, Asked((weight,), (cutoff,)), way, when, notes=notes,
            progress=work.progress, kept=kept_folder(),
        )  # fmt: skip

    found = compared(travel, window)
    people = found.people(counted)
    changes = group_changes(found.columns[0], found.base[:, 0], found.scenario[:, 0], people)
    others: dict[str, Sequence[GroupChange]] = {}
    if hours := [parse_time_of_day(one) for one in asked["hours"]]:
        others["hour"] = compare_cases(cases_of(travel, window, hours), compared).changes(counted)
    if who := [_profiles()[one] for one in asked["profiles"]]:
        others["profile"] = compare_means(
            world, scenario, homes, wanted, weight, kind, people, who, day, threads=os.cpu_count() or 1,
            progress=work.progress,
        )  # fmt: skip
    zones = outlines_of(workspace, world.network)
    files = _write(work.folder, world, found, scenario, changes, counted, zones, others)
    (work.folder / "scenario.yaml").write_text(asked["scenario"], encoding="utf-8")
    every = changes[0]
    return {
        "name": scenario.name, "kind": kind, "gain": every.gain, "lose": every.lose, "residents": every.residents,
        "before": every.mean_before, "after": every.mean_after, "searched": int(found.searched.sum()),
        "prices": _prices(world, scenario, day),
        "notes": list(found.notes), "files": [*files, "scenario.yaml"],
    }  # fmt: skip


def _prices(world: World, scenario: Scenario, day: date) -> list[dict[str, Any]]:
    """Tickets and passes whose price changes, euros; None before for a new one."""
    offers = scenario.only("offers")
    if world.offers is None or not offers.content.modifications:
        return []
    was = {tariff.id: tariff.price_eur for tariff in world.offers.tariffs}
    now = apply_scenario(offers, world, day).offers
    assert now is not None, "a scenario takes no offers away"
    return [
        {"fr": one.title.fr, "en": one.title.en, "before": was.get(one.id), "after": one.price_eur}
        for one in now.tariffs
        if was.get(one.id) != one.price_eur
    ]


def of_kind(scenario: Scenario, kind: str) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario without changes of other kinds of places, which are not counted, and a remark that says so."""
    kept = scenario.where(lambda part: part.touches != "places" or getattr(part, "of", None) in (None, kind))
    left = len(scenario.content.modifications) - len(kept.content.modifications)
    return kept, (f"Changes of other kinds of places are left out: {left}.",) if left else ()


def _write(
    folder: Path, world: World, found: Comparison, scenario: Scenario, changes: tuple[GroupChange, ...], counted: str,
    zones: Places | None, others: Mapping[str, Sequence[GroupChange]],
) -> list[str]:  # fmt: skip
    """Write the files of the answer; the names of those that are offered, the others are for the page."""
    unit, at = unit_of(counted=True), zones_at(found.origins, zones)
    for lang in LANGUAGES:
        told = changes
        if zones is not None and (at >= 0).any():
            names = [*zone_names(zones), say(lang, "comparison-elsewhere")]
            labels = [names[place] for place in at.tolist()]
            told = group_changes(
                found.columns[0], found.base[:, 0], found.scenario[:, 0], found.people(counted), labels
            )  # fmt: skip
        called = {id: profile.title.in_(lang) for id, profile in _profiles().items()}
        cases = [case_table(every, by, called, unit, lang) for by, every in others.items()]
        sheet = with_cases(comparison_sheet(found, scenario, told, column=counted, lang=lang), cases)
        (folder / f"body.{lang}.html").write_text(sheet_body(sheet), encoding="utf-8")
        (folder / f"what-if.{lang}.html").write_text(sheet_html(sheet), encoding="utf-8")
    (folder / "change.json").write_text(json.dumps(_points(found, counted)), encoding="utf-8")
    record = comparison_record(world.network, found, scenario, changes)
    frame = found.to_geodataframe()
    # What is published tells no small number of people.
    frame = frame[found.people(counted) >= LEAST_PEOPLE]
    write_table(frame, folder / "what-if.gpkg", provenance=record, column_docs=comparison_docs(found, "en"))
    return [*(f"what-if.{lang}.html" for lang in LANGUAGES), "what-if.gpkg"]


def _points(found: Comparison, counted: str) -> dict[str, Any]:
    """Places where at least `LEAST_PEOPLE` live, with the first figure before, after and what changed, as GeoJSON."""
    before, after, change = found.base[:, 0], found.scenario[:, 0], found.change[:, 0]
    shown = np.isfinite(change) & np.isfinite(after) & (found.people(counted) >= LEAST_PEOPLE)
    lon, lat = found.origins.lon, found.origins.lat
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(float(lon[k]), 5), round(float(lat[k]), 5)]},
                "properties": {
                    "before": round(float(before[k]), 1), "after": round(float(after[k]), 1),
                    "change": round(float(change[k]), 1),
                },
            }
            for k in np.flatnonzero(shown).tolist()
        ],
    }  # fmt: skip


SCENARIO = register(JobKind("scenario", _check, _run, version=4))
