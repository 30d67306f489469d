"""The ground of the workspace's maps: its tiles, and what a page tells its script about them."""

from __future__ import annotations

from typing import Any

from portee.services.tiles import MAX_ZOOM, GroundSources, TileStore
from portee.sources.osm.ground import PlaceName
from portee.web.explorer import priority_names
from portee.web.site import Site
from portee.web.wording import say

__all__ = ["ground_of", "tile_store"]


NEIGHBOURHOOD = 4
"""How prominent their names are, as `PlaceName` has it."""


def tile_store(site: Site) -> TileStore:
    """Tiles of the workspace, made when first asked for."""

    def make() -> TileStore:
        workspace = site.workspace
        names = tuple(PlaceName(row.lon, row.lat, {"": row.name}, NEIGHBOURHOOD) for row in priority_names(site))
        return TileStore(workspace.tiles, GroundSources(site.world.network, workspace.osm, names=names))

    return site.once("tiles", make)


def ground_of(site: Site, lang: str) -> dict[str, Any]:
    """What the map of a page is drawn on, as `Ground` of frontend/src/map/style.ts reads it."""
    store = tile_store(site)
    return {
        "tiles": f"/tiles/{{z}}/{{x}}/{{y}}.pbf?v={store.key}",
        "maxZoom": MAX_ZOOM,
        "bounds": list(store.bounds),
        "attribution": _attribution(site, lang),
        "lang": lang,
        "style": site.settings.map_style,
    }


def _attribution(site: Site, lang: str) -> str:
    """Whom to thank: OpenStreetMap's contributors, unless the streets say that they come under another licence."""
    for record in site.world.network.provenance:
        if record.source == "osm" and record.licence and "odbl" not in record.licence.casefold():
            return say(lang, "map-attribution-other", file=record.file, licence=record.licence)
    return say(lang, "map-attribution")
