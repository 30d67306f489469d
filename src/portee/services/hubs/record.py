"""What a file of hubs says of itself: what was asked, what was found, and what each column means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

from portee.network.network import Network
from portee.reach.options import Travel, Window
from portee.services.hubs.site import SitedHubs, facts_of
from portee.services.hubs.third_places import SitedThirdPlaces, third_place_facts
from portee.services.record import result_record
from portee.territory.places import Places

__all__ = ["column_docs", "site_record"]

_HUBS = {
    "opened": ("1 si le lieu est ouvert, 0 sinon", "1 when the place is opened, else 0"),
    "decided": ("1 si le lieu était décidé", "1 when the place was decided"),
    "excluded": ("1 si le lieu était exclu", "1 when the place was excluded"),
    "cost": ("coût, dans l'unité de la colonne des coûts ; 1 sans elle", "cost, in its column's unit; 1 without"),
    "served": ("personnes dont c'est le lieu ouvert", "persons whose open place it is"),
}
_DOCS = {
    "hubs": _HUBS,
    "third_places": {
        **_HUBS,
        "trips_week": (
            "trajets par semaine vers ce lieu et retour, à la place de plus longs si ceux d'aujourd'hui sont connus",
            "trips a week to this place and back; each replaces a longer one where today's are known",
        ),
    },
    "cells": {
        "hub": ("lieu ouvert le plus proche dans le temps, vide sans", "nearest open place in time, empty without"),
        "hub_min": ("minutes jusqu'à lui", "minutes to it"),
        "covered": ("1 si les personnes sont desservies", "1 when the persons are served"),
        "covered_today": ("1 si elles l'étaient déjà sans lieu", "1 when they already were without any place"),
    },
}  # fmt: skip


def column_docs(table: Literal["hubs", "third_places", "cells"], lang: str) -> dict[str, str]:
    """Meaning of the columns of a table, in a language."""
    return {name: texts[0 if lang == "fr" else 1] for name, texts in _DOCS[table].items()}


def site_record(
    network: Network,
    places: Mapping[str, Places],
    found: SitedHubs | SitedThirdPlaces,
    travel: Travel,
    window: Window | None,
) -> dict[str, Any]:
    """The provenance of an answer, with its figures under "siting"."""
    sited = found.sited if isinstance(found, SitedThirdPlaces) else found
    facts = third_place_facts(found) if isinstance(found, SitedThirdPlaces) else facts_of(found)
    declared = {"declared": asdict(found.declared)} if isinstance(found, SitedThirdPlaces) else {}
    record = result_record(
        "hubs", network, places, travel, window, percentiles=(50,), notes=sited.notes,
        parameters={"asked": asdict(sited.asked), **declared},
    )  # fmt: skip
    return {**record, "siting": dict(facts)}
