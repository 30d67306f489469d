"""Reading a file that somebody sent, as long work: in a process of its own, with limits; what it holds is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portee.core.errors import ParameterError
from portee.services.jobs.kinds import JobKind, Work, register
from portee.services.jobs.limited import run_limited
from portee.services.workspace.uploads import find_upload
from portee.services.workspace.workspace import Workspace

__all__ = ["UPLOAD", "look"]


def look(file: Path) -> dict[str, Any]:
    """What a file holds: a timetable, places, or a text of keys and values. Raises PorteeError."""
    if file.suffix == ".zip" and _is_timetable(file):
        return _timetable(file)
    if file.suffix in (".yaml", ".yml"):
        from portee.core.declared import read_yaml

        found = read_yaml(file)
        return {"holds": "declared", "keys": sorted(found)[:50] if isinstance(found, dict) else []}
    from portee.sources.places import read_places

    places = read_places(file, id_column="@row")
    return {
        "holds": "places", "rows": len(places), "columns": places.attributes.columns[:200],
        "west": float(places.lon.min()), "south": float(places.lat.min()),
        "east": float(places.lon.max()), "north": float(places.lat.max()),
    }  # fmt: skip


def _is_timetable(file: Path) -> bool:
    import zipfile

    with zipfile.ZipFile(file) as archive:
        return any(name.rpartition("/")[2] == "stops.txt" for name in archive.namelist())


def _timetable(file: Path) -> dict[str, Any]:
    from portee.sources.gtfs import read_gtfs

    timetable, provenance, report = read_gtfs([file])
    return {
        "holds": "timetable", "rows": dict(provenance[0].rows), "problems": report.to_dict().get("problems", [])[:50],
        "west": float(timetable.stop_lon.min()), "south": float(timetable.stop_lat.min()),
        "east": float(timetable.stop_lon.max()), "north": float(timetable.stop_lat.max()),
    }  # fmt: skip


def _check(workspace: Workspace, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    if set(asked) != {"upload"} or not isinstance(asked["upload"], str):
        raise ParameterError("Say which upload.", mend="Give its id as 'upload'.")
    return {"upload": find_upload(workspace, asked["upload"]).id}


def _run(work: Work) -> Mapping[str, Any]:
    upload = find_upload(work.workspace, work.asked["upload"])
    work.progress.start("upload")
    found = run_limited(f"{__name__}:look", upload.file)
    return {"size": upload.size, **found}


UPLOAD = register(JobKind("upload", _check, _run, keyed=False))
