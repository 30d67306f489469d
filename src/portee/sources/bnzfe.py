"""France's national base of low-emission zones (BNZFE): areas, dates, stickers and hours, as GeoJSON.

Source: transport.data.gouv.fr, "Base nationale consolidée des Zones à Faibles Émissions", file of areas
(aires.geojson), schema 0.8.2 (https://schema.data.gouv.fr/etalab/schema-zfe/0.8.2/). The file of roads with rules of
their own (voies.geojson) is not read: its lines are counted as left out.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from portee.core.errors import SourceError, Where
from portee.core.provenance import Dropped, Provenance, sha256_of
from portee.offers.low_emission import CRIT_AIR, LowEmissionZone, ZoneRule, valid_hours
from portee.sources.geojson import NotAnArea, area_of, features_of, refuse_size

__all__ = ["read_bnzfe"]

_FIELDS = {"car": "vp", "van": "vul", "truck": "pl", "bus": "autobus_autocars", "two_wheeler": "deux_rm"}
_URLS = ("url_arrete", "url_site_information", "url_site")
_NOTHING = ("", "<nul>", "<null>", "null", "none")
# How exports of geographic software write an empty cell.
_LINES = ("LineString", "MultiLineString")
_LONGEST_ID = 200


def read_bnzfe(path: Path | str, *, licence: str | None = None) -> tuple[tuple[LowEmissionZone, ...], Provenance]:
    """Read the low-emission areas of a file, one per feature, in the file's order.

    A feature is one step of one zone: Marseille's three steps are three areas with dates that follow each other. Areas
    of one id are kept apart. An outline that crosses itself is mended, which the provenance notes. Hours of a class
    without a sticker mean nothing and are passed over. Where `date_fin` is missing, `date_fin_init`, which some areas
    publish in its place, is read.

    Args:
        path: the GeoJSON file.
        licence: the licence of the data, for the provenance.

    Returns:
        the areas and the provenance (source "bnzfe").

    Raises:
        SourceError: not a GeoJSON FeatureCollection, too large, or a feature is wrong; the message gives the number of
            the feature (from 1) and the field.
    """
    path = Path(path)
    features = _features(path)
    zones: list[LowEmissionZone] = []
    notes: list[str] = []
    lines = 0
    for number, feature in enumerate(features, start=1):
        reader = _Feature(path, number, feature)
        if reader.kind in _LINES:
            lines += 1
            continue
        zones.append(reader.zone())
        notes += reader.notes
    if not zones:
        raise SourceError(
            "The file has no areas" + (f", only {lines:,} roads." if lines else "."),
            where=str(path),
            mend="Take the file of areas (aires.geojson) of the national base.",
        )
    times = Counter(zone.id for zone in zones)
    notes += [f"{n} areas share the id '{id_}'." for id_, n in sorted(times.items()) if n > 1]
    digest, size = sha256_of(path)
    why = "roads with rules of their own are not read: an area applies on all its streets"
    provenance = Provenance(
        source="bnzfe",
        file=path.name,
        sha256=digest,
        size_bytes=size,
        licence=licence,
        rows={"areas": len(zones)},
        dropped=(Dropped("roads", lines, why),) if lines else (),
        notes=tuple(notes),
    )
    return tuple(zones), provenance


def _features(path: Path) -> list[Any]:
    where, again = Where(file=str(path)), "Take the file again from transport.data.gouv.fr."
    try:
        refuse_size(path.stat().st_size, where, again)
        data = path.read_bytes()
    except OSError as problem:
        raise SourceError("There is no such file.", where=where, mend="Check the path.") from problem
    return features_of(data, where, again)


class _Feature:
    """One feature on its way to a zone, with the notes it gives rise to."""

    def __init__(self, path: Path, number: int, feature: Any) -> None:
        self.path, self.number = path, number
        self.notes: list[str] = []
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise self._wrong("properties", "it has no properties", "Give each feature its properties.")
        self.properties: dict[str, Any] = feature["properties"]
        self.geometry = feature.get("geometry")
        self.kind = self.geometry.get("type") if isinstance(self.geometry, dict) else None

    def zone(self) -> LowEmissionZone:
        """The zone of the feature. Raises SourceError."""
        start = self._date("date_debut")
        if start is None:
            raise self._wrong("date_debut", "it has no first day", "The national schema requires date_debut; add it.")
        end = self._date("date_fin")
        if end is None and self._text("date_fin_init") is not None:
            end = self._date("date_fin_init")
            self._note(f"date_fin is missing; date_fin_init ({end}) is read as the last day")
        if end is not None and end < start:
            raise self._wrong("date_fin", f"it ends on {end}, before it starts on {start}", "Correct the dates.")
        return LowEmissionZone(self._id(), self._area(), start, end, self._rules(), self._url())

    def _id(self) -> str:
        text = self._text("id")
        if text is None or len(text) > _LONGEST_ID:
            raise self._wrong("id", "its id is missing or too long", "Give an id such as 200054807-ZFE-001.")
        return text

    def _rules(self) -> dict[str, ZoneRule]:
        rules = {}
        for name, field in _FIELDS.items():
            code, hours = self._text(f"{field}_critair"), self._text(f"{field}_horaires")
            if code is None:
                if hours is not None and not valid_hours(hours):
                    self._note(f"{field}_horaires '{hours[:40]}' is no opening hours; no sticker depends on it")
                continue
            if code.upper() not in CRIT_AIR:
                known = f"The codes are: {', '.join(CRIT_AIR)}."
                raise self._wrong(f"{field}_critair", f"'{code[:40]}' is not a Crit'Air code", known)
            if hours is not None and not valid_hours(hours):
                raise self._wrong(
                    f"{field}_horaires",
                    f"'{hours[:40]}' is no opening hours",
                    "Write them as OSM does, such as 'Mo-Fr 08:00-20:00; PH off' or '24/7'.",
                )
            rules[name] = ZoneRule(code.upper(), hours)
        return rules

    def _area(self) -> BaseGeometry:
        try:
            shape, mended = area_of(self.geometry)
        except NotAnArea as problem:
            mend = "Give a Polygon or MultiPolygon in degrees of longitude and latitude (WGS 84)."
            raise self._wrong("geometry", f"its {problem}", mend) from problem
        if mended:
            self._note("the outline crossed itself and was mended")
        return shape

    def _date(self, field: str) -> date | None:
        text = self._text(field)
        if text is None:
            return None
        try:
            return date.fromisoformat(text.split("T")[0].split(" ")[0])
        except ValueError as problem:
            raise self._wrong(field, f"'{text[:40]}' is not a date", "Write dates as 2023-09-01.") from problem

    def _url(self) -> str | None:
        for field in _URLS:
            text = self._text(field)
            if text is None:
                continue
            if text.lower().startswith(("https://", "http://")):
                return text
            self._note(f"{field} '{text[:60]}' is not the address of a page")
        return None

    def _text(self, field: str) -> str | None:
        value = self.properties.get(field)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._wrong(field, f"'{str(value)[:40]}' is not a text", "Write it between quotes, or null.")
        text = value.strip()
        return None if text.lower() in _NOTHING else text

    def _note(self, text: str) -> None:
        self.notes.append(f"Feature {self.number}: {text}.")

    def _wrong(self, field: str, what: str, mend: str) -> SourceError:
        return SourceError(
            f"Feature {self.number} is wrong: {what}.", where=Where(file=str(self.path), field=field), mend=mend
        )
