"""From the text of options to what the engine takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portee.cli.options import PlaceOptions
from portee.core.errors import ParameterError, Where

if TYPE_CHECKING:
    from portee.services.recognise import PlaceColumns
    from portee.territory.places import Places
    from portee.world import World

__all__ = [
    "columns_of",
    "parks_of",
    "parse_intervals",
    "parse_licences",
]

_INTERVAL = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[-,:]\s*(\d+(?:\.\d+)?)\s*", re.ASCII)


def columns_of(options: PlaceOptions) -> PlaceColumns:
    """What the columns of a file of places mean."""
    from portee.services.recognise import PlaceColumns

    return PlaceColumns(options.id_column, options.lon_column, options.lat_column, options.layer)


def parks_of(path: Path | None, world: World) -> Places | None:
    """Car parks of a file, each row one when the file has no ids."""
    if path is None:
        return None
    from portee.services.gather import gather

    return gather(path, world.network)


def parse_intervals(texts: Sequence[str]) -> tuple[tuple[float, float], ...]:
    """Intervals of minutes written A-B. Raises ParameterError."""
    found = []
    for text in texts:
        parts = _INTERVAL.fullmatch(text)
        if parts is None:
            raise ParameterError(
                f"'{text[:40]}' is not an interval of minutes.", where=Where(field="--interval"), mend="Write 30-60."
            )
        found.append((float(parts[1]), float(parts[2])))
    return tuple(found)


def parse_licences(texts: Sequence[str]) -> dict[str, str]:
    """Licences by file name, written FILE=LICENCE. Raises ParameterError."""
    found = {}
    for text in texts:
        name, equals, licence = text.partition("=")
        if not (name.strip() and equals and licence.strip()):
            raise ParameterError(
                f"'{text[:60]}' names no file and licence.", where=Where(field="--licence"), mend="Write gtfs.zip=ODbL."
            )
        found[Path(name.strip()).name] = licence.strip()
    return found
