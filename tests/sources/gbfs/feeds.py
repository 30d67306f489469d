"""Tiny feeds for the tests of the GBFS reader: the same small service of Marseille in versions 2 and 3."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from portee.offers.shared import SharedSystem
from portee.sources.gbfs import read_gbfs
from portee.sources.gbfs.archive import FeedFiles
from portee.sources.gbfs.fields import Document, read_document
from portee.sources.gbfs.findings import Findings

__all__ = [
    "WRITTEN",
    "Feed",
    "box",
    "document",
    "feed2",
    "feed3",
    "file2",
    "file3",
    "read",
    "write_folder",
    "write_zip",
]

Feed = dict[str, Any]
"""File name without ending to the content of `data`, or to bytes or text to be written as they are."""

WRITTEN = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
"""When the feeds say they were written."""
POSIX = int(WRITTEN.timestamp())
RFC = "2026-05-04T10:00:00+02:00"


def box(west: float, south: float, side: float = 0.01, *, clockwise: bool = False) -> Feed:
    """A square as a GeoJSON MultiPolygon, counterclockwise as RFC 7946 wants it."""
    corners = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[corners[::-1] if clockwise else corners]]}


def feed2(**changes: Any) -> Feed:
    """Two stations, two free vehicles, a zone, a plan, in GBFS 2.3; `station_status=None` takes a file away."""
    files: Feed = {
        "system_information": {"system_id": "velo", "language": "fr", "name": "Vélo", "timezone": "Europe/Paris"},
        "vehicle_types": {
            "vehicle_types": [
                {
                    "vehicle_type_id": "b",
                    "form_factor": "bicycle",
                    "propulsion_type": "human",
                    "default_pricing_plan_id": "p",
                },
                {
                    "vehicle_type_id": "s",
                    "form_factor": "scooter_standing",
                    "propulsion_type": "electric",
                    "max_range_meters": 30000,
                },
            ]
        },
        "station_information": {
            "stations": [
                {"station_id": "1", "name": "Joliette", "lat": 43.305, "lon": 5.368, "capacity": 20},
                {"station_id": "2", "name": "Arenc", "lat": 43.315, "lon": 5.367, "capacity": 10},
            ]
        },
        "station_status": {"stations": [state("1", 5, 15), state("2", 0, 10)]},
        "free_bike_status": {"bikes": [vehicle("x"), vehicle("y", is_disabled=True)]},
        "system_pricing_plans": {
            "plans": [
                {
                    "plan_id": "p",
                    "name": "Trajet",
                    "currency": "EUR",
                    "price": 1,
                    "is_taxable": False,
                    "description": "1 € puis 0,05 € la minute",
                    "per_min_pricing": [{"start": 0, "rate": 0.05, "interval": 1}],
                }
            ]
        },
        "geofencing_zones": {
            "geofencing_zones": {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": box(5.36, 43.29, clockwise=True),
                        "properties": {
                            "name": "Vieux-Port",
                            "rules": [{"ride_allowed": False, "ride_through_allowed": True}],
                        },
                    }
                ],
            }
        },
    }
    return _changed(files, changes)


def feed3(**changes: Any) -> Feed:
    """The same in GBFS 3.0."""
    two = feed2()
    status = [
        {("num_vehicles_available" if k == "num_bikes_available" else k): v for k, v in one.items()}
        | {"last_reported": RFC}
        for one in two["station_status"]["stations"]
    ]
    vehicles = [
        {("vehicle_id" if k == "bike_id" else k): v for k, v in one.items()} | {"last_reported": RFC}
        for one in two["free_bike_status"]["bikes"]
    ]
    zone = two["geofencing_zones"]["geofencing_zones"]["features"][0]
    files: Feed = {
        "system_information": {
            "system_id": "velo",
            "languages": ["en", "fr"],
            "name": local(en="Bike", fr="Vélo"),
            "operator": local(en="City"),
            "opening_hours": "Mo-Su 05:00-24:00",
            "feed_contact_email": "gbfs@velo.example",
            "timezone": "Europe/Paris",
            "license_id": "etalab-2.0",
        },
        "vehicle_types": {
            "vehicle_types": [one | {"name": local(fr="Engin")} for one in two["vehicle_types"]["vehicle_types"]]
        },
        "station_information": {
            "stations": [
                one | {"name": local(en=f"{one['name']} Station", fr=one["name"])}
                for one in two["station_information"]["stations"]
            ]
        },
        "station_status": {"stations": status},
        "vehicle_status": {"vehicles": vehicles},
        "system_pricing_plans": {
            "plans": [one | {"name": local(en="Trip", fr="Trajet")} for one in two["system_pricing_plans"]["plans"]]
        },
        "geofencing_zones": {
            "geofencing_zones": {
                "type": "FeatureCollection",
                "features": [
                    zone
                    | {
                        "geometry": box(5.36, 43.29),
                        "properties": {
                            "name": local(fr="Vieux-Port"),
                            "rules": [
                                {"ride_start_allowed": True, "ride_end_allowed": False, "ride_through_allowed": True}
                            ],
                        },
                    }
                ],
            },
            "global_rules": [{"ride_start_allowed": True, "ride_end_allowed": True, "ride_through_allowed": True}],
        },
    }
    return _changed(files, changes)


def state(id: str, vehicles: Any, docks: Any, **more: Any) -> Feed:
    """The state of one station in version 2."""
    return {
        "station_id": id,
        "num_bikes_available": vehicles,
        "num_docks_available": docks,
        "is_installed": True,
        "is_renting": True,
        "is_returning": True,
        "last_reported": POSIX,
    } | more


def vehicle(id: str, **more: Any) -> Feed:
    """One free vehicle in version 2."""
    return {
        "bike_id": id,
        "lat": 43.31,
        "lon": 5.37,
        "is_reserved": False,
        "is_disabled": False,
        "vehicle_type_id": "s",
        "current_range_meters": 12000,
    } | more


def local(**texts: str) -> list[Feed]:
    """A text by language, as version 3 writes it."""
    return [{"text": text, "language": language} for language, text in texts.items()]


def file2(data: Any, **header: Any) -> str:
    """A file of version 2.3."""
    return json.dumps({"last_updated": POSIX, "ttl": 60, "version": "2.3", "data": data} | header)


def file3(data: Any, **header: Any) -> str:
    """A file of version 3.0."""
    return json.dumps({"last_updated": RFC, "ttl": 60, "version": "3.0", "data": data} | header)


def write_folder(path: Path, feed: Feed) -> Path:
    """The feed as a folder."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in _written(feed).items():
        (path / name).write_bytes(content)
    return path


def write_zip(path: Path, feed: Feed, *, inside: str = "") -> Path:
    """The feed as a zip, under the folder `inside`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _written(feed).items():
            archive.writestr(inside + name, content)
    return path


def read(folder: Path, feed: Feed, **options: Any) -> SharedSystem:
    """Read a feed."""
    return read_gbfs(write_folder(folder / "feed", feed), **options)


def document(folder: Path, feed: Feed, name: str) -> tuple[Document, Findings]:
    """One file of a feed, and an empty collector of findings."""
    findings = Findings()
    with FeedFiles(write_folder(folder / "feed", feed)) as files:
        return read_document(files, name, findings), findings


def _changed(files: Feed, changes: Feed) -> Feed:
    files |= changes
    return {name: content for name, content in files.items() if content is not None}


def _written(feed: Feed) -> dict[str, bytes]:
    information = feed.get("system_information")
    three = isinstance(information, dict) and "languages" in information
    written = {}
    for name, content in feed.items():
        text = content if isinstance(content, str | bytes) else (file3 if three else file2)(content)
        written[name if "." in name else f"{name}.json"] = text if isinstance(text, bytes) else text.encode()
    return written
