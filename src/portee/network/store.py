"""A network on disk: one folder of .npy files, opened memory-mapped, and a manifest that says what made it.

    NETWORK/
      manifest.json            format, key and provenance of each section
      streets/…  walk/…  timetable/…  links/…        one .npy per array

A section is written once for a *key*, a hash of its inputs and parameters; a new build links the sections whose
keys are unchanged from the old folder. The folder is assembled beside its place and moved in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from portee.core.atomic import output_error
from portee.core.errors import NetworkError, OutputError
from portee.network.strings import TextColumn

__all__ = [
    "FORMAT", "MANIFEST", "Draft", "draft", "is_whole", "key_of", "load_section", "read_manifest", "usable_network",
]  # fmt: skip

FORMAT = 1
MANIFEST = "manifest.json"
T = TypeVar("T")


def key_of(*parts: object) -> str:
    """Hash of anything JSON can say, for recognising equal inputs."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a network folder. Raises NetworkError when it is not one, or of another format."""
    file = folder / MANIFEST
    if not file.is_file():
        exists = "has no manifest" if folder.is_dir() else "does not exist"
        raise NetworkError(
            f"This network folder {exists}.",
            where=str(folder),
            mend="Make one with: portee build NETWORK --osm FILE.osm.pbf",
        )
    try:
        manifest: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NetworkError(
            f"The manifest cannot be read ({error}).", where=str(file), mend="Build it again."
        ) from error
    if not isinstance(manifest, dict):
        raise NetworkError("The manifest does not describe a network.", where=str(file), mend="Build it again.")
    if manifest.get("format") != FORMAT:
        raise NetworkError(
            f"The network has format {manifest.get('format')}; this Portée reads format {FORMAT}.",
            where=str(folder),
            mend="Build it again with: portee build",
        )
    if not isinstance(manifest.get("sections"), dict):
        raise NetworkError("The manifest names no sections.", where=str(file), mend="Build it again.")
    return manifest


