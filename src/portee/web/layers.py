"""The layers of a territory that other programs may read: its places, kind by kind, its zones, and its results."""

from __future__ import annotations

from collections.abc import Iterator

from portee.core.declared import Words
from portee.core.errors import PorteeError
from portee.services.features import FeatureLayer
from portee.services.jobs.territory import OF_A_KIND
from portee.services.portrait.counted import usual_kind
from portee.services.portrait.portrait import CELL
from portee.services.workspace.manifest import COUNTED, KINDS
from portee.web.kinds import kind_name
from portee.web.private import desk_of_site
from portee.web.site import Site
from portee.web.territory.files import shapes_of
from portee.web.territory.page import TELLERS, counted_kinds, kept_part, table_of
from portee.web.wording import LANGUAGES, say

__all__ = ["RESULTS", "layer_of", "layers_of"]

RESULTS = {
    f"territory-{part}-{table}{kind and '-'}{kind}": (part, table, kind) for part in TELLERS
    for table in ("neighbourhoods", *(("cells",) if part in ("work", "services") else ()))
    for kind in ("", *(COUNTED if part in OF_A_KIND else ()))
}  # fmt: skip
"""Collection → part of the territory's page, its table whose rows have a shape, and the kind of places that is counted,
"" for the usual one."""


def layers_of(site: Site) -> tuple[FeatureLayer, ...]:
    """Every layer, in the order in which pages show them; results that were not computed yet are left out."""
    return tuple(_found(site))


def _found(site: Site) -> Iterator[FeatureLayer]:
    for id in (*KINDS, *RESULTS):
        layer = layer_of(site, id)
        if layer is not None:
            yield layer


def layer_of(site: Site, id: str) -> FeatureLayer | None:
    """The layer of an id, None for none. Raises SourceError."""
    if id in RESULTS:
        return _result(site, id)
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


def _result(site: Site, id: str) -> FeatureLayer | None:
    """A result as it was kept: nothing is computed because somebody looks at layers."""
    desk = desk_of_site(site)
    if desk is None:
        return None
    part, name, kind = RESULTS[id]
    counted = counted_kinds(site, part)
    if kind and (kind not in counted or kind == usual_kind(counted)):
        return None
    try:
        found, _, key = kept_part(desk, part, kind)
    except PorteeError:
        return None  # The workspace lacks what this part is made from.
    table = None if found is None else table_of(desk, found, key, name)
    if found is None or table is None:
        return None

    def make() -> FeatureLayer | None:
        places = shapes_of(site, table)
        if places is None or not len(places):
            return None
        rows = "cells" if table.of == CELL else "neighbourhoods"
        title = Words(**{
            lang: say(lang, f"layer-result-{rows}", part=_part(site, part, kind, lang)) for lang in LANGUAGES
        })  # fmt: skip
        days = ", ".join(dict.fromkeys(found.days.values()))
        told = Words(**{lang: say(lang, "layer-result", days=days) for lang in LANGUAGES})
        return FeatureLayer(id, title, told, places)

    # What is kept under another key follows from other data: it is another layer.
    return site.once(f"layer {id} {key}", make)


def _part(site: Site, part: str, kind: str, lang: str) -> str:
    title = say(lang, f"territory-title-{part}")
    return say(lang, "territory-title-kind", title=title, name=kind_name(site, lang, kind).lower()) if kind else title


def _words(id: str) -> Words:
    return Words(fr=say("fr", id), en=say("en", id))
