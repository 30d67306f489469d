"""A French commune by its name or INSEE code, with its outline and what it belongs to.

Source of the interface: geo.api.gouv.fr, "Découpage administratif": `/communes` by `nom`, `/communes/CODE`, fields
`nom, code, codeEpci, codeDepartement, codeRegion, population, centre, contour`.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import shapely
from shapely.geometry.base import BaseGeometry

from portee.core.errors import InputError, ParameterError, SourceError
from portee.services.workspace.public import read_json

__all__ = ["Commune", "around", "find_communes"]

CODE = re.compile(r"\d[\dAB]\d{3}")
FIELDS = "nom,code,codeEpci,codeDepartement,codeRegion,population,centre,contour"
MOST = 20
LONGEST = 60
KM_PER_DEGREE = 111.32
"""Of latitude, and of longitude at the equator."""


@dataclass(frozen=True)
class Commune:
    """A commune.

    Attributes:
        code: INSEE's. name: of it. department, region: their codes. group: code of its EPCI, None for none.
        residents: as INSEE counts them. lon, lat: of its centre, degrees. outline: in degrees, None where unknown.
    """

    code: str
    name: str
    department: str
    region: str
    group: str | None
    residents: int
    lon: float
    lat: float
    outline: BaseGeometry | None


def find_communes(wanted: str, service: str) -> tuple[Commune, ...]:
    """Communes of a name or an INSEE code, the most populated first.

    Args:
        wanted: "13055" or "Marseille". service: address of the interface.

    Raises:
        ParameterError: there is none. InputError, SourceError: the interface does not answer, or not as it should.
    """
    text = " ".join(wanted.split())[:LONGEST]
    if not text:
        raise ParameterError("Which commune?", mend="Give a name, or an INSEE code such as 13055.")
    asked = f"fields={FIELDS}&format=json&geometry=contour"
    if CODE.fullmatch(text.upper()):
        address = f"{service}/communes?code={text.upper()}&{asked}"
    else:
        address = f"{service}/communes?nom={quote(text)}&boost=population&limit={MOST}&{asked}"
    answer = read_json(address)
    if not isinstance(answer, list):
        raise SourceError("The answer is no list of communes.", where=address, mend="Try again later.")
    found = [_commune(row, address) for row in answer]
    if not found:
        raise ParameterError(f"There is no commune '{text}'.", mend="Check the name, or give its INSEE code.")
    same = [one for one in found if one.name.casefold() == text.casefold()]
    return tuple(sorted(same or found, key=lambda one: (-one.residents, one.code)))


def _commune(row: Any, address: str) -> Commune:
    try:
        lon, lat = (float(value) for value in row["centre"]["coordinates"])
        shape = row.get("contour")
        outline = None if shape is None else shapely.from_geojson(json.dumps(shape))
        group = row.get("codeEpci")
        return Commune(
            str(row["code"]), str(row["nom"]), str(row["codeDepartement"]), str(row["codeRegion"]),
            None if group is None else str(group), int(row.get("population") or 0), lon, lat, outline,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as problem:
        raise InputError(
            f"A commune is not told as it should be ({type(problem).__name__}).", where=address, mend="Try again later."
        ) from problem


def around(commune: Commune, km: float) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees: the outline of a commune, or its centre, and some kilometres all around."""
    box = (commune.lon, commune.lat, commune.lon, commune.lat)
    west, south, east, north = box if commune.outline is None else commune.outline.bounds
    tall = km / KM_PER_DEGREE
    wide = tall / max(0.1, math.cos(math.radians((south + north) / 2)))
    return west - wide, south - tall, east + wide, north + tall
