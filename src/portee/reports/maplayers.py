"""What a map shows, whichever way it is drawn: places with columns of figures, over a muted base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely

from portee.core.errors import ParameterError, Where
from portee.core.provenance import Provenance

__all__ = [
    "LANGUAGES",
    "LINE_CLASSES",
    "BaseLabel",
    "BaseMap",
    "GeometryKind",
    "MapColumn",
    "MapLayer",
    "MapSheet",
    "Words",
]

LANGUAGES = ("fr", "en")

LINE_CLASSES = ("path", "street", "major", "motorway", "rail", "shore")
"""Classes of lines of a base, in drawing order."""

GeometryKind = Literal["point", "line", "polygon"]

KIND_OF_TYPE: Mapping[int, GeometryKind] = {
    0: "point",
    1: "line",
    2: "line",
    3: "polygon",
    4: "point",
    5: "line",
    6: "polygon",
}
"""shapely type id → what it is drawn as."""


@dataclass(frozen=True)
class Words:
    """The same text in French and in English."""

    fr: str
    en: str

    @classmethod
    def same(cls, text: str) -> Words:
        """A text that needs no translation, such as a name."""
        return cls(text, text)

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.fr

    def to_dict(self) -> dict[str, str]:
        return {"fr": self.fr, "en": self.en}


@dataclass(frozen=True, eq=False)
class MapColumn:
    """One figure per place.

    Attributes:
        id: name in the data.
        name: what it is, such as "jobs within 45 minutes, Tuesday 07:30".
        unit: unit of the figures, in the plural.
        values: float (n,); NaN where there is no figure, `inf` where the place is out of reach; for a categorical
            column, the index of the category.
        kind: "sequential" (batlow), "diverging" around zero (vik), or "categorical" (Okabe–Ito).
        approximate: bool (n,), where the figure is a proxy or an estimate; these are hatched and marked "≈".
        reverse: draw high figures dark: for travel times, where less is better.
        decimals: digits shown after the decimal sign; None chooses by size.
        categories: names of the categories, for a categorical column.
        note: what the reader must know of this column, or None.
    """

    id: str
    name: Words
    unit: Words
    values: npt.NDArray[np.float64]
    kind: Literal["sequential", "diverging", "categorical"] = "sequential"
    approximate: npt.NDArray[np.bool_] | None = None
    reverse: bool = False
    decimals: int | None = None
    categories: tuple[Words, ...] = ()
    note: Words | None = None

    def __post_init__(self) -> None:
        if self.approximate is not None and len(self.approximate) != len(self.values):
            raise ParameterError(
                f"{len(self.approximate)} approximate marks do not match {len(self.values)} figures.",
                where=Where(field=self.id),
                mend="Give one mark for each figure.",
            )
        if self.kind == "categorical":
            known = self.values[np.isfinite(self.values)]
            if len(known) and not (known.min() >= 0 and known.max() < len(self.categories)):
                raise ParameterError(
                    "Some figures are not the index of a category.",
                    where=Where(field=self.id),
                    mend=f"Use 0 to {len(self.categories) - 1}, or NaN for none.",
                )

    @property
    def shown_decimals(self) -> int:
        """Digits after the decimal sign: none for whole numbers and large figures, one or two for small ones."""
        if self.decimals is not None:
            return self.decimals
        known = self.values[np.isfinite(self.values)]
        if not len(known) or bool(np.all(known == np.round(known))):
            return 0
        largest = float(np.abs(known).max())
        return 0 if largest >= 1000 else 1 if largest >= 3 else 2


@dataclass(frozen=True, eq=False)
class MapLayer:
    """Places of one kind, with the figures to choose from. Without columns it is an outline to find one's way.

    Attributes:
        id: name in the data.
        name: what the places are, such as "200 m cells".
        geometry: shapely geometries in WGS 84, shape (n,), all points, all lines or all polygons; None where unknown.
        ids: identifiers, (n,) strings.
        labels: names for people, (n,) strings, or None to show the ids.
        columns: figures.
    """

    id: str
    name: Words
    geometry: npt.NDArray[np.object_]
    ids: npt.NDArray[np.object_]
    labels: npt.NDArray[np.object_] | None = None
    columns: tuple[MapColumn, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(self.ids), len(self.geometry), *(len(column.values) for column in self.columns)}
        if self.labels is not None:
            lengths.add(len(self.labels))
        if len(lengths) > 1:
            raise ParameterError(
                f"The map layer '{self.id}' mixes lengths {sorted(lengths)}.",
                where=Where(field=self.id),
                mend="Give one geometry, id, label and figure for each place.",
            )
        _ = self.kind

    @property
    def kind(self) -> GeometryKind:
        """What the places are drawn as.

        Raises:
            ParameterError: when points, lines and polygons are mixed.
        """
        types = {int(number) for number in shapely.get_type_id(self.geometry) if number >= 0}
        kinds = {KIND_OF_TYPE.get(number) for number in types}
        if len(kinds) > 1 or None in kinds:
            raise ParameterError(
                f"The map layer '{self.id}' mixes points, lines and polygons.",
                where=Where(field=self.id),
                mend="Put each kind in a layer of its own.",
            )
        return next((kind for kind in kinds if kind is not None), "polygon")

    @property
    def shown_labels(self) -> npt.NDArray[np.object_]:
        return self.ids if self.labels is None else self.labels


@dataclass(frozen=True)
class BaseLabel:
    """A name on the base map: text in the local language, degrees WGS 84, and rank (0 is shown first)."""

    text: str
    lon: float
    lat: float
    rank: int = 0


@dataclass(frozen=True, eq=False)
class BaseMap:
    """Streets, rails and water of the territory itself, so that a map needs nobody's tiles.

    Attributes:
        lines: class of LINE_CLASSES → lines, each float (m, 2) of lon, lat in degrees WGS 84.
        water: shapely polygons in WGS 84.
        labels: names of places.
        attribution: whom to thank, such as "© OpenStreetMap contributors".
    """

    lines: Mapping[str, tuple[npt.NDArray[np.float64], ...]] = field(default_factory=dict)
    water: npt.NDArray[np.object_] = field(default_factory=lambda: np.empty(0, dtype=object))
    labels: tuple[BaseLabel, ...] = ()
    attribution: Words | None = None

    def __post_init__(self) -> None:
        unknown = sorted(set(self.lines) - set(LINE_CLASSES))
        if unknown:
            raise ParameterError(
                f"There is no class of base lines called {', '.join(unknown)}.",
                where=Where(field="lines"),
                mend=f"Use {', '.join(LINE_CLASSES)}.",
            )


@dataclass(frozen=True, eq=False)
class MapSheet:
    """All that a map says, drawn as a page by `map_html` and as an image by `map_png`.

    Attributes:
        layers: what to show. The first with columns is shown first; layers without columns are outlines.
        title: the question the map answers.
        base: streets and water of the territory.
        lead: the answer, in one or two sentences.
        notices: what must not be overlooked, such as "Synthetic territory".
        methods: how to read the figures: formula, hours, limits; one paragraph each.
        provenance: where the data comes from.
    """

    layers: tuple[MapLayer, ...]
    title: Words
    base: BaseMap = field(default_factory=BaseMap)
    lead: Words | None = None
    notices: tuple[Words, ...] = ()
    methods: tuple[Words, ...] = ()
    provenance: tuple[Provenance, ...] = ()
