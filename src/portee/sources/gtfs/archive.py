"""The files of a GTFS feed, from a zip or a folder, opened with suspicion.

A feed comes from anywhere: nothing is ever extracted to disk, every member is checked before any is read, and
whatever is wrong with the container is one `SourceError`.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from portee.core.errors import SourceError, Where
from portee.sources.zip_members import READ_ERRORS, one_line, refuse_member

__all__ = [
    "MAX_RATIO",
    "MAX_TOTAL_BYTES",
    "RATIO_FLOOR_BYTES",
    "FeedFiles",
]

MAX_TOTAL_BYTES = 8 << 30
"""Largest sum of uncompressed sizes a feed may have (the largest national feeds stay under 6 GB)."""
MAX_RATIO = 200
"""Largest uncompressed / compressed ratio of a feed larger than `RATIO_FLOOR_BYTES` (real text stays under 30)."""
RATIO_FLOOR_BYTES = 500_000_000
"""Feeds smaller than this, uncompressed, may have any ratio: they cannot fill a memory."""

_MARKERS = frozenset({"agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"})
_MEND_ZIP = "Zip the plain text files of the feed, without folders, links or password."


class FeedFiles:
    """The named text files of one feed; a context manager.

    Files may lie at the top or in one sub-folder. Names are compared in lower case.

    Raises:
        SourceError: nothing there, not a zip, not GTFS, truncated, encrypted, two members of one name, names
            that leave the archive, links, or more bytes than any real feed has.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        self._members: dict[str, str | Path] = {}
        if path.is_dir():
            self._open_folder()
        elif path.is_file():
            self._open_zip()
        else:
            raise SourceError("There is no such file or folder.", where=str(path), mend="Check the path.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._zip is not None:
            self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """Lower-case file names, sorted."""
        return tuple(sorted(self._members))

    def where(self, name: str, line: int | None = None, field: str | None = None) -> Where:
        """The place of a problem inside this feed, under the path the user gave."""
        return Where(file=f"{self.path}/{name}", line=line, field=field)

    def read(self, name: str) -> bytes:
        """All bytes of one file.

        Raises:
            SourceError: the member is damaged, or cannot be read.
        """
        member = self._members[name]
        try:
            if isinstance(member, Path):
                return member.read_bytes()
            assert self._zip is not None
            return self._zip.read(member)
        except READ_ERRORS as error:
            raise SourceError(
                f"The file cannot be read: {one_line(error)}.",
                where=self.where(name),
                mend="The archive is damaged; download it again.",
            ) from error

    def _open_folder(self) -> None:
        try:
            files = sorted(f for f in self.path.rglob("*") if f.is_file())
            total = sum(f.stat().st_size for f in files)
        except OSError as error:
            raise SourceError(
                f"The folder cannot be read: {one_line(error)}.", where=str(self.path), mend="Check its permissions."
            ) from error
        self._refuse_size(total, None)
        names = {f.relative_to(self.path).as_posix(): f for f in files}
        for key, name in self._feed_names(names):
            self._members[key] = names[name]

    def _open_zip(self) -> None:
        try:
            self._zip = zipfile.ZipFile(self.path)
            infos = self._zip.infolist()
        except READ_ERRORS as error:
            raise SourceError(
                f"This is not a zip archive, or it is cut short ({one_line(error)}).",
                where=str(self.path),
                mend="A GTFS feed is a zip or a folder of text files; download it again.",
            ) from error
        try:
            for info in infos:
                refuse_member(self.path, info, mend=_MEND_ZIP)
            compressed = max(1, sum(info.compress_size for info in infos))
            self._refuse_size(sum(info.file_size for info in infos), compressed)
            files = [info.filename for info in infos if not info.is_dir()]
            twice = sorted(name for name, times in Counter(files).items() if times > 1)
            if twice:
                raise SourceError(
                    f"The archive holds several members named {twice[0]!r}.",
                    where=str(self.path),
                    mend="Remove all but one: which one is meant cannot be known.",
                )
            for key, name in self._feed_names(files):
                self._members[key] = name
        except SourceError:
            self._zip.close()
            raise

    def _refuse_size(self, total: int, compressed: int | None) -> None:
        too_dense = compressed is not None and total > RATIO_FLOOR_BYTES and total / compressed > MAX_RATIO
        if total > MAX_TOTAL_BYTES or too_dense:
            raise SourceError(
                f"Uncompressed the feed would take {total / 1e9:.1f} GB"
                + (f", {total // (compressed or 1)} times its zip" if too_dense else "")
                + "; it is refused as a zip bomb.",
                where=str(self.path),
                mend="Check where the file comes from.",
            )

    def _feed_names(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs of lower-case file name and full name, of the one folder that holds a feed."""
        by_folder: dict[str, list[str]] = {}
        for name in names:
            parts = PurePosixPath(name.replace("\\", "/")).parts
            if not parts or "__MACOSX" in parts or parts[-1].startswith("."):
                continue
            by_folder.setdefault("/".join(parts[:-1]), []).append(name)
        base = {
            folder: [PurePosixPath(n.replace("\\", "/")).name.lower() for n in ns] for folder, ns in by_folder.items()
        }
        folders = [folder for folder in sorted(base) if _MARKERS & set(base[folder])]
        if not folders:
            raise SourceError(
                f"This is not a GTFS feed: it holds none of {', '.join(sorted(_MARKERS))}.",
                where=str(self.path),
                mend="Give the zip or the folder that holds these files.",
            )
        if len(folders) > 1 and folders[0] != "":
            raise SourceError(
                f"There are several feeds inside: {', '.join(folders[:5])}.",
                where=str(self.path),
                mend="Give each feed as its own zip or folder.",
            )
        chosen = folders[0]
        found = sorted(zip(base[chosen], by_folder[chosen], strict=True))
        for (first, one), (second, other) in pairwise(found):
            if first == second:
                raise SourceError(
                    f"There are two files of one name: {one!r} and {other!r}.",
                    where=str(self.path),
                    mend="Remove one: which one is meant cannot be known.",
                )
        return found
