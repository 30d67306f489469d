"""The booklet of a territory in one language."""

from __future__ import annotations

from collections.abc import Sequence

import portee
from portee.reach.isochrone import Isochrone
from portee.reports.area_map import area_map
from portee.reports.booklet import (
    Booklet,
    BookletChapter,
    BookletExercise,
    BookletList,
    BookletPart,
    BookletQuestion,
)
from portee.reports.maplayers import BaseMap
from portee.reports.sheet import SheetMap, SheetTable
from portee.services.booklet.asked import sources_chapter
from portee.services.booklet.facts import STEPS, Facts, Spot
from portee.services.booklet.questions import questions_of
from portee.services.booklet.quiz import money_resident
from portee.services.booklet.said import Said

__all__ = ["booklet_of", "reach_map"]

WORK_MONTHS = 11
"""Of a year: the law gives five weeks of paid leave (Code du travail, L3141-3)."""

DAYS = 20
"""Working days of the month of an exercise, a round number that is easy to divide by."""


def booklet_of(facts: Facts, base: BaseMap, lang: str) -> Booklet:
    """The whole booklet. base: main streets under its map."""
    said = Said(facts, lang)
    territory = facts.title.in_(lang)
    questions = questions_of(facts, lang)
    reach, reach_done = _reach(said, base)
    hours, hours_done = _hours(said)
    places, places_done = _places(said)
    money, money_done = _money(said)
    bad = _bad_day(said)
    quiz = BookletChapter(
        "quiz", said("learn-quiz-title"), said("learn-quiz-answer", count=len(questions)),
        (said("learn-quiz-how"), *questions) if questions else (said("learn-quiz-none"),),
    )  # fmt: skip
    solved = [(chapter, text) for chapter, text in
              ((reach, reach_done), (hours, hours_done), (places, places_done), (money, money_done),
               (bad, said("learn-bad-solution"))) if text]  # fmt: skip
    chapters = (reach, hours, places, *([money] if money.parts else []), bad, quiz, _trainer(said, solved, questions))
    return Booklet(
        lang, said("learn-title", territory=territory), said("learn-subtitle"),
        tuple(words.in_(lang) for words in facts.notices), said("learn-contents"),
        (*chapters, sources_chapter(said)), said("learn-licence", territory=territory),
        said("learn-foot", version=portee.__version__, day=facts.day),
    )  # fmt: skip


def reach_map(said: Said, base: BaseMap, spot: Spot, reached: Sequence[Isochrone]) -> SheetMap:
    """Where one gets from a place. reached: areas within half of the booklet's time and all of it."""
    facts = said.facts

    def scale(metres: float) -> str:
        return said.bare("map-km", km=metres / 1000) if metres >= 1000 else said.bare("map-m", m=metres)

    areas = [area.geometry for area in sorted(reached, key=lambda area: -area.cutoff_min)]
    osm = any(source.source == "osm" for source in facts.network_sources)
    return SheetMap(
        area_map(base, areas, (spot.lon, spot.lat), scale), said("learn-map-alt", near=said.near(spot)),
        (("here", said.bare("learn-map-here")), ("area-near", said("learn-map-near")),
         ("area-far", said("learn-map-far"))),
        said("learn-map-credit", osm="yes" if osm else "no"),
    )  # fmt: skip


def _reach(said: Said, base: BaseMap) -> tuple[BookletChapter, str]:
    facts, home = said.facts, said.facts.home
    whole, less = facts.at(home), home.at(facts.shorter_min)
    rows = tuple(
        (said.bare("learn-minutes", minutes=step), said.count(home.at(step)), said.percent(home.at(step) / facts.total))
        for step in STEPS
    )
    head = (said.bare("learn-reach-minutes"), said.things, said.bare("learn-reach-share"))
    before, first, last = 15, 30, 45
    told = {"before": before, "from": first, "to": last}
    parts: list[BookletPart] = [
        said("learn-reach-what"),
        said("learn-reach-how"),
        reach_map(said, base, home, facts.areas),
    ]
    if whole > 0:
        lost = said.whole_percent(1 - less / whole)
        parts.append(said("learn-reach-time", less=said.count(less), lost=lost))
    parts += [
        SheetTable("reach-table", said("learn-reach-table"), head, rows, figures=(1, 2)),
        BookletExercise(said("learn-exercise"), said("learn-reach-task", **told)),
    ]
    chapter = BookletChapter(
        "reach", said("learn-reach-title"), said("learn-reach-answer", reached=said.count(whole)), tuple(parts)
    )
    gain, start = home.at(last) - home.at(first), home.at(first) - home.at(before)
    return chapter, said("learn-reach-solution", gain=said.count(gain), first=said.count(start), **told)


