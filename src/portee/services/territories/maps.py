"""Maps of territories alike and of groups: one point per neighbourhood, which at the scale of a country is small."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.errors import ParameterError
from portee.reports.fluent import listed, say
from portee.reports.maplayers import LANGUAGES, MapColumn, MapLayer, MapSheet, Words
from portee.services.territories.alike import Alike
from portee.services.territories.groups import Groups
from portee.territory.registry import Registry

__all__ = ["alike_map", "check_map_ending", "groups_map"]

ENDINGS = (".html", ".htm", ".png")

FIRST = 3
"""Ranks that are told by name, and shown first."""

MOST_GROUPS = 8
"""Colours that can be told apart."""

LONGEST_NAME = 24
"""Letters of the name of a group in a legend."""


def check_map_ending(path: Path | str) -> None:
    """Refuse another format before long work. Raises ParameterError."""
    if Path(path).suffix.lower() not in ENDINGS:
        raise ParameterError(
            f"A map cannot be written as '{Path(path).name}'.",
            where=str(path),
            mend="Give a name that ends in .html or .png.",
        )


def alike_map(alike: Alike) -> MapSheet:
    """The territories most like the one asked about by rank, all others by distance, and itself.

    Raises:
        ParameterError: no outline is known of them.
    """
    registry = alike.registry
    nearest = [neighbour.row for neighbour in alike.neighbours]
    others = [row for row in range(len(registry)) if row != alike.row and row not in set(nearest)]
    # The one asked about and the nearest are drawn last, over the others.
    rows = [*others, *reversed(nearest), alike.row]
    first = min(FIRST, len(nearest))
    bands: list[tuple[Words, Sequence[int]]] = [(_words("territory-layer-here"), [alike.row])]
    if nearest:
        bands.append((_words("territory-ranks-first", last=first), nearest[:first]))
    if len(nearest) > first:
        bands.append((_words("territory-ranks-next", first=first + 1, last=len(nearest)), nearest[first:]))
    if others:
        bands.append((_words("territory-ranks-others"), others))
    band = {row: place for place, (_, held) in enumerate(bands) for row in held}
    rank = MapColumn(
        id="rank",
        name=_words("territory-column-rank"),
        unit=Words("", ""),
        values=np.array([float(band[row]) for row in rows]),
        kind="categorical",
        categories=tuple(words for words, _ in bands),
    )
    distance = MapColumn(
        id="distance",
        name=_words("territory-column-distance"),
        unit=Words("", ""),
        values=alike.distance[rows],
        approximate=(alike.known[rows] < 1) & (np.array(rows) != alike.row),
        reverse=True,
        decimals=2,
    )
    layer = _layer(registry, rows, "alike", "territory-layer-alike", (rank, distance))
    if layer is None:
        raise _nothing()
    told = [neighbour.label for neighbour in alike.neighbours[:FIRST]]
    lead = Words(*(say(lang, "territory-lead-alike", list=listed(lang, told)) for lang in LANGUAGES)) if told else None
    return MapSheet(
        layers=(layer,),
        title=_words("territory-map-alike", name=alike.label),
        lead=lead,
        notices=_notices(registry),
        methods=(_words("territory-map-limit"),),
        provenance=registry.provenance,
    )


def groups_map(groups: Groups) -> MapSheet:
    """Each territory in the colour of its group.

    Raises:
        ParameterError: no outline is known, or there are more groups than colours.
    """
    count = len(groups.found.medoids)
    if count > MOST_GROUPS:
        raise ParameterError(
            f"{count} groups cannot be told apart on a map.", mend=f"Ask for {MOST_GROUPS} groups at most, or no map."
        )
    names = tuple(
        _words("territory-group", number=str(group + 1), name=_short(groups.registry, groups.typical(group)))
        for group in range(count)
    )
    column = MapColumn(
        id="group",
        name=_words("territory-column-group"),
        unit=Words("", ""),
        values=groups.found.labels.astype(np.float64),
        kind="categorical",
        categories=names,
    )
    layer = _layer(groups.registry, groups.rows.tolist(), "groups", "territory-layer-groups", (column,))
    if layer is None:
        raise _nothing()
    return MapSheet(
        layers=(layer,),
        title=_words("territory-map-groups", count=count),
        lead=_words("territory-lead-groups"),
        notices=_notices(groups.registry),
        methods=(_words("territory-map-limit"),),
        provenance=groups.registry.provenance,
    )


def _words(id: str, /, **values: object) -> Words:
    return Words(*(say(lang, id, **values) for lang in LANGUAGES))


def _layer(
    registry: Registry, rows: Sequence[int], id: str, name: str, columns: tuple[MapColumn, ...] = ()
) -> MapLayer | None:
    """Points of rows; None when none of them has an outline."""
    shapes: npt.NDArray[np.object_] = np.empty(len(rows), dtype=object)
    shapes[:] = [registry.perimeters[row] for row in rows]
    if not any(shape is not None for shape in shapes.tolist()):
        return None
    return MapLayer(
        id=id,
        name=_words(name),
        geometry=np.asarray(shapely.point_on_surface(shapes), dtype=object),
        ids=np.array([registry.codes[row] for row in rows], dtype=object),
        labels=np.array([registry.label(row) for row in rows], dtype=object),
        columns=columns,
    )


def _notices(registry: Registry) -> tuple[Words, ...]:
    return (_words("territory-map-estimated"),) if registry.estimated else ()


def _short(registry: Registry, row: int) -> str:
    name = str(registry.names[row]) or str(registry.codes[row])
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _nothing() -> ParameterError:
    return ParameterError(
        "No outline is known of these territories, so there is no map.",
        mend="Import their outlines (--perimeters), or ask for no map.",
    )
