"""A neighbourhood's answer as a table: one row per cell and profile, or one per cell with columns for each profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from portee.core.errors import ParameterError
from portee.services.neighbourhood.columns import kind_columns, meanings, people_columns, slug
from portee.services.profile_access import ProfileAccess

if TYPE_CHECKING:
    import geopandas

__all__ = ["frame_meanings", "to_frame"]

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.object_]


def to_frame(
    access: ProfileAccess, *, wide: bool = False, groups: Names | None = None, incomes: Floats | None = None
) -> geopandas.GeoDataFrame:
    """The answer with the geometries of the cells, WGS 84.

    Args:
        access: the answer.
        wide: one row per cell, with the columns of each profile under its name, ready for a map; else one row per cell
            and profile, cells in their order, profiles in theirs.
        groups: group of each cell; incomes: what residents are ranked by, NaN for none.

    Returns:
        columns as `portee.services.neighbourhood.columns` tells; numbers of people are null where they are withheld.

    Raises:
        ParameterError: two profiles would have columns of one name.
    """
    import geopandas
    import pandas as pd
    import shapely

    cells, profiles = access.cells, access.profiles
    geometry = np.asarray(shapely.points(cells.lon, cells.lat) if cells.geometry is None else cells.geometry)
    cell: dict[str, Any] = {"id": cells.ids}
    if groups is not None:
        cell["group"] = groups
    if incomes is not None:
        cell["income"] = incomes
    found = _figures(access)
    if wide:
        slugs = [slug(profile.id) for profile in profiles]
        if len(set(slugs)) != len(slugs):
            raise ParameterError("Two profiles have ids that differ in signs only.", mend="Leave out --wide.")
        cell |= {name: found.pop(name)[:, 0] for name in ("withheld", "residents") if name in found}
        cell |= {f"{slugs[p]}_{name}": values[:, p] for p in range(len(slugs)) for name, values in found.items()}
        return geopandas.GeoDataFrame(pd.DataFrame(cell), geometry=geometry, crs="EPSG:4326")
    many = len(profiles)
    rows = {name: np.repeat(values, many) for name, values in cell.items()}
    ids = np.tile(np.array([profile.id for profile in profiles], dtype=object), len(cells))
    frame = pd.DataFrame(
        {"id": rows.pop("id"), "profile": ids, **rows, **{name: values.ravel() for name, values in found.items()}}
    )
    return geopandas.GeoDataFrame(frame, geometry=np.repeat(geometry, many), crs="EPSG:4326")


def frame_meanings(access: ProfileAccess, columns: list[str], lang: str) -> dict[str, str]:
    """Meaning of each column of either table."""
    found = meanings(columns, access.kinds, access.scenarios, lang)
    for profile in access.profiles:
        start = f"{slug(profile.id)}_"
        mine = [name.removeprefix(start) for name in columns if name.startswith(start)]
        title = profile.title.in_(lang)
        told = meanings(mine, access.kinds, access.scenarios, lang)
        found |= {f"{start}{name}": f"{title}{' : ' if lang == 'fr' else ': '}{text}" for name, text in told.items()}
    return found


def _figures(access: ProfileAccess) -> dict[str, npt.NDArray[Any]]:
    """Every column of figures, (c, p), in the order in which columns are written."""
    residents, competition = access.residents, access.competition
    shape = len(access.cells), len(access.profiles)
    hidden = np.repeat(residents.withheld[:, None], shape[1], 1)
    found: dict[str, npt.NDArray[Any]] = {}
    if residents.mix is not None:
        counted = (residents.mix.low, residents.people.T, residents.mix.high)
        for name, people in zip(people_columns(mix=True), counted, strict=False):
            found[name] = np.where(hidden, np.nan, people)
        found["withheld"] = hidden
    else:
        found["residents"] = residents.people.T
    values: list[Floats]
    for k, kind in enumerate(access.kinds):
        reached, in_time = access.reached[0, :, :, k].T, access.in_time[:, :, k].T
        share = np.divide(reached, in_time, out=np.full(shape, np.nan), where=in_time > 0)
        values = [reached, in_time, share]
        if competition is not None:
            # What falls to all residents of a kind would tell how many they are.
            values += [competition.per_person[:, :, k].T, np.where(hidden, np.nan, competition.available[:, :, k].T)]
        for s in range(1, len(access.scenarios)):
            values += [access.reached[s, :, :, k].T, access.losses[s - 1, :, :, k].T]
        names = kind_columns(kind, access.scenarios, mix=competition is not None)
        found |= dict(zip(names, values, strict=True))
    return found
