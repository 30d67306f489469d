"""The ground of the workspace's maps: its tiles, and what a page tells its script about them."""

from __future__ import annotations

from html import escape
from typing import Any

from portee.core.errors import PorteeError
from portee.services.tiles import MAX_ZOOM, TileStore
from portee.services.workspace.ground import tiles_of_workspace
from portee.web.site import Site
from portee.web.wording import say

__all__ = ["ground_of", "tile_store"]


LEAST_HOMES = 2
"""Of one alone a map would show its street."""


def tile_store(site: Site) -> TileStore:
    """Tiles of the workspace; those that were not made with it are made when first asked for."""
    return site.once("tiles", lambda: tiles_of_workspace(site.workspace, site.world.network, site.places("priority")))


def ground_of(site: Site, lang: str) -> dict[str, Any]:
    """What the map of a page is drawn on, as `Ground` of frontend/src/map/style.ts reads it."""
    store = tile_store(site)
    return {
        "tiles": f"/tiles/{{z}}/{{x}}/{{y}}.pbf?v={store.key}",
        "maxZoom": MAX_ZOOM,
        "bounds": list(store.bounds),
        "start": list(site.once("start of maps", lambda: _start(site))),
        "attribution": _attribution(site, lang),
        "lang": lang,
        "style": site.settings.map_style,
        "transit": None if site.world.network.timetable is None else say(lang, "map-transit"),
        "zoomIn": say(lang, "map-zoom-in"),
        "zoomOut": say(lang, "map-zoom-out"),
    }


def _start(site: Site) -> tuple[float, float, float, float]:
    """West, south, east, north of the homes; of the streets, which may go far beyond, where no homes are told."""
    try:
        homes = site.places("cells")
    except PorteeError:
        # The pages that count residents say what is wrong with their file.
        homes = None
    if homes is None or len(homes) < LEAST_HOMES:
        return site.world.network.bounds
    lon, lat = homes.lon, homes.lat
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def _attribution(site: Site, lang: str) -> str:
    """Whom to thank: OpenStreetMap's contributors, unless the streets say that they come under another licence, and
    whoever made the files that the ground is drawn on.
    """
    # MapLibre shows it as HTML.
    return " · ".join(escape(credit) for credit in (_streets_credit(site, lang), *site.workspace.ground_credits))


def _streets_credit(site: Site, lang: str) -> str:
    for record in site.world.network.provenance:
        if record.source == "osm" and record.licence and "odbl" not in record.licence.casefold():
            return say(lang, "map-attribution-other", file=record.file, licence=record.licence)
    return say(lang, "map-attribution")
