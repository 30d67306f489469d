"""The layers of a territory that other programs may read: its places, kind by kind, and its zones."""

from __future__ import annotations

from portee.core.declared import Words
from portee.services.features import FeatureLayer
from portee.services.workspace.manifest import KINDS
from portee.web.site import Site
from portee.web.wording import say

__all__ = ["layer_of", "layers_of"]


def layers_of(site: Site) -> tuple[FeatureLayer, ...]:
    """Every layer, in the order in which pages show them."""
    return tuple(layer for kind in KINDS if (layer := layer_of(site, kind)) is not None)


def layer_of(site: Site, id: str) -> FeatureLayer | None:
    """The layer of an id, None for none. Raises SourceError."""
    if id not in KINDS or site.workspace.places(id) is None:
        return None

    def make() -> FeatureLayer | None:
        places, entry = site.places(id), site.workspace.entry(id)
        if places is None:
            return None
        title = entry.title if entry is not None and entry.title is not None else _words(f"layer-{id}")
        told = [] if entry is None else [part for part in (entry.source, entry.licence) if part]
        credit = ", ".join(told)
        return FeatureLayer(id, title, Words(fr=credit or title.fr, en=credit or title.en), places)

    return site.once(f"layer {id}", make)


def _words(id: str) -> Words:
    return Words(fr=say("fr", id), en=say("en", id))
