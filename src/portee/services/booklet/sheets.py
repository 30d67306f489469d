"""One-page sheets of a place, for people without a smartphone: what is within reach, and a short code of the place.

The code is that of a sheet for one person: typed there, it gives the place again, for a typical profile.
"""

from __future__ import annotations

import portee
from portee.network.network import Network
from portee.reports.maplayers import BaseMap
from portee.reports.sheet import AnswerSheet, SheetTable, SheetText
from portee.services.booklet.facts import STEPS, Facts, Spot
from portee.services.booklet.said import Said
from portee.services.booklet.written import reach_map
from portee.services.diagnosis.interview import Interview
from portee.services.diagnosis.sheet_code import code_of
from portee.services.explorer import Explorer

__all__ = ["PROFILE", "place_sheet", "spot_code"]

PROFILE = "no-smartphone-no-card"
"""Of the code."""


def spot_code(facts: Facts, spot: Spot, network: Network) -> str:
    """The code of a place; it holds nothing about whoever carries it."""
    return code_of(Interview(spot.lat, spot.lon, PROFILE), network.bounds, facts.name)


def place_sheet(facts: Facts, spot: Spot, explorer: Explorer, base: BaseMap, lang: str) -> AnswerSheet:
    """The sheet of one of the booklet's places."""
    said = Said(facts, lang)
    code = spot_code(facts, spot, explorer.world.network)
    near = said.near(spot)
    title = said("learn-sheet-title", near=near)
    answer = said(
        "learn-sheet-answer", reached=said.count(facts.at(spot)), **{"at-early": said.count(facts.at(spot, early=True))}
    )
    areas = explorer.answer(facts.question(spot)).areas
    who = explorer.profiles[PROFILE].title.in_(lang)
    head = (said.bare("learn-reach-minutes"), *(said.bare("learn-hour", time=time) for time in facts.hours))
    rows = tuple(
        (said.bare("learn-minutes", minutes=step), said.count(spot.at(step)), said.count(spot.at(step, early=True)))
        for step in STEPS
    )
    kinds = tuple(
        (said("learn-things", kind=kind), said.minutes(minutes)) for kind, minutes in spot.nearest_min.items()
    )  # fmt: skip
    notices = (SheetText(said("learn-sheet-code", code=code)), SheetText(said("learn-sheet-code-says", who=who)))
    territory = tuple(SheetText(words.in_(lang)) for words in facts.notices)
    return AnswerSheet(
        lang, title, title, answer, (said("learn-sheet-lead"),), reach_map(said, base, spot, areas),
        (
            SheetTable("places", said("learn-reach-table"), head, rows, lead=said("learn-sheet-counted"),
                       figures=(1, 2), printed=len(rows)),
            SheetTable("reasons", said("learn-sheet-kinds"),
                       (said.bare("learn-sources-what"), said.bare("learn-reach-minutes")), kinds, figures=(1,),
                       printed=len(kinds)),
        ),
        said("learn-sheet-notices"), (*notices, *territory),
        foot=said("learn-foot", version=portee.__version__, day=facts.day),
    )  # fmt: skip
