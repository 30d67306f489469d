"""Write a publication: everything of one release in one folder, which appears whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from portee.commons.publish.parts import Part, content_hash, parts_of, record_files, schema_files, write_file
from portee.commons.publish.record_json import json_text
from portee.commons.publish.release import Release, gather
from portee.core.atomic import atomic_folder
from portee.core.errors import OutputError
from portee.core.progress import Progress, Silent

__all__ = ["MARK", "SUMS", "Publication", "publish_commons"]

MARK = "release.json"
"""The file by which a folder is known as a publication, which may be replaced by the next."""

SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Publication:
    """What was published, and where."""

    release: Release
    folder: Path
    parts: tuple[Part, ...]
    sha256: str


def publish_commons(
    root: Path,
    folder: Path,
    *,
    include: Collection[str] = (),
    version: str | None = None,
    progress: Progress | None = None,
) -> Publication:
    """Publish the last commit of a commons; the same commit gives the same bytes.

    Args:
        folder: appears whole, in the place of an earlier publication if there is one.
        include: further statuses to publish, `proposed` and `draft`; their records bear them visibly.
        version: such as 1.2.0; counted up from the release before otherwise.

    Raises:
        InputError: the commons has problems, edits that are not committed, or licences that do not mix.
        OutputError: the folder holds something else, or cannot be written.
    """
    progress = progress or Silent()
    _check_folder(root, folder)
    release = gather(root, include=include, version=version, progress=progress)
    parts = parts_of(release)
    made = Publication(release, folder, parts, content_hash(release, parts))
    with atomic_folder(folder) as partial:
        _write(made, partial, progress)
    return made


def _check_folder(root: Path, folder: Path) -> None:
    """Never write over what is no publication, nor among the records."""
    own, target = root.resolve(), folder.resolve()
    if target == own or target.is_relative_to(own) or own.is_relative_to(target):
        raise OutputError(
            "A publication lies beside its commons, not in it.", where=str(folder), mend="Choose a folder elsewhere."
        )
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise OutputError(
            "The folder holds something else than a publication.", where=str(folder), mend="Choose another folder."
        )


def _write(made: Publication, folder: Path, progress: Progress) -> None:
    release = made.release
    progress.start("publish_write", len(release.records))
    for _, path, contents in record_files(release):
        write_file(folder, path, contents)
        if path.endswith(".json"):
            progress.advance(1)
    progress.done()
    for path, contents in schema_files(release):
        write_file(folder, path, contents)
    for part in made.parts:
        write_file(folder, part.path, part.contents)
    write_file(folder, MARK, json_text(_mark(made)).encode("utf-8"))
    _write_sums(folder)


def _mark(made: Publication) -> dict[str, object]:
    release = made.release
    return {
        "name": release.manifest.name,
        "version": release.version,
        "previous": release.previous,
        "date": release.moment,
        "commit": release.commit,
        "sha256": made.sha256,
        "licence": release.manifest.licence,
        "records": [file.id for file in release.records],
    }


def _write_sums(folder: Path) -> None:
    """A line for each file, as `sha256sum -c` reads them."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((folder / path).read_bytes()).hexdigest()}  {path}\n" for path in paths]
    write_file(folder, SUMS, "".join(lines).encode("utf-8"))
