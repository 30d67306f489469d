"""Places as users give them: any file, several files together, and columns made on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from portee.core.errors import ParameterError
from portee.network.network import Network
from portee.services.recognise import FileKind, PlaceColumns, columns_of, kind_of
from portee.sources.places import read_places
from portee.territory.columns import COUNT_WEIGHTS
from portee.territory.places import Places

__all__ = [
    "counted", "gather", "gather_all", "gather_kinds", "joined", "lean", "merged", "together", "weight_column",
    "with_ids",
]  # fmt: skip

_FACILITY = re.compile(r"[A-Fa-f]\d{3}")
_NOT_NAME = re.compile(r"[^0-9A-Za-zÀ-ÿ]+")


def weight_column(weight: str) -> str:
    """Name that a weight has in results: "class=pharmacy" and "@count" are no names of columns."""
    if weight.startswith("@"):
        return weight[1:]
    return _NOT_NAME.sub("_", weight).strip("_") or "weight"


def gather(
    path: Path | str,
    network: Network | None,
    *,
    weights: Sequence[str] = (),
    columns: PlaceColumns | None = None,
    licence: str | None = None,
) -> Places:
    """Read one file of places beside a network, so that exchanged coordinates are noticed.

    OpenStreetMap extracts give their points of interest; INSEE's Filosofi, BPE and SIRENE are known by their columns;
    any other file is read as points or polygons.

    Args:
        path: the file.
        network: where the places should be; None where nobody knows yet.
        weights: columns that must be usable as weights. "COLUMN=VALUE" counts the places with that value; for BPE, a
            TYPEQU code such as "D502" counts the facilities of that type; "@count" counts all.
        columns: what the file's columns mean.
        licence: of the file, as whoever gives it says; what the data themselves tell goes first.

    Raises:
        SourceError, ParameterError: as the readers.
    """
    path, columns = Path(path), columns or PlaceColumns()
    plain = [name for name in weights if "=" not in name]
    kind: FileKind = "places" if columns.lon or columns.lat else kind_of(path)
    if kind == "places":
        places = read_places(
            path,
            weights=plain,
            id_column=columns.id,
            lon_column=columns.lon,
            lat_column=columns.lat,
            layer=columns.layer,
            near=None if network is None else network.bounds,
        )
    else:
        places = _special(kind, path, columns)
    return counted(_licensed(places, licence), weights)


def _licensed(places: Places, licence: str | None) -> Places:
    if licence is None:
        return places
    told = tuple(replace(source, licence=source.licence or licence) for source in places.provenance)
    return replace(places, provenance=told)


def _special(kind: FileKind, path: Path, columns: PlaceColumns) -> Places:
    if kind == "osm":
        from portee.sources.osm import read_osm_places

        return read_osm_places(path)
    if kind == "filosofi":
        from portee.sources.grid import read_filosofi

        return read_filosofi(path, layer=columns.layer)
    if kind == "bpe":
        from portee.sources.bpe import read_bpe

        return read_bpe(path)
    from portee.sources.sirene import read_sirene

    return read_sirene(path)


def counted(places: Places, weights: Sequence[str]) -> Places:
    """The places with a column of zero or one for each weight that counts some of them, where it is not a column yet.

    Raises:
        ParameterError: a weight that is neither a column nor counts places.
    """
    weights = [name for name in weights if name not in places.attributes.columns]
    added = []
    for weight in weights:
        column, equals, value = weight.partition("=")
        if equals and column in places.attributes.columns:
            held = places.attributes[column].cast(pl.String)
            if not (held == value).any():
                near = ", ".join(str(v) for v in held.drop_nulls().unique().sort().head(20))
                raise ParameterError(f"No place has '{value}' in column '{column}'.", mend=f"Its values are: {near}.")
            added.append((held == value).fill_null(value=False).cast(pl.Float64).alias(weight))
        elif _FACILITY.fullmatch(weight) and "typequ" in places.attributes.columns:
            added.append((places.attributes["typequ"] == weight.upper()).cast(pl.Float64).alias(weight))
        elif weight in COUNT_WEIGHTS:
            added.append(pl.Series(weight, np.ones(len(places))))
        else:
            places.weight(column if equals else weight)
    if not added:
        return places
    attributes = places.attributes.with_columns(added) if places.attributes.width else pl.DataFrame(added)
    return replace(places, attributes=attributes)


def gather_all(
    paths: Sequence[Path | str],
    network: Network,
    *,
    weights: Sequence[str],
    columns: Sequence[PlaceColumns] | None = None,
) -> Places:
    """Read several files of opportunities as one set of places, whose attributes are the weights alone.

    Each weight comes from every file that has it; a place counts zero for the weights of the other files. Ids are not
    needed: rows without any are numbered. `columns` says what the columns of each file mean.

    Raises:
        SourceError, ParameterError: as `gather`; a weight that no file has.
    """
    files = [Path(path) for path in paths]
    wishes = columns or (PlaceColumns(),) * len(files)
    named = [with_ids(path, wish) for path, wish in zip(files, wishes, strict=True)]
    if len(files) == 1:
        return gather(files[0], network, weights=weights, columns=named[0])
    missing = dict.fromkeys(weights)
    parts: list[Places] = []
    for number, (path, wish) in enumerate(zip(files, named, strict=True), start=1):
        found = _weights_in(path, network, weights, wish)
        for name in found:
            missing.pop(name, None)
        if not found:
            raise ParameterError(
                "The file has none of the weights asked for.", where=str(path), mend=f"Weights: {', '.join(weights)}."
            )
        places = gather(path, network, weights=found, columns=wish)
        values = {name: places.weight(name) for name in found}
        parts.append(_named(places, str(number), values))
    if missing:
        gather(files[0], network, weights=[next(iter(missing))], columns=named[0])
    return joined(parts, weights)


def gather_kinds(
    paths: Sequence[Path | str],
    network: Network,
    *,
    weights: Sequence[str],
    columns: Sequence[PlaceColumns] | None = None,
) -> dict[str, Places]:
    """Read several files of opportunities, each as a kind named after its file, with all of its columns.

    Raises:
        SourceError, ParameterError: as `gather_all`; two files of the same name.
    """
    files = [Path(path) for path in paths]
    wishes = columns or (PlaceColumns(),) * len(files)
    found: dict[str, Places] = {}
    for path, wish in zip(files, wishes, strict=True):
        if path.stem in found:
            raise ParameterError(f"Two files are named '{path.stem}'.", mend="Give each another name.")
        mine = _weights_in(path, network, weights, wish) if len(files) > 1 else list(weights)
        found[path.stem] = gather(path, network, weights=mine, columns=with_ids(path, wish))
    for name in weights:
        if not any(name in places.attributes.columns for places in found.values()):
            next(iter(found.values())).weight(name)
    return found


def together(kinds: Mapping[str, Places], weights: Sequence[str]) -> Places:
    """Opportunities of several kinds as one set, with the weights alone."""
    if len(kinds) == 1:
        return counted(next(iter(kinds.values())), weights)
    parts = []
    for kind, places in kinds.items():
        mine = [name for name in weights if name in places.attributes.columns or name in COUNT_WEIGHTS]
        parts.append(_named(places, kind, {name: counted(places, [name]).weight(name) for name in mine}))
    return joined(parts, weights)


def _named(places: Places, prefix: str, values: dict[str, npt.NDArray[np.float64]]) -> Places:
    ids = np.array([f"{prefix}:{id}" for id in places.ids.tolist()], dtype=object)
    return replace(places, ids=ids, attributes=pl.DataFrame(values), geometry=None)


def joined(parts: Sequence[Places], weights: Sequence[str]) -> Places:
    """Several sets of opportunities as one, with the weights alone; a place counts zero for a weight it lacks."""

    def column(name: str) -> npt.NDArray[np.float64]:
        return np.concatenate(
            [part.weight(name) if name in part.attributes.columns else np.zeros(len(part)) for part in parts]
        )

    return Places(
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.lon for part in parts]),
        np.concatenate([part.lat for part in parts]),
        pl.DataFrame({name: column(name) for name in weights}),
        None,
        tuple(record for part in parts for record in part.provenance),
    )


def lean(places: Places, weights: Sequence[str], *, apart: bool) -> Places:
    """Opportunities without those that count nothing, and merged by position unless they must be kept `apart`.

    No figure changes: places of weight zero are in no sum, and are passed over as nearest.
    """
    counts = np.any([places.weight(name) > 0 for name in weights], axis=0)
    # One is kept when all are zero, so that there is a destination and every figure is zero.
    kept = places.take(counts) if counts.any() else places.take(np.arange(min(1, len(places))))
    return kept if apart else merged(kept, weights)


def merged(places: Places, weights: Sequence[str]) -> Places:
    """Opportunities at one position as one, their weights added up: each position is then searched once.

    Sums over opportunities stay what they are; counts of places do not.
    """
    positions = np.stack([places.lon, places.lat], axis=1)
    _, first, place = np.unique(positions, axis=0, return_index=True, return_inverse=True)
    place = place.reshape(-1)
    # In the order in which positions first appear, so that nothing depends on how they sort.
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    sums = {
        name: np.bincount(rank[place], weights=places.weight(name), minlength=len(order))
        for name in dict.fromkeys(weights)
    }
    kept = first[order]
    return Places(places.ids[kept], places.lon[kept], places.lat[kept], pl.DataFrame(sums), None, places.provenance)


def with_ids(path: Path, columns: PlaceColumns) -> PlaceColumns:
    """What columns of a file mean, with row numbers as ids where there are none."""
    names = columns_of(path)
    needed = columns.id is None and names and not any(name.casefold() == "id" for name in names)
    return replace(columns, id="@row") if needed else columns


def _weights_in(path: Path, network: Network, weights: Sequence[str], columns: PlaceColumns | None) -> list[str]:
    """Weights that a file has, by its columns."""
    known = set(gather(path, network, columns=columns).attributes.columns)
    return [
        weight
        for weight in weights
        if weight in known
        or weight in COUNT_WEIGHTS
        or weight.partition("=")[0] in known
        or ("typequ" in known and _FACILITY.fullmatch(weight))
    ]
