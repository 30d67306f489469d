"""An answer of the explorer as a page tells it: one sentence, tables, who lives there, what is missing, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from portee.core.provenance import Provenance
from portee.reports.dates import day_text
from portee.reports.notes import note_texts
from portee.reports.wording import figure
from portee.services.explorer import LONGEST_MIN, Answer
from portee.services.explorer.around import Around, around
from portee.services.explorer.reasons import changes_of
from portee.web.asked import shared
from portee.web.explorer import cells_of, explorer_of, gazetteer_of_site
from portee.web.kinds import counted_kind, kind_name
from portee.web.site import Site
from portee.web.wording import say, typeset

__all__ = ["STEPS", "areas_json", "sources_told", "told"]

STEPS = (15, 30, 45, 60, LONGEST_MIN)
"""Minutes of the table's columns."""

COORDINATE_DIGITS = 5


def told(site: Site, lang: str, answer: Answer, *, why: bool = False) -> dict[str, Any]:
    """What the template `explorer_answer.html` shows. why: with what would change the answer, which asks again."""
    question = answer.question
    here = gazetteer_of_site(site).nearest(question.lon, question.lat)
    place = say(lang, "explorer-near", name=here.name) if here else say(lang, "explorer-here")
    cells = cells_of(site)
    found: Around | None = None if cells is None else around(cells, question.lon, question.lat)
    explorer = explorer_of(site)
    return {
        "answer": answer,
        "question": question,
        "place": place,
        "sentence": _sentence(site, lang, answer, place),
        "rows": [_row(site, lang, kind, answer) for kind in answer.kinds],
        "steps": STEPS,
        "missing": [_missing(site, lang, kind, answer) for kind in answer.kinds if _is_missing(answer, kind)],
        "ways": [_way(lang, answer, way) for way in answer.ways],
        "left_out": [say(lang, "explorer-left-out", kind=kind) for kind in answer.left_out],
        "around": found,
        "lives": [] if found is None else _lives(lang, found),
        "people_sources": [] if cells is None else sources_told(lang, cells.provenance, licence_of(site, "cells")),
        "changes": _changes(lang, explorer, answer) if why else None,
        "notes": note_texts(answer.notes, lang),
        "sources": {
            kind: sources_told(lang, explorer.targets.sources[kind].provenance, licence_of(site, kind))
            for kind in answer.kinds
        },
        "network_sources": sources_told(lang, site.world.network.provenance),
        "share": shared(question),
        "areas": areas_json(answer),
    }


def _sentence(site: Site, lang: str, answer: Answer, place: str) -> str:
    question = answer.question
    if not answer.kinds:
        return say(lang, "explorer-nothing-known", place=place)
    kind, found = next(iter(answer.kinds.items()))
    return say(
        lang, f"explorer-answer-{question.direction}", place=place, minutes=question.minutes,
        there=question.there_s, back=question.back_s, kind=counted_kind(site, kind), reached=_rounded(found.reached),
        total=_rounded(found.total), share=_percent(lang, found.share),
    )  # fmt: skip


def _rounded(value: float) -> int:
    return round(value)


def _percent(lang: str, share: float) -> str:
    percent = 100 * share
    if 0 < percent < 1:
        return say(lang, "explorer-below-one")
    # All but a few is not all.
    return figure(min(percent, 99) if share < 1 else 100, lang)


def _row(site: Site, lang: str, kind: str, answer: Answer) -> dict[str, Any]:
    found = answer.kinds[kind]
    return {
        "kind": kind,
        "name": kind_name(site, lang, kind),
        "reached": figure(found.reached, lang),
        "total": figure(found.total, lang),
        "share": _percent(lang, found.share),
        "nearest": _minutes(lang, found.nearest_min),
        "by_step": [figure(float(found.by_minute[step]), lang) for step in STEPS],
    }


def _minutes(lang: str, minutes: float) -> str:
    if not math.isfinite(minutes):
        return say(lang, "explorer-beyond", minutes=LONGEST_MIN)
    return say(lang, "explorer-minutes", minutes=max(1, math.ceil(minutes)))


def _is_missing(answer: Answer, kind: str) -> bool:
    found = answer.kinds[kind]
    return found.total > 0 and found.reached == 0


