"""Neighbourhoods of a file: what they are called, and the parts of an outline that is told in several."""

from __future__ import annotations

import re
from pathlib import Path

from portee.core.errors import PorteeError
from portee.network.network import Network
from portee.services.gather import gather
from portee.services.recognise import PlaceColumns, columns_of
from portee.territory.places import Places

__all__ = ["SMALL_WORDS", "names_of_outlines", "parts_of_outline"]

NAME_COLUMNS = ("name", "nom", "lib_qp", "nom_qp", "nom_qua", "title", "libelle", "nom_iris")
"""Columns in which files of neighbourhoods have their names."""

ACRONYM = 4
"""Letters of a name that may be one: ZUP, ZAC."""
SMALL_WORDS = ("de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux")
"""Of names: without capitals, and left out by who looks for one."""


def names_of_outlines(places: Places) -> list[str] | None:
    """The name of each neighbourhood, "" where one has none; None where the file has no column of names."""
    columns = {name.casefold(): name for name in places.attributes.columns}
    column = next((columns[name] for name in NAME_COLUMNS if name in columns), None)
    if column is None:
        return None
    return [_lowered(name or "") for name in places.attributes[column].cast(str).to_list()]


def parts_of_outline(network: Network, boundary: Path | None) -> Places | None:
    """The parts of an outline that is told in several, None for one alone."""
    if boundary is None:
        return None
    try:
        named = any(name.casefold() == "id" for name in columns_of(boundary))
        found = gather(boundary, network, columns=None if named else PlaceColumns(id="@row"))
    except PorteeError:
        # An outline need not name anything: it is for the map.
        return None
    return found if len(found) > 1 else None


def _lowered(name: str) -> str:
    """A name without the capitals that some files shout it in: SAINT-JEAN-DU-DESERT is Saint-Jean-du-Desert."""
    if not name.isupper() or len(name) <= ACRONYM:
        return name
    words = re.split(r"([\W_]+)", name.lower())
    return "".join(word if k and word in SMALL_WORDS else word.capitalize() for k, word in enumerate(words))
