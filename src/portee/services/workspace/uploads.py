"""Files that people send: taken up to a size, named by us, and looked at before anything opens them."""

from __future__ import annotations

import filecmp
import re
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from portee.core.atomic import atomic_folder
from portee.core.errors import ParameterError, SourceError
from portee.services.workspace.workspace import Workspace
from portee.sources.zip_members import READ_ERRORS, refuse_member
from portee.store.secret import new_id

__all__ = ["LARGEST", "Upload", "find_upload", "receive", "remove_upload", "same_upload", "scan"]

LARGEST = 200_000_000
"""Bytes of one file: the timetable of a large region has some tens of millions."""
MOST_MEMBERS = 500
LARGEST_INSIDE = 2_000_000_000
"""Bytes of all members of a zip, unpacked."""
MOST_TIMES = 100
"""How often smaller a zip may be than its contents; text packs to about a tenth."""
SMALL = 1_000_000
"""Archives that unpack to less harm nobody, however well they pack."""

KINDS = {
    ".zip": "zip", ".csv": "text", ".txt": "text", ".tsv": "text", ".geojson": "json", ".json": "json",
    ".gpkg": "gpkg", ".parquet": "parquet", ".geoparquet": "parquet", ".yaml": "text", ".yml": "text",
}  # fmt: skip
"""Ending → what the bytes must be."""

STARTS = {"zip": (b"PK\x03\x04",), "gpkg": (b"SQLite format 3\0",), "parquet": (b"PAR1",)}
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Upload:
    """A file that somebody sent.

    Attributes:
        id: cannot be guessed. file: where it is, under a name of ours. kind: of its bytes. size: bytes.
    """

    id: str
    file: Path
    kind: str
    size: int


def receive(workspace: Workspace, name: str, parts: Iterable[bytes], *, largest: int = LARGEST) -> Upload:
    """Take a file, part by part, and look at it. Nothing is left of one that is refused.

    Args:
        name: as the sender calls it; only its ending is used. parts: its bytes. largest: bytes.

    Raises:
        SourceError: another kind of file, too large, empty, or not what its ending says. OutputError: disk full.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending not in KINDS:
        raise SourceError(
            f"Files ending in '{ending[:12]}' are not taken.", mend=f"Give one of: {', '.join(sorted(KINDS))}."
        )
    id, size = new_id(), 0
    with atomic_folder(workspace.uploads / id) as folder:
        file = folder / f"upload{ending}"
        with file.open("xb") as out:
            for part in parts:
                size += len(part)
                if size > largest:
                    raise SourceError(
                        f"The file has more than {largest // 1_000_000} MB.",
                        mend="Give only the part that covers the territory.",
                    )
                out.write(part)
        scan(file)
    return Upload(id, workspace.uploads / id / file.name, KINDS[ending], size)


def scan(file: Path) -> None:
    """Look at the bytes of a file without trusting them. Raises SourceError."""
    kind = KINDS[file.suffix.lower()]
    with file.open("rb") as stream:
        start = stream.read(65536)
    if not start:
        raise SourceError("The file is empty.", mend="Give another.")
    fits = start.startswith(STARTS[kind]) if kind in STARTS else _is_text(start, json=kind == "json")
    if not fits:
        raise SourceError(f"The file is not what '{file.suffix}' says.", mend="Give the file itself, unchanged.")
    if kind == "zip":
        _scan_zip(file)


def _is_text(start: bytes, *, json: bool) -> bool:
    if b"\0" in start:
        return False
    if json:
        return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    return start.lstrip()[:1] != b"<"


def _scan_zip(file: Path) -> None:
    """Members that leave the archive, archives within, and bombs: little that unpacks to very much."""
    mend = "Give an archive of plain files."
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except READ_ERRORS as problem:
        raise SourceError(f"The archive cannot be read ({type(problem).__name__}).", mend="Pack it again.") from None
    if len(members) > MOST_MEMBERS:
        raise SourceError(f"The archive has {len(members)} members.", mend=f"Give at most {MOST_MEMBERS}.")
    for info in members:
        refuse_member(Path("upload.zip"), info, mend=mend)
        if PurePosixPath(info.filename).suffix.lower() in (".zip", ".gz", ".7z", ".rar", ".xz", ".bz2"):
            raise SourceError("There is an archive within the archive.", mend=mend)
    unpacked, packed = sum(info.file_size for info in members), file.stat().st_size
    # Members that share bytes would unpack to more than their sum says.
    shared = sum(info.compress_size for info in members) > packed
    if unpacked > LARGEST_INSIDE or shared or (unpacked > SMALL and unpacked > MOST_TIMES * packed):
        raise SourceError(f"The archive unpacks to {unpacked // 1_000_000} MB: it is refused.", mend=mend)


def find_upload(workspace: Workspace, id: str) -> Upload:
    """The upload of an id. Raises ParameterError."""
    folder = workspace.uploads / id if _ID.fullmatch(id) else None
    files = sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []
    if len(files) != 1 or files[0].suffix not in KINDS:
        raise ParameterError("There is no such upload.", mend="Send the file again.")
    return Upload(id, files[0], KINDS[files[0].suffix], files[0].stat().st_size)


def same_upload(one: Upload, other: Upload) -> bool:
    """Whether two files hold the same bytes and are read the same way."""
    alike = (one.size, one.file.name) == (other.size, other.file.name)
    return alike and filecmp.cmp(one.file, other.file, shallow=False)


def remove_upload(workspace: Workspace, id: str) -> None:
    """Forget a file that somebody sent."""
    if _ID.fullmatch(id):
        shutil.rmtree(workspace.uploads / id, ignore_errors=True)