def _hours(said: Said) -> tuple[BookletChapter, str]:
    facts, home = said.facts, said.facts.home
    hours = tuple(said.bare("learn-hour", time=time) for time in facts.hours)
    rows = tuple(
        (
            spot.name, said.count(facts.at(spot)), said.count(facts.at(spot, early=True)),
            _kept(said, facts.at(spot), facts.at(spot, early=True)),
        )
        for spot in facts.spots
    )  # fmt: skip
    kept = said.bare("learn-hours-kept")
    people = tuple(
        (
            who.title.in_(said.lang), said.budget(who), said.count(who.busy), said.count(who.early),
            _kept(said, who.busy, who.early),
        )
        for who in facts.residents
    )  # fmt: skip
    parts: list[BookletPart] = [
        said("learn-hours-what"),
        SheetTable("hours-table", said("learn-hours-table"), (said.bare("learn-place"), *hours, kept), rows,
                   figures=(1, 2, 3)),
    ]  # fmt: skip
    if people:
        head = (said.bare("learn-people-who"), said.bare("learn-people-budget"), *hours, kept)
        parts.append(
            SheetTable("people-table", said("learn-people-table"), head, people, lead=said("learn-people-lead"),
                       after=said("learn-people-after"), figures=(1, 2, 3, 4))
        )  # fmt: skip
    parts.append(BookletExercise(said("learn-exercise"), said("learn-hours-task")))
    busy, early = facts.at(home), facts.at(home, early=True)
    share = said.whole_percent(early / busy) if busy else "–"
    answer = said("learn-hours-answer", change="less" if early < busy else "same", percent=share)
    solution = said(
        "learn-hours-solution", **{"early-count": said.count(early), "busy-count": said.count(busy), "percent": share}
    )
    return BookletChapter("hours", said("learn-hours-title"), answer, tuple(parts)), solution


def _kept(said: Said, before: float, after: float) -> str:
    return said.percent(after / before) if before else said.bare("learn-none")


def _places(said: Said) -> tuple[BookletChapter, str]:
    facts = said.facts
    best, least = facts.at(facts.best), facts.at(facts.least)
    told = {
        "best": said.near(facts.best), "least": said.near(facts.least), "best-count": said.count(best),
        "least-count": said.count(least), "percent": said.whole_percent(least / best) if best else "–",
    }  # fmt: skip
    head = (said.bare("learn-place"), *(said.bare("learn-things", kind=kind) for kind in facts.kinds))
    rows = tuple((spot.name, *(said.minutes(spot.nearest_min[kind]) for kind in facts.kinds)) for spot in facts.spots)
    chapter = BookletChapter(
        "places", said("learn-places-title"), said("learn-places-answer", **told),
        (
            said("learn-places-what"),
            SheetTable("places-table", said("learn-places-table"), head, rows, after=said("learn-places-after"),
                       figures=tuple(range(1, len(head)))),
            BookletExercise(said("learn-exercise"), said("learn-places-task", **told)),
        ),
    )  # fmt: skip
    return chapter, said("learn-places-solution", **told)


