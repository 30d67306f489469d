"""What a page of scenarios knows of its site: the territory that a scenario changes, its lines and tickets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from portee.core.errors import PorteeError
from portee.reports.problems import problem_in
from portee.services.modification_words import detail_words, kind_words
from portee.services.scenario_fit import Looked
from portee.services.workspace.manifest import COUNTED
from portee.territory.places import Places
from portee.territory.territory import Territory
from portee.web.site import Site
from portee.world import World

__all__ = ["base_of_site", "counted_kinds", "line_choices", "parts_told", "problems_told", "tariff_names", "weights_of"]

MOST_PROBLEMS = 20


def counted_kinds(site: Site) -> dict[str, Places]:
    """Kinds of places of the territory that can be reached, in the order of pages."""
    found = {kind: site.places(kind) for kind in COUNTED}
    return {kind: places for kind, places in found.items() if places is not None}


def weights_of(site: Site) -> dict[str, str | None]:
    """Kind of places → the column that counts them."""
    entries = {kind: site.workspace.entry(kind) for kind in counted_kinds(site)}
    return {kind: None if entry is None else entry.weight for kind, entry in entries.items()}


def base_of_site(site: Site) -> World:
    """The territory as it is: what a scenario is held against."""
    return site.once(
        "what-if base", lambda: site.world.replace(territory=Territory(site.places("cells"), counted_kinds(site)))
    )


def line_choices(site: Site) -> list[tuple[str, str]]:
    """Lines by id, with the names that people know."""

    def make() -> list[tuple[str, str]]:
        timetable = site.world.network.timetable
        if timetable is None:
            return []
        named = []
        for id, short, long in zip(
            timetable.route_id, timetable.route_short_name, timetable.route_long_name, strict=True
        ):  # fmt: skip
            named.append((id, " – ".join(dict.fromkeys(part for part in (short, long) if part)) or id))
        return sorted(named, key=lambda pair: (len(pair[1].partition(" – ")[0]), pair[1]))

    return site.once("what-if lines", make)


def tariff_names(site: Site, lang: str) -> list[tuple[str, str]]:
    """Tickets and passes by id, in words."""
    return [(tariff.id, tariff.title.in_(lang)) for tariff in site.offers.tariffs]


def parts_told(looked: Looked, lang: str, lines: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each modification of a scenario in words: its kind, and its main fields. lines: names of lines by id."""
    if looked.scenario is None:
        return []
    return [(kind_words(part, lang), detail_words(part, lang, lines)) for part in looked.scenario.content.modifications]


def problems_told(problems: Sequence[PorteeError], lang: str) -> list[dict[str, Any]]:
    """The first problems of a file: what, where and how to mend it, and the language of both."""
    told = []
    for problem in problems[:MOST_PROBLEMS]:
        line = getattr(problem.where, "line", None)
        said = problem_in(lang, problem.what, problem.mend)
        told.append({"what": said.what, "mend": said.mend, "lang": said.lang, "line": line})
    return told
