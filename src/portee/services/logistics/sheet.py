"""The page of an answer about goods: what it costs and does to the streets, where rounds go, what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

import portee
from portee.core.parameters import shipped_parameters
from portee.logistics.echelons import supplied_site
from portee.reports.basemap import base_from_streets
from portee.reports.fluent import say
from portee.reports.notes import note_texts
from portee.reports.rounds_map import LOOKS, MapRound, MapSite, rounds_map
from portee.reports.sheet import AnswerSheet, SheetFold, SheetMap, SheetTable, SheetText
from portee.reports.sheet_ground import frame_of
from portee.reports.wording import figure
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.lines import positions_of
from portee.services.logistics.told import answer_text, how_texts, order_name, question_text, reason, tables_of
from portee.services.record import sources_of
from portee.world import World

__all__ = ["goods_sheet", "write_goods_sheet"]

HTML = (".html", ".htm")
MOST_BASE_POINTS = 9_000
"""Points of the streets drawn under the map."""
KINDS = ("gtfs", "osm", "offers")


def write_goods_sheet(
    path: Path, answer: GoodsAnswer, world: World, lines: Sequence[Sequence[shapely.LineString]], lang: str = "fr"
) -> None:  # fmt: skip
    """Write the page: .html, or .pdf for paper. Raises OutputError; nothing half-written stays."""
    from portee.reports.sheet_html import write_sheet_html
    from portee.reports.sheet_pdf import write_sheet_pdf

    write = write_sheet_html if path.suffix.lower() in HTML else write_sheet_pdf
    write(path, goods_sheet(answer, world, lines, lang))


def goods_sheet(
    answer: GoodsAnswer, world: World, lines: Sequence[Sequence[shapely.LineString]], lang: str
) -> AnswerSheet:  # fmt: skip
    """The page in a language; `lines` as `portee.services.logistics.lines.round_lines` gives them."""
    asked = question_text(answer, lang)
    assumptions = [SheetText(words.in_(lang)) for words in answer.goods.declared.assumptions]
    notes = dict.fromkeys((*answer.found.notes, *(() if answer.vans is None else answer.vans.notes)))
    return AnswerSheet(
        lang, asked, asked, answer_text(answer, lang), tuple(_lead(answer, lang)), _map(answer, world, lines, lang),
        tuple(tables_of(answer, lang)), say(lang, "notices-title"), (*note_texts(list(notes), lang), *assumptions),
        (SheetFold("how", say(lang, "how-title"), how_texts(answer, lang)), _data(answer, world, lang)),
        say(lang, "made-by", version=portee.__version__),
    )  # fmt: skip


def _lead(answer: GoodsAnswer, lang: str) -> list[str]:
    found, vans, told = answer.found, answer.vans, []
    if answer.hubs is not None:
        told.append(
            say(lang, "goods-lead-sited", opened=len(answer.hubs.opened), spots=len(answer.hubs.spots),
                minutes=figure(answer.hubs.mean_min, lang, 1))
        )  # fmt: skip
        if not answer.hubs.found.optimal:
            told.append(say(lang, "goods-lead-gap", gap=figure(100 * answer.hubs.found.gap, lang, 1)))
    if answer.lockers is not None:
        told.append(
            say(lang, "goods-lead-lockers", opened=len(answer.lockers.opened), spots=len(answer.lockers.spots),
                share=figure(100 * answer.lockers.share, lang))
        )  # fmt: skip
    if found.unserved:
        dry = [one for one in found.unserved if supplied_site(one.order) is not None]
        if len(found.unserved) > len(dry):
            told.append(say(lang, "goods-lead-left", count=len(found.unserved) - len(dry)))
        if dry:
            told.append(say(lang, "goods-lead-dry", supply=order_name(dry[0], lang), why=reason(dry[0], lang)))
    if vans is not None and found.figures.parcels and vans.figures.parcels:
        goods = answer.goods
        grams = [figure(one.figures.per_parcel("g_co2e") or 0.0, lang) for one in (found, vans)]
        kerb = [figure(one.figures.kerb_min, lang) for one in (found, vans)]
        jobs = [figure(one.figures.jobs(goods.days_year, goods.hours_full_time), lang, 1) for one in (found, vans)]
        told.append(say(lang, "goods-lead-g", plan=grams[0], vans=grams[1]))
        told.append(say(lang, "goods-lead-kerb", plan=kerb[0], vans=kerb[1], jobs=jobs[0], other=jobs[1]))
    told.append(say(lang, "goods-lead-best", iterations=found.doors.plan.iterations))
    return told


def _map(
    answer: GoodsAnswer, world: World, lines: Sequence[Sequence[shapely.LineString]], lang: str
) -> SheetMap | None:  # fmt: skip
    found, goods = answer.found, answer.goods
    homes = {vehicle.id: vehicle.home for vehicle in goods.vehicles}
    used = [homes[one.vehicle] for one in found.doors.plan.rounds]
    looks = {home: place for place, home in enumerate(dict.fromkeys(used))}
    rounds = []
    for leg, drawn in zip(found.legs, lines, strict=True):
        for one, line in zip(leg.plan.rounds, drawn, strict=True):
            look = looks[homes[one.vehicle]] if leg is found.doors else None
            rounds.append(MapRound(shapely.get_coordinates(line), look))
    at = positions_of(found.doors)
    orders = [order.id for order in found.doors.problem.orders if not order.id.startswith("locker-")]
    stops = np.array([at[id] for id in orders], np.float64).reshape(-1, 2)
    sites = [MapSite(site.lon, site.lat, "depot") for site in goods.depots]
    sites += [MapSite(site.lon, site.lat, "micro_hub") for site in goods.hubs]
    sites += [MapSite(*locker.at, "locker") for locker in goods.declared.lockers]
    every = np.vstack([stops, [(one.lon, one.lat) for one in sites], *(one.points for one in rounds)])
    base = base_from_streets(
        world.network.streets, bounds=frame_of(every[:, 0], every[:, 1]), most_points=MOST_BASE_POINTS
    )  # fmt: skip

    def scale(metres: float) -> str:
        return say(lang, "map-km", km=metres / 1000) if metres >= 1000 else say(lang, "map-m", m=metres)

    # Sites that share a look share a key, so that no key says more than the lines show.
    keys = [("depot", say(lang, "goods-map-depot"))]
    keys += [("micro_hub", say(lang, "goods-map-hub"))] if goods.hubs else []
    keys += [("locker", say(lang, "goods-map-locker"))] if goods.declared.lockers else []
    keys += [("stop", say(lang, "goods-map-stop"))] if len(stops) else []
    keys += [("supply", say(lang, "goods-map-supply"))] if found.supply is not None else []
    for place in range(min(len(looks), len(LOOKS))):
        named = ", ".join(home for home, look in looks.items() if look % len(LOOKS) == place)
        keys.append((f"round-{place + 1}", say(lang, "goods-map-rounds", site=named)))
    alt = say(
        lang, "goods-map-alt", rounds=len(rounds), hubs=len(goods.hubs), depots=len(goods.depots),
        lockers=len(goods.declared.lockers), stops=len(stops),
    )  # fmt: skip
    osm = any(one.source == "osm" for one in sources_of(world.network))
    return SheetMap(
        rounds_map(base, rounds, stops, sites, scale), alt, tuple(keys), say(lang, "map-osm") if osm else ""
    )  # fmt: skip


def _data(answer: GoodsAnswer, world: World, lang: str) -> SheetFold:
    none = say(lang, "data-none")
    rows = dict.fromkeys(
        (say(lang, "data-file", kind=source.source if source.source in KINDS else "places"), source.file,
         source.date or none, source.licence or none)
        for source in sources_of(world.network)
    )  # fmt: skip
    head = tuple(say(lang, id) for id in ("data-what", "data-name", "data-date", "data-licence"))
    known = shipped_parameters()
    figures = tuple(
        (
            known[row["parameter"]].title.in_(lang),
            row["source"],
            say(lang, f"goods-data-{'yes' if row['checked'] else 'no'}"),
        )
        for row in answer.goods.parameters
    )
    columns = tuple(say(lang, f"goods-data-{id}") for id in ("figure", "source", "checked"))
    return SheetFold(
        "data", say(lang, "data-title"), (),
        (SheetTable("sources", say(lang, "data-title"), head, tuple(rows)),
         SheetTable("figures-read", say(lang, "goods-data-figures-title"), columns, figures)),
    )  # fmt: skip
