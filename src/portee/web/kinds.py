"""What people go to, named by what is counted: places of childcare where their file counts them, else centres."""

from __future__ import annotations

from portee.web.site import Site
from portee.web.wording import say

__all__ = ["counted_kind", "kind_name"]

COUNTED_WITHIN = ("jobs", "training", "childcare", "health")
"""Kinds of which a place may hold several of what is counted: jobs, places of training or childcare, practitioners."""
EACH = "@count"


def kind_name(site: Site, lang: str, kind: str) -> str:
    """The name of a kind of places of the territory, in a language."""
    return say(lang, "explorer-kind", kind=counted_kind(site, kind))


def counted_kind(site: Site, kind: str) -> str:
    """A kind as messages choose their words by it: "health-only" where nothing but the places is counted."""
    entry = site.workspace.entry(kind)
    only_places = entry is None or entry.weight in (None, EACH)
    return f"{kind}-only" if only_places and kind in COUNTED_WITHIN else kind
