"""A commons as its last commit holds it: read once for each commit, kept for all who ask."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from portee.commons.index.index import search
from portee.commons.publish.pages.links import backlinks
from portee.commons.publish.pages.search_index import fold, search_text
from portee.commons.publish.release import Release, in_reading_order, release_of
from portee.commons.repository.repository import Commons
from portee.commons.text.record_file import RecordFile, parse_record
from portee.core.errors import InputError, PorteeError

__all__ = ["SHOWN", "Reading", "Shelf"]

SHOWN = frozenset({"draft", "proposed", "reviewed", "published"})
"""Statuses that are read; those that nobody has reviewed say so on their page."""


@dataclass(frozen=True, eq=False)
class Reading:
    """One commit of a commons, read.

    Attributes:
        root: folder of the commons.
        release: what it holds, with records of every status but retired ones, which stand apart.
        unreadable: paths of records that cannot be read, left out of everything else.
        kept: what is worked out from it, by name: made at the first use.
    """

    root: Path
    release: Release
    unreadable: tuple[str, ...] = ()
    kept: dict[Any, Any] = field(default_factory=dict)

    @property
    def commit(self) -> str:
        return self.release.commit

    @cached_property
    def links(self) -> Mapping[str, tuple[str, ...]]:
        """For each record, the ids of those that refer to it."""
        return backlinks(self.release)

    def folded(self, id: str, lang: str) -> str:
        """What a record is found by while one types, in small letters without accents."""
        key = ("folded", id, lang)
        if key not in self.kept:
            file = self.release.by_id[id]
            self.kept[key] = f"{fold(file.record.title.in_(lang))} {search_text(file, lang)}"
        return str(self.kept[key])


class Shelf:
    """A commons that others write to while it is read.

    Args:
        root: folder of the commons.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._blobs: dict[tuple[str, str], RecordFile | None] = {}
        self._reading: Reading | None = None

    def commons(self) -> Commons:
        """The repository, opened for the one who asks: an open repository is not shared between threads."""
        return Commons.open(self.root)

    def reading(self) -> Reading:
        """The last commit, read. Records that did not change since the last reading are not read again.

        Raises:
            InputError: there is no commons, or nothing is committed.
            SourceError: its manifest cannot be read.
        """
        commons = self.commons()
        head = commons.head()
        if head is None:
            raise InputError("Nothing is committed yet.", where=str(self.root), mend="Commit the records first.")
        found = self._reading
        if found is not None and found.commit == head.commit:
            return found
        with self._lock:
            if self._reading is not None and self._reading.commit == head.commit:
                return self._reading
            held = tuple(head.records())
            blobs = {key: self._blobs[key] if key in self._blobs else _read(head.text_of(key[1]), key[0])
                     for key in held}  # fmt: skip
            files = in_reading_order(file for file in blobs.values() if file is not None)
            unreadable = tuple(path for path, blob in held if blobs[path, blob] is None)
            release = release_of(commons, head, SHOWN, files)
            self._blobs, self._reading = blobs, Reading(self.root, release, unreadable)
            found = self._reading
        threading.Thread(target=self._index, daemon=True).start()
        return found

    def _index(self) -> None:
        """Words are indexed while pages are read already, so that whoever searches first does not wait for all."""
        # The search tells the same problem to whoever searches.
        with suppress(PorteeError):
            search(self.commons(), "commun", limit=1)


def _read(text: str, path: str) -> RecordFile | None:
    return parse_record(text, path).file
