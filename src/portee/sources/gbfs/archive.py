"""The files of a GBFS feed, from a zip or a folder, opened with suspicion.

A feed comes from anywhere: nothing is ever extracted to disk, nothing is fetched from the network, every member is
checked before any is read, and whatever is wrong with the container is one `SourceError`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from portee.core.errors import SourceError, Where
from portee.sources.zip_members import READ_ERRORS, one_line, refuse_member

__all__ = ["MAX_FILE_BYTES", "MAX_MEMBERS", "MAX_TOTAL_BYTES", "FeedFiles", "by_language"]

MAX_FILE_BYTES = 64 << 20
"""Largest file read. A feed describes one service in one area, and JSON takes about ten times its size in memory."""
MAX_TOTAL_BYTES = 128 << 20
"""Most bytes read of one feed, all files together."""
MAX_MEMBERS = 10_000
"""Most files a zip or folder may hold: GBFS names about fifteen, once per language."""

_MARKERS = ("system_information", "gbfs")
_LANGUAGE = re.compile(r"[a-z]{2}([-_][a-z0-9]{2,8})*", re.IGNORECASE)
_DEPTH = 3
_MEND_ZIP = "Zip the plain JSON files of the feed, without links or password."


class FeedFiles:
    """The files of one feed by feed name, such as "station_status"; a context manager.

    Files may lie at the top or in sub-folders; where there is one folder per language (GBFS 2), French is read, else
    English, else the first. Names are compared in lower case, with or without ".json".

    Raises:
        SourceError: nothing there, not a zip, not GBFS, several feeds, two files of one name, encrypted or damaged
            members, names that leave the archive, links, or more files than any feed has.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        self._read = 0
        if path.is_dir():
            listed = self._folder()
        elif path.is_file():
            listed = self._archive()
        else:
            raise SourceError("There is no such file or folder.", where=str(path), mend="Check the path.")
        try:
            self._members = self._chosen(listed)
        except SourceError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def close(self) -> None:
        """Close the zip."""
        if self._zip is not None:
            self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files without ".json", sorted."""
        return tuple(sorted(self._members))

    def alias(self, name: str, file: str) -> None:
        """Read the file `file` for the feed `name`; for gbfs.json, which may name files otherwise."""
        self._members[name] = self._members[file]

    def file(self, name: str) -> str:
        """The file name of a feed, as it lies there."""
        member = self._members.get(name)
        return f"{name}.json" if member is None else PurePosixPath(str(member).replace("\\", "/")).name

    def where(self, name: str, field: str | None = None, line: int | None = None) -> Where:
        """The place of a problem inside this feed, under the path the user gave."""
        return Where(file=f"{self.path}/{self.file(name)}", line=line, field=field)

    def read(self, name: str) -> bytes:
        """All bytes of one file.

        Raises:
            SourceError: the file is damaged, larger than `MAX_FILE_BYTES`, or all read so far than `MAX_TOTAL_BYTES`.
        """
        member = self._members[name]
        try:
            if isinstance(member, Path):
                with member.open("rb") as stream:
                    content = stream.read(MAX_FILE_BYTES + 1)
            else:
                assert self._zip is not None
                with self._zip.open(member) as packed:
                    content = packed.read(MAX_FILE_BYTES + 1)
        except READ_ERRORS as error:
            raise SourceError(
                f"The file cannot be read: {one_line(error)}.",
                where=self.where(name),
                mend="It is damaged; download the feed again.",
            ) from error
        self._read += len(content)
        if len(content) > MAX_FILE_BYTES or self._read > MAX_TOTAL_BYTES:
            larger = (
                f"The file is larger than {MAX_FILE_BYTES >> 20} MB"
                if len(content) > MAX_FILE_BYTES
                else f"With this file the feed is larger than {MAX_TOTAL_BYTES >> 20} MB"
            )
            raise SourceError(
                f"{larger}; it is refused.",
                where=self.where(name),
                mend="A feed describes one service in one area; check where the file comes from.",
            )
        return content

    def _folder(self) -> dict[str, str | Path]:
        found: dict[str, str | Path] = {}
        level = [self.path]
        try:
            for _ in range(_DEPTH):
                entries = [entry for folder in level for entry in folder.iterdir()]
                found |= {e.relative_to(self.path).as_posix(): e for e in entries if e.is_file()}
                level = [e for e in entries if e.is_dir() and not e.is_symlink()]
                self._refuse_many(len(found) + len(level))
        except OSError as error:
            raise SourceError(
                f"The folder cannot be read: {one_line(error)}.", where=str(self.path), mend="Check its permissions."
            ) from error
        return found

    def _archive(self) -> dict[str, str | Path]:
        try:
            self._zip = zipfile.ZipFile(self.path)
            infos = self._zip.infolist()
        except READ_ERRORS as error:
            raise SourceError(
                f"This is not a zip archive, or it is cut short ({one_line(error)}).",
                where=str(self.path),
                mend="Give a folder or a zip of the feed's JSON files.",
            ) from error
        try:
            self._refuse_many(len(infos))
            found: dict[str, str | Path] = {}
            for info in infos:
                refuse_member(self.path, info, mend=_MEND_ZIP)
                if info.filename in found:
                    raise SourceError(
                        f"The archive holds several members named {info.filename!r}.",
                        where=str(self.path),
                        mend="Remove all but one: which one is meant cannot be known.",
                    )
                if not info.is_dir():
                    found[info.filename] = info.filename
        except SourceError:
            self.close()
            raise
        return found

    def _refuse_many(self, count: int) -> None:
        if count > MAX_MEMBERS:
            raise SourceError(
                f"There are more than {MAX_MEMBERS:,} files.",
                where=str(self.path),
                mend="Give the folder or zip of one feed alone.",
            )

    def _chosen(self, listed: dict[str, str | Path]) -> dict[str, str | Path]:
        """Feed name to member, of the one folder that holds a feed, or holds it in the language to read."""
        folders: dict[str, list[str]] = {}
        for name in sorted(listed):
            parts = PurePosixPath(name.replace("\\", "/")).parts
            if parts and "__MACOSX" not in parts and not parts[-1].startswith("."):
                folders.setdefault("/".join(parts[:-1]), []).append(name)
        for marker in _MARKERS:
            holding = [folder for folder in sorted(folders) if marker in map(_key, folders[folder])]
            if holding:
                chosen = self._one_of(holding)
                above = folders.get(chosen.rpartition("/")[0], []) if chosen else []
                names = [name for name in above if _key(name) == "gbfs"] + folders[chosen]
                return {_key(name): listed[name] for name in names if self._single(name, folders[chosen])}
        raise SourceError(
            "This is not a GBFS feed: it has no system_information.json.",
            where=str(self.path),
            mend="Give the folder or zip that holds the feed's JSON files.",
        )

    def _single(self, name: str, names: list[str]) -> bool:
        twin = next((other for other in names if other > name and _key(other) == _key(name)), None)
        if twin is not None and name in names:
            raise SourceError(
                f"There are two files of one name: {name!r} and {twin!r}.",
                where=str(self.path),
                mend="Remove one: which one is meant cannot be known.",
            )
        return True

    def _one_of(self, folders: list[str]) -> str:
        if "" in folders or len(folders) == 1:
            return "" if "" in folders else folders[0]
        parents = {folder.rpartition("/")[0] for folder in folders}
        languages = {folder.rpartition("/")[2]: folder for folder in folders}
        if len(parents) == 1 and all(_LANGUAGE.fullmatch(name) for name in languages):
            return languages[by_language(languages)]
        raise SourceError(
            f"There are several feeds inside: {', '.join(folders[:5])}.",
            where=str(self.path),
            mend="Give each feed as its own zip or folder.",
        )


def by_language(languages: Iterable[str]) -> str:
    """The language to read of those there are: French, else English, else the first."""
    order = list(languages)
    for wanted in ("fr", "en"):
        for language in order:
            if re.split("[-_]", language.lower())[0] == wanted:
                return language
    return order[0]


def _key(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name.lower().removesuffix(".json")
