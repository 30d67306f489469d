"""What workspace.yaml says: the territory's name, its languages, and which files of the folder hold what."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from portee.core.atomic import atomic_file
from portee.core.declared import Declared, Words, Wrong, read_declared
from portee.core.plain_yaml import plain_text

__all__ = [
    "COUNTED",
    "FORMAT",
    "GROUND",
    "KINDS",
    "MANIFEST",
    "GroundEntry",
    "GroundLayer",
    "Kind",
    "PlacesEntry",
    "WorkspaceFile",
    "read_manifest",
    "write_manifest",
]

MANIFEST = "workspace.yaml"
FORMAT = 1
"""Raised when an older Portée could no longer read the file."""

COUNTED = ("jobs", "training", "childcare", "school", "health", "shops", "services")
"""What people go to, and what is counted, in the order in which it is told."""

KINDS = ("cells", *COUNTED, "priority")
"""What a file of places can hold, in the order in which pages show them."""

Kind = Literal["cells", "jobs", "training", "childcare", "school", "health", "shops", "services", "priority"]
"""cells: where residents live. priority: priority neighbourhoods."""

GROUND = ("coast", "water", "waterway", "landuse", "building", "rail")
"""Layers of the base map that files of their own may hold, in the order in which they are drawn."""

GroundLayer = Literal["coast", "water", "waterway", "landuse", "building", "rail"]
"""coast: lines with the land on their left, the sea on their right, as OpenStreetMap draws them."""

GROUND_FILES = (".geojson", ".json", ".gpkg", ".fgb", ".parquet")
"""Endings of what is one file alone: parts of a shapefile would be lost on the way."""


def _inside(text: str) -> str:
    """A path that stays within the folder, with forward slashes on every system."""
    path = PurePosixPath(text.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        raise Wrong(f"'{text[:80]}' leaves the workspace.", "Copy the file into the workspace and name it from there.")
    if "\0" in text or not path.parts:
        raise Wrong("This names no file.", "Name a file or a folder of the workspace.")
    return path.as_posix()


Inside = Annotated[str, AfterValidator(_inside)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class PlacesEntry(Declared):
    """One file of places.

    Attributes:
        file: within the workspace.
        weight: the column that counts, or "@count" where each place counts one; None where nothing is counted.
        id, lon, lat, layer: columns and layer, where the names in the file do not tell.
        title: what is counted, as pages say it.
        source, licence: of the data, for the credits.
    """

    file: Inside
    weight: str | None = None
    id: str | None = None
    lon: str | None = None
    lat: str | None = None
    layer: str | None = None
    title: Words | None = None
    source: str | None = None
    licence: str | None = None


class GroundEntry(Declared):
    """One file of shapes that the base map is drawn on, beside the extract of OpenStreetMap.

    Attributes:
        file: within the workspace; GeoJSON, GeoPackage, FlatGeobuf or Parquet.
        source, licence: of the data; the map names both.
    """

    file: Inside
    source: str | None = Field(default=None, max_length=200)
    licence: str | None = Field(default=None, max_length=100)

    @model_validator(mode="after")
    def _drawable(self) -> GroundEntry:
        if PurePosixPath(self.file).suffix.lower() not in GROUND_FILES:
            raise Wrong(f"'{self.file[:80]}' cannot be drawn.", f"Give a file in {', '.join(GROUND_FILES)}.")
        return self


class WorkspaceFile(Declared):
    """The whole of workspace.yaml.

    Attributes:
        format: of this file.
        name: short name for addresses and commands.
        title: of the territory, in both languages.
        languages: of the pages, the first being shown when nobody asks for one.
        network, tiles, commons: folders.
        osm: extract that the base map is drawn from.
        ground: what the base map is drawn on beside that extract, by layer: the sea of an extract cut at the coast.
        boundary: file of the territory's outline; the network's extent where there is none.
        places: what is counted, by kind.
        offers: file of offers, or the name of offers that come with Portée.
        bad_days: scenario files of days on which something fails, such as a flood or a strike.
        projects: scenario files whose modifications carry dates: what opens and closes in the years to come.
        notices: plain remarks that every page must carry, such as "synthetic territory".
        address: of the site, "https://portee.example.org", that letters point to; nobody else decides it.
        registration: whether people may make themselves an account, by a link sent to their address.
        contact: address shown to people who have a question about the site or their data.
        retention: days after which personal data that nobody uses are erased.
    """

    format: int = Field(default=FORMAT, ge=1)
    name: Slug
    title: Words
    languages: tuple[Literal["fr", "en"], ...] = ("fr", "en")
    network: Inside = "network"
    tiles: Inside = "tiles"
    commons: Inside | None = None
    osm: Inside | None = None
    ground: dict[GroundLayer, GroundEntry] = Field(default_factory=dict)
    boundary: Inside | None = None
    places: dict[Kind, PlacesEntry] = Field(default_factory=dict)
    offers: str | None = None
    bad_days: Annotated[tuple[Inside, ...], Field(max_length=20)] = ()
    projects: Annotated[tuple[Inside, ...], Field(max_length=20)] = ()
    notices: tuple[Words, ...] = ()
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#@]+/?$")] | None = None
    registration: bool = True
    contact: str | None = None
    retention: int = Field(default=730, ge=1, le=3650)

    @model_validator(mode="after")
    def _readable(self) -> WorkspaceFile:
        if self.format > FORMAT:
            raise Wrong(
                f"The workspace has format {self.format}; this Portée reads up to {FORMAT}.", "Install a newer Portée."
            )
        if not self.languages:
            raise Wrong("'languages' is empty.", "Name fr, en, or both.")
        return self


def read_manifest(folder: Path) -> WorkspaceFile:
    """The manifest of a folder. Raises SourceError, with line and field."""
    return read_declared(folder / MANIFEST, WorkspaceFile)


def write_manifest(folder: Path, manifest: WorkspaceFile) -> None:
    """Write or replace workspace.yaml, whole or not at all. Raises OutputError."""
    values = manifest.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    with atomic_file(folder / MANIFEST) as partial:
        partial.write_text(plain_text({"format": manifest.format, **values}), encoding="utf-8")
