"""From a source of the catalogue and a commune to the files to download: address, licence, date, sum.

Sources of the interfaces: transport.data.gouv.fr `/api/datasets` (title, slug, licence, page_url, covered_area with
type and insee, resources with format, url, is_available, filesize, updated); data.gouv.fr `/api/1/datasets/SLUG/`
(license, resources with title, format, url, filesize, last_modified, checksum); Geofabrik `index-v1.json` (features
with id, parent, urls.pbf and a geometry), its MD5 sums beside the files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import shapely

from portee.core.errors import ParameterError, SourceError
from portee.services.workspace.catalogue import OpenSource, Services
from portee.services.workspace.communes import Commune
from portee.services.workspace.public import read_json

__all__ = ["FoundFile", "find_files"]

LICENCES = {
    "odc-odbl": "ODbL 1.0", "lov2": "Licence Ouverte 2.0", "fr-lo": "Licence Ouverte",
    "mobility-licence": "Licence Mobilités",
}  # fmt: skip
"""How the interfaces write licences → how people do."""

LEVELS = ("commune", "epci", "departement", "region")
"""What a data set of transport can cover, the nearest first; one of the whole country is for whoever asks by name."""

_AREA = re.compile(r"[a-z0-9][a-z0-9/-]{1,80}")


@dataclass(frozen=True)
class FoundFile:
    """A file that can be downloaded.

    Attributes:
        address: of it; it is not asked yet. name: that it gets. title: for people.
        licence: as its publisher tells, else as the catalogue does. updated: day, as told, None when it is not.
        size: bytes, as told. sums: as `download` compares. md5_from: address of its MD5.
        level: one of `LEVELS` for data sets of transport, "" for others. sent_by: who told the address.
        content: the file itself, where the answer holds it.
    """

    address: str
    name: str
    title: str
    licence: str
    updated: str | None = None
    size: int | None = None
    sums: Mapping[str, str] = field(default_factory=dict)
    md5_from: str | None = None
    level: str = ""
    sent_by: str | None = None
    content: str | None = None


def find_files(
    source: OpenSource, services: Services, commune: Commune | None, area: str | None = None
) -> tuple[FoundFile, ...]:
    """Files of a source for a commune, the most local first.

    Args:
        area: id of an extract, in place of the smallest around the commune.

    Raises:
        ParameterError: a commune is needed, or nothing is found. InputError, SourceError: the interface does not
            answer, or not as it should.
    """
    if source.found == "extract":
        return (_extract(source, services.extracts, commune, area),)
    if source.found == "file":
        assert source.file is not None, "checked when read"
        departement = _needed(source, commune).department if "{departement}" in source.file else ""
        address = source.file.format(departement=departement)
        return (FoundFile(address, _plain(address), source.publisher, source.licence),)
    if source.found == "data":
        return (_newest(source, services.data),)
    if source.found == "transport":
        found = tuple(_transport(source, services.transport, _needed(source, commune)))
        if not found:
            raise ParameterError(
                f"The national access point has no {source.format} for this commune.", mend=f"Look at {source.page}"
            )
        return found
    place = _needed(source, commune)
    return (_outline(source, services.communes, place),)


def _needed(source: OpenSource, commune: Commune | None) -> Commune:
    if commune is None:
        raise ParameterError(
            f"'{source.id}' differs from one commune to another.", mend="Give --commune with a name or an INSEE code."
        )
    return commune


def _plain(address: str, ending: str = "") -> str:
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", urlsplit(address).path.rsplit("/", 1)[-1]).strip("-.")[:100] or "file"
    return name if name.lower().endswith(ending) else f"{name}{ending}"


def _licence(told: Any, otherwise: str) -> str:
    text = str(told or "").strip()
    return otherwise if text in ("", "notspecified") else LICENCES.get(text, text[:100])


def _size(told: Any) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) and told > 0 else None


def _outline(source: OpenSource, service: str, place: Commune) -> FoundFile:
    if place.outline is None:
        raise SourceError(f"No outline is told for {place.name}.", where=service, mend="Give one with --boundary.")
    feature = {
        "type": "Feature", "properties": {"code": place.code, "name": place.name},
        "geometry": json.loads(shapely.to_geojson(place.outline)),
    }  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    address = f"{service}/communes/{place.code}"
    return FoundFile(address, f"commune-{place.code}.geojson", place.name, source.licence, content=text)


def _extract(source: OpenSource, service: str, commune: Commune | None, area: str | None) -> FoundFile:
    index = f"{service}/index-v1.json"
    if area is not None and not _AREA.fullmatch(area):
        raise ParameterError("This is no name of an area.", mend=f"Names: {source.page}")
    if area is None:
        _needed(source, commune)
    answer = read_json(index)
    features = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(features, list):
        raise SourceError("The index of extracts is not what it was.", where=index, mend=f"Look at {source.page}")
    best: tuple[float, str, str] | None = None
    for feature in features:
        try:
            told = feature["properties"]
            id, address = str(told["id"]), str(told["urls"]["pbf"])
            if area is not None:
                size = 0.0 if id == area or id.endswith(f"/{area}") else None
            else:
                assert commune is not None, "needed above"
                shape = shapely.from_geojson(json.dumps(feature["geometry"]))
                size = float(shape.area) if shape.contains(shapely.Point(commune.lon, commune.lat)) else None
        except (KeyError, TypeError, ValueError, shapely.errors.ShapelyError):
            continue
        if size is not None and (best is None or (size, id) < best[:2]):
            best = (size, id, address)
    if best is None:
        raise ParameterError(
            "There is no extract of this area." if area else "No extract holds this commune.",
            mend=f"Give --area with a name of {source.page}",
        )
    _, id, address = best
    return FoundFile(
        address, _plain(address), id, source.licence, md5_from=f"{address}.md5", sent_by=index,
    )  # fmt: skip


def _newest(source: OpenSource, service: str) -> FoundFile:
    address = f"{service}/api/1/datasets/{source.dataset}/"
    answer = read_json(address)
    resources = answer.get("resources") if isinstance(answer, dict) else None
    if not isinstance(resources, list):
        raise SourceError("The data set is not told as it should be.", where=address, mend=f"Look at {source.page}")
    wanted = re.compile(source.title or "", re.IGNORECASE)
    fitting = [
        row for row in resources
        if isinstance(row, dict) and isinstance(row.get("url"), str)
        and any(wanted.search(str(row.get(name) or "")) for name in ("title", "url"))
    ]  # fmt: skip
    if not fitting:
        raise ParameterError(f"The data set has no file '{source.title}'.", mend=f"Look at {source.page}")
    row = max(fitting, key=lambda one: str(one.get("last_modified") or ""))
    check = row.get("checksum")
    sums: dict[str, str] = {}
    if isinstance(check, dict) and check.get("type") in ("md5", "sha1", "sha256"):
        sums = {str(check["type"]): str(check.get("value") or "")}
    return FoundFile(
        row["url"], _plain(row["url"]), str(row.get("title") or source.id)[:120],
        _licence(answer.get("license"), source.licence), _day(row.get("last_modified")), _size(row.get("filesize")),
        sums, sent_by=address,
    )  # fmt: skip


def _day(told: Any) -> str | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", str(told or ""))
    return None if found is None else found[0]


def _transport(source: OpenSource, service: str, place: Commune) -> Iterator[FoundFile]:
    address = f"{service}/api/datasets"
    answer = read_json(address)
    if not isinstance(answer, list):
        raise SourceError("The list of data sets is not what it was.", where=address, mend=f"Look at {source.page}")
    codes = {"commune": place.code, "epci": place.group, "departement": place.department, "region": place.region}
    found: list[tuple[int, FoundFile]] = []
    for dataset in answer:
        if not isinstance(dataset, dict):
            continue
        level = _level(dataset.get("covered_area"), codes)
        if level is None:
            continue
        rows = [row for row in dataset.get("resources") or () if _is(row, source.format or "")]
        for number, row in enumerate(rows):
            slug = _plain(str(dataset.get("slug") or dataset.get("id") or "dataset"))
            name = f"{slug}{f'-{number + 1}' if number else ''}.{'zip' if source.format == 'GTFS' else 'json'}"
            title = " — ".join(dict.fromkeys(str(t)[:120] for t in (dataset.get("title"), row.get("title")) if t))
            one = FoundFile(
                row["url"], name, title or slug, _licence(dataset.get("licence"), source.licence),
                _day(row.get("updated")), _size(row.get("filesize")), level=level, sent_by=address,
            )  # fmt: skip
            found.append((LEVELS.index(level), one))
    yield from (one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _is(row: Any, format: str) -> bool:
    """Whether a resource has a format, an address, and can be had."""
    return (
        isinstance(row, dict) and str(row.get("format") or "").casefold() == format.casefold()
        and isinstance(row.get("url"), str) and row.get("is_available") is not False
    )  # fmt: skip


def _level(covered: Any, codes: Mapping[str, str | None]) -> str | None:
    """The nearest level at which a data set covers a commune, None where it does not."""
    areas: Sequence[Any] = covered if isinstance(covered, list) else ()
    levels = [
        str(area["type"]) for area in areas
        if isinstance(area, dict) and area.get("insee") and codes.get(str(area.get("type"))) == str(area["insee"])
    ]  # fmt: skip
    return min(levels, key=LEVELS.index) if levels else None