class Draft:
    """A network folder being assembled. Not seen by anyone before `draft` moves it into place."""

    def __init__(self, folder: Path, previous: Path | None) -> None:
        self.folder = folder
        self._previous = previous
        self.previous: dict[str, Any] = read_manifest(previous) if previous else {"sections": {}}
        self._known: dict[str, Any] = self.previous["sections"]
        self._sections: dict[str, Any] = {}
        self.written: list[str] = []
        self.facts: dict[str, Any] = {}

    def reuse(self, name: str, key: str) -> bool:
        """Take a section over from the previous network when its key is the same."""
        if not self._can_reuse(name, key):
            return False
        assert self._previous is not None
        target = self.folder / name
        target.mkdir()
        for file in sorted((self._previous / name).iterdir()):
            try:
                os.link(file, target / file.name)
            except OSError:
                shutil.copy2(file, target / file.name)
        self._sections[name] = self._known[name]
        return True

    def reuse_all(self, keys: Mapping[str, str]) -> bool:
        """Take over sections that belong together: all of them or none."""
        return all(self._can_reuse(*item) for item in keys.items()) and all(self.reuse(*item) for item in keys.items())

    def _can_reuse(self, name: str, key: str) -> bool:
        known = self._known.get(name)
        if self._previous is None or known is None or known["key"] != key:
            return False
        return is_whole(self._previous, name, known)

    @property
    def sections(self) -> dict[str, Any]:
        """What the manifest will say of each section taken over or written so far."""
        return self._sections

    def load(self, name: str) -> dict[str, Any]:
        """Items of a section taken over or written so far, memory-mapped."""
        return load_section(self.folder, name, {"sections": self._sections})

    def write(self, name: str, key: str, value: object, facts: Any = None) -> None:
        """Write a dataclass or NamedTuple of arrays as a section."""
        target = self.folder / name
        target.mkdir()
        plain: dict[str, Any] = {}
        for label, item in _items(value):
            _write_item(target, label, item, plain)
        sizes = {file.name: file.stat().st_size for file in sorted(target.iterdir())}
        self.written.append(name)
        self._sections[name] = {"key": key, "plain": plain, "facts": facts, "bytes": sizes}

    def finish(self) -> None:
        manifest = {"format": FORMAT, "sections": dict(sorted(self._sections.items())), **self.facts}
        text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
        (self.folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _items(value: object) -> Iterator[tuple[str, Any]]:
    if hasattr(value, "_asdict"):
        yield from value._asdict().items()
    else:
        for item in fields(value):  # type: ignore[arg-type]
            yield item.name, getattr(value, item.name)


def _write_item(target: Path, label: str, item: Any, plain: dict[str, Any]) -> None:
    if isinstance(item, np.ndarray):
        np.save(target / f"{label}.npy", np.ascontiguousarray(item))
    elif isinstance(item, Mapping):
        for name, part in item.items():
            _write_item(target, f"{label}.{name}", part, plain)
    elif hasattr(item, "_asdict"):
        _write_item(target, label, item._asdict(), plain)
    elif isinstance(item, Sequence) and not isinstance(item, str):
        column = item if isinstance(item, TextColumn) else TextColumn.of(item)
        np.save(target / f"{label}.text.npy", column.block)
        np.save(target / f"{label}.offset.npy", column.offset)
    else:
        plain[label] = item


def load_section(folder: Path, name: str, manifest: dict[str, Any]) -> dict[str, Any]:
    """All items of a section by name, arrays memory-mapped. Dotted names are left as they are.

    Arrays open copy-on-write: the files never change, and kernels see the same array types as in a fresh build.
    """
    section = manifest["sections"].get(name)
    if section is None:
        raise NetworkError(f"The network has no {name}.", where=str(folder), mend="Build it again.")
    if not is_whole(folder, name, section):
        raise NetworkError(
            "The network is damaged: files are missing or not of the size they were written with.",
            where=str(folder / name),
            mend="Build it again.",
        )
    items: dict[str, Any] = dict(section["plain"])
    try:
        arrays = {file.name[:-4]: np.load(file, mmap_mode="c") for file in sorted((folder / name).glob("*.npy"))}
    except (OSError, ValueError, EOFError) as error:
        raise NetworkError(
            f"The network is damaged ({error}).", where=str(folder / name), mend="Build it again."
        ) from error
    for label, array in arrays.items():
        if label.endswith(".text"):
            # Plain arrays: to take one text of a memory-mapped one costs three times as much.
            items[label[:-5]] = TextColumn(np.asarray(array), np.asarray(arrays[label[:-5] + ".offset"]))
        elif not (label.endswith(".offset") and label[:-7] + ".text" in arrays):
            items[label] = np.asarray(array)
    return items


def is_whole(folder: Path, name: str, section: Mapping[str, Any]) -> bool:
    """Whether every file of a section is there in the size it was written with."""
    sizes = section.get("bytes", {})
    return all(
        (folder / name / file).is_file() and (folder / name / file).stat().st_size == size
        for file, size in sizes.items()
    )


def usable_network(folder: Path) -> Path | None:
    """The folder when it holds a network whose sections can be taken over, None when it holds none or another format.

    Raises:
        OutputError: something else than a network is there.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if "sections" not in found:
            return _refused(folder)
        return folder if found["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return _refused(folder)


def _refused(folder: Path) -> Path:
    raise OutputError(
        "This exists and is not a network: it will not be overwritten.",
        where=str(folder),
        mend="Give another name, or delete it first.",
    )


@contextmanager
def draft(folder: Path) -> Iterator[Draft]:
    """Assemble a network beside `folder`, then move it there. On any error nothing of the draft remains.

    Raises:
        OutputError: something else is there, or the disk refuses. Anything raised in the block passes through.
    """
    given, folder = folder, folder.absolute()
    unfinished = folder.with_name(f".{folder.name}.unfinished")
    replaced = folder.with_name(f".{folder.name}.replaced")
    if replaced.exists() and not folder.exists():  # a build was killed between its two moves
        replaced.rename(folder)
    previous = usable_network(given)
    try:
        for leftover in (unfinished, replaced):
            if leftover.exists():
                shutil.rmtree(leftover)
        unfinished.mkdir()
        work = Draft(unfinished, previous)
        yield work
        work.finish()
        if folder.exists():
            folder.rename(replaced)
        try:
            unfinished.rename(folder)
        except OSError:
            if replaced.exists():
                replaced.rename(folder)
            raise
        shutil.rmtree(replaced, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise output_error(error, given) from error
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
