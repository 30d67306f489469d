"""Tiny feeds made of text, for the tests of the GTFS reader."""

from __future__ import annotations

import zipfile
from pathlib import Path

from portee.core.provenance import Provenance
from portee.network.timetable import Timetable
from portee.sources.gtfs import ValidationReport, read_gtfs

__all__ = ["Files", "Read", "base_feed", "read", "read_strictly", "rows", "write_folder", "write_zip"]

Files = dict[str, str | bytes]
Read = tuple[Timetable, tuple[Provenance, ...], ValidationReport]


def rows(header: str, *lines: str) -> str:
    """A file of a header and lines."""
    return "\n".join((header, *lines)) + "\n"


def base_feed(**changes: str | bytes | None) -> Files:
    """Two trips over three stops on weekdays of 2026; `stops="…"` replaces stops.txt, None removes it."""
    files: Files = {
        "agency.txt": rows(
            "agency_id,agency_name,agency_url,agency_timezone", "A,Réseau,https://x.example,Europe/Paris"
        ),
        "stops.txt": rows(
            "stop_id,stop_name,stop_lat,stop_lon",
            "a,Alpha,43.30,5.40",
            "b,Beta,43.31,5.40",
            "c,Gamma,43.32,5.40",
        ),
        "routes.txt": rows("route_id,agency_id,route_short_name,route_long_name,route_type", "r,A,1,Line one,3"),
        "trips.txt": rows("route_id,service_id,trip_id", "r,w,t1", "r,w,t2"),
        "stop_times.txt": rows(
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
            "t1,08:00:00,08:00:00,a,1",
            "t1,08:05:00,08:06:00,b,2",
            "t1,08:10:00,08:10:00,c,3",
            "t2,07:00:00,07:00:00,a,1",
            "t2,07:05:00,07:06:00,b,2",
            "t2,07:10:00,07:10:00,c,3",
        ),
        "calendar.txt": rows(
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            "w,1,1,1,1,1,0,0,20260105,20260118",
        ),
    }
    for name, text in changes.items():
        if text is None:
            files.pop(f"{name}.txt", None)
        else:
            files[f"{name}.txt"] = text
    return files


def write_zip(path: Path, files: Files, *, inside: str = "") -> Path:
    """The files as a zip, under the folder `inside`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(inside + name, text)
    return path


def write_folder(path: Path, files: Files) -> Path:
    """The files as a folder."""
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(folder: Path, *, blank_times: str = "straight", **changes: str | bytes | None) -> Read:
    """Read the base feed with changes."""
    return read_gtfs([write_zip(folder / "feed.zip", base_feed(**changes))], blank_times=blank_times)


def read_strictly(folder: Path, **changes: str | bytes | None) -> Read:
    """Read the base feed with changes, refusing errors."""
    return read_gtfs([write_zip(folder / "feed.zip", base_feed(**changes))], strict=True)