def _missing(site: Site, lang: str, kind: str, answer: Answer) -> str:
    nearest = answer.kinds[kind].nearest_min
    if math.isfinite(nearest):
        return say(lang, "explorer-missing", kind=counted_kind(site, kind), nearest=math.ceil(nearest))
    return say(lang, "explorer-missing-far", kind=counted_kind(site, kind), longest=LONGEST_MIN)


def _way(lang: str, answer: Answer, way: Any) -> dict[str, Any]:
    first = next(iter(answer.kinds), None)
    price = ""
    if way.eur_month is not None:
        low, high = way.eur_month
        same = round(low) == round(high)
        price = (
            say(lang, "explorer-price", low=round(low))
            if same
            else say(lang, "explorer-price-range", low=round(low), high=round(high))
        )
    elif way.title is not None:
        price = say(lang, "explorer-price-unknown")
    return {
        "name": say(lang, "explorer-way-anybody") if way.title is None else typeset(lang, way.title.in_(lang)),
        "price": price,
        "reached": "" if first is None else figure(way.reached[first], lang),
        "affordable": way.affordable,
    }


def _lives(lang: str, found: Around) -> list[str]:
    sure = "no" if found.estimated > 0.1 else "yes"
    lines = [say(lang, "explorer-lives", residents=round(found.residents, -1), sure=sure)]
    if found.households:
        for id, count in (("poor", found.poor), ("single-parent", found.single_parent)):
            if count is not None:
                lines.append(
                    say(lang, f"explorer-lives-{id}", percent=round(100 * count / found.households), sure=sure)
                )
    return lines


def _changes(lang: str, explorer: Any, answer: Answer) -> list[dict[str, str]]:
    first = next(iter(answer.kinds), None)
    rows = []
    for change in changes_of(explorer, answer):
        asked = change.question
        rows.append(
            {
                "what": say(
                    lang, f"explorer-change-{change.id}", minutes=asked.minutes, there=asked.there_s, back=asked.back_s
                ),
                "reached": figure(change.reached[first], lang) if first else "",
                "more": _signed(lang, change.more[first]) if first else "",
                "share": shared(asked),
            }
        )
    return rows


def _signed(lang: str, value: float) -> str:
    text = figure(value, lang)
    return f"+{text}" if value > 0 else text


def licence_of(site: Site, kind: str) -> str | None:
    """The licence that the workspace tells of one kind of places."""
    entry = site.workspace.entry(kind)
    return None if entry is None else entry.licence


def sources_told(lang: str, provenance: Sequence[Provenance], licence: str | None = None) -> list[dict[str, Any]]:
    """Where figures come from; `licence`: of those files that tell none."""
    return [
        {
            "file": record.file,
            "date": day_text(record.date, lang) if record.date else say(lang, "explorer-unknown"),
            "licence": record.licence or licence or say(lang, "explorer-unknown"),
            "sha256": record.sha256[:12],
            "notes": note_texts(record.notes, lang),
        }
        for record in provenance
    ]


def areas_json(answer: Answer) -> dict[str, Any]:
    """The areas as GeoJSON (RFC 7946), the largest first, to a metre."""
    features = []
    longest = max(area.cutoff_min for area in answer.areas)
    for area in sorted(answer.areas, key=lambda area: -area.cutoff_min):
        shape = shapely.set_precision(area.geometry, 10.0**-COORDINATE_DIGITS)
        features.append(
            {
                "type": "Feature",
                "geometry": _geometry_json(shape),
                "properties": {
                    "minutes": area.cutoff_min,
                    "area_km2": round(area.area_km2, 2),
                    "nearer": area.cutoff_min < longest,
                },
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _geometry_json(shape: Any) -> dict[str, Any]:
    """A geometry of polygons as `shapely.to_geojson` has it, without writing text to read it again."""
    import json

    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        return json.loads(shapely.to_geojson(shape))  # type: ignore[no-any-return]
    parts = shapely.get_parts(shape)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    points, ends = shapely.get_coordinates(rings).tolist(), np.cumsum(shapely.get_num_coordinates(rings)).tolist()
    polygons: list[list[list[list[float]]]] = [[] for _ in parts]
    for part, first, last in zip(part_of.tolist(), [0, *ends[:-1]], ends, strict=True):
        polygons[part].append(points[first:last])
    return {"type": shape.geom_type, "coordinates": polygons if shape.geom_type == "MultiPolygon" else polygons[0]}
