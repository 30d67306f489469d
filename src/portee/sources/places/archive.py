"""The one file of interest inside a zip or a folder; a zip that looks like a bomb is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

from portee.core.errors import SourceError, Where

__all__ = ["members_of", "shapefile_in", "sole_member"]

_BOMB_BYTES = 200 << 20
_BOMB_RATIO = 200


def members_of(path: Path) -> list[zipfile.ZipInfo]:
    """What a zip holds.

    Raises:
        SourceError: it is not a readable zip.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise SourceError(
            f"This is not a readable zip ({problem}).", where=str(path), mend="Download it again."
        ) from problem


def sole_member(path: Path, endings: tuple[str, ...], *, aside: tuple[str, ...] = ()) -> str:
    """The name of the only member with one of the endings; names that start as `aside` do not count.

    Raises:
        SourceError: not a readable zip, no such member or several, or a member that grows beyond reason.
    """
    where = Where(file=str(path))
    found = [
        member
        for member in members_of(path)
        if member.filename.lower().endswith(endings) and not Path(member.filename).name.lower().startswith(aside)
    ]
    if len(found) != 1:
        names = ", ".join(m.filename for m in found[:5]) or "none"
        raise SourceError(
            f"The zip must hold exactly one file in {', '.join(endings)}; found {len(found)}: {names}.",
            where=where,
            mend="Unzip it and give the file you want.",
        )
    member = found[0]
    if member.file_size > _BOMB_BYTES and member.file_size > _BOMB_RATIO * max(member.compress_size, 1):
        raise SourceError(
            f"'{member.filename}' would grow from {member.compress_size:,} to {member.file_size:,} bytes: "
            "this looks like a zip bomb.",
            where=where,
            mend="If you trust it, unzip it and give the file itself.",
        )
    return member.filename


def shapefile_in(folder: Path) -> Path:
    """The only shapefile of a folder.

    Raises:
        SourceError: there is none, or there are several.
    """
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() == ".shp")
    if len(found) != 1:
        names = ", ".join(p.name for p in found[:5]) or "none"
        raise SourceError(
            f"The folder must hold exactly one shapefile (.shp); found {len(found)}: {names}.",
            where=str(folder),
            mend="Name the file itself.",
        )
    return found[0]