def _money(said: Said) -> tuple[BookletChapter, str]:
    who = money_resident(said.facts)
    if who is None:
        return BookletChapter("money", said("learn-money-title"), "", ()), ""
    name = who.title.in_(said.lang)
    budgets = sorted(who.by_budget)
    middle = budgets[len(budgets) // 2]
    most = max(way.reached[said.facts.kind] for way in who.ways) if who.ways else 0.0
    ways = tuple((said.way(way), said.way_price(way), said.count(way.reached[said.facts.kind])) for way in who.ways)
    parts: list[BookletPart] = [
        said("learn-money-what"),
        SheetTable("ways-table", said("learn-money-ways", who=name),
                   (said.bare("learn-money-way"), said.bare("learn-money-month"), said.things), ways, figures=(1, 2)),
        SheetTable("budgets-table", said("learn-money-budgets"), (said.bare("learn-money-budget"), said.things),
                   tuple((said.eur(eur), said.count(who.by_budget[eur])) for eur in budgets), figures=(1,)),
    ]  # fmt: skip
    solution = ""
    priced = [way for way in who.ways if way.eur_month is not None and way.eur_month[1] > 0]
    if priced:
        way = max(priced, key=lambda one: one.eur_month[1] if one.eur_month else 0.0)
        # Worked out from the price as it is told, so that whoever does the sum finds the same.
        month = float(round(way.eur_month[1])) if way.eur_month else 0.0
        task = said("learn-money-task", way=said.way(way), month=said.eur(month), days=DAYS)
        parts.append(BookletExercise(said("learn-exercise"), task))
        solution = said("learn-money-solution", year=said.eur(month * WORK_MONTHS), day=said.eur(month / DAYS))
    answer = said(
        "learn-money-answer", eur=middle, who=name, reached=said.count(who.by_budget[middle]), most=said.count(most)
    )
    return BookletChapter("money", said("learn-money-title"), answer, tuple(parts)), solution


def _bad_day(said: Said) -> BookletChapter:
    facts = said.facts
    usual = facts.usual[0]
    left = min((shock.reached[0] for shock in facts.shocks), default=usual)
    lost = 1 - left / usual if usual else 0.0
    head = (said.bare("learn-bad-step"), *(spot.name for spot in facts.spots))
    rows = [(said("learn-bad-usual"), *(said.count(value) for value in facts.usual))]
    rows += [(shock.step.title.in_(said.lang), *map(said.count, shock.reached)) for shock in facts.shocks]
    parts: list[BookletPart] = [
        said("learn-bad-what"), said("learn-bad-how"),
        SheetTable("bad-table", said("learn-bad-table"), head, tuple(rows), figures=tuple(range(1, len(head)))),
    ]  # fmt: skip
    for shock in facts.shocks:
        step = shock.step
        asked = tuple(words.in_(said.lang) for words in step.questions)
        parts.append(BookletList((step.what.in_(said.lang), *asked), title=step.title.in_(said.lang)))
    parts += [BookletExercise(said("learn-exercise"), said("learn-bad-task"), lines=6), said("learn-bad-replay")]
    answer = said("learn-bad-answer", worst="some" if lost > 0 else "none", percent=said.whole_percent(lost))
    return BookletChapter("bad-day", said("learn-bad-title"), answer, tuple(parts))


def _trainer(
    said: Said, solved: list[tuple[BookletChapter, str]], questions: tuple[BookletQuestion, ...]
) -> BookletChapter:  # fmt: skip
    plan = tuple(said(f"learn-trainer-plan-{k}") for k in range(1, 7))
    care = tuple(said(f"learn-trainer-care-{k}") for k in range(1, 5))
    parts: list[BookletPart] = [
        BookletList(plan, ordered=True, title=said("learn-trainer-plan-title")),
        BookletList(care, title=said("learn-trainer-care-title")),
        BookletList(tuple(f"{chapter.title} – {text}" for chapter, text in solved),
                    title=said("learn-trainer-solutions")),
    ]  # fmt: skip
    if questions:
        head = tuple(said.bare(f"learn-trainer-{part}") for part in ("question", "right", "explained"))
        rows = tuple(
            (one.question, f"{one.letter} – {one.options[one.right]}", one.why) for one in questions
        )  # fmt: skip
        parts.append(SheetTable("answers-table", said("learn-trainer-answers"), head, rows))
    parts.append(said("learn-trainer-same", day=said.facts.day.isoformat()))
    return BookletChapter("trainer", said("learn-trainer-title"), said("learn-trainer-answer"), tuple(parts))
