"""Inputs of evidence among the files of some folders: by the hash of their content, whatever their names."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from portee.commons.records.evidence import Input
from portee.core.errors import ParameterError
from portee.core.progress import Progress, Silent
from portee.core.provenance import sha256_of

__all__ = ["Shelf", "shelf_of"]


@dataclass(frozen=True)
class Shelf:
    """Files of some folders.

    Attributes:
        paths: by folder, then by name. by_hash: one file of each content.
    """

    paths: tuple[Path, ...]
    by_hash: dict[str, Path]

    def missing(self, inputs: Iterable[Input]) -> tuple[Input, ...]:
        """Those that no file has the content of."""
        return tuple(one for one in inputs if one.sha256 not in self.by_hash)

    def find(self, one: Input, folder: Path) -> Path:
        """The file of an input under the input's own name, of which readers know what it is.

        Args:
            folder: where a link, or a copy, may be made when the file is called otherwise.
        """
        found, name = self.by_hash[one.sha256], Path(one.name).name
        if found.name == name:
            return found
        place = folder / one.sha256 / name
        place.parent.mkdir(parents=True, exist_ok=True)
        # Made anew each time: what an older link leads to may have changed since.
        beside = place.with_name(f"{secrets.token_hex(4)}.{name}")
        try:
            beside.symlink_to(found.resolve())
        except OSError:
            shutil.copyfile(found, beside)
        beside.replace(place)
        return place

    def named(self, name: str) -> Path:
        """The one file whose path ends with a name. Raises ParameterError for none, and for several that differ."""
        parts = Path(name).parts
        found = [path for path in self.paths if path.parts[-len(parts) :] == parts]
        if not found:
            raise ParameterError(
                f"No file of the folders is called '{name[:80]}'.", mend="Give --data with its folder."
            )
        if len({sha256_of(path)[0] for path in found}) > 1:
            raise ParameterError(
                f"{len(found)} different files are called '{name[:80]}'.",
                mend="Write more of its path, such as city/streets.osm.pbf, or its sha256.",
            )
        return found[0]


def shelf_of(
    folders: Sequence[Path], progress: Progress | None = None, *, wanted: Iterable[str] | None = None
) -> Shelf:
    """The files of some folders and of all folders in them.

    Args:
        wanted: hashes looked for; hashing ends when all are found. None: all files are hashed.

    Raises:
        ParameterError: one of them is no folder.
    """
    progress = progress or Silent()
    paths = tuple(path for folder in folders for path in _files(folder))
    open_ = None if wanted is None else set(wanted)
    by_hash: dict[str, Path] = {}
    progress.start("hash_inputs", len(paths))
    for path in paths:
        if open_ is not None and not open_:
            break
        digest = sha256_of(path)[0]
        by_hash.setdefault(digest, path)
        if open_ is not None:
            open_.discard(digest)
        progress.advance(1)
    progress.done()
    return Shelf(paths, by_hash)


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise ParameterError(f"'{folder}' is no folder.", where="--data", mend="Give a folder that holds the inputs.")
    for root, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(files) if (Path(root) / name).is_file())
