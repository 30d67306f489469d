"""Build a network folder from open data, doing again only what the changes ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from portee.core.errors import OutsideNetworkError, ParameterError, SourceError
from portee.core.progress import Progress, Silent
from portee.core.provenance import Provenance, sha256_of
from portee.network.network import DEFAULT_TRANSFER_M, streets_of, write_links, write_modes
from portee.network.store import Draft, draft, is_whole, key_of, read_manifest, usable_network
from portee.network.streets import MODES, Streets
from portee.network.timetable import Timetable

__all__ = ["LONGEST_TRANSFER_M", "BuildReport", "build_network"]

LONGEST_TRANSFER_M = 5000
"""Farther, walks between stops fill the disk and say nothing that a direct walk does not."""

PARTS = {"streets": {"streets"}, "modes": set(MODES), "timetable": {"timetable"}, "links": {"links"}}
"""What is told apart in a report → the sections that make it up."""


@dataclass(frozen=True)
class BuildReport:
    """What a build did.

    Attributes:
        folder: the network.
        made: which of "streets", "modes", "timetable" and "links" were computed, the others having been taken over;
            ("manifest",) when only notes or parameters changed, () when nothing did.
        errors, warnings: kinds of problems that the timetable's validation found.
        stops: in the timetable.
        stops_unattached: those too far from any street to be used.
        stops_moved: those nearer to a street outside the main part of the streets, and so moved to the main part.
    """

    folder: Path
    made: tuple[str, ...]
    errors: int
    warnings: int
    stops: int = 0
    stops_unattached: int = 0
    stops_moved: int = 0

    @property
    def changed(self) -> bool:
        """Whether the folder differs from before."""
        return bool(self.made)


@dataclass(frozen=True)
class _Inputs:
    """What is asked for, and the keys that follow from it."""

    osm: Path
    gtfs: tuple[Path, ...]
    elevation: Path | None
    transfer_m: int
    blank_times: str
    notes: tuple[str, ...]
    licences: tuple[tuple[str, str], ...]
    streets_key: str
    modes_key: str
    timetable_key: str
    links_key: str
    key: str


def build_network(  # noqa: PLR0913 - one argument per input and parameter
    folder: Path | str,
    *,
    osm: Path | str,
    gtfs: Sequence[Path | str] = (),
    elevation: Path | str | None = None,
    transfer_m: int = DEFAULT_TRANSFER_M,
    strict: bool = False,
    blank_times: str = "straight",
    notes: Sequence[str] = (),
    licences: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a network, or bring one up to date.

    The same inputs and parameters give the same bytes. With nothing changed, the inputs are only hashed. A changed feed
    leaves the streets as they are; changed streets leave the timetable as it is.

    Args:
        folder: where the network goes; its parent exists. Nothing but a network is ever replaced.
        osm: OpenStreetMap extract.
        gtfs: feeds, zip files or folders.
        elevation: GeoTIFF of ground heights in metres.
        transfer_m: longest walk between two stops, metres along streets: the most that a search may use.
        strict: refuse feeds with any error in their validation report.
        blank_times: what measures the way between timed stops, "straight" or "shape".
        notes: plain remarks that every result must carry, such as "reconstructed timetable".
        licences: licence by file name, in place of what the file tells (OpenStreetMap's is taken for granted).
        progress: told of each step.

    Raises:
        SourceError: an input cannot be read as what it claims to be.
        ParameterError: an impossible parameter.
        OutsideNetworkError: no stop is near any street.
        OutputError: the folder cannot be written, or something else is there. Nothing half-written is left.
    """
    folder, progress = Path(folder), progress or Silent()
    inputs = _inputs(
        Path(osm),
        tuple(Path(feed) for feed in gtfs),
        None if elevation is None else Path(elevation),
        transfer_m,
        blank_times,
        tuple(notes),
        tuple(sorted((licences or {}).items())),
    )
    known = _unchanged(folder, inputs)
    if known is not None and not (strict and _problems(known["sections"], "error")):
        return _report(folder, (), known["sections"])
    with draft(folder) as work:
        streets = _streets(work, inputs, progress)
        progress.start("Graphs of each mode", None)
        modes = write_modes(work, streets, inputs.modes_key, progress)
        progress.done()
        timetable = _timetable(work, inputs, strict=strict, progress=progress)
        if timetable is not None:
            progress.start("Walks between stops", None)
            write_links(work, streets, timetable, modes, inputs.links_key, inputs.transfer_m)
            progress.done()
            _refuse_elsewhere(work.sections["stops-walk"]["facts"], streets, timetable)
        work.facts = _facts(work, inputs)
        made = tuple(part for part, names in PARTS.items() if names & set(work.written))
        sections = dict(work.sections)
    return _report(folder, made or ("manifest",), sections)


def _inputs(
    osm: Path,
    gtfs: tuple[Path, ...],
    elevation: Path | None,
    transfer_m: int,
    blank_times: str,
    notes: tuple[str, ...],
    licences: tuple[tuple[str, str], ...],
) -> _Inputs:
    if not 0 <= transfer_m <= LONGEST_TRANSFER_M:
        raise ParameterError(
            f"The longest transfer is {transfer_m} m.", mend=f"Give from 0 to {LONGEST_TRANSFER_M} metres."
        )
    if blank_times not in ("straight", "shape"):
        raise ParameterError(
            f"Unknown way to fill blank times: '{blank_times}'.", mend="Choose one of: straight, shape."
        )
    streets_key = key_of(
        "streets",
        _version("sources/osm", "core"),
        _named_hash(osm),
        None if elevation is None else _named_hash(elevation),
    )
    modes_key = key_of(streets_key, _version("network", "kernels"))
    feeds = [_named_hash(feed) for feed in gtfs]
    timetable_key = key_of("timetable", _version("sources/gtfs", "core"), feeds, blank_times) if gtfs else ""
    links_key = key_of(modes_key, timetable_key, transfer_m)
    _check_licences(licences, [path.name for path in (osm, *gtfs)])
    return _Inputs(
        osm, gtfs, elevation, transfer_m, blank_times, notes, licences, streets_key, modes_key, timetable_key,
        links_key=links_key, key=key_of(links_key, notes, licences),
    )  # fmt: skip


