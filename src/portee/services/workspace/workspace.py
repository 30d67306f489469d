"""The folder of a territory's site: opened with everything checked, every problem told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portee.core.atomic import output_error
from portee.core.declared import Words
from portee.core.errors import InputError, ManyProblems, NetworkError, OutputError, PorteeError, SourceError
from portee.network.store import read_manifest as read_network_manifest
from portee.services.workspace.manifest import (
    KINDS,
    MANIFEST,
    PlacesEntry,
    WorkspaceFile,
    read_manifest,
    write_manifest,
)

__all__ = ["Workspace", "open_workspace", "problems_of", "start_workspace"]

PRIVATE, RESULTS, UPLOADS = "private", "results", "uploads"


@dataclass(frozen=True)
class Workspace:
    """An opened workspace: where everything is.

    Attributes:
        folder: of the workspace.
        manifest: what workspace.yaml says.
    """

    folder: Path
    manifest: WorkspaceFile

    @property
    def name(self) -> str:
        return self.manifest.name

    @property
    def title(self) -> Words:
        """The territory's name."""
        return self.manifest.title

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the pages, the first by default."""
        return self.manifest.languages

    @property
    def notices(self) -> tuple[Words, ...]:
        """Remarks that every page must carry."""
        return self.manifest.notices

    @property
    def network(self) -> Path:
        """Folder of the network."""
        return self.folder / self.manifest.network

    @property
    def tiles(self) -> Path:
        """Folder of the base map's tiles; made by whoever writes them."""
        return self.folder / self.manifest.tiles

    @property
    def commons(self) -> Path | None:
        """Folder of the commons, None where the territory has none."""
        return None if self.manifest.commons is None else self.folder / self.manifest.commons

    @property
    def osm(self) -> Path | None:
        """Extract that the base map is drawn from."""
        return None if self.manifest.osm is None else self.folder / self.manifest.osm

    @property
    def ground(self) -> dict[str, Path]:
        """Files of shapes that the base map is drawn on beside the extract, by layer."""
        return {layer: self.folder / entry.file for layer, entry in self.manifest.ground.items()}

    @property
    def ground_credits(self) -> tuple[str, ...]:
        """Whom the base map thanks for these files: source and licence, as far as they are told."""
        told = [", ".join(filter(None, (entry.source, entry.licence))) for entry in self.manifest.ground.values()]
        return tuple(dict.fromkeys(filter(None, told)))

    @property
    def boundary(self) -> Path | None:
        """File of the territory's outline."""
        return None if self.manifest.boundary is None else self.folder / self.manifest.boundary

    @property
    def offers(self) -> Path | str | None:
        """File of offers, or the name of offers that come with Portée, as `services.offers.read_offers` takes it."""
        given = self.manifest.offers
        return self.folder / given if given is not None and Path(given).suffix else given

    @property
    def waterways(self) -> Path | None:
        """File of lines around which floods are replayed: the waterways of the base map."""
        found = next((entry for layer, entry in self.manifest.ground.items() if layer == "waterway"), None)
        return None if found is None else self.folder / found.file

    @property
    def bad_days(self) -> tuple[Path, ...]:
        """Scenario files of days on which something fails."""
        return tuple(self.folder / file for file in self.manifest.bad_days)

    @property
    def projects(self) -> tuple[Path, ...]:
        """Scenario files of what opens and closes in the years to come."""
        return tuple(self.folder / file for file in self.manifest.projects)

    @property
    def results(self) -> Path:
        """Folder of computed results, kept by content hash; may be emptied at any time."""
        return self.folder / RESULTS

    @property
    def uploads(self) -> Path:
        """Folder of files that people gave, before they are read."""
        return self.folder / UPLOADS

    @property
    def private(self) -> Path:
        """Folder of what must stay private."""
        return self.folder / PRIVATE

    @property
    def database_url(self) -> str:
        """Address of the private database, when no other is asked for."""
        return f"sqlite:///{(self.private / 'portee.sqlite').resolve().as_posix()}"

    @property
    def queue(self) -> Path:
        """File in which work waits to be done."""
        return self.private / "jobs.sqlite"

    def entry(self, kind: str) -> PlacesEntry | None:
        """What workspace.yaml says of one kind of places, None where the territory has none."""
        return next((entry for name, entry in self.manifest.places.items() if name == kind), None)

    def places(self, kind: str) -> Path | None:
        """File of one kind of places, None where the territory has none."""
        entry = self.entry(kind)
        return None if entry is None else self.folder / entry.file

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of places that the territory has, in the order in which pages show them."""
        return tuple(kind for kind in KINDS if kind in self.manifest.places)


def open_workspace(folder: Path | str) -> Workspace:
    """Open a workspace, and make the folders that may be missing (after copying it without its private part).

    Raises:
        InputError: this is no workspace.
        SourceError: workspace.yaml is wrong; line and field are told.
        ManyProblems: files that it names are missing or damaged, all told together.
        OutputError: a folder that the site writes to cannot be made.
    """
    root = Path(folder)
    if not (root / MANIFEST).is_file():
        raise InputError(
            "This is no workspace: it has no workspace.yaml."
            if root.is_dir()
            else "There is no such folder."
            if not root.exists()
            else "This is a file, not the folder of a workspace.",
            where=str(root),
            mend="Make one with: portee workspace new FOLDER",
        )
    workspace = Workspace(root, read_manifest(root))
    if problems := list(problems_of(workspace)):
        raise problems[0] if len(problems) == 1 else ManyProblems(problems)
    _make_folders(workspace)
    return workspace


def problems_of(workspace: Workspace) -> Iterator[PorteeError]:
    """What keeps a workspace from being opened, one problem after the other."""
    manifest, root = workspace.manifest, workspace.folder
    try:
        read_network_manifest(workspace.network)
    except NetworkError as problem:
        yield problem
    named = [("osm", manifest.osm), ("boundary", manifest.boundary)]
    named += [("bad_days", file) for file in manifest.bad_days]
    named += [("projects", file) for file in manifest.projects]
    named += [(f"ground.{layer}", entry.file) for layer, entry in manifest.ground.items()]
    named += [(f"places.{kind}", entry.file) for kind, entry in manifest.places.items()]
    if manifest.offers is not None and Path(manifest.offers).suffix:
        named.append(("offers", manifest.offers))
    for field, file in named:
        if file is None:
            continue
        path = root / file
        if not path.exists():
            yield _missing(path, field)
        elif not path.resolve().is_relative_to(root.resolve()):
            yield SourceError(
                f"The file of '{field}' is a link that leaves the workspace.", where=str(path), mend="Copy it into it."
            )
    if workspace.commons is not None and not workspace.commons.is_dir():
        yield SourceError(
            "The commons that workspace.yaml names is not there.",
            where=str(workspace.commons),
            mend="Make one with: portee commons init, or remove 'commons' from workspace.yaml.",
        )


def _missing(path: Path, field: str) -> SourceError:
    return SourceError(
        f"The file of '{field}' is not there.", where=str(path), mend="Put it back, or remove it from workspace.yaml."
    )


def _make_folders(workspace: Workspace) -> None:
    try:
        for folder in (workspace.results, workspace.uploads):
            folder.mkdir(exist_ok=True)
        workspace.private.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise output_error(problem, workspace.folder) from problem


def start_workspace(folder: Path | str, manifest: WorkspaceFile) -> Workspace:
    """Make a folder a workspace, or replace the workspace.yaml of one. What it names may still be missing.

    Raises:
        OutputError: the folder cannot be made or written, or holds something else.
    """
    root = Path(folder)
    if root.exists() and not (root / MANIFEST).is_file() and (not root.is_dir() or any(root.iterdir())):
        raise OutputError(
            "This exists and is not a workspace: it will not be overwritten.",
            where=str(root),
            mend="Give another name.",
        )
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise output_error(problem, root) from problem
    write_manifest(root, manifest)
    workspace = Workspace(root, manifest)
    _make_folders(workspace)
    return workspace
