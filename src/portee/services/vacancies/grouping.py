"""Groups of the places where people live: by a column of the territory, or by the polygons that they lie in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError, Where
from portee.network.network import Network
from portee.services.gather import gather
from portee.services.groups import group_labels
from portee.services.recognise import PlaceColumns, columns_of, kind_of
from portee.territory.columns import known_names
from portee.territory.places import Places

__all__ = ["groups_of"]

NAMES = ("name", "nom", "title", "label", "libelle", "lib")
"""How columns begin that may name a polygon, the first there is counts; else its id does."""


def groups_of(homes: Places, group: str, network: Network) -> tuple[str, npt.NDArray[np.object_]]:
    """What places are grouped by, and the group of each, object (h,), "" for none.

    Args:
        homes: where people live.
        group: a column of theirs, or a file of polygons such as priority neighbourhoods, and after a colon the column
            that names them, if need be; a place belongs to the first polygon in which its point lies.
        network: beside which the file is read.

    Raises:
        ParameterError: neither a column nor a file, or too many groups. SourceError: the file cannot be read.
    """
    if group in homes.attributes.columns:
        return group, group_labels(homes, group, np.ones(len(homes)), None)
    path, column = Path(group), ""
    if not path.is_file():
        name, _, column = group.rpartition(":")
        path = Path(name)
    if not (path.name and path.is_file()):
        raise ParameterError(
            f"The territory has no column '{group[:60]}', and there is no such file.",
            where=Where(field="--group"), mend=known_names(group[:60], homes.attributes.columns),
        )  # fmt: skip
    names = columns_of(path)
    plain = kind_of(path) == "places" and not any(name.casefold() == "id" for name in names)
    areas = gather(path, network, columns=PlaceColumns(id="@row") if plain else None)
    return path.name, _inside(homes, areas, path, column)


def _inside(homes: Places, areas: Places, path: Path, column: str) -> npt.NDArray[np.object_]:
    import shapely

    if areas.geometry is None or not (shapely.get_dimensions(areas.geometry) == 2).all():
        raise ParameterError(
            "The file of groups holds something else than polygons.", where=Where(file=str(path)),
            mend="Give areas, such as priority neighbourhoods.",
        )  # fmt: skip
    columns = areas.attributes.columns
    if column and column not in columns:
        raise ParameterError(
            f"The polygons have no column '{column[:60]}'.", where=Where(str(path), field=column[:60]),
            mend=known_names(column[:60], columns),
        )  # fmt: skip
    own = column or next((c for name in NAMES for c in columns if c.casefold().startswith(name)), None)
    ids = [str(id) for id in areas.ids.tolist()]
    told = ids if not own else areas.attributes[own].cast(pl.String).to_list()
    names = [(name or "").strip() or id for name, id in zip(told, ids, strict=True)]
    labels = np.full(len(homes), "", dtype=object)
    for row in range(len(areas) - 1, -1, -1):
        labels[shapely.contains_xy(areas.geometry[row], homes.lon, homes.lat)] = names[row]
    return labels
