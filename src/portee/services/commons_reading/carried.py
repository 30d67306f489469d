"""What of a commons carries over to one of its territories: practices that may work there, places that are like it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from portee.commons.records.territory import Territory
from portee.services.commons_reading.shelf import Reading
from portee.services.territories.alike import Alike, Neighbour, find_alike
from portee.services.territories.alike_records import alike_records
from portee.services.territories.replicate import Replicated
from portee.services.territories.replicate_records import replicate_all
from portee.services.territories.saved import read_register
from portee.territory.registry import Registry

__all__ = ["REGISTER", "Carried", "carried_to", "first_territory", "like_in_register", "register_at"]

REGISTER = "territories.parquet"
"""A register in the folder of a workspace, made by `portee territories import`."""

MOST_ALIKE = 10


@dataclass(frozen=True, eq=False)
class Carried:
    """The answer for one territory of the commons.

    Attributes:
        territory: its record.
        practices: ids and answers, the highest first. skipped: practices that do not say what they depend on.
        alike: territories of the commons most like it.
    """

    territory: Territory
    practices: tuple[tuple[str, Replicated], ...]
    skipped: tuple[str, ...]
    alike: tuple[Neighbour, ...]


def carried_to(reading: Reading, id: str) -> Carried:
    """Worked out once for each commit.

    Raises:
        ParameterError: there is no such territory. ManyProblems: a record on disk does not fit.
    """
    key = ("carried", id)
    if key not in reading.kept:
        territories = [cast(Territory, file.record) for file in reading.release.of_type("territory")]
        alike = alike_records(territories, id, MOST_ALIKE)
        practices, skipped = replicate_all(reading.root, id)
        (own,) = (one for one in territories if one.id == id)
        reading.kept[key] = Carried(own, tuple(practices), skipped, alike)
    return cast(Carried, reading.kept[key])


def first_territory(reading: Reading) -> str | None:
    """The territory that is told of when nobody chose one: that of the commons, else its first; None for none."""
    ids = [file.id for file in reading.release.of_type("territory")]
    own = reading.release.manifest.territory
    return own if own in ids else next(iter(ids), None)


def register_at(folder: Path) -> Registry | None:
    """The register of a workspace, None where it has none. Raises SourceError."""
    path = folder / REGISTER
    return read_register(path) if path.is_file() else None


def like_in_register(registry: Registry, code: str) -> Alike:
    """The neighbourhoods of a register most like one. Raises ParameterError."""
    return find_alike(registry, code, MOST_ALIKE)
