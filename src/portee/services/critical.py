"""Which lines, stops or streets matter most to a territory: the access lost when each one fails alone, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.network.timetable import Timetable
from portee.reach.options import Travel, Window
from portee.reports.tables import write_table
from portee.resilience.critical_streets import critical_streets
from portee.resilience.critical_transit import critical_lines, critical_stops
from portee.resilience.criticality import AccessAsked, Criticality
from portee.services.lines import line_names, line_shape, line_title
from portee.services.record import result_record
from portee.world import World

if TYPE_CHECKING:
    import geopandas

__all__ = ["CRITICAL_DOCS", "Critical", "Kind", "critical_facts", "critical_record", "find_critical", "write_critical"]

Kind = Literal["lines", "stops", "streets"]

CRITICAL_DOCS = {
    "fr": {
        "rank": "rang, 1 pour la plus grande perte", "id": "identifiant", "name": "nom",
        "loss": "perte : habitants × opportunités à portée en moins", "share": "part de tout l'accès, de 0 à 1",
    },
    "en": {
        "rank": "rank, 1 for the greatest loss", "id": "identifier", "name": "name",
        "loss": "loss: residents × opportunities within reach no more", "share": "share of all access, 0 to 1",
    },
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Critical:
    """The elements that matter most, the greatest loss first; k elements.

    Attributes:
        kind: of the elements. ids, names: of them. loss: float64 (k,), residents × opportunities.
        shapes: WGS 84 geometries, (k,). found: the whole ranking.
        certain: how many are the greatest of all elements for sure, not only of those compared.
    """

    kind: Kind
    ids: tuple[str, ...]
    names: tuple[str, ...]
    loss: npt.NDArray[np.float64]
    shapes: npt.NDArray[np.object_]
    found: Criticality
    certain: int

    @property
    def share(self) -> npt.NDArray[np.float64]:
        """Share of all access that is lost, 0 to 1."""
        return self.loss / self.found.access if self.found.access else np.zeros(len(self.loss))

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """One row per element, by rank."""
        import geopandas as gpd

        columns = {
            "rank": np.arange(1, len(self.ids) + 1), "id": list(self.ids), "name": list(self.names), "loss": self.loss,
            "share": self.share,
        }  # fmt: skip
        return gpd.GeoDataFrame(columns, geometry=self.shapes, crs=4326)


def find_critical(
    world: World,
    kind: Kind,
    asked: AccessAsked,
    travel: Travel,
    window: Window | None,
    *,
    k: int = 10,
    most_used: int = 500,
    threads: int | None = None,
) -> Critical:
    """The k lines, stops or street links whose failing alone costs most.

    Args:
        world: the network. kind: of elements; platforms of one name are one stop, routes of one short name one line.
        asked: whose access to what. travel, window: how and when; no window for streets.
        k: how many. most_used: street links that are compared.
        threads: searches at a time.

    Raises:
        ParameterError: no window for public transport; as the searches.
    """
    if kind == "streets":
        return _streets(world, asked, travel, k, most_used, threads)
    timetable = world.network.timetable
    if timetable is None or window is None:
        raise ParameterError("Lines and stops need a timetable and a window.", mend="Give --date and --depart.")
    groups = line_names(timetable) if kind == "lines" else list(timetable.stop_name)
    search = critical_lines if kind == "lines" else critical_stops
    found = search(world, asked, window, travel=travel, k=k, groups=groups, threads=threads)
    ids = [found.ids[row] for row in found.greatest.tolist()]
    if kind == "stops":
        return _critical(kind, ids, ids, found, [_stop_shape(timetable, id) for id in ids], len(ids))
    shapes = [line_shape(timetable, groups, id) for id in ids]
    return _critical(kind, ids, [line_title(timetable, groups, id) for id in ids], found, shapes, len(ids))


def _critical(
    kind: Kind, ids: Sequence[str], names: Sequence[str], found: Criticality, shapes: Sequence[Any], certain: int
) -> Critical:  # fmt: skip
    drawn = np.empty(len(shapes), object)
    drawn[:] = shapes
    return Critical(kind, tuple(ids), tuple(names), found.loss[found.greatest], drawn, found, certain)


def _stop_shape(timetable: Timetable, name: str) -> Any:
    """The points of a stop."""
    import shapely

    rows = [row for row, other in enumerate(timetable.stop_name) if other == name]
    return shapely.MultiPoint([(timetable.stop_lon[row], timetable.stop_lat[row]) for row in rows])


def _streets(
    world: World, asked: AccessAsked, travel: Travel, k: int, most_used: int, threads: int | None
) -> Critical:  # fmt: skip
    import shapely

    ranked = critical_streets(world, asked, travel, most_used=most_used, k=k, threads=threads)
    streets, found = world.network.streets, ranked.found
    edges = ranked.edges[found.greatest]
    shapes = []
    for edge in edges.tolist():
        part = slice(int(streets.geometry_offset[edge]), int(streets.geometry_offset[edge + 1]))
        lon, lat = streets.geometry_lon_e7[part] / 1e7, streets.geometry_lat_e7[part] / 1e7
        shapes.append(shapely.LineString(np.column_stack([lon, lat])))
    names = [streets.names[n] if n >= 0 else "" for n in streets.edge_name[edges].tolist()]
    return _critical("streets", [str(edge) for edge in edges.tolist()], names, found, shapes, ranked.certain)


def critical_record(record: dict[str, Any], critical: Critical) -> dict[str, Any]:
    """A record of what was asked, with what was worked out and what was spared."""
    found = critical.found
    return {
        **record,
        "critical": {
            "kind": critical.kind, "elements": len(found.ids), "evaluated": found.evaluated,
            "given_up": found.abandoned, "recomputations_avoided": found.recomputations_avoided,
            "searches_avoided": found.searches_avoided, "certain": critical.certain, "access": found.access,
        },
    }  # fmt: skip


def critical_facts(critical: Critical) -> dict[str, Any]:
    """The ranking, and what was spared, as JSON values."""
    found = critical.found
    return {
        "of": critical.kind, "evaluated": found.evaluated, "elements": len(found.ids),
        "recomputations_avoided": found.recomputations_avoided, "certain": critical.certain,
        "ranking": [
            {"id": id, "name": name, "loss": float(loss), "share": float(share)}
            for id, name, loss, share in zip(
                critical.ids, critical.names, critical.loss, critical.share, strict=True
            )
        ],
    }  # fmt: skip


def write_critical(  # noqa: PLR0913 - what was asked, for the record
    path: Path, world: World, critical: Critical, asked: AccessAsked, travel: Travel, window: Window | None, *,
    weight: str, k: int, lang: str,
) -> None:  # fmt: skip
    """Write the ranking with what it rests on; weight: of the opportunities. Raises ParameterError, OutputError."""
    record = result_record(
        "critical", world.network, {"origins": asked.origins, "opportunities": asked.destinations}, travel, window,
        percentiles=(50.0,), notes=world.network.notes,
        parameters={"of": critical.kind, "weight": weight, "cutoff_min": asked.cutoff_min, "k": k},
    )  # fmt: skip
    write_table(
        critical.to_geodataframe(), path, provenance=critical_record(record, critical), column_docs=CRITICAL_DOCS[lang]
    )
