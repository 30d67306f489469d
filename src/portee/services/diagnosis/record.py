"""A diagnosis as JSON values: the whole answer, and what it says of itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from portee.network.network import Network
from portee.services.diagnose import Diagnosis
from portee.services.diagnosis.benefits_told import benefits_dict
from portee.services.diagnosis.money import Gain, gain_of
from portee.services.diagnosis.places_told import PlaceTold, places_told
from portee.services.diagnosis.reasons_told import reasons_told, unit_of
from portee.services.diagnosis.told import answer, counted, noted, question, stop_kinds
from portee.services.diagnosis.ways_told import ways_told
from portee.services.record import result_record

__all__ = ["diagnosis_dict", "diagnosis_record"]


def diagnosis_record(network: Network, diagnosis: Diagnosis) -> dict[str, Any]:
    """The provenance of a diagnosis. The home is not in it: a table of places does not tell where someone lives."""
    case = diagnosis.case
    places = {"work": diagnosis.work}
    for kind, stop in zip(stop_kinds(diagnosis), diagnosis.stops, strict=True):
        places[kind] = stop.places
    record = result_record(
        "diagnosis", network, places, case.situation.travel, None, percentiles=(), notes=diagnosis.notes,
        parameters={
            "profile": diagnosis.profile.id, "day": diagnosis.day.isoformat(), "weight": diagnosis.weight,
            "limit_min": case.limit_min, "budget_eur_month": _finite(case.budget_eur),
        },
    )  # fmt: skip
    offers = case.situation.offers
    record["sources"] += [source.to_dict() for source in offers.provenance]
    return {**record, "figures": [dict(figure) for figure in diagnosis.figures]}


def diagnosis_dict(network: Network, diagnosis: Diagnosis, lang: str) -> dict[str, Any]:
    """The whole answer as JSON values: summary, reasons, changes, ways, places within reach, figures, sources.

    What is not known is null. Words are in `lang`; names of fields and codes are the same in every language.
    """
    total, reached = diagnosis.total, diagnosis.reached
    gain = gain_of(diagnosis, diagnosis.within.best())
    return {
        "lang": lang,
        "question": question(diagnosis, lang),
        "answer": answer(diagnosis, lang),
        "counted": counted(diagnosis, lang),
        "profile": diagnosis.profile.model_dump(mode="json", exclude_defaults=True),
        "home": {"lat": float(diagnosis.home.lat[0]), "lon": float(diagnosis.home.lon[0])},
        "summary": {
            "weight": diagnosis.weight,
            "reached": reached,
            "total": total,
            "share": reached / total if total else None,
            "places_reached": int(diagnosis.within.reach.sum()),
            "places": len(diagnosis.work),
        },
        "reasons": [
            {
                "code": told.code, "words": told.words, "typical": told.typical, "weight": told.weight,
                "places": told.places, "median_detail": told.detail, "detail_unit": unit_of(told.code) or None,
                "way": told.way or None,
            }
            for told in reasons_told(diagnosis, lang)
        ],
        "changes": [
            {
                "id": unlocked.change.id, "words": unlocked.change.words.in_(lang), "amount": unlocked.change.amount,
                "gained": unlocked.gained, "lost": unlocked.lost,
            }
            for unlocked in diagnosis.changes
        ],
        "ways": [
            {"id": way.id, "words": way.words, "price": way.price, "usable": way.usable, "who": way.who,
             "reached": way.reached}
            for way in ways_told(diagnosis, lang)
        ],
        "places": [_place(diagnosis, place, gain) for place in places_told(diagnosis)],
        "benefits": benefits_dict(diagnosis, lang),
        "notes": [str(note) for note in noted(diagnosis, lang)],
        "provenance": diagnosis_record(network, diagnosis),
    }  # fmt: skip


def _place(diagnosis: Diagnosis, place: PlaceTold, gain: Gain) -> Mapping[str, Any]:
    ways = diagnosis.within.ways
    options = [{**asdict(option), "way": ways[option.way].id} for option in place.options]
    return {
        "id": place.id, "name": place.name, "weight": place.weight, "lon": float(diagnosis.work.lon[place.row]),
        "lat": float(diagnosis.work.lat[place.row]), "best": ways[place.best.way].id, "options": options,
        "net_gain_before_benefits_eur_month": _finite(float(gain.eur_month[place.row])),
        "net_gain_eur_month": _finite(float(gain.whole_eur_month[place.row])),
        "stops": [{"kind": kind, "id": id} for kind, id in zip(stop_kinds(diagnosis), place.stops, strict=True)],
    }  # fmt: skip


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