def _check_licences(licences: Sequence[tuple[str, str]], names: Sequence[str]) -> None:
    for name, _ in licences:
        if name not in names:
            raise ParameterError(
                f"A licence is given for '{name}', which is not an input.", mend=f"Inputs: {', '.join(names)}."
            )


def _named_hash(path: Path) -> tuple[str, str]:
    """Name and content: the name goes into the provenance and, for feeds, into ids."""
    if not path.exists():
        raise SourceError("There is no such file.", where=str(path), mend="Check the path.")
    try:
        return path.name, sha256_of(path)[0]
    except OSError as problem:
        raise SourceError(
            f"The file cannot be read ({problem.strerror or problem}).", where=str(path), mend="Check its permissions."
        ) from problem


@cache
def _version(*rooms: str) -> str:
    """Hash of the code and rule tables of some rooms: another reader may read the same file otherwise."""
    digest = hashlib.sha256()
    for room in rooms:
        for name, content in _contents(files("portee").joinpath(*room.split("/"))):
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir() and entry.name != "__pycache__":
            for name, content in _contents(entry):
                yield f"{entry.name}/{name}", content
        elif entry.name.endswith((".py", ".yaml")):
            yield entry.name, entry.read_bytes()


def _unchanged(folder: Path, inputs: _Inputs) -> dict[str, Any] | None:
    """The manifest of the network that is there, when it is whole and was made from the same."""
    if usable_network(folder) is None:
        return None
    manifest = read_manifest(folder)
    whole = all(is_whole(folder, name, section) for name, section in manifest["sections"].items())
    return manifest if manifest.get("key") == inputs.key and whole else None


def _streets(work: Draft, inputs: _Inputs, progress: Progress) -> Streets:
    if work.reuse("streets", inputs.streets_key):
        return streets_of(work.load("streets"))
    from portee.sources.osm import read_streets

    streets, provenance = read_streets(inputs.osm, elevation=inputs.elevation, progress=progress)
    facts = {"nodes": streets.node_count, "edges": streets.edge_count, "provenance": provenance.to_dict()}
    work.write("streets", inputs.streets_key, streets, facts)
    return streets


def _timetable(work: Draft, inputs: _Inputs, *, strict: bool, progress: Progress) -> Timetable | None:
    if not inputs.gtfs:
        return None
    # Strict reads feeds again that are known to be wrong, for the error to show.
    known_wrong = strict and _problems(work.previous["sections"], "error") > 0
    if not known_wrong and work.reuse("timetable", inputs.timetable_key):
        return Timetable(**work.load("timetable"))
    from portee.sources.gtfs import read_gtfs

    timetable, provenance, report = read_gtfs(
        inputs.gtfs, strict=strict, blank_times=inputs.blank_times, progress=progress
    )
    facts = {"provenance": [record.to_dict() for record in provenance], **report.to_dict()}
    work.write("timetable", inputs.timetable_key, timetable, facts)
    return timetable


def _refuse_elsewhere(found: dict[str, int], streets: Streets, timetable: Timetable) -> None:
    """A feed with no stop near any street belongs to another place."""
    if found["unattached"] < found["stops"]:
        return
    lon, lat = streets.geometry_lon_e7 / 1e7, streets.geometry_lat_e7 / 1e7
    raise OutsideNetworkError(
        f"None of the {found['stops']:,} stops is near a street: streets lie from {lat.min():.3f},{lon.min():.3f} to "
        f"{lat.max():.3f},{lon.max():.3f} (lat,lon), the stops from "
        f"{timetable.stop_lat.min():.3f},{timetable.stop_lon.min():.3f} to "
        f"{timetable.stop_lat.max():.3f},{timetable.stop_lon.max():.3f}.",
        mend="Give an OpenStreetMap extract and timetables of the same area.",
    )


def _facts(work: Draft, inputs: _Inputs) -> dict[str, Any]:
    """What the manifest says of the whole network."""
    records = [work.sections["streets"]["facts"]["provenance"]]
    if "timetable" in work.sections:
        records += work.sections["timetable"]["facts"]["provenance"]
    # Through the class, so that one form is stored, whatever the section kept.
    provenance = [Provenance.from_dict(record) for record in records]
    stated = dict(inputs.licences)
    return {
        "key": inputs.key,
        "notes": list(inputs.notes),
        "provenance": [replace(p, licence=stated.get(p.file, p.licence)).to_dict() for p in provenance],
        "parameters": {"transfer_m": inputs.transfer_m, "blank_times": inputs.blank_times},
    }


def _problems(sections: dict[str, Any], severity: str) -> int:
    found = sections.get("timetable", {}).get("facts", {}).get("problems", [])
    return sum(problem["severity"] == severity for problem in found)


def _report(folder: Path, made: tuple[str, ...], sections: dict[str, Any]) -> BuildReport:
    stops = sections.get("stops-walk", {}).get("facts", {})
    return BuildReport(
        folder,
        made,
        _problems(sections, "error"),
        _problems(sections, "warning"),
        stops.get("stops", 0),
        stops.get("unattached", 0),
        stops.get("moved", 0),
    )
