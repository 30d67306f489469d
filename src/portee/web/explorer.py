"""The explorer of a site: what it looks for, the names it knows, and the main streets of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from portee.people.library import shipped_profiles
from portee.reports.basemap import base_from_streets
from portee.reports.maplayers import BaseMap
from portee.services.explorer import Explorer, targets_of
from portee.services.gazetteer import Gazetteer, Spot, gazetteer_of, named_places
from portee.services.workspace.manifest import COUNTED
from portee.territory.places import Places
from portee.web.site import Site

if TYPE_CHECKING:
    from portee.people.profile import Profile

__all__ = [
    "cells_of",
    "explorer_of",
    "gazetteer_of_site",
    "picture_base",
    "priority_names",
    "profiles_of",
    "starting_place",
]

PICTURE_POINTS = 60_000
"""Points of the streets of a picture: it must stay light."""


def profiles_of(site: Site) -> dict[str, Profile]:
    """Kinds of resident that may be asked about, by id."""
    return site.once("explorer profiles", lambda: {profile.id: profile for profile in shipped_profiles()})


def explorer_of(site: Site) -> Explorer:
    """The explorer, prepared at the first question."""

    def make() -> Explorer:
        kinds: dict[str, tuple[Places, str]] = {}
        for kind in COUNTED:
            places = site.places(kind)
            if places is not None and len(places):
                entry = site.workspace.entry(kind)
                kinds[kind] = places, (entry.weight if entry is not None and entry.weight else "@count")
        targets = targets_of(site.world.network, kinds)
        return Explorer(site.world, site.offers, targets, profiles_of(site), threads=site.settings.threads)

    return site.once("explorer", make)


def cells_of(site: Site) -> Places | None:
    """Where residents live, None where the territory does not tell."""
    return site.places("cells")


def gazetteer_of_site(site: Site) -> Gazetteer:
    """Names of the territory."""
    place = site.workspace
    return site.once(
        "gazetteer", lambda: gazetteer_of(site.world.network, place.osm, site.places("priority"), place.boundary)
    )


def priority_names(site: Site) -> Iterator[Spot]:
    """Priority neighbourhoods, where the workspace has them."""
    return named_places(site.places("priority"))


def starting_place(site: Site) -> tuple[float, float]:
    """Where the page starts when nobody chose a place: the cell with most residents, else the middle of the streets."""

    def make() -> tuple[float, float]:
        cells = cells_of(site)
        if cells is not None and "residents" in cells.attributes.columns:
            most = int(np.argmax(cells.weight("residents")))
            return float(cells.lon[most]), float(cells.lat[most])
        streets = site.world.network.streets
        middle = int(np.argsort(np.asarray(streets.node_lon_e7))[streets.node_count // 2])
        return float(streets.node_lon_e7[middle]) / 1e7, float(streets.node_lat_e7[middle]) / 1e7

    return site.once("explorer start", make)


def picture_base(site: Site) -> BaseMap:
    """Main streets for pictures."""
    return site.once(
        "explorer streets", lambda: base_from_streets(site.world.network.streets, most_points=PICTURE_POINTS)
    )
