"""The map of an answer about goods, to be moved and asked: rounds along the streets, doors by the hour, and sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import shapely

from portee.reports.fluent import say
from portee.reports.maplayers import MapColumn, MapLayer, MapSheet, Words
from portee.reports.notes import note_texts
from portee.services.draw import base_of
from portee.services.logistics.answer import GoodsAnswer
from portee.services.logistics.frames import round_frame, site_frame
from portee.services.logistics.lines import positions_of
from portee.services.logistics.told import answer_text, how_texts, name_of
from portee.services.record import sources_of
from portee.world import World

__all__ = ["goods_map"]

MOST_HOMES = 8
"""Sites that are told apart by colour and dash."""
HOUR_S = 3600


def goods_map(answer: GoodsAnswer, world: World, lines: Sequence[Sequence[shapely.LineString]]) -> MapSheet:
    """The map in both languages, for a page (.html) or an image (.png); `lines` as `round_lines` gives them."""
    notes = list(dict.fromkeys(answer.found.notes))
    told = [Words(*(str(note_texts([note], lang)[0]) for lang in ("fr", "en"))) for note in notes]
    assumed = [Words(words.fr, words.en) for words in answer.goods.declared.assumptions]
    layers = [_rounds(answer, lines), _sites(answer)]
    doors = _doors(answer)
    how = [Words(*pair) for pair in zip(how_texts(answer, "fr"), how_texts(answer, "en"), strict=True)]
    sheet = MapSheet(
        tuple(layers if doors is None else [layers[0], doors, layers[1]]),
        _both(lambda lang: name_of(answer.goods, lang)), lead=_both(lambda lang: answer_text(answer, lang)),
        notices=tuple(told), methods=(*how, *assumed), provenance=sources_of(world.network),
    )  # fmt: skip
    return replace(sheet, base=base_of(world.network.streets, sheet))


def _both(text: Callable[[str], str]) -> Words:
    return Words(text("fr"), text("en"))


def _said(id: str) -> Words:
    return _both(lambda lang: say(lang, id))


def _rounds(answer: GoodsAnswer, lines: Sequence[Sequence[shapely.LineString]]) -> MapLayer:
    frame = round_frame(answer.found, answer.goods, lines)
    # Supplies first, so that no round to doors is hidden by one.
    frame = frame.sort_values("leg", key=lambda legs: legs == "doors", kind="stable")
    homes = list(dict.fromkeys(frame["home"].tolist()))
    columns = []
    if len(homes) <= MOST_HOMES:
        places = np.array([homes.index(home) for home in frame["home"]], np.float64)
        columns.append(
            MapColumn(
                "home", _said("goods-map-home"), Words("", ""), places, "categorical",
                categories=tuple(Words.same(home) for home in homes),
            )
        )  # fmt: skip
    for name, id, unit in (("parcels", "goods-parcels-out", "goods-parcels"), ("km", "goods-figure-km", "goods-km")):
        columns.append(MapColumn(name, _said(id), _said(unit), frame[name].to_numpy(np.float64)))
    labels = [
        f"{one.vehicle} {one.number}, {one.starts}–{one.ends}" for one in frame.itertuples()
    ]  # fmt: skip
    return MapLayer(
        "rounds", _said("goods-rounds-title"), np.asarray(frame.geometry.array, object),
        np.array([f"{one.leg} {one.vehicle} {one.number}" for one in frame.itertuples()], object),
        np.array(labels, object), tuple(columns),
    )  # fmt: skip


def _doors(answer: GoodsAnswer) -> MapLayer | None:
    """Doors and lockers that are served, by the hour at which service begins."""
    leg = answer.found.doors
    at, parcels = positions_of(leg), {order.id: order.delivery.parcels for order in leg.problem.orders}
    stops = [stop for one in leg.plan.rounds for stop in one.stops if not stop.at_site]
    if not stops:
        return None
    hours = np.array([stop.begins_s / HOUR_S for stop in stops])
    columns = (
        MapColumn("hour", _said("goods-map-hour"), _said("goods-map-hours"), hours, decimals=1),
        MapColumn(
            "stop_parcels", _said("goods-map-parcels"), _said("goods-parcels"),
            np.array([parcels[stop.place] for stop in stops], np.float64),
        ),
    )  # fmt: skip
    points = np.array([shapely.Point(*at[stop.place]) for stop in stops], object)
    ids = np.array([stop.place for stop in stops], object)
    return MapLayer("doors", _said("goods-map-doors"), points, ids, None, columns)


def _sites(answer: GoodsAnswer) -> MapLayer:
    frame = site_frame(answer.found, answer.goods)
    labels = np.array([f"{one.kind} {one.id}" for one in frame.itertuples()], object)
    return MapLayer(
        "sites", _said("goods-sites-title"), np.asarray(frame.geometry.array, object), frame["id"].to_numpy(object),
        labels,
    )  # fmt: skip
