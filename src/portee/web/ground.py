"""The ground of the workspace's maps: its tiles, and what a page tells its script about them."""

from __future__ import annotations

from html import escape
from typing import Any

from portee.services.tiles import MAX_ZOOM, TileStore
from portee.services.workspace.ground import tiles_of_workspace
from portee.web.site import Site
from portee.web.wording import say

__all__ = ["ground_of", "tile_store"]


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
        "streets": list(site.world.network.bounds),
        "attribution": _attribution(site, lang),
        "lang": lang,
        "style": site.settings.map_style,
        "transit": None if site.world.network.timetable is None else say(lang, "map-transit"),
        "zoomIn": say(lang, "map-zoom-in"),
        "zoomOut": say(lang, "map-zoom-out"),
    }


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
